"""Deciding 答复: the recorded search, the draft, and the signature by another; merged applications are answered with
the one they are merged into."""

from collections.abc import Sequence
from typing import TypedDict

from django.db import transaction

from gongkai.affairs.applications import decisions, workflow
from gongkai.affairs.applications.actions.consulting import settle
from gongkai.affairs.applications.actions.grouping import held_followers
from gongkai.affairs.applications.actions.writing import write_reply
from gongkai.affairs.applications.doubts import not_handed_over
from gongkai.affairs.applications.guards import draft_of
from gongkai.affairs.applications.models import Application, Decision, DecisionFile, Search, Stage
from gongkai.affairs.applications.rows import assign, conclude, locked, tell, text_faults
from gongkai.affairs.documents import store
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import now


class File(TypedDict):
    """A file to hand over; redacted: parts were taken out of it."""

    name: str
    data: bytes
    redacted: bool


@transaction.atomic
def note_search(
    application: Application, *, by: Actor, place: str, words: str, found: bool, result: str = ""
) -> Search:
    """Record where was searched with which words, and what came of it (条例 art 36(4): 经检索)."""
    application = locked(application)
    reasons = text_faults(place, "请写明在哪里检索，例如档案室、业务系统的名称。", 200)
    reasons += text_faults(words, "请写明检索所用的词语。", 500)
    if len(result) > 500:
        reasons.append("检索结果最多500字，请压缩。")
    workflow.take(application, "note_search", by, reasons)
    search = Search.objects.create(
        application=application, place=place.strip(), words=words.strip(), found=found,
        result=result.strip(), searched_by=by.handle, searched_at=now(),
    )  # fmt: skip
    tell("application.searched", application, by, found=found)
    return search


@transaction.atomic
def draft_reply(
    application: Application,
    *,
    by: Actor,
    outcome: str,
    variant: str,
    ground: str = "",
    reasons: str = "",
    link: str = "",
    organ: str = "",
    earlier: Application | None = None,
    public_interest: str = "",
    unfounded: str = "",
    files: Sequence[File] = (),
) -> Decision:
    """Draft the reply with one of the report's outcomes, and send it up for signature.

    What it must have at hand is asked here and again at the signature; see outcomes.toml.
    """
    application = locked(application)
    settle(application)
    draft = Decision(
        application=application, outcome=outcome, variant=variant, ground=ground, reasons=reasons.strip(),
        link=link.strip(), organ=organ.strip(), earlier=earlier, public_interest=public_interest.strip(),
        unfounded=unfounded.strip(),
        drafted_by=by.handle, drafted_at=now(),
    )  # fmt: skip
    faults = decisions.file_faults(files) + decisions.faults(
        draft, files=len(files), redacted=any(file["redacted"] for file in files)
    )
    stage = workflow.take(application, "draft_reply", by, faults)
    draft.save(force_insert=True)
    DecisionFile.objects.bulk_create(
        DecisionFile(
            decision=draft, name=file["name"].strip(), sha256=store.keep(file["data"]),
            size=len(file["data"]), media_type=store.media_type(file["data"]), redacted=file["redacted"],
        )
        for file in files
    )  # fmt: skip
    assign(application, stage=stage)
    tell("application.drafted", application, by, outcome=outcome, variant=variant, ground=ground or None)
    return draft


@transaction.atomic
def return_draft(application: Application, *, by: Actor, reason: str) -> Decision:
    """Send it back to the undertaker, who reads why."""
    application = locked(application)
    faults = text_faults(reason, "请写明退回的理由，承办人将按此修改。", 500)
    stage = workflow.take(application, "return_draft", by, faults)
    draft = draft_of(application)
    assert draft is not None, "only a draft leads to this stage"
    assign(draft, returned_by=by.handle, returned_at=now(), returned_reason=reason.strip())
    assign(application, stage=stage)
    tell("application.draft_returned", application, by)
    return draft


@transaction.atomic
def sign(application: Application, *, by: Actor) -> Decision:
    """Sign the reply of another: the application, and what is merged into it, is answered."""
    application = locked(application)
    settle(application)
    draft = draft_of(application)
    faults = []
    if draft is not None:
        files = list(draft.files.all())
        faults = decisions.faults(draft, files=len(files), redacted=any(file.redacted for file in files))
        if draft.outcome in {"granted", "partial"}:
            faults += [fault for one in held_followers(application) for fault in not_handed_over(one)]
    workflow.take(application, "sign", by, faults)
    assert draft is not None, "only a draft leads to this stage"
    assign(draft, signed_by=by.handle, signed_at=now())
    for answered in (application, *held_followers(application)):
        conclude(answered, Stage.ANSWERED, draft.outcome)
        tell(
            "application.answered", answered, by,
            outcome=draft.outcome, variant=draft.variant, kind=answered.kind, drafted_by=draft.drafted_by,
            together_with=application.number if answered.pk != application.pk else None,
        )  # fmt: skip
        write_reply(draft, answered, by)
    return draft
