"""Reports of error 纠错: a reader says what is wrong in a published document, and is answered under a receipt.

How often one reader may report is for the face to limit. How he may be reached stands apart from the report,
never enters the ledger, and is erased some time after the answer.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from gongkai.affairs.documents.models import (
    OUT,
    Edition,
    ErrorContact,
    ErrorOutcome,
    ErrorReport,
    State,
)
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

# No letter or digit that can be taken for another.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _IN_GROUP = 4, 4  # 16 of 31 signs: 79 bits, beyond guessing
# How long a reader can still be asked after the answer; no rule sets it.
KEEP_CONTACTS = timedelta(days=90)
_WORDS, _QUOTE, _CONTACT = 1000, 500, 200


class _Reader:
    """Whoever reads the portal; may nothing that needs leave."""

    handle = "public"

    def may(self, permission: Permission, agency: Agency) -> bool:
        return False


PUBLIC: Actor = _Reader()


@transaction.atomic
def report_error(
    *,
    index_number: str,
    edition_number: int,
    words: str,
    quote: str = "",
    contact: str = "",
    by: Actor = PUBLIC,
) -> ErrorReport:
    """Take a report about an edition that the public can see. Raises Refused with every fault."""
    edition = (
        Edition.objects.select_related("document__agency")
        .filter(document__index_number=index_number, number=edition_number, state__in=OUT)
        .first()
    )
    reasons = [] if edition else ["没有找到这份文件，请从文件页面重新提交。"]
    if not words.strip():
        reasons.append("请写明错在哪里、应当是什么。")
    for name, value, longest in (
        ("说明", words, _WORDS),
        ("引文", quote, _QUOTE),
        ("联系方式", contact, _CONTACT),
    ):
        if len(value.strip()) > longest:
            reasons.append(f"{name}有{len(value.strip())}字，最多{longest}字，请压缩。")
    if reasons or edition is None:
        raise Refused(reasons)
    report = ErrorReport.objects.create(
        number=_receipt(), document=edition.document, edition_number=edition.number, quote=quote.strip(),
        words=words.strip(), received_at=now(),
    )  # fmt: skip
    if contact.strip():
        ErrorContact.objects.create(report=report, contact=contact.strip())
    _tell("error_report.received", report, by)
    return report


@transaction.atomic
def answer(report: ErrorReport, *, by: Actor, outcome: str, words: str) -> ErrorReport:
    """Answer a report: corrected (in the live edition, a later one than it spoke of), withdrawn, or no error."""
    rows = ErrorReport.objects.select_for_update(of=("self",)).select_related("document__agency")
    report = rows.get(pk=report.pk)
    agency = report.document.agency
    live = report.document.editions.filter(state=State.LIVE, number__gt=report.edition_number).first()
    reasons = []
    if not by.may(Permission.CORRECT_DOCUMENTS, agency):
        reasons.append(f"您没有答复{agency.name}纠错的权限，请由更正文件的人员办理。")
    if report.answered_at is not None:
        reasons.append("这条纠错已经答复，请刷新页面。")
    if outcome not in ErrorOutcome.values:
        reasons.append("请选择办理结果：已更正、已撤回文件，或者不是错误。")
    elif outcome == ErrorOutcome.CORRECTED and live is None:
        reasons.append("文件还没有公开更正后的版本，请先更正并公开，再答复。")
    elif outcome == ErrorOutcome.WITHDRAWN and not _is_withdrawn(report):
        reasons.append("文件还没有撤回，请先撤回，再答复。")
    if not 0 < len(words.strip()) <= _WORDS:
        reasons.append(f"请写明答复内容，最多{_WORDS}字。")
    if reasons:
        raise Refused(reasons)
    report.outcome, report.answer = outcome, words.strip()
    report.corrected_in = live if outcome == ErrorOutcome.CORRECTED else None
    report.answered_by, report.answered_at = by.handle, now()
    report.save(update_fields=["outcome", "answer", "corrected_in", "answered_by", "answered_at"])
    edition = report.corrected_in.number if report.corrected_in else None
    _tell("error_report.answered", report, by, outcome=outcome, corrected_in=edition)
    return report


def _is_withdrawn(report: ErrorReport) -> bool:
    return report.document.editions.filter(state=State.WITHDRAWN).exists()


def find(number: str) -> ErrorReport | None:
    """The report with this receipt, however its letters and dashes were typed; None when there is none."""
    plain = "".join(sign for sign in number.upper() if sign.isalnum())
    rows = ErrorReport.objects.select_related("document__agency", "corrected_in")
    return rows.filter(number=_grouped(plain)).first()


def reports_for(officer: Officer) -> QuerySet[ErrorReport]:
    """The reports about documents of the agencies whose documents the officer corrects, unanswered first."""
    reach = agencies_where(officer, Permission.CORRECT_DOCUMENTS)
    return (
        ErrorReport.objects.filter(document__agency__in=reach)
        .select_related("document__agency", "contact_row")
        .order_by("answered_at", "received_at")
    )


def forget_contacts() -> int:
    """Erase how readers may be reached whose reports were answered KEEP_CONTACTS ago; how many there were."""
    gone, _ = ErrorContact.objects.filter(report__answered_at__lt=now() - KEEP_CONTACTS).delete()
    return gone


def _receipt() -> str:
    return _grouped("".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _IN_GROUP)))


def _grouped(plain: str) -> str:
    return "-".join(plain[start : start + _IN_GROUP] for start in range(0, len(plain), _IN_GROUP))


def _tell(verb: str, report: ErrorReport, by: Actor, **facts: object) -> None:
    # Neither the receipt, which opens the report, nor anything the reader wrote.
    record(
        verb,
        subject=report.subject,
        agency=report.document.agency.slug,
        by=by.handle,
        facts={"document": report.document.index_number, "edition": report.edition_number, **facts},
    )
