"""Probes 检查方法: pure looks at what the system holds, from agencies and a check of their pack to what is wrong where.

A probe changes nothing and asks few queries however many agencies there are. `links` looks into the published texts.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.storage import default_storage
from django.db.models import Exists, Max, OuterRef, QuerySet

from gongkai.affairs.documents.findings import READABLE
from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import (
    Edition,
    Finding,
    PublicCopy,
    Relation,
    RelationType,
    Resolution,
    State,
)
from gongkai.affairs.documents.store import path_of
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import OPEN, Duty
from gongkai.kernel.clock import day_of, now
from gongkai.kernel.law.assessing import Check
from gongkai.oversight.inspection.links import broken

# Subjects whose number in the ledger is the one that people know them by.
NUMBERED = {"application", "document"}
# Documents older than this are not asked for an interpretation any more.
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Scope:
    """Who is looked at and on which day."""

    agencies: Mapping[int, Agency]  # by primary key
    day: date


@dataclass(frozen=True)
class Seen:
    """One fault: at whose place, what is wrong there, and what it is about, as the ledger names it."""

    agency: Agency
    key: str
    place: str
    proof: str
    about: tuple[str, str] = ("", "")


Probe = Callable[[Scope, Check], Iterator[Seen]]


def overdue(scope: Scope, check: Check) -> Iterator[Seen]:
    """Open duties under these rules whose last instant is past."""
    by_slug = {one.slug: one for one in scope.agencies.values()}
    found = Duty.objects.filter(OPEN, agency__in=by_slug, rule__in=check.rule.of, due_at__lt=now())
    texts = present_book().texts
    for duty in found.order_by("id"):
        assert duty.due_at is not None, "filtered by it"
        late = (scope.day - day_of(duty.due_at)).days
        gone = f"，已逾期{late}天" if late else "，今天已经逾期"
        yield Seen(
            by_slug[duty.agency],
            f"duty:{duty.id}",
            texts[duty.version].title + (f"（{duty.subject_id}）" if duty.subject_kind in NUMBERED else ""),
            f"应在{day_of(duty.due_at)}以前办结{gone}。",
            duty.subject if not duty.period else ("duty", str(duty.id)),
        )


def stale(scope: Scope, check: Check) -> Iterator[Seen]:
    """Kinds of documents in which an agency has published something, and nothing for too long."""
    newest = (
        Edition.objects.filter(
            state=State.LIVE, document__agency__in=scope.agencies, document__kind__in=check.rule.of
        )
        .order_by("document__agency", "document__kind")
        .values_list("document__agency", "document__kind")
        .annotate(last=Max("document__published_on"))
    )
    before = scope.day - timedelta(days=check.rule.within)
    for agency, kind, last in newest:
        if last is not None and last < before:
            yield Seen(
                scope.agencies[agency],
                f"kind:{kind}",
                f"栏目“{kinds()[kind].title}”",
                f"最近一次更新是{last}，已有{(scope.day - last).days}天没有新内容。",
            )


def findings(scope: Scope, check: Check) -> Iterator[Seen]:
    """Public documents in which screening found what nobody has settled; what it was is not repeated here."""
    rows = Finding.objects.filter(
        edition__state__in=READABLE,
        edition__document__agency__in=scope.agencies,
        resolution=Resolution.OPEN,
        severity__in=check.rule.of,
    ).select_related("edition__document")
    by_document: dict[str, list[Finding]] = defaultdict(list)
    for row in rows.order_by("edition__document_id", "id"):
        by_document[row.edition.document.index_number].append(row)
    for index_number, found in by_document.items():
        titles = "、".join(dict.fromkeys(str(one.title) for one in found))
        yield _about(
            scope, found[-1].edition, f"审查发现{len(found)}处没有处理：{titles}。", key=index_number
        )


def unnumbered(scope: Scope, check: Check) -> Iterator[Seen]:
    """Live documents of kinds that bear a number, without one."""
    for edition in _live(scope, check.rule.of).filter(document__doc_number=""):
        yield _about(scope, edition, "没有发文字号，读者无法核对和引用。")


def uninterpreted(scope: Scope, check: Check) -> Iterator[Seen]:
    """Policies made here within a year, out for some time, that no live document interprets."""
    reading = Relation.objects.filter(
        type=RelationType.INTERPRETS, target=OuterRef("document"), source__editions__state=State.LIVE
    )
    until = scope.day - timedelta(days=check.rule.within)
    found = _live(scope, check.rule.of).filter(
        ~Exists(reading),
        document__taken_from="",
        document__published_on__lte=until,
        document__published_on__gt=scope.day - YEAR,
    )
    for edition in found:
        yield _about(scope, edition, f"{edition.document.published_on}公开，至今没有解读。")


def files(scope: Scope, check: Check) -> Iterator[Seen]:
    """Downloads of live documents whose bytes are not in the store, or not whole."""
    copies = PublicCopy.objects.filter(
        attachment__edition__state=State.LIVE, attachment__edition__document__agency__in=scope.agencies
    ).select_related("attachment__edition__document")
    for copy in copies.order_by("id"):
        if _size(copy.sha256) != copy.size:
            edition = copy.attachment.edition
            yield _about(
                scope, edition, f"附件“{copy.name}”打不开。", key=f"{edition.document.index_number}/{copy.pk}"
            )


def links(scope: Scope, check: Check) -> Iterator[Seen]:
    """Links of live documents to pages and files of this site that are not there."""
    editions = list(_live(scope, ()).filter(body__contains="href="))
    for edition, gone in broken(editions):
        yield _about(scope, edition, f"{len(gone)}个站内链接打不开：{'、'.join(gone[:3])}。")


def empty(scope: Scope, check: Check) -> Iterator[Seen]:
    """Kinds of documents that such an agency has to publish, and has nothing of."""
    there = set(
        Edition.objects.filter(
            state=State.LIVE, document__agency__in=scope.agencies, document__kind__in=check.rule.of
        )
        .order_by()
        .values_list("document__agency", "document__kind")
        .distinct()
    )
    for pk, agency in scope.agencies.items():
        for kind in check.rule.of:
            if (pk, kind) not in there:
                yield Seen(agency, f"kind:{kind}", f"栏目“{kinds()[kind].title}”", "栏目没有任何内容。")


PROBES: dict[str, Probe] = {
    "overdue": overdue,
    "stale": stale,
    "findings": findings,
    "unnumbered": unnumbered,
    "uninterpreted": uninterpreted,
    "files": files,
    "links": links,
    "empty": empty,
}


def _live(scope: Scope, wanted: Collection[str]) -> QuerySet[Edition]:
    found = Edition.objects.filter(state=State.LIVE, document__agency__in=scope.agencies)
    if wanted:
        found = found.filter(document__kind__in=wanted)
    return found.select_related("document").order_by("document_id")


def _about(scope: Scope, edition: Edition, proof: str, *, key: str = "") -> Seen:
    number = edition.document.index_number
    agency = scope.agencies[edition.document.agency_id]
    return Seen(agency, f"document:{key or number}", f"《{edition.title}》", proof, ("document", number))


def _size(digest: str) -> int | None:
    try:
        return default_storage.size(path_of(digest))
    except OSError:
        return None
