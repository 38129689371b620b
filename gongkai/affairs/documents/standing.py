"""Standing 效力状态: what befalls a published document (amended, replaced, repealed, found invalid), noted here.

The table of reasons is `endings.toml`. A noting is never deleted: what was noted by mistake is reversed, and both
are public events. Withdrawals begin in `actions` and are taken back here.
"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from gongkai.affairs.documents import endings, workflow
from gongkai.affairs.documents.checks import number_faults, personal_words
from gongkai.affairs.documents.endings import Reason
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import Document, Edition, Ending, State
from gongkai.affairs.documents.numbering import numbered_once
from gongkai.affairs.documents.rows import assign, locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date


@transaction.atomic
def note_ending(
    document: Document,
    *,
    by: Actor,
    reason: str,
    on: date | None = None,
    by_document: Document | None = None,
    title: str = "",
    number: str = "",
    note: str = "",
) -> Ending:
    """Note what befell a live document, from `on` (today by default; a later day is announced) on.

    reason: a row of `endings.toml` whose way is "note". by_document: the live document here that brought it
    about; `title` and `number` name one elsewhere. Raises Refused with every fault.
    """
    live = document.editions.select_for_update().filter(state=State.LIVE).first()
    day, row = on or today(), endings.of_way("note").get(reason)
    reasons = _closed(document, live, by)
    if document.published_on and day < document.published_on:
        reasons.append(f"日期早于公开之日（{format_date(document.published_on)}），请核对。")
    if row is None:
        reasons.append("请从列表中选择情形。")
    else:
        reasons += _unfounded(document, row, by_document, title, note) + _already(document, row, day)
        reasons += personal_words("说明", note) if row.reason_shown else []
    if reasons or row is None:
        raise Refused(reasons)
    return keep(
        document, row, by=by.handle, on=day, by_document=by_document, title=title, number=number, note=note
    )


def keep(
    document: Document,
    reason: Reason,
    *,
    by: str,
    on: date,
    by_document: Document | None = None,
    title: str = "",
    number: str = "",
    note: str = "",
) -> Ending:
    """Keep an ending that was decided, and record it; `by` is the handle of who did."""
    begun = on <= today()
    ending = Ending.objects.create(
        document=document, reason=reason.slug, on=on, by_document=by_document, by_title=title.strip(),
        by_number=number.strip(), note=note.strip(), told_at=now() if begun else None, noted_by=by,
        noted_at=now(),
    )  # fmt: skip
    _tell("document.standing_changed" if begun else "document.standing_announced", ending, by)
    return ending


@transaction.atomic
def reverse_ending(ending: Ending, *, by: Actor, reason: str) -> Ending:
    """Take back what was noted by mistake; it stays on record. A withdrawal is taken back by `restore`."""
    ending = (
        Ending.objects.select_for_update(of=("self",)).select_related("document__agency").get(pk=ending.pk)
    )
    row = endings.reasons()[ending.reason]
    reasons = may_keep(by, ending.document)
    if row.way == "withdrawal":
        reasons.append("撤回的文件请用“恢复公开”办理。")
    elif not row.reversible:
        reasons.append(f"“{row.title}”不能撤销。")
    if ending.reversed_at is not None:
        reasons.append("这一登记已经撤销，请刷新页面。")
    if not reason.strip():
        reasons.append("请写明登记错在哪里，公众将看到这一说明。")
    reasons += personal_words("说明", reason)
    if reasons:
        raise Refused(reasons)
    _reverse(ending, by, reason)
    _tell("document.standing_reversed", ending, by.handle, reversal=covered(ending.reversal))
    return ending


@transaction.atomic
def restore(document: Document, *, by: Actor, reason: str) -> Edition:
    """Put the withdrawn edition before the public again, where its ground lets it."""
    found = document.editions.filter(state=State.WITHDRAWN).last()
    if found is None:
        raise Refused("这份文件没有撤回的版本，无需恢复。")
    edition = locked(found)
    document = edition.document
    reasons = workflow.refusals(edition, "restore", by)
    reasons += number_faults(document.doc_number, document.agency, document)
    if not reason.strip():
        reasons.append("请写明恢复公开的理由，公众将看到这一理由。")
    reasons += personal_words("理由", reason)
    if reasons:
        raise Refused(reasons)
    with numbered_once(document.doc_number, document.agency, document):
        assign(document, {"number_free": False})
    state = workflow.take(edition, "restore", by)
    assign(edition, {"state": state, "withdrawn_at": None, "withdrawn_by": "", "withdrawn_reason": ""})
    for ending in document.endings.filter(reversed_at=None, reason__in=endings.of_way("withdrawal")):
        _reverse(ending, by, reason)
    tell("document.restored", edition, by, public=True, reason=covered(reason.strip()))
    return edition


def refusals(document: Document, reason: Reason, by: Actor) -> list[str]:
    """Why the actor cannot bring this about now, whatever he would say with it; empty if he may."""
    live = document.editions.filter(state=State.LIVE).first()
    match reason.way:
        case "note":
            return _closed(document, live, by) + _already(document, reason, today())
        case "date":
            return ["由失效日期得出，无需登记。"]
    step = "correct" if reason.way == "revision" else "withdraw"
    return workflow.refusals(live, step, by) if live else ["这份文件没有公开的版本。"]


def _closed(document: Document, live: Edition | None, by: Actor) -> list[str]:
    """Why nothing can be noted of this document by the actor."""
    reasons = may_keep(by, document)
    if live is None:
        reasons.append("这份文件没有公开的版本，无需登记效力状态。")
    if not kinds()[document.kind].has_validity:
        reasons.append(f"文种“{kinds()[document.kind].title}”没有效力状态可言；不再提供的，请撤回。")
    return reasons


def due() -> QuerySet[Ending]:
    """Endings whose day has come and of which the ledger has not heard yet."""
    return Ending.objects.filter(told_at=None, reversed_at=None, on__lte=today())


def tell_due(*, by: Actor) -> int:
    """Record that the day of announced endings has come. The caller holds the ledger."""
    found = list(due().select_related("document__agency", "by_document").order_by("id"))
    for ending in found:
        ending.told_at = now()
        ending.save(update_fields=["told_at"])
        _tell("document.standing_changed", ending, by.handle)
    return len(found)


def may_keep(by: Actor, document: Document) -> list[str]:
    """Whether the actor may say how the documents of this agency stand."""
    if by.may(Permission.WITHDRAW_DOCUMENTS, document.agency):
        return []
    return [f"您没有登记{document.agency.name}文件效力状态的权限，请由审批领导或者政务公开办办理。"]


def _unfounded(
    document: Document, row: Reason, by_document: Document | None, title: str, note: str
) -> list[str]:
    reasons = []
    if row.needs == "document" and by_document is None and not title.strip():
        reasons.append(f"请选择使其“{row.title}”的文件，或者填写该文件的标题和文号。")
    if row.needs == "note" and not note.strip():
        reasons.append("请写明理由，公众将看到这一理由。")
    if by_document is not None and by_document.pk == document.pk:
        reasons.append("文件不能使自身失去效力，请另选一份。")
    elif by_document is not None and not by_document.editions.filter(state=State.LIVE).exists():
        reasons.append(f"{by_document.index_number}尚未公开，请先公开再登记。")
    return reasons


def has_ended(document: Document, on: date | None = None) -> Ending | None:
    """The ending by which the document is repealed or lapsed on a day (today by default), where one was noted."""
    final = [*endings.leading_to("repealed"), *endings.leading_to("lapsed")]
    return document.endings.filter(reversed_at=None, reason__in=final, on__lte=on or today()).first()


def _already(document: Document, row: Reason, day: date) -> list[str]:
    """What has ended cannot end a second time."""
    ended = has_ended(document, day) if row.validity else None
    if ended is None:
        return []
    return [f"这份文件自{ended.on}起“{endings.reasons()[ended.reason].mark}”，无需再登记；有误的，请先撤销。"]


def _reverse(ending: Ending, by: Actor, reason: str) -> None:
    ending.reversed_by, ending.reversed_at, ending.reversal = by.handle, now(), reason.strip()
    ending.save(update_fields=["reversed_by", "reversed_at", "reversal"])


def _tell(verb: str, ending: Ending, by: str, **facts: object) -> None:
    document, source = ending.document, ending.by_document
    record(
        verb,
        subject=document.subject,
        agency=document.agency.slug,
        by=by,
        facts={
            "reason": ending.reason,
            "validity": endings.reasons()[ending.reason].validity,
            "on": ending.on,
            "by_document": source.index_number if source else None,
            "title": covered(ending.by_title),
            "number": covered(ending.by_number),
            "note": covered(ending.note),
            **facts,
        },
        public=True,
    )
