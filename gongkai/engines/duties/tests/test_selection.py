"""Lists narrowed by agency, status, rule and dates: what a figure counts is what its list shows."""

from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.engines.agencies.models import Officer
from gongkai.engines.duties import queries, selection
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Wanted
from gongkai.engines.duties.selection import ALL, CLOSED_ONES, NOT_YET_DUE, OPEN_ONES, STATUSES
from gongkai.engines.duties.tests.telling import adopt, tell
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import CHINA, frozen, instant
from tests.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]

HERE = "2026-03-20 09:00"


@pytest.fixture(autouse=True)
def _told(county: County, packs: Path) -> None:
    """A1 overdue, A2 late, A3 met, A4 withdrawn, A5 soon, A6 open, A7 paused, T1 the township's, soon."""
    adopt("2026-01-05 08:00", county.government)
    for id, day in (("A1", "02-10"), ("A2", "02-11"), ("A3", "02-12"), ("A4", "02-13"), ("A5", "02-24"),
                    ("A6", "03-18"), ("A7", "03-19")):  # fmt: skip
        tell(f"2026-{day} 09:00", "application.received", id, channel="web")
    tell("2026-02-25 09:00", "application.received", "T1", agency="qiaotou", channel="web")
    tell("2026-03-02 09:00", "application.answered", "A3")
    tell("2026-03-02 10:00", "application.withdrawn", "A4")
    tell("2026-03-19 10:00", "application.answered", "A2")
    tell("2026-03-19 11:00", "application.third_party_asked", "A7")
    tell("2026-03-19 12:00", "policy.published", "P1")


def listed(slugs: list[str] | None, **wanted: object) -> list[str]:
    found = queries.duties_of(slugs, Wanted(**wanted))  # type: ignore[arg-type]
    assert queries.count_of(slugs, Wanted(**wanted)) == len(found)  # type: ignore[arg-type]
    return [line.duty.subject_id for line in found if line.duty.rule == "reply"]


def test_each_status_lists_its_own(county: County) -> None:
    with frozen(HERE):
        assert listed(["zhujian"], status="overdue") == ["A1"]
        assert listed(["zhujian"], status="soon") == ["A5"]
        assert listed(["zhujian"], status="open") == ["A6"]
        assert listed(["zhujian"], status="paused") == ["A7"]
        assert listed(["zhujian"], status="met") == ["A3"]
        assert listed(["zhujian"], status="late") == ["A2"]
        assert listed(["zhujian"], status="cancelled") == ["A4"]
        assert listed(["zhujian"]) == ["A1", "A5", "A6", "A7"]
        assert listed(["zhujian"], status="due") == ["A5", "A6"]
        assert listed(["zhujian"], status="closed") == ["A2", "A4", "A3"]
        assert listed(["zhujian"], status="all") == ["A1", "A5", "A6", "A7", "A2", "A4", "A3"]
        assert listed(None, status="soon") == ["A5", "T1"]
    with pytest.raises(ValueError, match="no status 'lost'"):
        Wanted(status="lost")


