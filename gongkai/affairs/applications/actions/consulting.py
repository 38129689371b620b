"""Consulting 征求意见: third parties (条例 art 32) and co-makers (art 34) asked in writing; what silence means.

The time needed is left out of the reply's limit, that of several at once only once. Silence ends it on the last day
of the opinion's own limit, whenever somebody notes it: a late note stops no clock.
"""

from datetime import date

from django.db import transaction

from gongkai.affairs.applications import secrets, workflow
from gongkai.affairs.applications.actions.writing import write_to_asked
from gongkai.affairs.applications.clocks import is_past, opinion_of
from gongkai.affairs.applications.models import Answer, Application, Consultation, Consulted
from gongkai.affairs.applications.rows import assign, day_faults, locked, tell, text_faults
from gongkai.affairs.applications.rules import UNSERVED, rule
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.clock import day_of, now, today
from gongkai.kernel.hanzi import format_date

OPINIONS = (Answer.AGREES, Answer.OBJECTS, Answer.PARTLY)


@transaction.atomic
def ask_third_party(application: Application, *, by: Actor, party: str, about: str) -> Consultation:
    """Ask in writing somebody whom disclosure may harm. party: name and contact, which are sealed."""
    return _ask(application, by, Consulted.THIRD_PARTY, party, None, about)


@transaction.atomic
def ask_co_maker(
    application: Application, *, by: Actor, about: str, agency: Agency | None = None, party: str = ""
) -> Consultation:
    """Ask another organ that made the information too; one that is not known here by its name."""
    return _ask(application, by, Consulted.CO_MAKER, party, agency, about)


def _ask(
    application: Application, by: Actor, kind: Consulted, party: str, agency: Agency | None, about: str
) -> Consultation:
    application = locked(application)
    settle(application)
    third = kind == Consulted.THIRD_PARTY
    reasons = text_faults(about, "请写明征求意见所涉及的信息。")
    if agency is None:
        reasons += text_faults(
            party, "请写明第三方的姓名或者名称和联系方式。" if third else "请选择机关，或者写明其名称。", 500
        )
    elif agency == application.agency:
        reasons.append("不能向本机关征求意见，请选择共同制作的其他机关。")
    workflow.take(application, f"ask_{kind.value}", by, reasons)
    serial = application.consultations.count() + 1
    asked = Consultation(
        application=application, serial=serial, kind=kind, agency=agency, about=about.strip(),
        asked_by=by.handle, asked_at=now(),
    )  # fmt: skip
    if party.strip():
        asked.payload = secrets.seal(party.strip(), asked.identifier)
    asked.save(force_insert=True)
    tell(
        f"application.{kind.value}_asked", application, by,
        consultation=asked.identifier, asked=agency.slug if agency else None,
    )  # fmt: skip
    write_to_asked(asked, by)
    return asked


@transaction.atomic
def note_served(consultation: Consultation, *, by: Actor, on: date) -> Consultation:
    """The letter reached them on a day: their own limit counts from it."""
    application, consultation = _held(consultation)
    reasons = day_faults("送达日期", on, since=day_of(consultation.asked_at))
    if consultation.answer:
        reasons.append("这件征求意见已经办结，无需再登记送达。")
    if consultation.served_on is not None:
        reasons.append(f"送达日期已登记为{format_date(consultation.served_on)}，不能再次登记。")
    workflow.take(application, "note_opinion", by, reasons)
    assign(consultation, served_on=on)
    tell(
        f"application.{consultation.kind}_served",
        application,
        by,
        consultation=consultation.identifier,
        served_on=on,
    )
    return consultation


