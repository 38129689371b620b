"""Checks 核对: whether a report is whole and adds up (faults stop the signature), and what deserves a second look
(hints do not)."""

from typing import Any

from gongkai.affairs.applications.models import Fee
from gongkai.engines.agencies.queries import below
from gongkai.engines.screening.copying import similar
from gongkai.oversight.reports import identities
from gongkai.oversight.reports.counting import Counted, count, typed_rows
from gongkai.oversight.reports.form import CHAPTERS, NUMERALS, TABLE2, WRITTEN, read
from gongkai.oversight.reports.models import AnnualReport, Chapter, Edition, Typed

# 国办函〔2020〕109号: what was charged for processing information is told in the sixth chapter.
FEE_WORDS = "信息处理费"
TEXT_LIMIT = 20_000


def counted(report: AnnualReport) -> Counted:
    """The figures as they stand now, counted once for each report object."""
    found: Counted | None = report.__dict__.get("_counted")
    if found is None:
        found = report.__dict__["_counted"] = count(report.agency, report.year)
    return found


def chapters(report: AnnualReport) -> dict[int, Chapter]:
    """The version of each written chapter that stands."""
    return {one.number: one for one in report.chapters.all().order_by("number", "version")}


def texts(report: AnnualReport) -> dict[int, str]:
    """The text of each written chapter."""
    return {number: one.text for number, one in chapters(report).items()}


def writers(report: AnnualReport) -> set[str]:
    """Whoever wrote the version of a chapter that stands, or typed figures."""
    typed = report.typed.values_list("typed_by", flat=True)
    return {one.written_by for one in chapters(report).values()} | set(typed)


def before(report: AnnualReport) -> Edition | None:
    """What the agency published, or else signed, on the year before."""
    editions = Edition.objects.filter(report__agency=report.agency, report__year=report.year - 1)
    return editions.order_by("-number").first()


def faults(report: AnnualReport) -> list[str]:
    """What must be put right before the report is signed."""
    found = counted(report)
    rows = "、".join(TABLE2[row].title for row in unfilled(report))
    sentences = [f"表二的{rows}还没有填报，请先填报；没有的填0。"] if rows else []
    outside = [f"{one.unit}：{fault}" for one in _outside(report) for fault in outside_faults(one)]
    # What does not add up in the whole then follows from them, and is named when it does not.
    return sentences + (outside or identities.faults(found.tables))


def unfilled(report: AnnualReport) -> list[str]:
    """The rows of table 2 that the agency itself has to type in and has not."""
    own = report.typed.filter(unit="").first()
    given: dict[str, Any] = own.figures.get("table2", {}) if own else {}
    return [row for row in typed_rows(report.agency) if row not in given]


def _outside(report: AnnualReport) -> list[Typed]:
    """The units outside whose figures go into this report: its own, and those of the reports below."""
    found = Typed.objects.filter(report__agency__in=below(report.agency), report__year=report.year)
    return list(found.exclude(unit="").select_related("report__agency").order_by("unit"))


def outside_faults(one: Typed) -> list[str]:
    """What does not add up in the tables of a unit outside, with its own year before."""
    tables = read(one.figures)
    former = Typed.objects.filter(
        report__agency=one.report.agency, report__year=one.report.year - 1, unit=one.unit
    ).first()
    return identities.faults(tables) + (identities.breaks(tables, read(former.figures)) if former else [])


def hints(report: AnnualReport) -> list[str]:
    """What a second look should be taken at."""
    found = counted(report)
    silent = "、".join(unit.short_name for unit in found.missing if unit.pk != report.agency_id)
    sentences = [f"汇总中还不含以下单位应当填报的表二数字：{silent}。"] if silent else []
    former = before(report)
    if former is not None:
        sentences += identities.breaks(found.tables, read(former.tables))
    written = texts(report)
    sentences += copies(written, former)
    if written.get(6, "").strip() and FEE_WORDS not in written[6]:
        sentences.append(f"“六、{CHAPTERS[6]}”没有写收取{FEE_WORDS}的情况，请补充；没有收取的也要写明。")
    return sentences


def copies(written: dict[int, str], former: Edition | None) -> list[str]:
    """Which chapters say again what the year before said."""
    found = []
    for number in WRITTEN:
        old = former.chapters.get(str(number), "") if former else ""
        for one in similar(written.get(number, ""), {"": old}) if old else []:
            figures = "，数字也相同" if one.figures_too else ""
            found.append(
                f"“{NUMERALS[number]}、{CHAPTERS[number]}”与上年年报有{one.share:.0%}的文字相同{figures}，"
                "请核对是否照搬。"
            )
    return found


def fees_charged(report: AnnualReport) -> int:
    """What was paid for processing information in the year, in yuan: for the sixth chapter."""
    paid = Fee.objects.filter(
        application__agency__in=below(report.agency), application__is_test=False, paid_on__year=report.year
    )
    return sum(paid.values_list("amount", flat=True))
