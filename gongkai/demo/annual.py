"""讲述年报: annual reports counted from the cases, written, signed by another, published."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from gongkai.demo.cast import Act, Cast, moment
from gongkai.engines.agencies.permissions import Permission
from gongkai.oversight.reports import actions
from gongkai.oversight.reports.checks import writers
from gongkai.oversight.reports.models import AnnualReport


@dataclass(frozen=True)
class Report:
    """When a report was written, signed and published, and what its chapters say."""

    agency: str
    year: int
    written: date
    signed: date
    published: date
    first: str
    fifth: str
    sixth: str


def acts(cast: Cast) -> Iterator[Act]:
    """Three acts a report."""
    for row in tomllib.loads((Path(__file__).parent / "annual.toml").read_text("utf-8"))["report"]:
        one = Report(**row)
        key = f"annual {one.agency} {one.year}"
        yield Act(moment(one.written, 10, key), partial(_write, cast, one))
        yield Act(moment(one.signed, 15, key), partial(_sign, cast, one))
        yield Act(moment(one.published, 9, key), partial(_publish, cast, one))


def _report(cast: Cast, one: Report) -> AnnualReport:
    return AnnualReport.objects.select_related("agency").get(agency=cast.agencies[one.agency], year=one.year)


def _write(cast: Cast, one: Report) -> None:
    agency = cast.agencies[one.agency]
    by = cast.who(Permission.DRAFT_REPORTS, agency)
    report = actions.open_report(by=by, agency=agency, year=one.year)
    for number, text in ((1, one.first), (5, one.fifth), (6, one.sixth)):
        actions.write_chapter(report, by=by, number=number, text=text.strip(), version=0)


def _sign(cast: Cast, one: Report) -> None:
    report = _report(cast, one)
    by = cast.another(Permission.SIGN_DOCUMENTS, report.agency, "approver", writers(report))
    actions.sign(report, by=by)


def _publish(cast: Cast, one: Report) -> None:
    report = _report(cast, one)
    actions.publish(report, by=cast.who(Permission.PUBLISH_DOCUMENTS, report.agency))
