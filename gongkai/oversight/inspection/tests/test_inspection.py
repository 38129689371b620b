"""Inspection: what is wrong is found once with place and proof, closed when mended, or explained and accepted."""

from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from django.db.models import QuerySet

from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.models import Finding as ScreeningFinding
from gongkai.affairs.documents.reports_of_error import answer, report_error
from gongkai.affairs.documents.screening_rounds import screen_unseen
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import CHINA, frozen, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.law.inspections import ProbeName
from gongkai.oversight.inspection import actions, queries, running
from gongkai.oversight.inspection.models import Fault, Finding, Round, State
from gongkai.oversight.inspection.probes import PROBES
from tests.county import County

MARCH = datetime(2026, 3, 2, 9, tzinfo=CHINA)


def standing(check: str) -> list[Finding]:
    return list(Finding.objects.filter(check_id=check, state__in=["open", "explained"]))


def adopt(county: County, pack: str = "xiaoxian") -> None:
    adopt_pack(by=SYSTEM, agency=county.government, pack=pack, from_=today())


def test_each_of_the_four_faults_is_found_with_place_and_proof(county: County) -> None:
    with frozen(MARCH) as clock:
        adopt(county)
        old = county.publish("关于停水检修的通知", kind="notice", issued_on=date(2024, 5, 6))
        Edition.objects.filter(pk=old.pk).update(
            body='<p><a href="/documents/MB0000002-2019-00009/">附件</a><a href="https://elsewhere.example/documents/x/">外站</a></p>'
        )
        old.document.__class__.objects.filter(pk=old.document_id).update(published_on=date(2024, 5, 6))
        unnumbered = county.publish("青原县危房改造补助办法", kind="normative")
        report = report_error(index_number=unnumbered.document.index_number, edition_number=1, words="错字。")
        clock.move_to(MARCH + timedelta(days=20))
        held = running.inspect(county.government, by=county.he_jing)
        found = {one.check_id: one for one in Finding.objects.filter(agency=county.housing)}
        assert {
            found[c].fault for c in ("stale_column", "missing_number", "late_answer", "broken_link")
        } == set(Fault.values)
        assert found["stale_column"].place == f"栏目“{kinds()['notice'].title}”"
        assert "2024-05-06" in found["stale_column"].proof
        link = found["broken_link"]
        assert link.place == "《关于停水检修的通知》" and link.proof.startswith("1个站内链接打不开：")
        assert (link.about_kind, link.about_id) == ("document", old.document.index_number)
        assert found["late_answer"].about_kind == "error_report"
        assert held.found == Finding.objects.count() and held.rectified == 0

        # A second look finds nothing twice, and closes what was mended meanwhile.
        Edition.objects.filter(pk=old.pk).update(body="<p>附件见后。</p>")
        answer(report, by=county.tang_ke, outcome="not_an_error", words="原文无误。")
        again = running.inspect(county.government, by=county.he_jing)
        assert (again.found, again.rectified) == (0, 2)
        link.refresh_from_db()
        assert (link.state, link.closed_by) == (State.RECTIFIED, county.he_jing.handle)
        # What comes back is a new finding.
        Edition.objects.filter(pk=old.pk).update(body='<a href="/documents/MB0000002-2019-00009/">附件</a>')
        assert running.inspect(county.government, by=county.he_jing).found == 1


def test_every_finding_is_a_duty_that_stands_still_while_an_explanation_waits(county: County) -> None:
    with frozen(MARCH) as clock:
        adopt(county)
        county.publish(kind="normative")
        running.inspect(county.government, by=county.he_jing)
        (finding,) = standing("missing_number")
        duty = Duty.objects.get(subject_kind="inspection_finding", subject_id=str(finding.pk))
        assert (duty.rule, duty.agency, str(duty.due_at)[:10]) == ("rectification", "zhujian", "2026-03-16")
        with pytest.raises(Refused) as refused:
            actions.explain(finding, by=county.guo_liang, reason=" ")
        assert len(refused.value.reasons) == 2
        with pytest.raises(Refused, match="问题还在"):
            actions.recheck(finding, by=county.tang_ke)
        actions.explain(finding, by=county.tang_ke, reason="旧文没有编号。")
        duty.refresh_from_db()
        assert duty.is_paused
        with pytest.raises(Refused, match="没有办理“采纳理由”的权限"):
            actions.accept(finding, by=county.tang_ke)
        clock.move_to(MARCH + timedelta(days=5))
        actions.refuse(finding, by=county.he_jing, reason="请查存档。")
        actions.explain(finding, by=county.tang_ke, reason="存档也没有编号。")
        actions.accept(finding, by=county.he_jing)
        duty.refresh_from_db()
        assert duty.status == "met"
        # An accepted reason is not asked for again.
        assert running.inspect(county.government, by=county.he_jing).found == 0
        assert not standing("missing_number")
        # Once it was mended and is wrong again, it is.
        documents = Edition.objects.get().document.__class__.objects
        documents.update(doc_number="青建〔2025〕7号")
        assert running.inspect(county.government, by=county.he_jing).rectified == 0
        documents.update(doc_number="")
        assert running.inspect(county.government, by=county.he_jing).found == 1
        assert len(standing("missing_number")) == 1