@transaction.atomic
def note_opinion(
    consultation: Consultation, *, by: Actor, answer: str, reasons: str = "", on: date | None = None
) -> Consultation:
    """They answered on a day (today by default): agrees, objects or partly; an objection with its reasons.

    What came in time counts although silence was noted meanwhile; the reply's clock stays as the silence left it.
    """
    application, consultation = _held(consultation)
    day = on or today()
    was_silent = consultation.answer in (Answer.SILENT, Answer.UNSERVED)
    in_time = was_silent and consultation.answered_on is not None and day <= consultation.answered_on
    faults = day_faults("答复日期", day, since=consultation.served_on or day_of(consultation.asked_at))
    if answer not in OPINIONS:
        faults.append(f"请选择对方的意见：{'、'.join(str(one.label) for one in OPINIONS)}。")
    if answer in (Answer.OBJECTS, Answer.PARTLY):
        faults += text_faults(reasons, "请写明对方不同意公开的理由；没有说明的，请写“未说明理由”。")
    if consultation.answer and not in_time:
        hint = "对方在期限届满以前答复的，请填写其答复日期。" if was_silent else ""
        faults.append(f"这件征求意见已登记为“{consultation.get_answer_display()}”，不能再次登记。{hint}")
    workflow.take(application, "note_opinion", by, faults)
    if in_time:
        _put_down(consultation, by, Answer(answer), day, reasons.strip())
        tell(
            "application.opinion_found", application, by,
            consultation=consultation.identifier, answer=answer, answered_on=day,
        )  # fmt: skip
    else:
        _close(application, consultation, by, Answer(answer), day, reasons.strip())
    return consultation


def close_silent(*, by: Actor = SYSTEM) -> int:
    """Note the silence of all whose limit is past; a worker calls it as often as it likes. Returns how many."""
    waiting = Consultation.objects.filter(answer="").values_list("application", flat=True)
    done = 0
    for application in Application.objects.filter(pk__in=waiting):
        with transaction.atomic():
            done += settle(locked(application), by=by)
    return done


def settle(application: Application, *, by: Actor = SYSTEM) -> int:
    """Note the silence of those asked about a held application whose limit is past, the first past in front.

    Whom the letter never reached is not silent: that ends too, so that the applicant does not wait for ever, but as
    what it is (`unserved_opinion` of the law pack), and the organ decides by itself. Every verb that touches the
    reply's clock does so first, so that events stand in the order of their days.
    """
    past = []
    for consultation in application.consultations.filter(answer=""):
        consultation.application = application
        duty = opinion_of(consultation)
        if is_past(duty) and duty is not None and duty.due_at is not None:
            past.append((day_of(duty.due_at), consultation))
    for day, consultation in sorted(past, key=lambda one: (one[0], one[1].serial)):
        reached = consultation.served_on or rule(application, UNSERVED) == "silent"
        _close(application, consultation, by, Answer.SILENT if reached else Answer.UNSERVED, day)
    return len(past)


def no_longer_needed(application: Application, by: Actor) -> list[str]:
    """Close what is open because the application is: returns the identifiers, for the event that tells it."""
    found = []
    for consultation in application.consultations.filter(answer=""):
        consultation.application = application
        assign(consultation, answer=Answer.MOOT, answered_on=today(), noted_by=by.handle, noted_at=now())
        found.append(consultation.identifier)
    return found


def _close(
    application: Application,
    consultation: Consultation,
    by: Actor,
    answer: Answer,
    day: date,
    reasons: str = "",
) -> None:
    _put_down(consultation, by, answer, day, reasons)
    tell(
        f"application.{consultation.kind}_answered", application, by,
        consultation=consultation.identifier, answer=answer.value, answered_on=day,
    )  # fmt: skip


def _put_down(consultation: Consultation, by: Actor, answer: Answer, day: date, reasons: str) -> None:
    assign(consultation, answer=answer, answered_on=day, reasons=reasons, noted_by=by.handle, noted_at=now())


def _held(consultation: Consultation) -> tuple[Application, Consultation]:
    """Its application and itself as they stand now."""
    application = locked(consultation.application)
    settle(application)
    found = application.consultations.get(pk=consultation.pk)
    found.application = application
    return application, found
