"""An application's clock from its receipt to its answer, told through the ledger."""

from datetime import timedelta
from pathlib import Path

import pytest

from gongkai.engines.duties.explain import explain
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.duties.tests.telling import adopt, due, duty, tell
from gongkai.kernel.clock import frozen
from tests.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]


@pytest.fixture(autouse=True)
def _adopted(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)


def test_a_receipt_opens_and_an_answer_closes() -> None:
    opening = tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    one = duty("reply")
    assert (one.agency, one.pack, str(one.since), one.opened_seq) == (
        "zhujian",
        "qingyuan",
        "2020-01-01",
        opening.seq,
    )
    assert due(one) == "2026-03-16 23:59"
    closing = tell("2026-03-16 18:00", "application.answered", "A1")
    one.refresh_from_db()
    assert (one.status, one.closed_seq) == ("met", closing.seq)


def test_who_answers_after_the_last_day_is_late() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-03-17 00:00", "application.answered", "A1")
    assert duty("reply").status == "late"


def test_what_the_rule_does_not_ask_for_opens_nothing() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="counter")
    tell("2026-02-10 09:00", "application.received", "A2")
    tell("2026-02-10 09:00", "application.answered", "A3")
    assert not Duty.objects.filter(rule="reply").exists()


def test_a_second_receipt_opens_no_second_duty() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.received", "A1", channel="post")
    assert Duty.objects.filter(rule="reply").count() == 1
    tell("2026-02-12 09:00", "application.answered", "A1")
    tell("2026-02-13 09:00", "application.received", "A1", channel="web")
    assert Duty.objects.filter(rule="reply").count() == 2


def test_a_third_party_is_asked_and_the_time_does_not_count() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.third_party_asked", "A1")
    tell("2026-02-12 09:00", "application.third_party_asked", "A1")
    assert (duty("reply").status, due(duty("reply"))) == ("paused", None)
    tell("2026-02-13 09:00", "application.third_party_answered", "A1")
    assert duty("reply").status == "paused"
    tell("2026-02-24 09:00", "application.third_party_answered", "A1")
    # the working days 11 to 14 and 24 February are left out
    assert due(duty("reply")) == "2026-03-23 23:59"


def test_it_is_extended_once_and_begins_anew_when_corrected() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-03-10 09:00", "application.extended", "A1", by="何静")
    assert due(duty("reply")) == "2026-04-14 23:59"
    tell("2026-03-11 09:00", "application.extended", "A1", by="何静")
    assert due(duty("reply")) == "2026-04-14 23:59"
    tell("2026-04-28 09:00", "application.corrected", "A1")
    assert due(duty("reply")) == "2026-05-28 23:59"


@pytest.mark.parametrize("facts", [{}, {"by": ""}, {"by": "  "}, {"by": None}, {"by": True}])
def test_what_nobody_consented_to_is_no_extension(facts: dict[str, object]) -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-03-10 09:00", "application.extended", "A1", **facts)
    assert due(duty("reply")) == "2026-03-16 23:59"
    assert "延长须经负责人同意。" in explain(duty("reply")).summary
    tell("2026-03-11 09:00", "application.extended", "A1", by="何静")
    assert due(duty("reply")) == "2026-04-14 23:59"


def test_what_makes_no_sense_changes_nothing() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.third_party_answered", "A1")
    tell("2026-05-11 09:00", "application.extended", "A1", by="何静")
    one = duty("reply")
    assert (due(one), one.course) == ("2026-03-16 23:59", "[]")


def test_a_withdrawal_cancels() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.withdrawn", "A1")
    assert duty("reply").status == "cancelled"
    tell("2026-02-12 09:00", "application.answered", "A1")
    assert duty("reply").status == "cancelled"


def test_hours_run_through_the_night_from_when_it_happened() -> None:
    tell(
        "2026-02-15 23:30", "concern.reported", "C1", "qingyuan",
        urgent=True, occurred_at="2026-02-15T22:00:00+08:00", lead="zhujian",
    )  # fmt: skip
    one = duty("release")
    assert (one.agency, due(one)) == ("zhujian", "2026-02-16 03:00")
    assert one.opened_at - one.started_at == timedelta(minutes=90)
    with frozen("2026-02-16 02:00"):
        assert one.status == "open" and one.left == timedelta(hours=1)
    with frozen("2026-02-16 03:01"):
        assert one.status == "overdue"
    tell("2026-02-16 04:00", "concern.released", "C1", released_at="2026-02-16T02:50+08:00")
    one.refresh_from_db()
    assert one.status == "met" and one.ended_at is not None and one.closed_at is not None
    assert one.closed_at - one.ended_at == timedelta(minutes=70)


def test_an_interpretation_closes_what_it_names() -> None:
    for id in ("P1", "P2", "P3"):
        tell("2026-02-10 09:00", "policy.published", id)
    tell("2026-02-11 09:00", "interpretation.published", "I1", interprets=["P1", "P3", "P9"])
    assert [one.subject_id for one in Duty.objects.filter(rule="county_interpret", outcome="met")] == [
        "P1",
        "P3",
    ]


def test_what_is_reported_late_counts_what_was_done_meanwhile() -> None:
    tell("2026-02-16 08:30", "concern.released", "C1")
    tell(
        "2026-02-16 10:00", "concern.reported", "C1", urgent=True, occurred_at="2026-02-16T08:00:00+08:00"
    )  # fmt: skip
    one = duty("release")
    assert one.status == "met" and one.closed_seq is not None and one.closed_seq < one.opened_seq


def test_a_fact_that_tells_no_instant_is_passed_over() -> None:
    for n, told in enumerate(["yesterday", "0001-01-01", "9999-12-31T23:59:59-12:00", 7, None]):
        tell("2026-02-16 10:00", "concern.reported", f"C{n}", urgent=True, occurred_at=told)
    assert {due(one) for one in Duty.objects.filter(rule="release")} == {"2026-02-16 15:00"}


def test_true_is_not_one() -> None:
    tell("2026-02-16 10:00", "concern.reported", "C1", urgent=1)
    assert not Duty.objects.filter(rule="release").exists()


def test_a_clock_that_goes_backwards_loses_no_duty_and_opens_none_twice() -> None:
    tell("2026-07-01 09:00", "application.received", "A1", channel="web")
    half_years = Duty.objects.filter(rule="hearing").count()
    tell("2026-06-30 20:00", "application.third_party_asked", "A1")
    tell("2026-06-30 21:00", "application.third_party_answered", "A1")
    tell("2026-06-29 09:00", "application.received", "A2", channel="web")
    tell("2026-07-01 08:00", "hearing.held", "H1")
    assert due(duty("reply", subject_id="A1")) == "2026-07-29 23:59"
    tell("2026-06-30 22:00", "application.answered", "A1")
    tell("2026-07-02 09:00", "application.answered", "A2")
    assert [one.status for one in Duty.objects.filter(rule="reply").order_by("id")] == ["met", "met"]
    assert Duty.objects.filter(rule="hearing").count() == half_years
    assert rebuild(check=True).differing == 0