def test_a_step_holds_the_ledger_before_the_row_as_a_round_does(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    with frozen(MARCH):
        adopt(county)
        county.publish(kind="normative")
        running.inspect(county.government, by=county.he_jing)
        (finding,) = standing("missing_number")
        held: list[str] = []
        lock = QuerySet.select_for_update
        monkeypatch.setattr("gongkai.engines.ledger.actions._lock", lambda: held.append("ledger"))
        monkeypatch.setattr(
            QuerySet, "select_for_update", lambda *a, **k: held.append("row") or lock(*a, **k)
        )
        actions.explain(finding, by=county.tang_ke, reason="旧文没有编号。")
    assert held[:2] == ["ledger", "row"]


def test_recheck_closes_what_is_gone(county: County) -> None:
    with frozen(MARCH):
        edition = county.publish(kind="normative")
        running.inspect(county.housing, by=county.he_jing)
        (finding,) = standing("missing_number")
        edition.document.__class__.objects.filter(pk=edition.document_id).update(doc_number="青建〔2025〕7号")
        assert actions.recheck(finding, by=county.tang_ke).state == State.RECTIFIED
        with pytest.raises(Refused, match="须在"):
            actions.recheck(finding, by=county.tang_ke)


def test_the_worker_holds_one_round_a_day_where_the_pack_says_daily(county: County) -> None:
    with frozen(MARCH) as clock:
        assert running.inspect_due() == 0
        adopt(county)
        assert [running.inspect_due(), running.inspect_due()] == [1, 0]
        assert Round.objects.get().agency == county.government
        clock.move_to(MARCH + timedelta(days=1))
        assert running.inspect_due() == 1
        assert Event.objects.filter(verb="inspection.round_held").count() == 2


def test_who_sees_what_and_who_may_inspect(county: County) -> None:
    with frozen(MARCH):
        adopt(county)
        county.publish(kind="normative")
        with pytest.raises(Refused, match="没有对青原县人民政府组织检查的权限"):
            running.inspect(county.government, by=county.tang_ke)
        running.inspect(county.government, by=county.he_jing)
        everything = queries.Selection()
        assert {one.agency for one in queries.findings_for(county.tang_ke, everything)} == {county.housing}
        assert county.housing not in {
            one.agency for one in queries.findings_for(county.guo_liang, everything)
        }
        assert {one.agency for one in queries.findings_for(county.he_jing, everything)} >= {county.housing}
        year = {one.fault: one for one in queries.summary([county.housing], MARCH, MARCH + timedelta(1))}
        assert (year["not_accurate"].found, year["not_accurate"].standing) == (1, 1)


@pytest.mark.full
def test_what_screening_found_is_counted_by_document_and_not_repeated(county: County) -> None:
    with frozen(MARCH):
        edition = county.publish(
            body=from_text("联系人王某某，身份证号码11010519491231002X，手机13800138000。"),
            doc_number="青建〔2025〕3号",
        )
        screen_unseen()
        harm = ScreeningFinding.objects.filter(
            edition=edition, resolution="", severity__in=["block", "warn"]
        ).count()
        assert harm
        running.inspect(county.government, by=county.he_jing)
        (finding,) = standing("open_finding")
        assert finding.proof.startswith(f"审查发现{harm}处") and "11010519491231002X" not in finding.proof


def test_what_packs_may_name_is_what_there_is() -> None:
    assert set(PROBES) == set(get_args(ProbeName))
