"""What the tests tell of 青原县: applications as they stand, and a report through its course."""

from datetime import date
from typing import Any

from gongkai.affairs.applications.models import Application
from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.oversight.reports import actions
from gongkai.oversight.reports.counting import typed_rows
from gongkai.oversight.reports.models import AnnualReport, Edition
from tests.county import County

CHAPTERS = {
    1: "（一）主动公开\n全年按照要求公开政府信息，没有逾期。\n（二）依申请公开\n申请都在法定期限内答复。",
    5: "存在的问题：部分栏目更新不够及时。改进的办法：每月检查一次，发现问题当月改正。",
    6: "依据《政府信息公开信息处理费管理办法》，本年没有收取信息处理费。",
}
OWN = {"table2": {"rules": {"made": 1, "repealed": 0, "in_force": 3}}}
Row = tuple[str, date, date | None, str]


def add(agency: Agency, rows: list[Row]) -> None:
    """Applications as they stand: kind, received, concluded, outcome."""
    begun = Application.objects.count()
    Application.objects.bulk_create(
        [
            Application(
                number=f"SQ-{agency.index_code}-{n}", agency=agency, undertaker=agency, kind=kind, channel="web",
                wanted="危房改造补助发放明细", medium="paper", delivery="web", code_hash="-",
                submitted_by="applicant", submitted_at="2020-01-01T00:00:00Z", arrived_on=received,
                received_on=received, concluded_on=concluded, outcome=outcome if concluded else "",
                stage="answered" if concluded else "handling",
            )
            for n, (kind, received, concluded, outcome) in enumerate(rows, begun)
        ],
        batch_size=2_000,
    )  # fmt: skip


def makes_rules(agency: Agency) -> None:
    """As if it were a city, which types in its rules."""
    agency.kind = AgencyKind.CITY
    agency.save(update_fields=["kind"])


def draft(county: County, agency: Agency | None = None, year: int = 2025, **more: Any) -> AnnualReport:
    """The report of an agency (the housing bureau), written and typed by its liaison, or by the openness office."""
    agency = agency or county.housing
    by = {county.housing: county.tang_ke, county.township: county.guo_liang}.get(agency, county.he_jing)
    report = actions.open_report(by=by, agency=agency, year=year)
    for number, text in {**CHAPTERS, **more.get("chapters", {})}.items():
        actions.write_chapter(report, by=by, number=number, text=text, version=0)
    if typed_rows(agency):
        actions.type_figures(report, by=by, figures=OWN)
    return AnnualReport.objects.select_related("agency__parent").get(pk=report.pk)


def publish(county: County, report: AnnualReport) -> Edition:
    """The same signed by Lu Fang and published by Tang Ke (both of the housing bureau)."""
    actions.sign(report, by=county.lu_fang)
    return actions.publish(report, by=county.tang_ke)
