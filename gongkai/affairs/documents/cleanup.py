"""Clean-up 清理: many documents looked through at once; one judges, another confirms, the list is published.

A round is opened over what an agency has in force, each document gets its verdict, a second person confirms them
all, and the result becomes a document that takes the same course as any other. With its publication, in the same
transaction, every verdict takes effect (`follow`, connected in `gongkai/wiring.py`).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from gongkai.affairs.documents import actions, endings, standing
from gongkai.affairs.documents.checks import personal_words
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import CleanUp, CleanUpItem, CleanUpVerdict, Document, Edition, State
from gongkai.affairs.documents.queries import live
from gongkai.affairs.documents.validity import as_column
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date

# What a verdict does to how the document stands; the others leave it as it is.
ENDS = {CleanUpVerdict.REPEAL: "repealed", CleanUpVerdict.INVALID: "invalid"}


@transaction.atomic
def open_round(
    *,
    by: Actor,
    agency: Agency,
    title: str,
    kind_slugs: Sequence[str] = ("normative",),
    until: date | None = None,
    below: bool = False,
) -> CleanUp:
    """Begin a round over the documents of these kinds that are in force and were published up to `until`.

    below: also those of every agency under this one.
    """
    day = until or today()
    reasons = _may(by, agency, Permission.CORRECT_DOCUMENTS)
    if not title.strip():
        reasons.append("请填写清理的名称。")
    if not kind_slugs or any(slug not in kinds() or not kinds()[slug].has_validity for slug in kind_slugs):
        reasons.append("请选择要清理的文种，只能是有效力状态的文种。")
    if CleanUp.objects.filter(agency=agency, done_at=None).exists():
        reasons.append(f"{agency.name}还有一次清理没有办完，请先办完。")
    found = as_column(live()).filter(
        document__kind__in=kind_slugs,
        document__published_on__lte=day,
        validity_now__in=["current", "not_yet"],
    )
    scope = {"document__agency__path__startswith": agency.path} if below else {"document__agency": agency}
    documents = list(found.filter(**scope).values_list("document_id", flat=True))
    if not reasons and not documents:
        reasons.append("没有符合条件的现行文件，请核对文种和截止日期。")
    if reasons:
        raise Refused(reasons)
    clean_up = CleanUp.objects.create(
        agency=agency, title=title.strip(), until=day, opened_by=by.handle, opened_at=now()
    )
    CleanUpItem.objects.bulk_create(CleanUpItem(clean_up=clean_up, document_id=pk) for pk in documents)
    _tell(
        "clean_up.opened", clean_up, by.handle, title=covered(clean_up.title), until=day, count=len(documents)
    )
    return clean_up


@transaction.atomic
def judge(item: CleanUpItem, *, by: Actor, verdict: str, reason: str) -> CleanUpItem:
    """Say what becomes of one document of a round, and why; may be said anew until the round is confirmed."""
    clean_up = _locked(item.clean_up_id)
    item = clean_up.items.select_related("document__agency").get(pk=item.pk)
    reasons = _may(by, clean_up.agency, Permission.CORRECT_DOCUMENTS)
    if clean_up.confirmed_at is not None:
        reasons.append("清理意见已经审定，不能再改；需要改的，请另行登记效力状态。")
    if verdict not in CleanUpVerdict.values:
        reasons.append(f"请选择清理意见：{'、'.join(map(str, CleanUpVerdict.labels))}。")
    if not reason.strip():
        reasons.append("请写明理由，理由随清理结果公布。")
    reasons += personal_words("理由", reason)
    if reasons:
        raise Refused(reasons)
    item.verdict, item.reason = verdict, reason.strip()
    item.judged_by, item.judged_at = by.handle, now()
    item.save(update_fields=["verdict", "reason", "judged_by", "judged_at"])
    _tell(
        "clean_up.judged", clean_up, by.handle,
        document=item.document.index_number, verdict=verdict, reason=covered(item.reason),
    )  # fmt: skip
    return item


@transaction.atomic
def confirm(clean_up: CleanUp, *, by: Actor) -> CleanUp:
    """Confirm all verdicts of a round; by none of those who judged."""
    clean_up = _locked(clean_up.pk)
    items = list(clean_up.items.all())
    reasons = _may(by, clean_up.agency, Permission.WITHDRAW_DOCUMENTS)
    if clean_up.confirmed_at is not None:
        reasons.append("清理意见已经审定，无需重复办理。")
    if missing := sum(not one.verdict for one in items):
        reasons.append(f"还有{missing}份文件没有清理意见，请先逐件提出。")
    if any(one.judged_by == by.handle for one in items):
        reasons.append("您提出过清理意见，审定须由他人办理。")
    if reasons:
        raise Refused(reasons)
    clean_up.confirmed_by, clean_up.confirmed_at = by.handle, now()
    clean_up.save(update_fields=["confirmed_by", "confirmed_at"])
    _tell("clean_up.confirmed", clean_up, by.handle, verdicts=_counts(items))
    return clean_up


@transaction.atomic
def draft_result(clean_up: CleanUp, *, by: Actor, kind: str = "announcement") -> Edition:
    """Draft the document that publishes the result: its text is the list, verdict by verdict."""
    clean_up = _locked(clean_up.pk)
    if clean_up.confirmed_at is None:
        raise Refused("清理意见尚未审定，请先审定再起草清理结果。")
    if clean_up.result_id is not None:
        raise Refused("清理结果已经起草，请在原稿上办理。")
    edition = actions.draft(
        by=by, agency=clean_up.agency, kind=kind, title=f"{clean_up.title}结果", body=_body(clean_up)
    )
    clean_up.result = edition.document
    clean_up.save(update_fields=["result"])
    _tell("clean_up.result_drafted", clean_up, by.handle, result=edition.document.index_number)
    return edition


def rounds_for(officer: Officer) -> QuerySet[CleanUp]:
    """The rounds of the agencies whose documents the officer corrects or withdraws, newest first; `.total` and
    `.judged` count their documents."""
    judges = agencies_where(officer, Permission.CORRECT_DOCUMENTS)
    confirms = agencies_where(officer, Permission.WITHDRAW_DOCUMENTS)
    found = CleanUp.objects.filter(Q(agency__in=judges) | Q(agency__in=confirms))
    return found.select_related("agency", "result").annotate(
        total=Count("items"), judged=Count("items", filter=~Q(items__verdict=""))
    )


def items_of(clean_up: CleanUp) -> QuerySet[CleanUpItem]:
    """The documents of a round in the order of their publication; `.title` is that of the live edition, if any."""
    title = Edition.objects.filter(state=State.LIVE, document=OuterRef("document")).values("title")[:1]
    found = clean_up.items.select_related("document__agency").annotate(title=Subquery(title))
    return found.order_by("document__published_on", "document_id")


def follow(event: Event) -> None:
    """When the result of a round is published, let its verdicts take effect in the same transaction."""
    if event.verb != "document.published":
        return
    clean_up = CleanUp.objects.filter(result__index_number=event.subject_id, done_at=None).first()
    if clean_up is None:
        return
    items = list(clean_up.items.select_related("document__agency").order_by("id"))
    for item in items:
        _take_effect(clean_up, item, event.actor)
    clean_up.done_at = now()
    clean_up.save(update_fields=["done_at"])
    _tell(
        "clean_up.finished", clean_up, event.actor,
        agency=clean_up.agency.slug, result=event.subject_id, verdicts=_counts(items),
    )  # fmt: skip


def _take_effect(clean_up: CleanUp, item: CleanUpItem, by: str) -> None:
    document, result = item.document, clean_up.result
    reason = endings.reasons().get(ENDS.get(CleanUpVerdict(item.verdict), ""))
    # What was withdrawn or has ended since it was judged is left as it is.
    if reason and document.editions.filter(state=State.LIVE).exists() and not standing.has_ended(document):
        standing.keep(document, reason, by=by, on=today(), by_document=result, note=item.reason)
    record(
        "document.cleaned_up",
        subject=document.subject,
        agency=document.agency.slug,
        by=by,
        facts={
            "clean_up": clean_up.pk,
            "result": result.index_number if result else None,
            "verdict": item.verdict,
            "reason": covered(item.reason),
        },
        public=True,
    )


def _body(clean_up: CleanUp) -> str:
    items = list(clean_up.items.select_related("document").order_by("id"))
    titles = dict(
        Edition.objects.filter(state=State.LIVE, document__in=[one.document_id for one in items]).values_list(
            "document_id", "title"
        )
    )
    parts = [f"<p>经清理截至{format_date(clean_up.until)}公布的现行文件{len(items)}份，结果如下。</p>"]
    for verdict in CleanUpVerdict:
        chosen = [one for one in items if one.verdict == verdict]
        if chosen:
            parts.append(f"<h2>{verdict.label}（{len(chosen)}份）</h2>")
            parts.append(
                "<table><thead><tr><th>标题</th><th>文号</th><th>索引号</th><th>理由</th></tr></thead>"
            )
            parts.append(f"<tbody>{''.join(_line(one, titles) for one in chosen)}</tbody></table>")
    return "".join(parts)


def _line(item: CleanUpItem, titles: dict[int, str]) -> str:
    document: Document = item.document
    cells = (titles.get(document.pk, ""), document.doc_number, document.index_number, item.reason)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _locked(pk: int) -> CleanUp:
    return CleanUp.objects.select_for_update(of=("self",)).select_related("agency", "result").get(pk=pk)


def _may(by: Actor, agency: Agency, permission: Permission) -> list[str]:
    if by.may(permission, agency):
        return []
    return [f"您没有{agency.name}“{PERMISSION_TITLES[permission]}”的权限，请由有权限的人员办理清理。"]


def _counts(items: Sequence[CleanUpItem]) -> dict[str, int]:
    return dict(Counter(one.verdict for one in items))


def _tell(verb: str, clean_up: CleanUp, by: str, **facts: object) -> None:
    # What is found of a document is for the public when the result is.
    record(
        verb,
        subject=clean_up.subject,
        agency=clean_up.agency.slug,
        by=by,
        facts=facts,
        public=verb == "clean_up.finished",
    )
