"""The annual report's tables: counted from rows, so that their identities hold whatever happened."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.affairs.applications import figures
from gongkai.affairs.applications.models import CLOSED, Application, Kind, Remedy
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.engines.agencies.models import Agency
from tests.county import County

pytestmark = pytest.mark.django_db

OUTCOMES = list(outcomes())
# A published report of a large city, in total: 14069 + 560 = 13810 + 819.
FULL = {
    "granted": 5548, "partial": 2168, "deny_third": 730, "unable_not_held": 3421, "np_repeat": 457,
    "oth_nocorrect": 1486,
}  # fmt: skip


def add(agency: Agency, rows: list[tuple[str, date, date | None, str]]) -> None:
    """Applications as they stand: kind, received, concluded, outcome."""
    begun = Application.objects.count()
    Application.objects.bulk_create(
        [
            Application(
                number=f"SQ-{agency.index_code}-{n}", agency=agency, undertaker=agency, kind=kind, channel="web",
                wanted="明细", medium="paper", delivery="web", code_hash="-", submitted_by="applicant",
                submitted_at="2020-01-01T00:00:00Z", arrived_on=received, received_on=received,
                concluded_on=concluded, outcome=outcome if concluded else "",
                stage="answered" if concluded else "handling",
            )
            for n, (kind, received, concluded, outcome) in enumerate(rows, begun)
        ],
        batch_size=2_000,
    )  # fmt: skip


DAYS = st.dates(date(2023, 11, 1), date(2026, 2, 28))
ROWS = st.lists(
    st.tuples(st.sampled_from(Kind.values), DAYS, st.none() | st.integers(0, 500), st.sampled_from(OUTCOMES)),
    max_size=30,
)


@pytest.mark.full
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_the_identities_hold_for_any_applications(county: County, rows: list[Any]) -> None:
    Application.objects.all().delete()
    told = [
        (kind, received, None if later is None else received + timedelta(later), outcome)
        for kind, received, later, outcome in rows
    ]
    add(county.housing, told)
    before = None
    for year in range(2023, 2028):
        table = figures.table3([county.housing], year)
        assert figures.faults(table) == []
        assert before is None or table["carried_in"] == before
        before = table["carried_out"]
        assert sum(row[1].year == year for row in told) == table["new"]["total"]
        assert sum(row[2] is not None and row[2].year == year for row in told) == table["handled"]["total"]


def test_each_figure_opens_what_it_counts(county: County) -> None:
    random = Random(25)
    rows: list[Any] = []
    for _ in range(200):
        day = date(2024, 10, 1) + timedelta(random.randrange(500))
        end = None if random.random() < 0.2 else day + timedelta(random.randrange(120))
        rows.append((random.choice(Kind.values), day, end, random.choice(OUTCOMES)))
    add(county.housing, rows)
    table = figures.table3([county.housing], 2025)
    for row in figures.rows():
        for column in ("natural", "legal", "total"):
            assert figures.behind([county.housing], 2025, row, column).count() == table[row][column]


@pytest.mark.full
def test_a_full_report_is_counted_again(county: County) -> None:
    random = Random(14069)
    year, kinds = 2025, Kind.values
    ends = [outcome for outcome, n in FULL.items() for _ in range(n)]
    carried = [(random.choice(kinds), date(2024, 12, 20), date(2025, 1, 15), ends.pop()) for _ in range(560)]
    new = [(random.choice(kinds), date(2025, 3, 3), date(2025, 4, 1), outcome) for outcome in ends]
    left = [(random.choice(kinds), date(2025, 12, 15), None, "")] * 819
    add(county.housing, carried + new + left)
    # elsewhere, before and after: none of it counts
    add(county.township, [("natural", date(2025, 3, 3), None, "")])
    add(
        county.housing,
        [("natural", date(2024, 3, 1), date(2024, 3, 9), "granted"), ("legal", date(2026, 1, 4), None, "")],
    )
    table = figures.table3([county.housing], year)
    totals = {row: table[row]["total"] for row in figures.rows()}
    assert (totals["new"], totals["carried_in"]) == (14069, 560)
    assert (totals["handled"], totals["carried_out"]) == (13810, 819)
    assert {row: n for row, n in totals.items() if row in FULL} == FULL
    assert figures.faults(table) == []
    together = figures.table3([county.housing, county.township], year)
    assert together["new"]["total"] == 14070


def test_figures_that_do_not_add_up_are_named() -> None:
    table = {row: dict.fromkeys(figures.COLUMNS, 0) for row in figures.rows()}
    table["new"]["natural"] = 1
    assert [fault.partition("：")[0] for fault in figures.faults(table)] == ["“自然人”一列", "“new”一行"]


def test_the_columns_and_stages_are_those_of_the_form() -> None:
    assert figures.COLUMNS == ("natural", "business", "research", "welfare", "legal", "other", "total")
    assert len(figures.rows()) == 25 and len(CLOSED) == 4
    with pytest.raises(KeyError):
        figures.behind([], 2025, "granted", "firms")


def test_remedies_are_counted_by_how_they_ended(county: County) -> None:
    add(county.housing, [("natural", date(2024, 3, 1), date(2024, 3, 9), "granted")])
    application = Application.objects.get()

    def remedy(kind: str, filed: date, result: str = "", ended: date | None = None) -> None:
        Remedy.objects.create(
            application=application, kind=kind, body="市政府", filed_on=filed, noted_by="tangke",
            noted_at="2024-01-01T00:00:00Z", result=result, ended_on=ended,
        )  # fmt: skip

    remedy("reconsideration", date(2024, 4, 1), "upheld", date(2024, 6, 1))
    remedy("reconsideration", date(2024, 12, 1), "corrected", date(2025, 2, 1))
    remedy("litigation_after", date(2025, 2, 1))
    remedy("complaint", date(2025, 2, 1))
    first, second = (figures.table4([county.housing], year) for year in (2024, 2025))
    assert first["reconsideration"] == {"upheld": 1, "corrected": 0, "other": 0, "pending": 1, "total": 2}
    assert second["reconsideration"] == {"upheld": 0, "corrected": 1, "other": 0, "pending": 0, "total": 1}
    assert second["litigation_after"]["pending"] == second["litigation_after"]["total"] == 1
    assert set(second) == {"reconsideration", "litigation_direct", "litigation_after"}
