"""Taking files in: read, describe, keep as drafts or publish, one transaction a file."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents.citing import cite
from gongkai.affairs.documents.kinds import guess_kind, guess_topics
from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.engines.agencies.actions import open_agency
from gongkai.engines.agencies.models import Actor, Agency, AgencyKind
from gongkai.engines.agencies.queries import SYSTEM, find_agency
from gongkai.engines.ledger.actions import record as record_event
from gongkai.intake.models import TakenFile
from gongkai.intake.pipeline import extract
from gongkai.intake.queries import known, last_from
from gongkai.intake.raw import RawDocument, Refusal
from gongkai.intake.readers import read_path
from gongkai.intake.record import Record
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi import to_simplified


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    `status`: `new`; `updated` (known path, other content); `known` (same content as `known_as`);
    `described` (dry run); `refused` (`reasons` say why; nothing was kept).
    """

    path: str
    status: str
    record: Record | None = None
    index_number: str | None = None
    known_as: str | None = None
    published: bool = False
    reasons: tuple[str, ...] = ()


def take_in(
    paths: Sequence[Path],
    *,
    by: Actor,
    agency: Agency | None = None,
    publish: bool = False,
    dry_run: bool = False,
) -> Iterator[Outcome]:
    """Take in files, folders and archives, one outcome a document as it is done.

    `agency` publishes; without it the issuer named in the text does. Every file has its own
    transaction, so a run may be broken off at any point and begun again: what is done is known by
    its content and is passed over.
    """
    for path in paths:
        for raw in read_path(path):
            if isinstance(raw, Refusal):
                yield Outcome(raw.path, "refused", reasons=(raw.sentence,))
                continue
            yield _take(raw, by=by, agency=agency, publish=publish, dry_run=dry_run)


def _take(raw: RawDocument, *, by: Actor, agency: Agency | None, publish: bool, dry_run: bool) -> Outcome:
    before = known(raw.sha256)
    found = extract(raw)
    if before is not None:
        return Outcome(
            raw.path,
            "known",
            record=found,
            index_number=before.document.index_number,
            known_as=before.path,
            published=before.document.published_on is not None,
        )
    if dry_run:
        return Outcome(raw.path, "described", record=found)
    try:
        return _keep(found, by=by, agency=agency, publish=publish)
    except Refused as refused:
        return Outcome(raw.path, "refused", record=found, reasons=refused.reasons)


@transaction.atomic
def _keep(found: Record, *, by: Actor, agency: Agency | None, publish: bool) -> Outcome:
    earlier = last_from(found.path)
    if earlier is None:
        status, draft = "new", _draft(found, by=by, agency=agency or _issuing_agency(found))
    else:
        status, draft = "updated", _renew(earlier.document, found, by=by)
    document = draft.document
    TakenFile.objects.create(
        sha256=found.sha256,
        path=found.path,
        document=document,
        record=found.as_dict(),
        taken_by=by.handle,
        taken_at=now(),
    )
    record_event(
        "intake.taken",
        subject=document.subject,
        agency=document.agency.slug,
        by=by.handle,
        facts={
            "sha256": found.sha256,
            "status": status,
            "repairs": {repair.kind: repair.count for repair in found.repairs},
            "doubts": len(found.doubts),
        },
    )
    if publish and draft.state == State.DRAFT:
        draft = documents.take_over(draft, by=by)
    return Outcome(
        found.path,
        status,
        record=found,
        index_number=document.index_number,
        published=draft.state == State.LIVE,
    )


def _draft(found: Record, *, by: Actor, agency: Agency) -> Edition:
    title = found.title or found.inner_title or ""
    title = to_simplified(title) if found.traditional else title
    edition = documents.draft(
        by=by,
        agency=agency,
        kind=guess_kind(title),
        title=found.title or found.inner_title or "",
        body=bodies.from_text(found.body),
        topics=guess_topics(title),
        taken_from=found.path[:300],
        published_on=_day(found.published_on),
        **_facts(found),
    )
    cites = [(cite.title or "", cite.doc_number or "") for cite in found.cites]
    cite(edition.document, by=by, cites=cites)
    return edition


def _renew(document: Document, found: Record, *, by: Actor) -> Edition:
    """The file behind this document has changed: so does its draft, or its live edition as a correction."""
    changes = {"title": found.title or found.inner_title or "", "body": bodies.from_text(found.body)}
    draft = document.editions.filter(state=State.DRAFT).first()
    if draft is not None:
        return documents.edit(draft, by=by, version=draft.version, **changes)
    revised = documents.revise(
        document, by=by, note="原始文件已更新，按新文件更正。", taken_from=found.path[:300], **changes
    )
    return documents.take_over(revised, by=by)


def _facts(found: Record) -> dict[str, Any]:
    """What the text says of the document itself; what it does not say is left out."""
    facts: dict[str, Any] = {
        "doc_number": found.doc_number or "",
        "issuers": found.issuers,
        "issued_on": _day(found.issued_on),
    }
    if found.disclosure_attribute:
        facts["attribute"] = found.disclosure_attribute
    return facts


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso else None


def _issuing_agency(found: Record) -> Agency:
    """The agency that the text names as issuer, the first of joint ones; unknown ones are entered."""
    if not found.issuers:
        raise Refused([f"没有在“{found.path}”中找到发文机关，请用 --agency 指明发布机构后再次迁移。"])
    name = found.issuers[0]
    code = f"X{hashlib.sha256(name.encode()).hexdigest()[:8].upper()}"
    return find_agency(name) or open_agency(
        by=SYSTEM,
        slug=f"issuer-{code[1:].lower()}",
        name=name,
        kind=AgencyKind.OTHER,
        index_code=code,
        position=9000,
    )
