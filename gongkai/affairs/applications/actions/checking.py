"""Checking 核对身份和授权: whether the proof of identity, and the authority of an agent, are there and match."""

from dataclasses import replace
from typing import NamedTuple

from django.db import transaction

from gongkai.affairs.applications import secrets, workflow
from gongkai.affairs.applications.identity import Identity, proof_faults
from gongkai.affairs.applications.models import Applicant, Application, IdentityCheck, Papers, Purpose
from gongkai.affairs.applications.rows import assign, locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.kernel.clock import now


class Checked(NamedTuple):
    """What was found: of `Papers`; authority empty where the applicant acts himself."""

    proof: str = Papers.SOUND
    authority: str = ""


@transaction.atomic
def check_identity(
    application: Application,
    *,
    by: Actor,
    proof: str,
    authority: str = "",
    proof_kind: str = "",
    proof_number: str = "",
) -> IdentityCheck:
    """Note what came of looking at the papers; a later check takes the place of an earlier one.

    proof_kind, proof_number: of the proof that came later, where the application bore none.
    """
    application = locked(application)
    found = Checked(proof, authority)
    reasons = check_faults(found)
    applicant = Applicant.objects.get(application=application)
    known = _known(applicant, application)
    whole = replace(known, proof=proof_kind, proof_number=proof_number).stripped()
    came = proof == Papers.SOUND and not known.proof_number
    if came:
        reasons += proof_faults(whole, application.kind)
    elif proof_number.strip():
        reasons.append("证件号码只在申请没有写明、现在核对无误的时候填写，请删去。")
    workflow.take(application, "check_identity", by, reasons)
    if came:
        _keep_identity(applicant, whole, application.number)
    row = keep_check(application, found, by)
    tell("application.identity_checked", application, by, proof=proof, authority=authority or None)
    return row


def check_faults(found: Checked) -> list[str]:
    """Whether both were answered."""
    words = "、".join(map(str, Papers.labels))
    reasons = [] if found.proof in Papers.values else [f"请选择身份证明的核对结果：{words}。"]
    if found.authority and found.authority not in Papers.values:
        reasons.append(f"请选择授权委托书的核对结果：{words}；申请人本人提出的，选“本人提出”。")
    return reasons


def keep_check(application: Application, found: Checked, by: Actor) -> IdentityCheck:
    """Write it; the caller holds the application."""
    row, _ = IdentityCheck.objects.update_or_create(
        application=application,
        defaults={**found._asdict(), "checked_by": by.handle, "checked_at": now()},
    )
    return row


def _known(applicant: Applicant, application: Application) -> Identity:
    """Who applies, for the machine alone: nobody looks."""
    return Identity.from_json(secrets.unseal(applicant.payload, application.number))


def _keep_identity(applicant: Applicant, identity: Identity, number: str) -> None:
    """Seal who applies anew, with the proof that came later; from now on he is recognised by it."""
    assign(
        applicant,
        payload=secrets.seal(identity.to_json(), number),
        fingerprint=secrets.fingerprint(identity.proof, identity.proof_number, number),
    )


def found_sound(application: Application) -> Checked:
    """What it means that an application passes without a word about its papers: those that are there are right."""
    acts_for_another = application.enclosures.filter(purpose=Purpose.AUTHORITY).exists()
    return Checked(authority=Papers.SOUND if acts_for_another else "")
