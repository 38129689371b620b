"""Writing 制作文书: each step's letter in the step's own transaction, numbered; rewording by an officer, version by
version, without touching what the law asks for."""

from collections.abc import Sequence

from django.db import transaction

from gongkai.affairs.applications.letters.making import Draft, compose, compose_reply
from gongkai.affairs.applications.letters.telling import tell
from gongkai.affairs.applications.models import (
    Addressee,
    Answer,
    Application,
    Consultation,
    Consulted,
    Decision,
    Letter,
    LetterPart,
    LetterSeries,
    LetterVersion,
)
from gongkai.affairs.applications.rows import locked, text_faults
from gongkai.affairs.applications.workflow import OVERRIDE_LETTER
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused


def write(application: Application, kind: str, by: Actor, *, remedy: str = "either", **facts: str) -> Letter:
    """Make the letter of a step, after the step's own event. Raises Refused where the case lacks what it must tell."""
    return _keep(application, compose(application, kind, remedy, **facts), by)


def write_to_asked(consultation: Consultation, by: Actor) -> Letter:
    """The letter that asks a third party or a co-maker."""
    application = consultation.application
    kind = "third_party_letter" if consultation.kind == Consulted.THIRD_PARTY else "co_maker_letter"
    draft = compose(application, kind, about=consultation.about)
    return _keep(application, draft, by, consultation=consultation)


def write_reply(decision: Decision, application: Application, by: Actor) -> Letter:
    """The letter of a signed reply; and to each third party whose objection it overrides (条例 art 32)."""
    letter = _keep(application, compose_reply(decision, application), by, decision=decision)
    if (decision.public_interest or decision.unfounded) and decision.outcome in {"granted", "partial"}:
        objecting = application.consultations.filter(
            kind=Consulted.THIRD_PARTY, answer__in=(Answer.OBJECTS, Answer.PARTLY)
        )
        for one in objecting:
            draft = compose(
                application, OVERRIDE_LETTER, about=one.about, objection=one.reasons,
                public_interest=decision.public_interest, unfounded=decision.unfounded,
            )  # fmt: skip
            _keep(application, draft, by, consultation=one, decision=decision)
    return letter


def supervisor_of(application: Application, by: Actor) -> Agency:
    """In whose name the organ is urged: the officer's own agency, else the one above the organ."""
    agency = application.agency
    return by.agency if isinstance(by, Officer) else agency.parent or agency


@transaction.atomic
def reword(letter: Letter, *, by: Actor, texts: Sequence[str]) -> Letter:
    """Change the wording, a text for each paragraph in its order; an empty one leaves the paragraph out.

    The paragraphs that the law asks for stay as they are. Not once it was delivered: what somebody holds in his
    hands is not changed behind him.
    """
    application = locked(letter.application)
    letter = application.letters.get(pk=letter.pk)
    letter.application = application
    current = letter.current
    told = [text.strip() for text in texts]
    reasons = may_not_reword(letter, by)
    if len(told) != len(current.parts):
        reasons.append(f"这份文书有{len(current.parts)}段，请逐段填写，不要增减段落。")
    else:
        reasons += _legal_faults(current.parts, told)
        reasons += [fault for text in told for fault in text_faults(text, "") if fault]
        if told == [part["text"] for part in current.parts]:
            reasons.append("文字没有改动，无需保存。")
    if reasons:
        raise Refused(reasons)
    parts = [
        {"text": text, "fixed": part["fixed"]} for part, text in zip(current.parts, told, strict=True) if text
    ]
    LetterVersion.objects.create(
        letter=letter, version=current.version + 1, parts=parts, made_by=by.handle, made_at=now()
    )
    tell("application_letter.reworded", letter, by, kind=letter.kind, version=current.version + 1)
    return letter


def may_not_touch(letter: Letter, by: Actor) -> list[str]:
    """Why the actor may not handle this letter; empty if he may."""
    application = letter.application
    if letter.to == Addressee.ORGAN:
        permission, places = Permission.SUPERVISE_APPLICATIONS, [application.agency]
    else:
        permission, places = Permission.HANDLE_APPLICATIONS, [application.agency, application.undertaker]
    registers = by.may(Permission.REGISTER_APPLICATIONS, application.agency)
    if any(by.may(permission, place) for place in places) or (letter.to != Addressee.ORGAN and registers):
        return []
    return ["您没有办理这件申请的权限，不能处理它的文书。"]


def may_not_reword(letter: Letter, by: Actor) -> list[str]:
    """Why the actor may not change its wording; empty if he may."""
    reasons = []
    if letter.decision is not None and letter.consultation is None:
        if not by.may(Permission.SIGN_REPLIES, letter.application.agency):
            reasons.append("答复已经签发，只有签发人员可以改动文字。")
    else:
        reasons += may_not_touch(letter, by)
    if letter.is_delivered:
        reasons.append("这份文书已经送达，不能再改动；确有错误的，请另行告知更正。")
    return reasons


def _legal_faults(parts: Sequence[LetterPart], texts: Sequence[str]) -> list[str]:
    return [
        f"第{at}段是法定内容（依据、理由、期限、救济途径等），不能改动，请恢复原文：“{part['text'][:40]}”。"
        for at, (part, text) in enumerate(zip(parts, texts, strict=True), 1)
        if part["fixed"] and text != part["text"]
    ]


def _keep(
    application: Application,
    draft: Draft,
    by: Actor,
    *,
    consultation: Consultation | None = None,
    decision: Decision | None = None,
) -> Letter:
    sender = supervisor_of(application, by) if draft.to == Addressee.ORGAN else application.agency
    year = today().year
    sequence = _next(sender, year)
    letter = Letter.objects.create(
        application=application, serial=application.letters.count() + 1, kind=draft.kind, title=draft.title,
        to=draft.to, agency=sender, year=year, sequence=sequence, consultation=consultation, decision=decision,
        number=f"{sender.number_code or sender.short_name}公开〔{year}〕{sequence}号", made_by=by.handle,
        made_at=now(),
    )  # fmt: skip
    LetterVersion.objects.create(
        letter=letter, version=1, parts=draft.parts, made_by=by.handle, made_at=letter.made_at
    )
    tell("application_letter.made", letter, by, kind=letter.kind, number=letter.number)
    return letter


def _next(agency: Agency, year: int) -> int:
    """The next number of the agency's letters, in the transaction that uses it."""
    series, _ = LetterSeries.objects.select_for_update().get_or_create(agency=agency, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