@pytest.mark.full
def test_the_lists_agree_with_what_each_line_says(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """At any hour, for each way of walking: the statuses part the whole, and each line carries its own."""
    slugs = ["zhujian", "qiaotou", "qingyuan"]

    def held(of: list[str] | None, status: str) -> list[int]:
        found = queries.duties_of(of, Wanted(status=status))
        if status in STATUSES:
            assert {line.status for line in found} <= {status}
        return [line.duty.id for line in found]

    begin = datetime(2026, 3, 16, tzinfo=CHINA)
    for hours in range(0, 24 * 16, 29):
        with frozen(begin + timedelta(hours=hours)):
            each = {status: held(slugs, status) for status in STATUSES}
            assert sorted(chain.from_iterable(each.values())) == list(
                Duty.objects.values_list("id", flat=True)
            )
            assert set(held(slugs, NOT_YET_DUE)) == {*each["soon"], *each["open"]}
            assert held(slugs, ALL) == [*held(slugs, OPEN_ONES), *held(slugs, CLOSED_ONES)]
            for few in (200, 0):
                monkeypatch.setattr(selection, "FEW", few)
                assert {status: held(slugs, status) for status in STATUSES} == each
            assert {status: held(None, status) for status in STATUSES} == each
            monkeypatch.undo()


def test_a_list_is_narrowed_by_rule_agency_subject_and_dates(county: County) -> None:
    with frozen(HERE):
        assert [one.duty.rule for one in queries.duties_of(None, Wanted(rule="county_interpret"))] == [
            "county_interpret"
        ]
        assert listed(None, agency="qiaotou") == ["T1"]
        assert listed(["zhujian"], agency="qiaotou") == []
        assert listed(None, subject=("application", "A3"), status="all") == ["A3"]
        assert listed(["qiaotou"], subject=("application", "A3"), status="all") == []
        assert listed(None, strength="should") == []
        span = {"since": instant("2026-03-01"), "until": instant("2026-03-19")}
        assert listed(["zhujian"], **span) == ["A1"]
        assert listed(["zhujian"], status="closed", **span) == ["A4", "A3"]
        assert listed([]) == []


def test_pages_of_everything_meet_without_gap(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    slugs = ["zhujian", "qiaotou", "qingyuan"]
    # each agency by itself, and walking along the dates
    for few in (200, 1):
        monkeypatch.setattr(selection, "FEW", few)
        meet(slugs)


def meet(slugs: list[str]) -> None:
    with frozen(HERE):
        whole = [one.duty.id for one in queries.duties_of(slugs, Wanted(status="all"), limit=99)]
        for size in (1, 2, 3, 7):
            pages = [
                one.duty.id
                for start in range(0, len(whole) + 1, size)
                for one in queries.duties_of(slugs, Wanted(status="all"), limit=size, offset=start)
            ]
            assert pages == whole


def test_an_officer_narrows_only_what_he_may_see(county: County) -> None:
    with frozen(HERE):
        assert queries.duties_for(county.guo_liang, Wanted(agency="zhujian")) == []
        assert queries.count_for(county.guo_liang, Wanted(rule="reply")) == 1
        assert queries.count_for(county.he_jing, Wanted(rule="reply", status="soon")) == 2
        span = {"since": instant("2026-03-20"), "until": instant("2026-04-01")}
        coming = queries.duties_for(county.he_jing, Wanted(**span))
        assert [one.duty.subject_id for one in coming if one.duty.rule == "reply"] == ["A5", "T1"]
    officer = Officer.objects.get(pk=county.he_jing.pk)
    with CaptureQueriesContext(connection) as asked:
        queries.duties_for(officer, Wanted(status="all", rule="reply"))
        queries.count_for(officer, Wanted(status="soon"))
    assert len(asked) <= 9


def test_a_count_goes_no_further_than_anybody_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "MOST_COUNTED", 3)
    assert queries.count_of(None) == 3


def test_everybody_knows_what_a_public_event_or_a_period_opened(county: County) -> None:
    reply, hearing = Duty.objects.filter(rule="reply")[0], Duty.objects.filter(rule="hearing")[0]
    assert queries.public_subjects([reply, hearing]) == {hearing.id: ("agency", hearing.agency)}
    private = Duty.objects.get(rule="county_interpret")
    with frozen("2026-03-19 13:00"), transaction.atomic():
        record("policy.published", subject=("policy", "P2"), by="zhoumin", agency="zhujian", public=True)
    public = Duty.objects.get(rule="county_interpret", subject_id="P2")
    assert queries.public_subjects([reply, private, public]) == {public.id: ("policy", "P2")}


def test_every_month_has_its_line_and_drills_down_to_the_same(county: County) -> None:
    tell("2026-02-26 10:00", "application.received", "B1", channel="web")
    with frozen("2026-05-20 09:00"):
        months = queries.by_month(["zhujian"], months=6)
        assert [one[:4] for one in months] == [
            ("2025-12", 0, 0, 0), ("2026-01", 0, 0, 0), ("2026-02", 0, 0, 0), ("2026-03", 1, 1, 3),
            ("2026-04", 0, 0, 1), ("2026-05", 0, 0, 0),
        ]  # fmt: skip
        for month in months:
            since, until = month.span
            for status in ("met", "late", "overdue"):
                wanted = Wanted(status=status, strength="must", since=since, until=until)
                assert queries.count_of(["zhujian"], wanted) == getattr(month, status)
        assert len(queries.due_between(["zhujian"], *months[3].span)) == 4  # and what only should be done


def test_a_month_begins_at_midnight_in_china(county: County) -> None:
    tell("2026-04-01 00:30", "application.answered", "A6")
    with frozen("2026-04-15 09:00"):
        assert [one[:3] for one in queries.by_month(["zhujian"], months=2)] == [
            ("2026-03", 1, 1), ("2026-04", 1, 0),
        ]  # fmt: skip
