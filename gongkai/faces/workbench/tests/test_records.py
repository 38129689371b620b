"""Records of work: one form for each kind, a list by kind and year, and the rotation of training."""

import re
from datetime import date, datetime
from typing import Any, get_args

import pytest
from django.test import Client

from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.faces.ui.templatetags.ui import zh_date
from gongkai.faces.workbench.tests.test_plans import signed_in, text_of
from gongkai.kernel.clock import CHINA, frozen, today
from gongkai.oversight.tasks.models import Record
from gongkai.oversight.tasks.notes import note
from gongkai.oversight.tasks.records import KINDS, LABELS
from tests.county import County

URL = "/workbench/records/"
DAY = "2025-06-20"
GIVEN: dict[str, dict[str, Any]] = {
    "hearing": {"subject": "openness"},
    "training": {"subject": "key_points", "officers": ["tangke", "zhoumin"]},
    "named": {"post": "leader_in_charge", "name": "陆方"},
    "confirmed": {"post": "leading_group", "name": "政务公开领导小组"},
    "dispatch_meeting": {"title": "二季度调度会"},
    "liaison_report": {"title": "六月信息"},
    "zone": {"title": "便民服务中心专区"},
    "standards": {"title": "村务公开目录"},
    "handover": {"from": "周敏", "to": "唐柯"},
    "experience": {"title": "危房改造公开到户", "to": "市政务公开办"},
}


@pytest.fixture
def unit(county: County) -> Client:
    """唐柯, who keeps the records of the housing bureau."""
    return signed_in(county.tang_ke)


def test_every_choice_has_its_word() -> None:
    for kind in KINDS.values():
        for name, field in kind.facts.model_fields.items():
            assert field.title
            if (field.alias or name) in LABELS:
                assert set(get_args(field.annotation)) <= set(LABELS[field.alias or name])


def filled_in(kind: str, document: str) -> dict[str, Any]:
    """What is written into the form of a kind: as told above, else something for each field that is asked for."""
    given = dict(GIVEN.get(kind, {}))
    for name, field in KINDS[kind].facts.model_fields.items():
        called = field.alias or name
        if field.is_required() and called not in given:
            some = document if called == "document" else "若干"
            given[called] = get_args(field.annotation)[0] if called in LABELS else some
    return given


@pytest.mark.full
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "handover_accepted"])
def test_each_kind_has_a_form_of_its_own(county: County, unit: Client, kind: str) -> None:
    page = f"{URL}new/{kind}/"
    facts = filled_in(kind, county.publish("青原县政务公开情况").document.index_number)
    assert KINDS[kind].title in text_of(unit.get(page))
    wrong = text_of(unit.post(page, {"agency": "zhujian", "on": ""}), 422)
    assert wrong.count("请填写") + wrong.count("请选择") >= 4, "each fault above and at its field"
    day = today()  # a publication is not younger than its record
    assert unit.post(page, {"agency": "zhujian", "on": day, **facts})["Location"] == URL
    row = Record.objects.get()
    assert (row.kind, row.agency, row.on, row.facts) == (kind, county.housing, day, facts)
    text = text_of(unit.get(URL))
    assert f"已登记：{KINDS[kind].title}" in text and zh_date(day) in text


def test_what_a_duty_asks_for_is_chosen_already(unit: Client) -> None:
    page = text_of(unit.get(f"{URL}new/published_list/?agency=zhujian&register=subsidy_results"))
    assert re.search(r'value="subsidy_results"[^>]* checked', page)


def test_remark_and_evidence_stand_with_the_record(county: County, unit: Client) -> None:
    document = county.publish("青原县政务公开培训通知").document
    given = {
        "agency": "zhujian", "on": DAY, "subject": "practice", "officers": "tangke", "others": "郭良\nzhoumin",
        "remark": "线上举办。", "document": "青原县政务公开培训通知",
    }  # fmt: skip
    assert unit.post(f"{URL}new/training/", given).status_code == 302
    assert Record.objects.get().facts == {
        "subject": "practice", "officers": ["tangke", "guoliang", "zhoumin"], "remark": "线上举办。",
        "document": document.index_number,
    }  # fmt: skip
    text = text_of(unit.get(URL))
    assert "业务；唐柯、郭良、周敏" in text and "线上举办。" in text and "《青原县政务公开培训通知》" in text


