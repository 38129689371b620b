"""Assessment and inspection at the desk: from the draft to the published result, from a finding to its end."""

from datetime import datetime

import pytest
from django.test import Client

from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.faces.workbench.tests.paperwork import at, text_of
from gongkai.faces.workbench.tests.test_document_roles import post
from gongkai.kernel.clock import CHINA, frozen
from gongkai.oversight.assessment import figures
from gongkai.oversight.assessment.models import Objection, Scheme, State
from gongkai.oversight.assessment.tests.test_scheme import JANUARY, active, adopt, drafted, hear
from gongkai.oversight.inspection.models import Finding
from gongkai.oversight.tasks.tests.test_every_role import appointed
from tests.county import County

URL = "/workbench/assessment/"
PLACE = f"{URL}qingyuan-2025/"


def test_from_the_draft_to_the_published_result(county: County, client: Client) -> None:
    with frozen(JANUARY) as clock:
        adopt(county, "guangdong")
        office, leader = at(county.he_jing), at(county.lu_fang)
        assert "还没有考核方案" in text_of(office.get(URL))
        text_of(office.get(f"{URL}new/"))
        given = {"agency": "qingyuan", "year": "2025", "weight": "3"}
        assert office.post(f"{URL}new/", given).status_code == 302
        assert "修改权重" in text_of(office.get(PLACE))
        assert at(county.tang_ke).get(PLACE).status_code == 404
        # The approver is told all that is missing before he tries.
        assert "不得低于4%" in text_of(leader.get(f"{PLACE}activate/"))
        text_of(office.post(f"{PLACE}points/2/", {"points": "-1"}), 422)
        office.post(f"{PLACE}points/2/", {"points": "9"})
        assert "合计是99分" in text_of(leader.post(f"{PLACE}activate/"), 422)
        office.post(f"{PLACE}points/2/", {"points": "10"})
        text_of(office.get(f"{PLACE}weight/"))
        office.post(f"{PLACE}weight/", {"weight": "4"})
        assert leader.post(f"{PLACE}activate/").status_code == 302
        assert Scheme.objects.get().state == State.ACTIVE

        clock.move_to(datetime(2026, 1, 12, 9, tzinfo=CHINA))
        assert client.get("/assessment/qingyuan-2025/").status_code == 404
        assert office.post(f"{PLACE}close/").status_code == 302
        assert "结果" in text_of(office.get(URL))
        assert office.post(f"{PLACE}publish/").status_code == 302
        shown = client.get("/assessment/qingyuan-2025/").content.decode()
        assert county.housing.name in shown and "不排名次" in shown
        assert "青原县人民政府2025年政务公开考核方案" in client.get("/assessment/").content.decode()
        coverage = client.get("/coverage/").content.decode()
        assert "决策公开" in coverage and "期限已过" in coverage


def test_a_unit_sees_its_own_score_with_its_evidence_and_objects(county: County) -> None:
    with frozen(JANUARY) as clock:
        scheme = active(county)
        clock.move_to(datetime(2025, 3, 3, 10, tzinfo=CHINA))
        hear(county)
        clock.move_to(datetime(2025, 9, 1, 9, tzinfo=CHINA))
        office, unit = at(county.he_jing), at(county.tang_ke)
        assert f"{PLACE}units/zhujian/" in text_of(unit.get(URL))
        number = scheme.indicators.get(indicator="organisation").number
        shown = text_of(unit.get(f"{PLACE}units/zhujian/"))
        assert "已经逾期、还没有办结的" in shown and "可提高" not in shown
        assert unit.get(f"{PLACE}units/qiaotou/").status_code == 404
        evidence = f"{PLACE}units/zhujian/{number}/"
        shown = text_of(unit.get(evidence))
        assert "没有办到" in shown and "/workbench/duties/" in shown and "提出异议" in shown
        shown = text_of(office.get(PLACE))
        assert f"{PLACE}units/qiaotou/{number}/" in shown
        text_of(unit.get(f"{evidence}object/"))
        text_of(unit.post(f"{evidence}object/", {"case": "duty:0", "reason": "x"}), 422)
        (standing,) = figures.standings(scheme, [county.housing])
        case = next(one for one in standing.scores if one.indicator.number == number).missed[0].key
        assert unit.post(f"{evidence}object/", {"case": case, "reason": "尚未到任。"}).status_code == 302
        row = Objection.objects.get()
        decide = f"{URL}objections/{row.pk}/"
        assert unit.get(decide).status_code == 404
        assert decide in text_of(office.get(PLACE))
        text_of(office.post(decide, {"verdict": "upheld", "answer": ""}), 422)
        assert office.post(decide, {"verdict": "upheld", "answer": "属实。"}).status_code == 302
        assert "不再计入的" in text_of(unit.get(evidence))
        assert "已经答复" in text_of(office.get(decide))


def test_from_a_finding_to_its_end(county: County) -> None:
    with frozen(JANUARY):
        adopt(county, "xiaoxian")
        edition = county.publish("青原县危房改造补助办法", kind="normative", body="<p>正文。</p>")
        office, unit = at(county.he_jing), at(county.tang_ke)
        text_of(office.get("/workbench/inspection/"))
        assert unit.post("/workbench/inspection/now/").status_code == 403
        assert office.post("/workbench/inspection/now/").status_code == 302
        shown = text_of(unit.get("/workbench/inspection/?fault=not_accurate&state=standing"))
        assert edition.title in shown and "没有发文字号" in shown and "工作日" in shown
        finding = Finding.objects.get(check_id="missing_number")
        address = f"/workbench/inspection/{finding.pk}/"
        shown = text_of(unit.get(address))
        assert f"/documents/{edition.document.index_number}/" in shown and "怎样整改" in shown
        assert at(county.guo_liang).get(address).status_code == 404
        assert "问题还在" in text_of(unit.post(f"{address}recheck/"), 422)
        text_of(unit.post(f"{address}explain/", {"reason": ""}), 422)
        assert unit.post(f"{address}explain/", {"reason": "旧文没有编号。"}).status_code == 302
        assert "旧文没有编号。" in text_of(office.get(f"{address}refuse/"))
        assert office.post(f"{address}refuse/", {"reason": "请核对存档。"}).status_code == 302
        assert "请核对存档。" in text_of(unit.get(address))
        unit.post(f"{address}explain/", {"reason": "存档也没有。"})
        assert office.post(f"{address}accept/").status_code == 302
        assert "理由已采纳" in text_of(unit.get("/workbench/inspection/?state=closed"))
        assert unit.get(f"{address}mend/").status_code == 404


@pytest.mark.full
def test_each_post_by_each_role(county: County) -> None:
    """Drafting, activating and inspecting change something for those whose role says so, for nobody else."""
    with frozen(JANUARY):
        drafted(county)
        posts = (
            (f"{URL}new/", {"agency": "qingyuan", "year": "2024", "weight": "4"}, Permission.ASSESS),
            ("/workbench/inspection/now/", {}, Permission.ASSESS),
            (f"{PLACE}weight/", {"weight": "7"}, Permission.ASSESS),
            (f"{PLACE}activate/", {}, Permission.SIGN_DOCUMENTS),
        )
        for role, held in ROLES.items():
            browser = at(appointed(county, role))
            for path, body, leave in posts:
                _status, changed = post(browser, path, body)
                assert changed == (leave in held.permissions), (role, path)
