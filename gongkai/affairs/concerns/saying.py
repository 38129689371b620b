"""The verbs of answering: release, hold a conference, respond; each with its form, by whom and when."""

from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.affairs.concerns import law, workflow
from gongkai.affairs.concerns.models import Concern, Draft, Response
from gongkai.affairs.concerns.rows import locked, not_yet, take, tell, unfit_for_the_public
from gongkai.affairs.documents.queries import public_since
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import day_of, now
from gongkai.kernel.flow import text_faults

Kind = Response.Kind


@transaction.atomic
def release(
    concern: Concern, *, by: Actor, at: datetime, form: str = "", speaker: str = "", text: str = "",
    document: str = "",
) -> Response:  # fmt: skip
    """Note that authoritative information was released; again as the handling goes on.

    form, speaker, text are those of the checked draft where the pack asks for a check (`checking`).
    """
    row = _say(concern, "release", Kind.RELEASE, by, at, (form, speaker, text), document)
    tell("concern.released", row.concern, by, **_facts(row))
    return row


@transaction.atomic
def hold_conference(
    concern: Concern, *, by: Actor, at: datetime, form: str, speaker: str, text: str, document: str = ""
) -> Response:
    """Note that a press conference was held."""
    row = _say(concern, "hold_conference", Kind.CONFERENCE, by, at, (form, speaker, text), document)
    tell("concern.conference_held", row.concern, by, **_facts(row))
    return row


@transaction.atomic
def respond(
    concern: Concern, *, by: Actor, at: datetime, form: str = "", speaker: str = "", text: str = "",
    document: str = "",
) -> Response:  # fmt: skip
    """Note an answer: facts, measures and what came of the handling. The concern is answered with the first."""
    row = _say(concern, "respond", Kind.RESPONSE, by, at, (form, speaker, text), document)
    tell("concern.responded", row.concern, by, **_facts(row))
    return row


def faults_of(concern: Concern, step: str, form: str, speaker: str, text: str) -> list[str]:
    """What is wrong with what is said, or is going to be said, at a step."""
    reasons = text_faults("内容", text, 2000) + text_faults("回应人", speaker, 100)
    known = law.forms(concern.agency, step)
    if form not in known:
        reasons.append(f"请选择回应形式：{'、'.join(one.title for one in known.values())}。")
    return reasons


def _say(
    concern: Concern, step: str, kind: Kind, by: Actor, at: datetime, said: tuple[str, str, str], document: str
) -> Response:  # fmt: skip
    held = locked(concern)
    draft = _checked(held, step)
    form, speaker, text = (draft.form, draft.speaker, draft.text) if draft else said
    faults = faults_of(held, step, form, speaker, text) + _untimely(held, at, document, draft)
    if held.is_public:
        faults += unfit_for_the_public({"内容": text, "回应人": speaker})
    held = take(held, step, by, faults)
    return Response.objects.create(
        concern=held, kind=kind, form=form, speaker=speaker.strip(), at=at, text=text.strip(),
        document=document, draft=draft, noted_by=by.handle, noted_at=now(),
    )  # fmt: skip


def _checked(concern: Concern, step: str) -> Draft | None:
    """What a second person passed; the text of a conference is spoken there and checked by nobody before."""
    if step == "hold_conference" or not law.check_points(concern.agency):
        return None
    return workflow.passed(concern, step)


def _untimely(concern: Concern, at: datetime, document: str, draft: Draft | None) -> list[str]:
    reasons = not_yet("时间", at)
    if at < concern.occurred_at:
        reasons.append("时间不能早于事件发生，请核对。")
    checked = draft.checked_at if draft else None
    # people write instants to the minute
    if checked is not None and at < checked.replace(second=0, microsecond=0):
        reasons.append("时间不能早于核对通过，未经核对的内容不得发布，请核对。")
    if document:
        since = public_since(document)
        if since is None:
            reasons.append(f"没有索引号为{document}的已公开文件，请核对发布的文件。")
        elif since > day_of(at):
            reasons.append(f"发布的文件{since}才公开，请核对时间，或者改填当时已公开的文件。")
    return reasons


def _facts(row: Response) -> dict[str, Any]:
    return {"at": row.at, "form": row.form, "document": row.document}
