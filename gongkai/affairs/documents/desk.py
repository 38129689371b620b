"""Desk 案头: what an officer works on: the editions he may see, those that wait for him, the list narrowed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from gongkai.affairs.documents import gates, standing_in
from gongkai.affairs.documents.models import Attribute, Document, Edition, Gate, JointAgency, Relation, State
from gongkai.affairs.documents.queries import editions_for
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where

# How many editions on their way are looked through for those that wait for one officer.
QUEUE = 300

_LEAVE: dict[str, Permission] = {"sign": Permission.SIGN_DOCUMENTS, "publish": Permission.PUBLISH_DOCUMENTS}


@dataclass(frozen=True)
class Waiting:
    """What waits for an officer: `step` names the work, `gate` the review if it is one, `since` when it came."""

    edition: Edition
    step: str
    title: str
    since: datetime
    gate: gates.Needed | None = None


def seen_by(officer: Officer) -> QuerySet[Edition]:
    """Every edition that the officer may read: of his agencies, and those sent up that they sign jointly."""
    joint = agencies_where(officer, Permission.SIGN_DOCUMENTS)
    asked = JointAgency.objects.filter(agency__in=joint).values("document")
    on_its_way = Q(document__in=asked, state__in=[State.REVIEWING, State.REFERRED, State.SIGNED, State.LIVE])
    own = editions_for(officer).values("pk")
    return (
        Edition.objects.filter(Q(pk__in=own) | on_its_way)
        .select_related("document__agency", "document__negative_entry")
        .order_by("-drafted_at", "-id")
    )


def newest(officer: Officer, index_number: str, number: int | None = None) -> Edition | None:
    """The newest edition of a document that the officer may read, or the one with this number."""
    found = seen_by(officer).filter(document__index_number=index_number)
    if number is not None:
        found = found.filter(number=number)
    return found.order_by("-number").first()


def editions_of(officer: Officer, index_number: str) -> list[Edition]:
    """All editions of a document that the officer may read, oldest first."""
    return list(seen_by(officer).filter(document__index_number=index_number).order_by("number"))


def waiting_for(officer: Officer) -> list[Waiting]:
    """What the officer is to review, sign or publish now, longest waiting first; never what he wrote himself."""
    found = (
        seen_by(officer)
        .filter(state__in=[State.REVIEWING, State.REFERRED, State.SIGNED])
        .prefetch_related(
            "reviews", Prefetch("document__joint_rows", JointAgency.objects.select_related("agency"))
        )
        .order_by("sent_at")[:QUEUE]
    )
    return [one for edition in found for one in waiting_on(edition, officer)]


def waiting_on(edition: Edition, officer: Officer) -> list[Waiting]:
    """What of one edition waits for the officer."""
    return list(_waiting(edition, officer))


def _waiting(edition: Edition, officer: Officer) -> Iterable[Waiting]:
    since = edition.sent_at or edition.drafted_at
    document = edition.document
    if edition.state == State.SIGNED:
        if officer.may(_LEAVE["publish"], document.agency) and edition.publish_at is None:
            open_to_all = document.attribute == Attribute.PROACTIVE
            title = "公开" if open_to_all else "不公开存档"
            yield Waiting(
                edition, "publish" if open_to_all else "withhold", title, edition.signed_at or since
            )
        return
    said = gates.reviews_of(edition)
    mine = officer.handle in {*edition.hands, edition.sent_by} or any(
        one.reviewer == officer.handle and one.verdict == "passed" for one in said
    )
    needed = gates.needed(edition)
    if edition.state == State.REFERRED:
        secrecy = next((one for one in needed if one.gate == Gate.SECRECY), None)
        if secrecy and officer.may(secrecy.permission, secrecy.agency) and not mine:
            yield Waiting(edition, "settle", "登记确定结果", since, secrecy)
        return
    if mine or edition.state != State.REVIEWING:
        return
    yield from (
        Waiting(edition, "review", one.title, since, one)
        for one in needed
        if not one.passed
        and officer.may(one.permission, one.agency)
        and not standing_in.faults(edition, officer, one.permission, one.agency)
    )
    signs = officer.may(_LEAVE["sign"], document.agency)
    signs = signs and not standing_in.faults(edition, officer, _LEAVE["sign"], document.agency)
    if signs and all(one.passed for one in needed):
        last = max((one.at for one in said), default=since)
        yield Waiting(edition, "sign", "签发", last)


ORDERS = {
    "": "-drafted_at",
    "title": "title",
    "sent": "-sent_at",
    "published": "-published_at",
    "number": "document__index_number",
}


@dataclass(frozen=True)
class Wanted:
    """What a list of editions is narrowed down to; an empty field narrows nothing. `since`, `until`: drafted."""

    agency: str = ""
    state: str = ""
    kind: str = ""
    words: str = ""
    mine: bool = False
    since: date | None = None
    until: date | None = None
    order: str = ""

    def rows(self, officer: Officer) -> QuerySet[Edition]:
        """The editions that the officer may read and that it lets through, in its order."""
        fields = {
            "document__agency__slug": self.agency,
            "state": self.state,
            "document__kind": self.kind,
            "drafted_at__date__gte": self.since,
            "drafted_at__date__lte": self.until,
        }
        found = seen_by(officer).filter(**{name: value for name, value in fields.items() if value})
        if self.mine:
            found = found.filter(Q(drafted_by=officer.handle) | Q(sent_by=officer.handle))
        for word in self.words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(document__doc_number__icontains=word)
                | Q(document__index_number__icontains=word)
            )
        return found.order_by(ORDERS[self.order], "-id")


def candidates(officer: Officer, words: str, *, besides: Edition, limit: int = 12) -> list[Edition]:
    """Newest editions that a relation may point to: public ones, and drafts that the officer may read."""
    if not words.strip():
        return []
    found = Edition.objects.filter(Q(state=State.LIVE) | Q(pk__in=seen_by(officer).values("pk"))).exclude(
        document=besides.document
    )
    for word in words.strip("《》 ").split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(document__doc_number__icontains=word)
            | Q(document__index_number__iexact=word)
        )
    rows = found.select_related("document__agency").order_by("-drafted_at", "-id")[: limit * 3]
    return list({one.document_id: one for one in rows}.values())[:limit]


def target(officer: Officer, index_number: str) -> Document | None:
    """The document with this index number, if it is public or the officer may read it."""
    visible = Edition.objects.filter(Q(state=State.LIVE) | Q(pk__in=seen_by(officer).values("pk")))
    return Document.objects.filter(index_number=index_number, editions__in=visible).distinct().first()


def relations_of(edition: Edition) -> Sequence[Relation]:
    """What the document says of others, each with the title of the newest edition there."""
    rows = list(edition.document.relations.select_related("target").order_by("id"))
    targets = [one.target_id for one in rows if one.target_id]
    titles = dict(
        Edition.objects.filter(document_id__in=targets).order_by("number").values_list("document_id", "title")
    )
    for one in rows:
        if one.target_id:
            one.target_title = titles.get(one.target_id, "")
    return rows