def test_faults_are_told_and_what_was_written_stays(county: County, unit: Client) -> None:
    agencies.appoint(by=SYSTEM, agency=county.township, username="guoliang2", name="郭良")
    given = {"agency": "zhujian", "on": "2099-01-01", "subject": "practice", "others": "郭良\n无名氏"}
    text = text_of(unit.post(f"{URL}new/training/", given), 422)
    assert "有几位人员都叫“郭良”" in text and "guoliang2（桥头镇）" in text
    assert "没有姓名或者用户名为“无名氏”的人员" in text and "郭良\n无名氏</textarea>" in text
    text = text_of(unit.post(f"{URL}new/hearing/", {**given, "subject": "openness"}), 422)
    assert '<a href="#id_on">日期2099-01-01尚未到来' in text
    assert "请选择单位" in text_of(unit.post(f"{URL}new/hearing/", {"on": DAY, "subject": "openness"}), 422)
    assert unit.get(f"{URL}new/poem/").status_code == 404
    assert not Record.objects.exists()


def test_a_handover_is_accepted_from_the_list(county: County, unit: Client) -> None:
    text_of(unit.get(f"{URL}new/handover_accepted/"))
    unit.post(f"{URL}new/handover/", {"agency": "zhujian", "on": DAY, **GIVEN["handover"]})
    row = Record.objects.get()
    link = f"{URL}new/handover_accepted/?of={row.pk}&amp;agency=zhujian"
    assert link in text_of(unit.get(URL))
    text = text_of(unit.get(link.replace("&amp;", "&")))
    assert f'<option value="{row.pk}" selected>2025-06-20 县住房城乡建设局：周敏移交唐柯</option>' in text
    answer = unit.post(f"{URL}new/handover_accepted/", {"agency": "zhujian", "on": DAY, "of": row.pk})
    assert answer.status_code == 302
    assert link not in text_of(unit.get(URL))


def test_the_list_is_narrowed_by_kind_and_year(county: County, unit: Client) -> None:
    given = {"agency": county.housing, "by": county.tang_ke}
    note(kind="hearing", on=date(2024, 3, 1), subject="openness", **given)
    note(kind="zone", on=date(2025, 3, 1), title="专区", **given)
    text = text_of(unit.get(URL))
    assert text.index("2025年3月1日") < text.index("2024年3月1日")
    assert "2024年3月1日" not in text_of(unit.get(URL, {"kind": "zone"}))
    assert "2025年3月1日" not in text_of(unit.get(URL, {"year": "2024"}))
    assert "没有符合条件的记录" in text_of(unit.get(URL, {"kind": "zone", "year": "2024"}))
    for wrong in ({"kind": "poem"}, {"year": "1999"}, {"page": "9"}):
        assert unit.get(URL, wrong).status_code == 404
    assert "2025年3月1日" not in text_of(signed_in(county.guo_liang).get(URL)), "another unit's records"


def test_the_rotation_says_who_was_trained_in_time_and_who_was_not(county: County) -> None:
    with frozen(datetime(2025, 6, 20, 9, tzinfo=CHINA)):
        note(
            kind="training", agency=county.government, by=county.he_jing, subject="practice",
            on=date(2024, 6, 20), officers=["guoliang"],
        )  # fmt: skip
        text = text_of(signed_in(county.he_jing).get(f"{URL}rotation/"))
        own = text_of(signed_in(county.tang_ke).get(f"{URL}rotation/"))
        township = text_of(signed_in(county.he_jing).get(f"{URL}rotation/", {"agency": "qiaotou"}))
    assert text.index("唐柯") < text.index("郭良"), "who is still to be trained comes first"
    assert "2022年6月20日之后" in text and "2024年6月20日" in text
    assert "唐柯" in own and "郭良" not in own
    assert "郭良" in township and "未轮训</span>" not in township


def test_only_keepers_of_records_see_them(county: County) -> None:
    for path in ("", "rotation/", "new/hearing/"):
        assert signed_in(county.zhou_min).get(f"{URL}{path}").status_code == 403
    given = {"agency": "zhujian", "on": DAY, "subject": "openness"}
    assert signed_in(county.zhou_min).post(f"{URL}new/hearing/", given).status_code == 403
    assert signed_in(county.tang_ke).get(f"{URL}rotation/", {"agency": "qiaotou"}).status_code == 404
    text = text_of(signed_in(county.guo_liang).post(f"{URL}new/hearing/", given), 422)
    assert "单位" in text, "the bureau is not among his"
    assert not Record.objects.exists()


def test_a_long_list_of_officers_gives_way_to_lines(
    county: County, unit: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.faces.workbench.record_forms.TICKED", 2)
    assert 'name="officers"' not in text_of(unit.get(f"{URL}new/training/"))
    given = {"agency": "zhujian", "on": DAY, "subject": "practice"}
    assert "请填写参训人员" in text_of(unit.post(f"{URL}new/training/", given), 422)
    assert unit.post(f"{URL}new/training/", {**given, "others": "唐柯"}).status_code == 302
