"""The verbs on documents: draft, edit, attach, relate, publish, revise, withdraw; `course` holds those between.

Each takes the step or refuses with all the reasons, saves, and records its event in the same
transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents import checks, copies, endings, package, rights, store, workflow
from gongkai.affairs.documents.going_live import go_live, set_topics
from gongkai.affairs.documents.models import (
    IN_THE_MAKING,
    Attachment,
    Attribute,
    Document,
    DocumentTopic,
    Edition,
    Ending,
    Relation,
    State,
)
from gongkai.affairs.documents.numbering import next_index_number, numbered_once
from gongkai.affairs.documents.rows import assign, changed_beside, hands_with, locked, tell
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi import parse_number

# Fields of the document that an editor may set, besides those of the edition.
DOCUMENT_FIELDS = (
    "kind", "attribute", "doc_number", "issuers", "issued_on", "effective_on", "expires_on",
)  # fmt: skip


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
    taken_from: str = "",
    published_on: date | None = None,
    **facts: Any,
) -> Edition:
    """Begin a document: its index number is given and its first edition is a draft.

    `body` is HTML and is sanitised (`body.from_text` makes it from plain text); `facts` are
    `DOCUMENT_FIELDS`. `taken_from` says where a document that is taken over was public before (a file, an
    address), `published_on` on which day it was published there; leave both out for a new one.

    Raises Refused with every fault.
    """
    given = _document_values({"attribute": Attribute.PROACTIVE, **facts, "kind": kind})
    clean = bodies.sanitise(body)
    reasons = checks.may_draft(by, agency)
    reasons += checks.faults(given, title=title, text=bodies.plain(clean), topics=topics, agency=agency)
    if reasons:
        raise Refused(reasons)
    with numbered_once(given.get("doc_number", ""), agency):
        document = Document.objects.create(
            agency=agency,
            index_number=next_index_number(agency, today().year),
            created_at=now(),
            taken_from=taken_from,
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
        hands=[by.handle],
    )
    record(
        "document.drafted",
        subject=document.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"title": covered(edition.title), "kind": document.kind, "attribute": document.attribute},
    )
    return edition


@transaction.atomic
def edit(edition: Edition, *, by: Actor, version: int, **changes: Any) -> Edition:
    """Change a draft. `version` is the row version that the editor began from.

    `changes` may name `DOCUMENT_FIELDS` (until the first publication), `going_live.EDITION_FIELDS` and `topics`.
    Raises Refused when someone else saved in between, so that neither text is lost.
    """
    edition = locked(edition)
    document = edition.document
    topics = changes.pop("topics", None)
    if "body" in changes:
        changes["body"] = bodies.sanitise(changes["body"])
        changes["text"] = bodies.plain(changes["body"])
    facts = _document_values({k: changes.pop(k) for k in DOCUMENT_FIELDS if k in changes})
    reasons = workflow.refusals(edition, "edit", by)
    if "attribute" in facts:
        reasons.append("公开属性不随文字修改，请用“确定公开属性”办理。")
    if facts and edition.number > 1:
        reasons.append(
            "这份文件已经公开，其文种、文号和日期不能在下一版草稿中改动，请登记效力状态或者另行发文。"
        )
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
        agency=document.agency,
        document=document,
    )
    if reasons:
        raise Refused(reasons)
    with numbered_once(facts.get("doc_number", ""), document.agency, document):
        assign(document, facts)
    written = {"version": edition.version + 1, "drafted_by": by.handle, "hands": hands_with(edition, by)}
    assign(edition, changes | written)
    if topics is not None and edition.number > 1:
        # What is public keeps its topics until this edition takes its place.
        assign(edition, {"topics": list(topics)})
    elif topics is not None:
        set_topics(document, topics)
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
    edition = locked(edition)
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
    assign(edition, {"version": edition.version + 1, "hands": hands_with(edition, by)})
    record(
        "document.attached",
        subject=edition.document.subject,
        agency=edition.document.agency.slug,
        by=by.handle,
        facts={"edition": edition.number, "name": covered(name), "sha256": attachment.sha256},
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
    """Say how a document relates to another one here, or to one elsewhere by title and number.

    Before its publication it is part of the draft, and reviewed with it; what is public is not made to amend or
    repeal another behind the reviewers (`standing.note_ending` does that, openly). Who has no right to amend or
    repeal the target only claims it: that is kept and has no effect (`rights`).
    """
    draft = document.editions.select_for_update(of=("self",)).filter(state__in=IN_THE_MAKING).first()
    public = document.editions.filter(published_at__isnull=False).exists()
    if public:
        reasons = checks.may_relate_public(by, document, type)
    else:
        reasons = checks.may_draft(by, document.agency)
        if draft is None or draft.state != State.DRAFT:
            reasons.append("文件正在审查或者已经存档，不能增加与其他文件的关系，请先撤回送审。")
    reasons += checks.relation_faults(document, type, target, title)
    if reasons:
        raise Refused(reasons)
    claimed = rights.is_claim(document, type, target)
    relation, made = Relation.objects.get_or_create(
        source=document, type=type, target=target, target_title=title, target_number=number,
        defaults={"claimed": claimed},
    )  # fmt: skip
    if made:
        if draft is not None and not public:
            assign(draft, changed_beside(draft, by))
        record(
            "document.related",
            subject=document.subject,
            agency=document.agency.slug,
            by=by.handle,
            facts={
                "type": type,
                "target": target.index_number if target else None,
                "title": covered(title),
                "number": number,
                "claimed": claimed,
            },
            public=public,
        )
    return relation


@transaction.atomic
def publish(edition: Edition, *, by: Actor) -> Edition:
    """Make a signed edition the live one; the one before stays readable as history.

    Where the law wants the interpretation at the same time, it is published in the same transaction (`package`).
    """
    edition = locked(edition)
    state = workflow.take(edition, "publish", by)
    companions = package.companions(edition)
    go_live(edition, state, by)
    for companion in companions:
        publish(companion, by=by)
    return edition


def take_over(edition: Edition, *, by: Actor) -> Edition:
    """Make a draft of what is public elsewhere the live edition: it was reviewed where it was published.

    It is screened afterwards (`screening_rounds`), and what is found is a work list, no refusal: held back, it would
    be hidden from those who are to clear it. What screening found in the draft is settled first.
    """
    made, faults = copies.made_of(edition, as_they_are=True)
    with transaction.atomic():
        edition = locked(edition)
        reasons = [*workflow.refusals(edition, "take_over", by), *faults]
        if reasons:
            raise Refused(reasons)
        copies.keep(made)
        return go_live(edition, workflow.take(edition, "take_over", by), by)


@transaction.atomic
def revise(document: Document, *, by: Actor, note: str, taken_from: str = "", **changes: Any) -> Edition:
    """Begin the next edition of a live document as a draft; `note` will tell the reader what and why.

    `changes` may name `going_live.EDITION_FIELDS`. Attachments go over to the new edition. It takes the same course as
    the first one, and the live edition stays until it is published. `taken_from` says where this text was public
    before, as in `draft`; leave it out for what is written here.
    """
    live = document.editions.select_for_update().filter(state=State.LIVE).first()
    reasons = workflow.refusals(live, "correct", by) if live else ["这份文件尚未公开，请直接修改草稿。"]
    reasons += [] if note.strip() else ["请写明更正了什么、为什么更正，公众将看到这一说明。"]
    if "body" in changes:
        changes["body"] = bodies.sanitise(changes["body"])
        changes["text"] = bodies.plain(changes["body"])
    if live and changes and not any(getattr(live, field) != value for field, value in changes.items()):
        reasons.append("更正后的内容与现行内容相同，请修改后再更正。")
    if document.editions.filter(state__in=IN_THE_MAKING).exists():
        reasons.append("这份文件还有一稿正在办理，请先办完。")
    if reasons or live is None:
        raise Refused(reasons)
    fields = {name: getattr(live, name) for name in ("title", "body", "text", "summary")}
    edition = Edition.objects.create(
        document=document,
        number=live.number + 1,
        note=note.strip(),
        taken_from=taken_from,
        drafted_by=by.handle,
        drafted_at=now(),
        hands=[by.handle],
        **(fields | changes),
    )
    for attachment in live.attachments.all():
        attachment.pk, attachment.edition = None, edition
        attachment.save(force_insert=True)
    tell("document.revised", edition, by, note=covered(edition.note))
    return edition


@transaction.atomic
def withdraw(document: Document, *, by: Actor, reason: str, ground: str = endings.DEFAULT_GROUND) -> Edition:
    """Take the live edition back; its page stays and says so.

    `ground` is a withdrawal of `endings.toml`, which says what is still shown and whether the public, and the
    ledger, are told the reason.
    """
    live = document.editions.select_for_update().filter(state=State.LIVE).first()
    reasons = workflow.refusals(live, "withdraw", by) if live else ["这份文件没有公开的版本，无需撤回。"]
    row = endings.of_way("withdrawal").get(ground)
    if row is None:
        reasons.append("请从列表中选择撤回的情形。")
    if not reason.strip():
        told = row is None or row.reason_shown
        reasons.append(f"请写明撤回的理由，{'公众将看到这一理由' if told else '供内部查考'}。")
    reasons += checks.personal_words("理由", reason) if row is not None and row.reason_shown else []
    if reasons or live is None or row is None:
        raise Refused(reasons)
    Ending.objects.create(
        document=document,
        reason=ground,
        on=today(),
        note=reason.strip(),
        told_at=now(),
        noted_by=by.handle,
        noted_at=now(),
    )
    assign(
        live,
        {
            "state": State.WITHDRAWN,
            "withdrawn_at": now(),
            "withdrawn_by": by.handle,
            "withdrawn_reason": reason.strip(),
        },
    )
    assign(document, {"number_free": True})
    record(
        "document.withdrawn",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={
            "edition": live.number,
            "ground": ground if row.reason_shown else "",
            "reason": covered(live.withdrawn_reason) if row.reason_shown else "",
        },
        public=True,
    )
    return live


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
