"""Privacy 申请人信息: the one way to open what is sealed, each look an event; erasure, new keys, new query codes."""

from django.db import transaction
from django.utils.translation import gettext_noop as _

from gongkai.affairs.applications import secrets, workflow
from gongkai.affairs.applications.identity import Identity
from gongkai.affairs.applications.models import (
    CLOSED,
    Applicant,
    Application,
    Consultation,
    Enclosure,
    IdentityCheck,
    LetterDelivery,
)
from gongkai.affairs.applications.rows import assign, locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

# Why somebody looks; a word, not a text, because the ledger keeps it.
WHYS = {
    "contact": _("与申请人联系"),
    "delivery": _("送达文书"),
    "letter": _("制作文书"),
    "verify": _("核对身份证明"),
    "remedy": _("办理复议、诉讼"),
    "own_request": _("应申请人本人的要求"),
}


@transaction.atomic
def applicant_for(officer: Actor, application: Application, why: str) -> Identity | None:
    """Who applied, for an officer of the unit that undertakes it or of the organ that was asked; None once erased.

    Every look is an event that names who looked and why. Raises Refused for anybody else.
    """
    may_look(officer, application, why)
    row = Applicant.objects.filter(application=application, erased_at=None).first()
    if row is None:
        return None
    tell("application.applicant_seen", application, officer, why=covered(why))
    return Identity.from_json(secrets.unseal(row.payload, application.number))


def name_for_himself(application: Application) -> str:
    """The name of an applicant who reads his own letters, having shown number and code; empty once erased."""
    row = Applicant.objects.filter(application=application, erased_at=None).first()
    return Identity.from_json(secrets.unseal(row.payload, application.number)).name if row else ""


@transaction.atomic
def party_for(officer: Actor, consultation: Consultation, why: str) -> str:
    """Whom a consultation asked, with the same care; empty once erased, or for a known organ."""
    application = consultation.application
    may_look(officer, application, why)
    payload = bytes(consultation.payload)
    if not payload:
        return ""
    tell(
        "application.party_seen", application, officer, why=covered(why), consultation=consultation.identifier
    )
    return secrets.unseal(payload, consultation.identifier)


def may_look(officer: Actor, application: Application, why: str) -> None:
    """Raises Refused where the officer may not see who applied, or says no reason why."""
    reasons = []
    places = {application.undertaker_id: application.undertaker, application.agency_id: application.agency}
    if not any(officer.may(Permission.READ_APPLICANTS, place) for place in places.values()):
        reasons.append("申请人信息只有承办单位的承办人员可以查看，您没有这一权限。")
    if why not in WHYS:
        reasons.append(f"请选择查看的原因：{'、'.join(WHYS.values())}。")
    if reasons:
        raise Refused(reasons)


def copy_applicant(one: Application, other: Application) -> None:
    """Seal the same applicant for an application that came out of another, with what was found of his papers; nobody
    looks."""
    row = Applicant.objects.get(application=one)
    payload = b""
    if row.erased_at is None:
        payload = secrets.seal(secrets.unseal(row.payload, one.number), other.number)
    Applicant.objects.create(
        application=other, payload=payload, fingerprint=row.fingerprint, erased_by=row.erased_by,
        erased_at=row.erased_at,
    )  # fmt: skip
    for check in IdentityCheck.objects.filter(application=one):
        check.pk, check._state.adding, check.application = None, True, other
        check.save(force_insert=True)
    for file in one.enclosures.all():
        file.pk, file._state.adding = None, True
        file.application = other
        _seal_anew(file, one.number)
        file.save(force_insert=True)


def erase_due(*, by: Actor = SYSTEM) -> int:
    """Erase whom the pack's time to keep is over for, unless a remedy is pending; a worker calls it as it likes.

    The application stays, with the kind of applicant, and can be counted. Returns how many were erased.
    """
    due = Duty.objects.filter(rule="applicant_erasure", closed_at=None, due_at__lt=now())
    done = 0
    for number in due.order_by("due_at").values_list("subject_id", flat=True):
        with transaction.atomic():
            application = Application.objects.filter(number=number, stage__in=CLOSED).first()
            held = locked(application) if application is not None else None
            if held is not None and not held.remedies.filter(result="").exists():
                done += _erase(held, by)
    return done


def _erase(application: Application, by: Actor) -> int:
    row = Applicant.objects.get(application=application)
    if row.erased_at is not None:
        return 0
    assign(row, payload=b"", fingerprint="", erased_by=by.handle, erased_at=now())
    application.enclosures.update(name=b"", payload=b"")
    application.consultations.update(payload=b"")
    # who signed for a letter may be written there
    LetterDelivery.objects.filter(letter__application=application).update(note="")
    tell("application.applicant_erased", application, by)
    return 1


@transaction.atomic
def reissue_code(application: Application, *, by: Actor) -> str:
    """A new query code for an applicant who has lost his and was recognised by his papers; the old one is void."""
    application = locked(application)
    workflow.take(application, "reissue_code", by)
    code = secrets.new_code()
    assign(application, code_hash=secrets.hash_code(code))
    tell("application.code_reissued", application, by)
    return code


def reseal(*, by: Actor = SYSTEM) -> int:
    """Seal everything again under the newest key (after `secrets.new_key`); then the old keys may go, and it is done
    once more: only then are people recognised under the newest key.

    One row a transaction: it may be broken off and begun again. Returns how many rows it sealed.
    """
    done = 0
    for pk in Applicant.objects.filter(erased_at=None).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Applicant.objects.select_for_update(of=("self",)).select_related("application").get(pk=pk)
            if row.erased_at is None:
                number = row.application.number
                text = secrets.unseal(row.payload, number)
                who = Identity.from_json(text)
                same = secrets.fingerprint(who.proof, who.proof_number, number)
                assign(row, payload=secrets.seal(text, number), fingerprint=same)
                done += 1
    for pk in Consultation.objects.exclude(payload=b"").order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            asked = Consultation.objects.select_for_update(of=("self",)).select_related("application")
            one = asked.get(pk=pk)
            if one.payload:  # not erased meanwhile
                text = secrets.unseal(one.payload, one.identifier)
                assign(one, payload=secrets.seal(text, one.identifier))
                done += 1
    for pk in Enclosure.objects.exclude(payload=b"").order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            files = Enclosure.objects.select_for_update(of=("self",)).select_related("application")
            file = files.get(pk=pk)
            _seal_anew(file, file.application.number)
            file.save(update_fields=["name", "payload"])
            done += 1
    with transaction.atomic():
        record("applicants.resealed", subject=("applicants", "keys"), by=by.handle, facts={"rows": done})
    return done


def _seal_anew(file: Enclosure, before: str) -> None:
    """Under the newest key, for the application that it stands with; `before`: whose number it was sealed for."""
    if not file.payload:
        return
    old, new = f"{before}/enclosure/{file.serial}", f"{file.application.number}/enclosure/{file.serial}"
    file.name = secrets.seal(secrets.unseal(file.name, old), new)
    file.payload = secrets.seal_bytes(secrets.unseal_bytes(file.payload, old), new)
