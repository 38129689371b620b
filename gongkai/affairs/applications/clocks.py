"""Clocks 期限: which duties of an application stand, as engines/duties keeps them; nothing here computes a date."""

from collections.abc import Sequence

from gongkai.affairs.applications.models import Application, Consultation
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import about
from gongkai.kernel.clock import day_of, today

# The duties that say by when the applicant has an answer; at most one of them is open.
REPLY_RULES = ("reply", "delayed_reply")


def duties_of(application: Application) -> list[Duty]:
    """All duties about the application in the order of their opening; read once for each object."""
    known: list[Duty] | None = application.__dict__.get("_duties")
    if known is None:
        known = application.__dict__["_duties"] = list(about(*application.subject))
    return known


def keep_duties(application: Application, duties: Sequence[Duty]) -> None:
    """Give it the duties that a list has read for many at once."""
    application.__dict__["_duties"] = list(duties)


def last(application: Application, *rules: str) -> Duty | None:
    """The duty under one of these rules that was opened last."""
    return next((duty for duty in reversed(duties_of(application)) if duty.rule in rules), None)


def reply_of(application: Application) -> Duty | None:
    """What the answer is owed under: the open duty, else the last one."""
    found = [duty for duty in duties_of(application) if duty.rule in REPLY_RULES]
    return next((duty for duty in found if duty.is_open), found[-1] if found else None)


def is_past(duty: Duty | None) -> bool:
    """Whether the duty is open and its last instant is past."""
    return duty is not None and duty.is_open and duty.is_late


def days_late(duty: Duty | None) -> int:
    """How many days have passed since its last day; 0 while it is not past."""
    return (today() - day_of(duty.due_at)).days if is_past(duty) and duty is not None and duty.due_at else 0


def day_due(duty: Duty | None) -> str:
    """The last day in words; empty where there is none."""
    return f"{day_of(duty.due_at):%Y-%m-%d}" if duty is not None and duty.due_at is not None else ""


def opinion_of(consultation: Consultation) -> Duty | None:
    """The clock of whoever was asked."""
    return about("consultation", consultation.identifier).last()
