"""The desk of an officer and one case: what is due first stands first, in few questions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.affairs.applications import queries
from gongkai.affairs.applications.actions import closing, consulting, extending, receiving
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.queries import Wanted
from gongkai.engines.agencies.models import Officer
from gongkai.kernel.clock import day_of
from tests.county import County

from .telling import accepted, draft, head, on, received, submit

pytestmark = pytest.mark.django_db


def again(officer: Officer) -> Officer:
    """The officer of another request: nothing of him is read yet."""
    return Officer.objects.select_related("agency", "user").get(pk=officer.pk)


@pytest.mark.parametrize("few", [4, 0], ids=["each-looked-up", "by-way-of-the-duties"])
def test_the_first_due_stands_first_and_what_waits_last(
    county: County, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FEW", few)
    with on("2026-03-02"):
        waiting = accepted(county)
        consulting.ask_third_party(waiting, by=county.zhou_min, party="某公司", about="合同")
    with on("2026-03-04"):
        later = received(county)
        gone = received(county)
        closing.withdraw(gone, by=APPLICANT)
    with on("2026-03-03"):
        sooner = received(county)
    with on("2026-04-01"):
        rows = queries.desk(again(county.zhou_min))
        assert [row.application for row in rows] == [sooner, later, waiting]
        for at, application in enumerate((sooner, later, waiting)):
            (row,) = queries.desk(county.zhou_min, limit=1, offset=at)
            assert row.application == application
        assert queries.desk(county.zhou_min, offset=3) == []
        assert [row.reply.status for row in rows if row.reply] == ["overdue", "soon", "paused"]
        assert [row.asks for row in rows] == ["审核内容是否明确", "审核内容是否明确", "等候征求的意见"]
        due = rows[0].reply
        assert due is not None and due.duty.due_at and day_of(due.duty.due_at) == date(2026, 3, 31)
        overdue = queries.desk(county.zhou_min, Wanted(state="overdue"))
        assert [row.application for row in overdue] == [sooner]
        assert queries.count_for(county.zhou_min, Wanted(state="overdue")) == 1
        assert queries.count_for(county.zhou_min, Wanted(state="closed", outcome="oth_other")) == 1
        assert queries.count_for(county.zhou_min, Wanted(state="all", text="危房改造")) == 4
        assert queries.count_for(county.zhou_min, Wanted(mine=True)) == 0


def test_fifty_rows_and_a_case_take_few_questions(county: County) -> None:
    with on("2026-03-02"):
        for _ in range(6):
            application = accepted(county)
            consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
    with on("2026-03-03"):
        officer = again(county.zhou_min)
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.desk(officer)) == 6
        assert len(asked) <= 8
        with CaptureQueriesContext(connection) as asked:
            case = queries.case_for(again(county.zhou_min), application.number)
        assert case is not None and len(case.events) == 4
        assert len(asked) <= 12
        by_step = {offer.step.name: offer for offer in case.offers}
        assert by_step["draft_reply"].reasons == (
            "正在征求第三方意见（第1件），请待其答复或者期限届满后再办理。",
        )
        assert by_step["note_opinion"].open


def test_what_waits_for_a_consent_or_a_signature(county: County) -> None:
    extended, drafted = accepted(county), accepted(county)
    extending.propose_extension(extended, by=county.zhou_min, reason="资料在外省。")
    draft(county, drafted)
    assert list(queries.consents_for(head(county))) == [extended]
    assert list(queries.consents_for(county.lu_fang)) == []
    assert list(queries.to_sign(county.lu_fang)) == [drafted]
    assert list(queries.to_sign(county.zhou_min)) == []


def test_the_officer_in_charge_sees_what_is_his(county: County) -> None:
    application = received(county)
    submit(county)
    receiving.entrust(application, by=county.tang_ke, undertaker=county.housing, officer=county.zhou_min)
    assert [row.application for row in queries.desk(county.zhou_min, Wanted(mine=True))] == [application]
