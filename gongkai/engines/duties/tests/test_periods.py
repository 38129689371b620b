"""What is owed each half-year and each year: begun for whom it concerns, met by what was done in time."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.engines.duties.actions import ensure_periods
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.duties.tests.telling import adopt, due, duty, tell
from gongkai.kernel.clock import frozen
from tests.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]


def hearings(agency: str) -> list[tuple[str, str]]:
    rows = Duty.objects.filter(rule="hearing", agency=agency).order_by("period")
    return [(row.period, row.status) for row in rows]


@pytest.fixture(autouse=True)
def _adopted(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)


def test_adopting_begins_the_period_in_which_it_falls() -> None:
    rows = Duty.objects.filter(rule__in=["hearing", "report"]).order_by("rule", "agency")
    assert [(row.rule, row.agency, row.period) for row in rows] == [
        ("hearing", "qingyuan", "2026-H1"),
        ("hearing", "zhujian", "2026-H1"),
        ("report", "qingyuan", "2026"),
    ]
    assert due(duty("report")) == "2026-01-31 23:59"
    assert {due(row) for row in rows if row.rule == "hearing"} == {"2026-06-30 23:59"}


def test_two_hearings_meet_the_half_year() -> None:
    tell("2026-02-03 10:00", "hearing.held", "H1")
    tell("2026-02-04 10:00", "hearing.held", "H2", agency="qingyuan")
    assert duty("hearing", agency="zhujian").seen == 1
    tell("2026-06-30 23:00", "hearing.held", "H3")
    assert hearings("zhujian") == [("2026-H1", "met")]
    with frozen("2026-07-01 00:00"):
        assert hearings("qingyuan") == [("2026-H1", "overdue")]


def test_a_hearing_entered_later_counts_for_the_day_it_was_held() -> None:
    tell("2026-06-29 10:00", "hearing.held", "H1")
    tell("2026-07-02 10:00", "hearing.held", "H2", held_on="2026-06-30")
    one = duty("hearing", agency="zhujian", period="2026-H1")
    assert one.status == "met" and one.closed_at is not None and one.due_at is not None
    assert one.closed_at > one.due_at
    assert hearings("zhujian")[1] == ("2026-H2", "open")


def test_each_period_begins_by_itself() -> None:
    with frozen("2026-06-30 23:59"):
        assert ensure_periods() == 0
    with frozen("2026-07-01 00:00"):
        assert ensure_periods() >= 2
        assert ensure_periods() == 0
    one = duty("hearing", agency="zhujian", period="2026-H2")
    with frozen("2026-07-01 00:00") as traveller:
        assert one.opened_at == traveller.at and due(one) == "2026-12-31 23:59"


def test_nobody_was_there_for_a_year_and_no_period_is_lost() -> None:
    tell("2027-08-01 10:00", "letter.read", "L1")
    assert [period for period, _ in hearings("zhujian")] == ["2026-H1", "2026-H2", "2027-H1", "2027-H2"]
    assert rebuild(check=True).differing == 0


def test_an_agency_opened_within_the_period_owes_it_from_then(county: County) -> None:
    from gongkai.engines.agencies.actions import open_agency
    from gongkai.engines.agencies.queries import SYSTEM

    with frozen("2026-03-10 09:00") as traveller:
        open_agency(
            by=SYSTEM, slug="jiaoyu", name="青原县教育局", kind="department", parent=county.government,
            index_code="MB0000009",
        )  # fmt: skip
        assert duty("hearing", agency="jiaoyu").opened_at == traveller.at
        # the county's report of the year was due before; a department owes none under this rule
        assert not Duty.objects.filter(rule="report", agency="jiaoyu").exists()


def test_a_closed_agency_owes_no_further_period(county: County) -> None:
    from gongkai.engines.agencies.actions import close_agency
    from gongkai.engines.agencies.queries import SYSTEM

    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    with frozen("2026-04-01 09:00"):
        close_agency(county.housing, by=SYSTEM, on=date(2026, 4, 1))
    assert hearings("zhujian") == [("2026-H1", "cancelled")]
    # what it owed to a person is owed by whoever stands above it
    assert duty("reply").agency == "qingyuan"
    tell("2026-08-01 09:00", "application.received", "A2", channel="web")
    assert duty("reply", subject_id="A2").agency == "qingyuan"
    assert hearings("zhujian") == [("2026-H1", "cancelled")]
    assert rebuild(check=True).differing == 0


def test_a_successor_takes_over_what_is_open(county: County) -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "agency.closed", "zhujian", on="2026-02-11", successor="qiaotou")
    assert duty("reply").agency == "qiaotou"
    tell("2026-02-12 09:00", "application.answered", "A1", agency="qiaotou")
    assert duty("reply").status == "met"
    assert rebuild(check=True).differing == 0


def test_the_pack_changes_at_midnight_and_what_is_open_stays(county: County) -> None:
    adopt("2026-02-01 09:00", county.housing, "national", from_=date(2026, 2, 11))
    tell("2026-02-10 23:59", "application.received", "A1", channel="web")
    tell("2026-02-11 00:00", "application.received", "A2", channel="web")
    assert duty("reply", subject_id="A1").pack == "qingyuan"
    assert {row.pack for row in Duty.objects.filter(subject_id="A2")} <= {"national"}
    tell("2026-02-12 00:00", "application.received", "A3", agency="qiaotou", channel="web")
    assert duty("reply", subject_id="A3").pack == "qingyuan"
    tell("2026-02-12 00:00", "application.answered", "A1")
    assert duty("reply", subject_id="A1").status == "met"


def test_an_agency_goes_on_until_the_day_it_is_closed() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "agency.closed", "zhujian", on="2026-03-01", successor="qiaotou")
    tell("2026-02-28 09:00", "application.received", "A2", channel="web")
    assert {row.agency for row in Duty.objects.filter(rule="reply")} == {"zhujian"}
    assert hearings("zhujian") == [("2026-H1", "overdue")]
    tell("2026-03-01 00:00", "letter.read", "L1")
    assert {row.agency for row in Duty.objects.filter(rule="reply")} == {"qiaotou"}
    assert hearings("zhujian") == [("2026-H1", "cancelled")]
    assert rebuild(check=True).differing == 0


def test_who_holds_the_role_owes_it(county: County) -> None:
    tell("2026-02-10 09:00", "list.drafted", "Q1", agency="qiaotou")
    # He Jing of the openness office sits at the county's government
    assert duty("list").agency == "qingyuan"
    tell("2026-02-10 10:00", "role.revoked", "hejing", agency="qingyuan", role="openness_office")
    tell("2026-02-10 11:00", "list.drafted", "Q2", agency="qiaotou")
    assert duty("list", subject_id="Q2").agency == "qiaotou"
    assert rebuild(check=True).differing == 0
