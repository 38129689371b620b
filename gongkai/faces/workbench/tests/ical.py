"""A strict reader of iCalendar for the tests, written from RFC 5545 and not from our writer."""

import re
from typing import Any

_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", re.DOTALL)
_TEXT = ("SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME")


def unfold(octets: bytes) -> list[str]:
    """The content lines (3.1). Fails for a line too long, a bare line break or a split character."""
    assert octets.endswith(b"\r\n")
    found: list[bytes] = []
    for line in octets[:-2].split(b"\r\n"):
        assert len(line) <= 75, line
        assert b"\r" not in line and b"\n" not in line, line
        line.decode()
        if line.startswith(b" "):
            found[-1] += line[1:]
        else:
            found.append(line)
    return [line.decode() for line in found]


def unescape(text: str) -> str:
    """A TEXT value (3.3.11). Fails for a character that must be escaped and is not."""
    out, rest = "", text
    while rest:
        if rest[0] == "\\":
            out += {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}[rest[1]]
            rest = rest[2:]
        else:
            assert rest[0] not in ';,"' or rest[0] == '"', text
            assert rest[0] == "\t" or rest[0] >= " ", text
            out, rest = out + rest[0], rest[1:]
    return out


def read(octets: bytes) -> list[dict[str, Any]]:
    """The events: each property by its name with parameters, and the triggers of its alarms."""
    lines = unfold(octets)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    events: list[dict[str, Any]] = []
    opened: list[str] = []
    top: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            opened.append(value)
            if value == "VEVENT":
                events.append({"alarms": []})
        elif name == "END":
            assert opened.pop() == value
        else:
            value = unescape(value) if name in _TEXT else value
            if opened == ["VCALENDAR"]:
                top[name] = value
            elif opened[-1] == "VEVENT":
                assert name + parameters not in events[-1], f"{name} twice"
                events[-1][name + parameters] = value
            elif opened[-1] == "VALARM" and name == "TRIGGER":
                events[-1]["alarms"].append(value)
    assert opened == [] and top["VERSION"] == "2.0" and top["PRODID"]
    for event in events:
        assert {"UID", "DTSTAMP", "SUMMARY"} <= event.keys()
        assert sum(key.split(";")[0] == "DTSTART" for key in event) == 1
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert len({event["UID"] for event in events}) == len(events)
    return events
