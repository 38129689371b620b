"""Explanations 义务说明: why a duty is due when it is, day by day, with the clause in words."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gongkai.engines.duties.advance import AHEAD
from gongkai.engines.duties.core import clock_of
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line, line_of
from gongkai.engines.duties.store import from_model
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.clock import DayLine, Deadline, deadline_of, parse_limit


@dataclass(frozen=True)
class Explanation:
    """clause: the basis in words. limit: in Chinese. summary: one paragraph. days: a line for each day.

    events: what opened and what ended it, and what the ledger says about the subject in between; read when asked for.
    """

    line: Line
    clause: str
    limit: str
    summary: str
    days: list[DayLine]
    events: QuerySet[Event]


def summary_of(line: Line) -> str:
    """The paragraph alone, for a page that tells no more; asks nothing of the database."""
    return _summary(line, deadline_of(clock_of(from_model(line.duty)), line.calendar))


def _summary(line: Line, deadline: Deadline) -> str:
    words = deadline.summary() + "".join(f"延长须经{who}同意。" for who in line.rule.consents)
    return words + (f"本期已完成{line.duty.seen}次。" if line.duty.period else "")


def explain(duty: Duty, line: Line | None = None) -> Explanation:
    """The whole account of one duty, by the calendar that was read last. line: as a list has read it already."""
    line = line or line_of(duty)
    deadline = deadline_of(clock_of(from_model(duty)), line.calendar)
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
        summary=_summary(line, deadline),
        days=list(deadline.explain()),
        events=Event.objects.filter(known | course).order_by("seq"),
    )


def _done_ahead(duty: Duty) -> list[int]:
    """The numbers of what had fulfilled the duty before it began, if anything had."""
    noted = events_of(*duty.subject).filter(verb=AHEAD, seq__lt=duty.opened_seq).last()
    return [facts_of(noted)["event"]] if noted else []
