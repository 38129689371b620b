"""iCalendar 日历格式: what RFC 5545 asks of a calendar of days and instants that a program subscribes to.

Content lines end with CRLF and hold at most 75 octets, longer ones are folded (3.1); text escapes backslash,
semicolon, comma and line break (3.3.11). Times are Beijing time, which never shifts (3.6.5).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from gongkai.kernel.clock import CHINA

OCTETS = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19920101T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One event. on: a whole day, or the instant of one. uid: the same whenever the calendar is read again.

    tentative: the date may still change. alarms: the instants at which the reader wants to be reminded.
    """

    uid: str
    on: date | datetime
    summary: str
    description: str
    url: str
    tentative: bool = False
    alarms: tuple[datetime, ...] = ()


def calendar(name: str, entries: Iterable[Entry], *, stamp: datetime) -> bytes:
    """A whole calendar; `stamp` is the instant of which it tells."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//duties//ZH", "CALSCALE:GREGORIAN"]
    # The name has two properties: that of RFC 7986, and the older one that most programs read.
    lines += [
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    # A calendar without events is a valid one only because it tells its zone.
    lines += _ZONE
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A TEXT value: one line, without control characters."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def folded(line: str) -> bytes:
    """The content line in UTF-8, broken between characters; each further part begins with a blank."""
    parts, room = [b""], OCTETS
    for character in line:
        octets = character.encode()
        if len(octets) > room:
            parts.append(b" ")
            room = OCTETS - 1
        parts[-1] += octets
        room -= len(octets)
    return b"\r\n".join(parts) + b"\r\n"


def _event(entry: Entry, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_utc(stamp)}"
    if isinstance(entry.on, datetime):
        yield f"DTSTART;TZID=Asia/Shanghai:{entry.on.astimezone(CHINA):%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    yield f"DESCRIPTION:{escaped(entry.description)}"
    yield f"URL:{entry.url}"
    yield f"STATUS:{'TENTATIVE' if entry.tentative else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # what is due takes up nobody's time
    for alarm in entry.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(entry.summary)}"
        yield f"TRIGGER;VALUE=DATE-TIME:{_utc(alarm)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
