"""The verbs on documents: draft, edit, attach, relate, publish, correct, withdraw.

Each takes the step or refuses with all the reasons, saves, and records its event in the same
transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents import checks, store, workflow
from gongkai.affairs.documents.models import (
    Attachment,
    Attribute,
    Document,
    DocumentTopic,
    Edition,
    Relation,
    RelationType,
    State,
)
from gongkai.affairs.documents.numbering import next_index_number
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi import parse_number

# Fields of the document that an editor may set, besides those of the edition.
DOCUMENT_FIELDS = (
    "kind", "attribute", "doc_number", "issuers", "issued_on", "effective_on", "expires_on",
)  # fmt: skip
EDITION_FIELDS = ("title", "body", "summary")


@transaction.atomic
def draft(
    *,
    by: Actor,
    agency: Agency,
    kind: str,
    title: str,
    body: str,
    topics: Sequence[str] = (),
    summary: str = "",
    published_on: date | None = None,
    **facts: Any,
) -> Edition:
    """Begin a document: its index number is given and its first edition is a draft.

    `body` is HTML and is sanitised (`body.from_text` makes it from plain text); `facts` are
    `DOCUMENT_FIELDS`. `published_on` is the day on which a document that is taken over from
    elsewhere was published there; leave it out for a new one.

    Raises Refused with every fault.
    """
    given = _document_values({"attribute": Attribute.PROACTIVE, **facts, "kind": kind})
    clean = bodies.sanitise(body)
    reasons = checks.may_draft(by, agency)
    reasons += checks.faults(given, title=title, text=bodies.plain(clean), topics=topics)
    if reasons:
        raise Refused(reasons)
    document = Document.objects.create(
        agency=agency,
        index_number=next_index_number(agency, today().year),
        created_at=now(),
        published_on=published_on,
        **given,
    )
    DocumentTopic.objects.bulk_create(DocumentTopic(document=document, topic=topic) for topic in topics)
    edition = Edition.objects.create(
        document=document,
        number=1,
        title=title.strip(),
        body=clean,
        text=bodies.plain(clean),
        summary=summary.strip(),
        drafted_by=by.handle,
        drafted_at=now(),
    )
    record(
        "document.drafted",
        subject=document.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"title": edition.title, "kind": document.kind, "attribute": document.attribute},
    )
    return edition


@transaction.atomic
def edit(edition: Edition, *, by: Actor, version: int, **changes: Any) -> Edition:
    """Change a draft. `version` is the row version that the editor began from.

    `changes` may name `DOCUMENT_FIELDS` (until the first publication), `EDITION_FIELDS` and `topics`.
    Raises Refused when someone else saved in between, so that neither text is lost.
    """
    edition = _locked(edition)
    document = edition.document
    topics = changes.pop("topics", None)
    if "body" in changes:
        changes["body"] = bodies.sanitise(changes["body"])
        changes["text"] = bodies.plain(changes["body"])
    facts = _document_values({k: changes.pop(k) for k in DOCUMENT_FIELDS if k in changes})
    reasons = workflow.refusals(edition, "edit", by)
    if edition.version != version:
        reasons.append(
            f"{edition.drafted_by}已在您打开之后保存过第{edition.version}稿，请对照后再保存您的修改。"
        )
    whole = {field: getattr(document, field) for field in DOCUMENT_FIELDS} | facts
    reasons += checks.faults(
        whole,
        title=changes.get("title", edition.title),
        text=changes.get("text", edition.text),
        topics=topics or (),
        document=document,
    )
    if reasons:
        raise Refused(reasons)
    _assign(document, facts)
    _assign(edition, changes | {"version": edition.version + 1, "drafted_by": by.handle})
    if topics is not None:
        _set_topics(document, topics)
    record(
        "document.edited",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={"edition": edition.number, "changed": sorted({*facts, *changes} - {"text"})},
    )
    return edition


@transaction.atomic
def attach(
    edition: Edition, *, by: Actor, name: str, data: bytes, text: str = "", media_type: str = ""
) -> Attachment:
    """Add a file to a draft. The type is told by content unless the caller has looked closer."""
    edition = _locked(edition)
    reasons = workflow.refusals(edition, "edit", by) + checks.file_faults(edition, name, data)
    if reasons:
        raise Refused(reasons)
    attachment = Attachment.objects.create(
        edition=edition,
        position=edition.attachments.count(),
        name=name,
        sha256=store.keep(data),
        size=len(data),
        media_type=media_type or store.media_type(data),
        text=text,
    )
    record(
        "document.attached",
        subject=edition.document.subject,
        agency=edition.document.agency.slug,
        by=by.handle,
        facts={"edition": edition.number, "name": name, "sha256": attachment.sha256},
    )
    return attachment


@transaction.atomic
def relate(
    document: Document,
    *,
    by: Actor,
    type: str,
    target: Document | None = None,
    title: str = "",
    number: str = "",
) -> Relation:
    """Say how a document relates to another one here, or to one elsewhere by title and number."""
    reasons = checks.may_draft(by, document.agency)
    reasons += checks.relation_faults(document, type, target, title)
    if reasons:
        raise Refused(reasons)
    relation, made = Relation.objects.get_or_create(
        source=document, type=type, target=target, target_title=title, target_number=number
    )
    if made:
        record(
            "document.related",
            subject=document.subject,
            agency=document.agency.slug,
            by=by.handle,
            facts={
                "type": type,
                "target": target.index_number if target else None,
                "title": title,
                "number": number,
            },
            public=True,
        )
    return relation


@transaction.atomic
def cite(document: Document, *, by: Actor, cites: Sequence[tuple[str, str]]) -> list[Relation]:
    """Note the documents that the text names as its basis, each by title and number, in one go.

    A number that a document here bears links to it. Nothing is recorded when there is nothing to note.
    """
    reasons = checks.may_draft(by, document.agency)
    if reasons:
        raise Refused(reasons)
    numbers = [number for _, number in cites if number]
    known = {one.doc_number: one for one in Document.objects.filter(doc_number__in=numbers)}
    known.pop(document.doc_number, None)
    # Of several names of one document, one is enough.
    named = {number or title: (title, number) for title, number in reversed(cites) if title or number}
    relations = [
        Relation(
            source=document,
            type=RelationType.BASED_ON,
            target=known.get(number),
            target_title=(title or number)[:400],
            target_number=number[:60],
        )
        for title, number in reversed(named.values())
    ]
    if relations:
        Relation.objects.bulk_create(relations)
        record(
            "document.cited",
            subject=document.subject,
            agency=document.agency.slug,
            by=by.handle,
            facts={
                "cites": [{"title": title, "number": number} for title, number in reversed(named.values())]
            },
            public=True,
        )
    return relations


@transaction.atomic
def publish(edition: Edition, *, by: Actor) -> Edition:
    """Make a draft the live edition; the one before stays readable as history."""
    edition = _locked(edition)
    state = workflow.take(edition, "publish", by)
    document = edition.document
    document.editions.filter(state=State.LIVE).update(state=State.SUPERSEDED)
    _assign(edition, {"state": state, "published_at": now(), "published_by": by.handle})
    taken_over = edition.number == 1 and document.published_on is not None
    if document.published_on is None:
        _assign(document, {"published_on": today()})
    record(
        "document.published",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={
            "edition": edition.number,
            "title": edition.title,
            "kind": document.kind,
            "doc_number": document.doc_number,
            "issued_on": document.issued_on,
            "published_on": document.published_on,
            "interprets": _targets(document, RelationType.INTERPRETS),
            # It stood elsewhere before; what is owed for a new document is not owed again.
            "taken_over": taken_over,
        },
        public=True,
    )
    return edition


@transaction.atomic
def correct(document: Document, *, by: Actor, note: str, **changes: Any) -> Edition:
    """Replace the live edition by a corrected one at once; `note` tells the reader what and why.

    `changes` may name `EDITION_FIELDS`. Attachments go over to the new edition.
    """
    live = document.editions.select_for_update().filter(state=State.LIVE).first()
    reasons = workflow.refusals(live, "correct", by) if live else ["这份文件尚未公开，请直接修改草稿。"]
    reasons += [] if note.strip() else ["请写明更正了什么、为什么更正，公众将看到这一说明。"]
    if "body" in changes:
        changes["body"] = bodies.sanitise(changes["body"])
        changes["text"] = bodies.plain(changes["body"])
    if live and not any(getattr(live, field) != value for field, value in changes.items()):
        reasons.append("更正后的内容与现行内容相同，请修改后再更正。")
    if document.editions.filter(state=State.DRAFT).exists():
        reasons.append("这份文件还有一份未公开的草稿，请先公开或删除草稿。")
    if reasons or live is None:
        raise Refused(reasons)
    fields = {name: getattr(live, name) for name in ("title", "body", "text", "summary")}
    live.state = State.SUPERSEDED
    live.save(update_fields=["state"])
    edition = Edition.objects.create(
        document=document,
        number=live.number + 1,
        state=State.LIVE,
        note=note.strip(),
        drafted_by=by.handle,
        drafted_at=now(),
        published_by=by.handle,
        published_at=now(),
        **(fields | changes),
    )
    for attachment in live.attachments.all():
        attachment.pk, attachment.edition = None, edition
        attachment.save(force_insert=True)
    record(
        "document.corrected",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={"edition": edition.number, "note": edition.note, "changed": sorted(changes)},
        public=True,
    )
    return edition


@transaction.atomic
def withdraw(document: Document, *, by: Actor, reason: str) -> Edition:
    """Take the live edition back; its page stays and says so, with the reason."""
    live = document.editions.select_for_update().filter(state=State.LIVE).first()
    reasons = workflow.refusals(live, "withdraw", by) if live else ["这份文件没有公开的版本，无需撤回。"]
    reasons += [] if reason.strip() else ["请写明撤回的理由，公众将看到这一理由。"]
    if reasons or live is None:
        raise Refused(reasons)
    _assign(
        live,
        {
            "state": State.WITHDRAWN,
            "withdrawn_at": now(),
            "withdrawn_by": by.handle,
            "withdrawn_reason": reason.strip(),
        },
    )
    record(
        "document.withdrawn",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={"edition": live.number, "reason": live.withdrawn_reason},
        public=True,
    )
    return live


def _locked(edition: Edition) -> Edition:
    return (
        Edition.objects.select_for_update(of=("self",)).select_related("document__agency").get(pk=edition.pk)
    )


def _assign(row: Document | Edition, values: Mapping[str, Any]) -> None:
    if not values:
        return
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))


def _targets(document: Document, type: RelationType) -> list[str]:
    """Index numbers of the documents here to which this one stands in the relation."""
    rows = document.relations.filter(type=type, target__isnull=False)
    return list(rows.values_list("target__index_number", flat=True))


def _document_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with the document number in standard form and split into its parts."""
    values = dict(given)
    if "doc_number" in values:
        number = parse_number(values["doc_number"] or "")
        if number:
            values["doc_number"] = str(number)
        values["doc_number"] = (values["doc_number"] or "").strip()
        values["number_code"] = number.code if number else ""
        values["number_year"] = number.year if number else None
        values["number_seq"] = number.seq if number else None
    return values


def _set_topics(document: Document, topics: Sequence[str]) -> None:
    document.topic_rows.exclude(topic__in=topics).delete()
    for topic in topics:
        DocumentTopic.objects.get_or_create(document=document, topic=topic)
