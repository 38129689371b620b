"""Explanations 义务说明: why a duty is due when it is, day by day, with the clause in words."""

from dataclasses import dataclass

from django.db.models import Q

from gongkai.engines.duties.advance import AHEAD
from gongkai.engines.duties.core import clock_of
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line, line_of
from gongkai.engines.duties.store import from_model
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.clock import DayLine, deadline_of, parse_limit


@dataclass(frozen=True)
class Explanation:
    """clause: the basis in words. limit: in Chinese. summary: one paragraph. days: a line for each day.

    events: what opened and what ended it, and what the ledger says about the subject in between.
    """

    line: Line
    clause: str
    limit: str
    summary: str
    days: list[DayLine]
    events: list[Event]


def explain(duty: Duty) -> Explanation:
    """The whole account of one duty, by the calendar that was read last."""
    line = line_of(duty)
    deadline = deadline_of(clock_of(from_model(duty)), present_book().calendar)
    summary = deadline.summary() + "".join(f"延长须经{who}同意。" for who in line.rule.consents)
    if duty.period:
        summary += f"本期已完成{duty.seen}次。"
    known = Q(seq__in=[duty.opened_seq, duty.closed_seq or duty.opened_seq])
    course = Q(subject_kind=duty.subject_kind, subject_id=duty.subject_id, seq__gte=duty.opened_seq)
    if duty.closed_seq is not None:
        course &= Q(seq__lte=duty.closed_seq)
    if duty.closed_seq == duty.opened_seq:
        known |= Q(seq__in=_done_ahead(duty))
    return Explanation(
        line=line,
        clause=line.rule.citation or line.rule.note,
        limit=parse_limit(duty.limit).zh(),
        summary=summary,
        days=list(deadline.explain()),
        events=list(Event.objects.filter(known | course).order_by("seq")),
    )


def _done_ahead(duty: Duty) -> list[int]:
    """The numbers of what had fulfilled the duty before it began, if anything had."""
    noted = events_of(*duty.subject).filter(verb=AHEAD, seq__lt=duty.opened_seq).last()
    return [facts_of(noted)["event"]] if noted else []
