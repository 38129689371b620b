"""The tables of a report: every row and column of the form, counted, merged and typed; each figure opens its list."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.affairs.applications.models import Application, Fee, Kind, Remedy
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.oversight.reports import actions, behind, identities, queries
from gongkai.oversight.reports.checks import fees_charged
from gongkai.oversight.reports.counting import count
from gongkai.oversight.reports.form import COLUMN_TITLES, TABLE2, TABLE3, TABLE4, blank, read
from gongkai.oversight.reports.models import Edition
from gongkai.oversight.reports.tests.telling import OWN, Row, add, draft, makes_rules, publish
from tests.county import County

pytestmark = pytest.mark.django_db

OUTCOMES = list(outcomes())
DAYS = st.dates(date(2023, 11, 1), date(2026, 2, 28))
ROWS = st.lists(
    st.tuples(st.sampled_from(Kind.values), DAYS, st.none() | st.integers(0, 500), st.sampled_from(OUTCOMES)),
    max_size=25,
)
# A published report of a large city, in total: 14069 + 560 = 13810 + 819.
FULL = {
    "granted": 5548, "partial": 2168, "deny_third": 730, "unable_not_held": 3421, "np_repeat": 457,
    "oth_nocorrect": 1486,
}  # fmt: skip


def told(rows: list[Any]) -> list[Row]:
    return [
        (kind, received, None if later is None else received + timedelta(later), outcome)
        for kind, received, later, outcome in rows
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_the_identities_hold_and_the_merged_is_the_sum(
    county: County, housing: list[Any], township: list[Any]
) -> None:
    Application.objects.all().delete()
    add(county.housing, told(housing))
    add(county.township, told(township))
    before = blank()
    for year in range(2023, 2028):
        whole, one, other = (
            count(agency, year).tables for agency in (county.government, county.housing, county.township)
        )
        for tables in (whole, one, other):
            assert identities.faults(tables) == []
        assert identities.breaks(whole, before) == []
        before = whole
        for table, lines in whole.items():
            for row, line in lines.items():
                for column, value in line.items():
                    assert value == one[table][row][column] + other[table][row][column]


@pytest.mark.full
def test_a_full_report_is_reproduced_through_signature_and_publication(county: County) -> None:
    random, kinds = Random(14069), Kind.values
    ends = [outcome for outcome, n in FULL.items() for _ in range(n)]
    carried: list[Row] = [
        (random.choice(kinds), date(2024, 12, 20), date(2025, 1, 15), ends.pop()) for _ in range(560)
    ]
    new: list[Row] = [(random.choice(kinds), date(2025, 3, 3), date(2025, 4, 1), one) for one in ends]
    left: list[Row] = [(random.choice(kinds), date(2025, 12, 15), None, "")] * 819
    add(county.housing, carried + new + left)
    edition = publish(county, draft(county))
    tables = read(Edition.objects.get(pk=edition.pk).tables)
    totals = {row: line["total"] for row, line in tables["table3"].items()}
    assert (totals["new"], totals["carried_in"]) == (14069, 560)
    assert (totals["handled"], totals["carried_out"]) == (13810, 819)
    assert {row: n for row, n in totals.items() if row in FULL} == FULL
    assert identities.faults(tables) == []


def test_every_row_and_column_of_the_form_is_there() -> None:
    tables = blank()
    assert list(tables) == ["table2", "table3", "table4"]
    assert list(tables["table2"]) == ["rules", "normative", "licences", "penalties", "compulsory", "fees"]
    assert [list(line) for line in tables["table2"].values()] == [
        ["made", "repealed", "in_force"], ["made", "repealed", "in_force"], ["decided"], ["decided"],
        ["decided"], ["amount"],
    ]  # fmt: skip
    assert (
        list(tables["table3"]) == list(TABLE3) == ["new", "carried_in", *OUTCOMES, "handled", "carried_out"]
    )
    assert len(TABLE3) == 25
    columns = ["natural", "business", "research", "welfare", "legal", "other", "total"]
    assert all(list(line) == columns for line in tables["table3"].values())
    assert list(tables["table4"]) == list(TABLE4)
    results = ["upheld", "corrected", "other", "pending", "total"]
    assert all(list(line) == results for line in tables["table4"].values())
    assert {column for lines in tables.values() for line in lines.values() for column in line} == set(
        COLUMN_TITLES
    )


def test_the_rows_are_called_as_in_the_form() -> None:
    assert TABLE3["deny_secret"].label == "三、本年度办理结果 （三）不予公开 1.属于国家秘密"
    assert TABLE3["np_repeat"].label.endswith("（五）不予处理 2.重复申请")
    assert TABLE3["partial"].label.endswith("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    assert TABLE3["oth_other"].label.endswith("（六）其他处理 3.其他")
    assert TABLE2["fees"].block == "第二十条第（八）项"


def test_normative_documents_are_counted_from_the_documents(county: County) -> None:
    day = date(2025, 11, 12)
    old = county.publish("青原县旧办法", issued_on=date(2023, 5, 4))
    county.publish("青原县住房公积金办法", issued_on=date(2024, 5, 4), expires_on=date(2025, 6, 30))
    county.publish("青原县物业管理办法", issued_on=day)
    repeals = {"type": "repeals", "target": old.document}
    county.publish("关于废止旧办法的决定", kind="policy", issued_on=day, relations=[repeals])
    lines = {
        year: count(county.housing, year).tables["table2"]["normative"] for year in (2023, 2024, 2025, 2026)
    }
    assert lines[2023] == {"made": 1, "repealed": 0, "in_force": 1}
    assert lines[2024] == {"made": 1, "repealed": 0, "in_force": 2}
    # one lapsed in 2025; the other was repealed when the decision was published, in 2026
    assert lines[2025] == {"made": 1, "repealed": 1, "in_force": 2}
    assert lines[2026] == {"made": 0, "repealed": 1, "in_force": 1}
    titles = [
        one.title for one in behind.behind(county.housing, 2025, "table2", "normative", "repealed").page(0, 9)
    ]
    assert titles == ["青原县住房公积金办法"]


def test_what_is_typed_goes_into_the_merged_report(county: County) -> None:
    for agency in county.housing, county.government, county.township:
        makes_rules(agency)
    draft(county)
    draft(county, county.government)
    found = count(county.government, 2025)
    assert found.tables["table2"]["rules"] == {"made": 2, "repealed": 0, "in_force": 6}
    assert ("table2", "rules", "made") in found.typed
    assert ("table2", "normative", "made") not in found.typed
    assert [one.slug for one in found.missing] == ["qiaotou"]


def test_rules_are_typed_only_where_they_can_be_made(county: County) -> None:
    from gongkai.kernel.flow import Refused

    report = draft(county)
    with pytest.raises(Refused, match="rules"):
        actions.type_figures(report, by=county.tang_ke, figures=OWN)
    assert count(county.government, 2025).missing == ()


@pytest.mark.full
def test_each_figure_opens_what_it_counts(county: County) -> None:
    random = Random(25)
    rows: list[Row] = []
    for _ in range(150):
        day = date(2024, 10, 1) + timedelta(random.randrange(450))
        end = None if random.random() < 0.2 else day + timedelta(random.randrange(120))
        rows.append((random.choice(Kind.values), day, end, random.choice(OUTCOMES)))
    add(county.housing, rows)
    county.publish(issued_on=date(2025, 1, 4))
    first, second = Application.objects.all()[:2]
    for application, filed, result, ended in (
        (first, date(2024, 12, 1), "upheld", date(2025, 2, 1)),
        (second, date(2025, 3, 1), "", None),
    ):
        Remedy.objects.create(
            application=application, kind="reconsideration", body="市政府", filed_on=filed, noted_by="tangke",
            noted_at="2025-01-01T00:00:00Z", result=result, ended_on=ended,
        )  # fmt: skip
    report = draft(county)
    outside = blank()
    outside["table3"]["new"].update(natural=4, total=4)
    outside["table3"]["carried_out"].update(natural=4, total=4)
    actions.type_figures(report, by=county.tang_ke, figures=outside, unit="青原县房产交易中心")
    tables = count(county.housing, 2025).tables
    for table, lines in tables.items():
        for row, line in lines.items():
            for column in line.keys() & {
                "natural",
                "total",
                "upheld",
                "pending",
                "made",
                "in_force",
                "decided",
            }:
                value = line[column]
                found = behind.behind(county.housing, 2025, table, row, column)
                assert found.total == value, (table, row, column)
                assert sum(one.value for one in found.page(0, 10_000)) == value
    with pytest.raises(KeyError):
        behind.behind(county.housing, 2025, "table3", "granted", "firms")


def test_an_officer_sees_only_the_applications_he_may_read(county: County) -> None:
    add(county.housing, [("natural", date(2025, 3, 3), None, "")] * 3)
    wanted = (2025, "table3", "new", "natural")
    assert len(queries.behind_for(county.tang_ke, county.government, *wanted)) == 3
    hidden = queries.behind_for(county.guo_liang, county.government, *wanted)
    assert (len(hidden), hidden.hidden, hidden.total) == (0, 3, 3)


def test_a_trial_of_the_office_is_in_no_figure(county: County) -> None:
    add(county.housing, [("natural", date(2025, 3, 1), date(2025, 3, 9), "granted")])
    Application.objects.update(is_test=True)
    Remedy.objects.create(
        application=Application.objects.get(), kind="reconsideration", body="县政府", filed_on=date(2025, 4, 1),
        noted_by="tangke", noted_at="2025-04-01T00:00:00Z",
    )  # fmt: skip
    Fee.objects.create(
        application=Application.objects.get(), way="pages", quantity=100, amount=700, noticed_by="zhoumin",
        noticed_at="2025-03-02T00:00:00Z", paid_on=date(2025, 3, 3),
    )  # fmt: skip
    assert count(county.housing, 2025).tables["table4"]["reconsideration"]["total"] == 0
    assert behind.behind(county.housing, 2025, "table4", "reconsideration").total == 0
    assert fees_charged(draft(county)) == 0
