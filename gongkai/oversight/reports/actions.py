"""The verbs on annual reports: open, write, type figures, sign, send back, publish,
interpret, revise.

Each takes the step or refuses with all the reasons, saves, and records its event in the same transaction.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai.affairs.documents import store
from gongkai.affairs.documents.models import Document
from gongkai.affairs.documents.queries import public_since
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.files import FileRefused
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused, text_faults
from gongkai.oversight.reports import checks, paper, workflow
from gongkai.oversight.reports.counting import REPORTING
from gongkai.oversight.reports.form import WRITTEN, Tables, plain
from gongkai.oversight.reports.models import AnnualReport, Chapter, Edition, State, Typed
from gongkai.oversight.reports.typed_figures import read_outside, read_own

INTERPRETATION = "interpretation"  # the kind of document
FIRST_YEAR = 2008  # the year in which the regulations came into force for the first time


@transaction.atomic
def open_report(*, by: Actor, agency: Agency, year: int) -> AnnualReport:
    """Begin the report of an agency on a year; it may be drawn up while the year runs."""
    reasons = []
    if not by.may(Permission.DRAFT_REPORTS, agency):
        reasons.append(f"您没有为{agency.name}编制年报的权限。")
    if agency.kind not in REPORTING:
        reasons.append(f"{agency.name}不编制年报，请选择政府、部门或者乡镇（街道）。")
    if not FIRST_YEAR <= year <= today().year:
        reasons.append(f"请核对年度“{year}”，应在{FIRST_YEAR}年至{today().year}年之间。")
    Agency.objects.select_for_update().get(pk=agency.pk)
    if AnnualReport.objects.filter(agency=agency, year=year).exists():
        reasons.append(f"{agency.name}{year}年的年报已经建立，请直接打开编写。")
    if reasons:
        raise Refused(reasons)
    report = AnnualReport.objects.create(agency=agency, year=year, opened_by=by.handle, opened_at=now())
    record(
        "annual_report.opened",
        subject=report.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"year": year},
    )
    return report


@transaction.atomic
def write_chapter(report: AnnualReport, *, by: Actor, number: int, text: str, version: int) -> Chapter:
    """Write a chapter anew. `version` is the one that the officer began from, 0 for none."""
    report = _locked(report)
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    reasons = []
    if number not in WRITTEN:
        reasons.append(f"第{number}部分由数字构成，不用编写。")
    if not text:
        reasons.append("请写正文。")
    elif len(text) > checks.TEXT_LIMIT:
        reasons.append(f"正文有{len(text)}字，最多{checks.TEXT_LIMIT}字，请压缩。")
    last = report.chapters.filter(number=number).order_by("-version").first()
    if (last.version if last else 0) != version:
        reasons.append("他人已在您打开之后改动过这一部分，请对照后再保存您的修改。")
    elif last and last.text == text:
        reasons.append("没有改动任何内容，请修改后再保存。")
    _demand(report, "write", by, reasons)
    chapter = Chapter.objects.create(
        report=report, number=number, version=version + 1, text=text, written_by=by.handle, written_at=now()
    )
    _tell("annual_report.chapter_written", report, by, chapter=number, version=chapter.version)
    return chapter


@transaction.atomic
def type_figures(report: AnnualReport, *, by: Actor, figures: Mapping[str, Any], unit: str = "") -> Typed:
    """Type in what nobody can count here: without `unit` the agency's own rows of table 2, with one all tables of a
    unit outside. `figures` are table → row → column → number; see `typed_figures`.

    What does not add up is kept, named on the page of the report, and stops the signature.
    """
    report = _locked(report)
    unit = unit.strip()
    tables, reasons = read_outside(figures) if unit else read_own(report.agency, figures)
    if len(unit) > 100:
        reasons.append("单位名称过长（最多100字），请核对。")
    _demand(report, "write", by, reasons)
    row, _made = Typed.objects.update_or_create(
        report=report,
        unit=unit,
        defaults={"figures": tables, "typed_by": by.handle, "typed_at": now()},
    )
    _tell("annual_report.figures_typed", report, by, unit=unit)
    return row


@transaction.atomic
def drop_unit(report: AnnualReport, *, by: Actor, unit: str) -> None:
    """Take the figures of a unit outside away again."""
    report = _locked(report)
    found = report.typed.filter(unit=unit).exclude(unit="")
    _demand(report, "write", by, [] if found else [f"年报中没有“{unit[:100]}”填报的数字。"])
    found.delete()
    _tell("annual_report.unit_dropped", report, by, unit=unit)


@transaction.atomic
def sign(report: AnnualReport, *, by: Actor) -> Edition:
    """Sign the chapters and figures as they stand now; later cases change the report no more."""
    report = _locked(report)
    _demand(report, "sign", by)
    found = checks.counted(report)
    last: int | None = report.editions.aggregate(last=Max("number"))["last"]
    edition = Edition.objects.create(
        report=report,
        number=(last or 0) + 1,
        chapters={str(number): text for number, text in checks.texts(report).items()},
        tables=found.tables,
        typed=sorted(found.typed),
        note=report.note,
        signed_by=by.handle,
        signed_at=now(),
    )
    _move(report, State.SIGNED)
    _tell("annual_report.signed", report, by, edition=edition.number, totals=_totals(found.tables))
    return edition


@transaction.atomic
def send_back(report: AnnualReport, *, by: Actor, reason: str) -> AnnualReport:
    """Have a signed report drawn up again before it is published."""
    report = _locked(report)
    _demand(report, "return", by, text_faults("理由", reason, ask="请写明退回的理由。"))
    report.editions.filter(published_at=None).delete()
    _move(report, State.DRAFT)
    _tell("annual_report.returned", report, by, reason=covered(reason.strip()))
    return report


@transaction.atomic
def publish(report: AnnualReport, *, by: Actor) -> Edition:
    """Put what was signed before the public: page, Word, PDF and tables. This ends the duty of 条例 art 49."""
    report = _locked(report)
    _demand(report, "publish", by)
    edition = report.editions.get(published_at=None)
    edition.report = report
    edition.published_by, edition.published_at = by.handle, now()
    try:
        pdf, docx = paper.pdf(edition), paper.docx(edition)
    except FileRefused as refused:
        raise Refused(str(refused)) from None
    edition.pdf_sha256, edition.pdf_size = store.keep(pdf), len(pdf)
    edition.docx_sha256, edition.docx_size = store.keep(docx), len(docx)
    edition.save()
    _move(report, State.PUBLISHED)
    record(
        "report.published",
        subject=report.subject,
        agency=report.agency.slug,
        by=by.handle,
        facts={
            "report": "annual",
            "period": f"{report.year}年",
            "on": today(),
            "edition": edition.number,
            "note": covered(edition.note),
            "pdf": edition.pdf_sha256,
            "docx": edition.docx_sha256,
            "totals": _totals(edition.tables),
        },
        public=True,
    )
    return edition


@transaction.atomic
def interpret(report: AnnualReport, *, by: Actor, document: Document | None) -> AnnualReport:
    """Put the public document that explains a published report beside it."""
    report = _locked(report)
    reasons = []
    if document is None or public_since(document.index_number) is None:
        reasons.append("没有这份已公开的解读，请先公开解读文件，再填写它的索引号。")
    elif document.kind != INTERPRETATION:
        reasons.append("这份文件不是解读，请核对索引号。")
    _demand(report, "interpret", by, reasons)
    assert document is not None
    report.reading = document
    report.save(update_fields=["reading"])
    record(
        "annual_report.interpreted",
        subject=report.subject,
        agency=report.agency.slug,
        by=by.handle,
        facts={"document": document.index_number},
        public=True,
    )
    return report


@transaction.atomic
def revise(report: AnnualReport, *, by: Actor, note: str) -> AnnualReport:
    """Begin the next edition of a published report; the published one stays until the next is out, which says why."""
    report = _locked(report)
    _demand(report, "revise", by, text_faults("理由", note, ask="请写明更正的理由，公众将看到这一理由。"))
    report.note = note.strip()
    report.save(update_fields=["note"])
    _move(report, State.DRAFT)
    _tell("annual_report.revised", report, by, note=covered(report.note))
    return report


def _locked(report: AnnualReport) -> AnnualReport:
    """The report as it stands now, held until the commit."""
    found = AnnualReport.objects.select_for_update(of=("self",)).select_related("agency__parent")
    return found.get(pk=report.pk)


def _demand(report: AnnualReport, step: str, by: Actor, extra: list[str] | None = None) -> None:
    held = workflow.held(report, by)
    workflow.FLOW.take(report, step, roles=held, actor=by, faults=extra or ())


def _move(report: AnnualReport, state: State) -> None:
    report.state = state
    report.save(update_fields=["state"])


def _totals(tables: Tables) -> dict[str, Any]:
    """The four totals that the identity of the form is about."""
    given = plain(tables)["table3"]
    return {row: given[row]["total"] for row in ("new", "carried_in", "handled", "carried_out")}


def _tell(verb: str, report: AnnualReport, by: Actor, **facts: Any) -> None:
    record(
        verb,
        subject=report.subject,
        agency=report.agency.slug,
        by=by.handle,
        facts=facts,
    )
