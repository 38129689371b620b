"""gongkai due: when something is due, and why."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gongkai.faces.cli.output import misused, print_json, print_table, refuse, say

if TYPE_CHECKING:
    from gongkai.kernel.clock import Clock, ClockEvent, Deadline, Moment, RunningLimit


def due(
    start: Annotated[
        str,
        typer.Option("--from", metavar="DATE", help="The day it starts, or the instant: 2026-02-10T09:00."),
    ],
    limit: Annotated[
        str,
        typer.Option(metavar="LIMIT", help='"20 working days", "5 hours", "6 months", "01-31 next year", …'),
    ],
    pause: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A..B", help="Time that does not count, both days included; `A..` is still open."
        ),
    ] = None,
    extend: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LIMIT",
            help="A further limit, granted on the last day so far or as LIMIT@DATE says.",
        ),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show each day and why it counts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say when a limit runs out: day, instant, and whether a later holiday notice may still move it."""
    from gongkai.kernel.clock import NoticeError

    try:
        deadline = _deadline(start, limit, pause or [], extend or [])
    except NoticeError as error:
        refuse(str(error))
    except (ValueError, OverflowError) as error:
        misused(str(error))
    if as_json:
        print_json(_plain(deadline, start, limit, explain))
    else:
        _show(deadline, explain)


def _deadline(start: str, limit: str, pauses: list[str], extensions: list[str]) -> "Deadline":
    from gongkai.kernel.clock import Clock, ClockEvent, Hours, deadline_of, parse_limit

    first = _moment(start)
    events: list[ClockEvent] = []
    for text in pauses:
        begin, dots, end = text.partition("..")
        if not dots or not begin:
            raise ValueError(f"Write a pause as two days, 2026-02-12..2026-03-01, not “{text}”.")
        events.append(ClockEvent("pause", _moment(begin)))
        if end:
            events.append(ClockEvent("resume", _moment(end)))
    length = parse_limit(limit)
    if isinstance(length, Hours) and not isinstance(first, datetime):
        raise ValueError(f"Hours run from an instant: write --from {start.strip()}T09:00, say.")
    clock = Clock(first, length, _in_order(events))
    for text in extensions:
        by, _, day = text.partition("@")
        clock = _extended(clock, by, _moment(day) if day else None)
    return deadline_of(clock)


def _extended(clock: "Clock", by: str, at: "Moment | None") -> "Clock":
    from gongkai.kernel.clock import ClockEvent, deadline_of

    granted = at or deadline_of(clock).day
    if granted is None:
        raise ValueError("The clock is paused, so say when the extension was granted: LIMIT@DATE.")
    event = ClockEvent("extend", granted, _running(by))
    return clock._replace(events=_in_order([*clock.events, event]))


def _running(text: str) -> "RunningLimit":
    from gongkai.kernel.clock import EachPeriod, FixedDate, SetDay, parse_limit

    limit = parse_limit(text)
    if isinstance(limit, FixedDate | EachPeriod | SetDay):
        raise ValueError(f"“{text}” names a day and cannot extend anything; give a length of time.")
    return limit


def _in_order(events: "list[ClockEvent]") -> "tuple[ClockEvent, ...]":
    """As they happened; on one day, in the order in which they were given."""
    from gongkai.kernel.clock import CHINA

    def when(event: "ClockEvent") -> datetime:
        at = event.at
        return at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=CHINA)

    return tuple(sorted(events, key=when))


def _moment(text: str) -> "Moment":
    from gongkai.kernel.clock import instant

    text = text.strip()
    try:
        return date.fromisoformat(text) if len(text) <= 10 else instant(text)
    except ValueError:
        raise ValueError(f"“{text}” is no date; write for example 2026-02-10 or 2026-02-10T09:00.") from None


def _plain(deadline: "Deadline", start: str, limit: str, explain: bool) -> dict[str, Any]:
    left = deadline.left
    found: dict[str, Any] = {
        "from": start,
        "limit": limit,
        "due": deadline.day.isoformat() if deadline.day else None,
        "at": deadline.at.isoformat() if deadline.at else None,
        "provisional": deadline.provisional,
        "paused": deadline.suspended,
        "left": left if left is None or isinstance(left, int) else left.total_seconds() / 3600,
        "summary": deadline.summary(),
    }
    if explain:
        found["days"] = [
            {
                "day": line.day.isoformat(),
                "counted": line.counted,
                "count": line.count,
                "reason": line.reason,
                "provisional": line.provisional,
            }
            for line in deadline.explain()
        ]
    return found


def _show(deadline: "Deadline", explain: bool) -> None:
    if explain:
        print_table(
            ("day", "weekday", "count", "reason"),
            (
                (line.day, line.weekday, line.count if line.counted else "–", _reason(line))
                for line in deadline.explain()
            ),
        )
    if deadline.day is None:
        say("paused")
    else:
        say(f"{deadline.day}{' (provisional)' if deadline.provisional else ''}")
    say(deadline.summary())


def _reason(line: Any) -> str:
    return f"{line.reason}（暂定）" if line.provisional else str(line.reason)
