"""Reading 读取: what a proposed task says of itself, and which agencies the names in it stand for.

A proposal is a plain mapping, as intake's record gives it: `text`, `responsible` and `lead` (names as written),
`deadline` (`{"text", "date"}` or null); `number`, `group` and `measure` where the caller knows them. A person who
writes a task down gives `content` instead of `text`: it stands as written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import find_agency
from gongkai.kernel.hanzi import to_simplified

_NUMBER = re.compile(
    r"\s*(?:(\d{1,3}(?:[-.．]\d{1,3})*)(?:[.．、](?!\d)|\s)"  # 1.  3、  4-2、
    r"|[(（]([一二三四五六七八九十]{1,4}|\d{1,3})[)）]"  # （二）
    r"|([一二三四五六七八九十]{1,4})、)\s*"
)
_SECTION = re.compile(r"\s*[一二三四五六七八九十]{1,4}、\s*(\S.*)")
_HEADING_LENGTH = 40


@dataclass(frozen=True)
class Unit:
    """A unit that a task names; `agency` where it is known here."""

    name: str
    agency: Agency | None
    lead: bool


@dataclass(frozen=True)
class Proposal:
    """A proposed task, read; `faults` are sentences that say what is wrong with it."""

    number: str
    group: str
    content: str
    measure: str
    deadline: str
    due_on: date | None
    units: tuple[Unit, ...]
    faults: list[str] = field(default_factory=list)


def read_proposals(items: Iterable[Mapping[str, Any]], *, text: str = "") -> Iterator[Proposal]:
    """Each item as a proposal. `text` is the whole text they come from: where it is given, a task without a
    group gets the section heading (一、…) that it stands under."""
    agencies = AgencyNames()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for item in items:
        head, number, content = _read(item)
        due_on, faults = _day(item.get("deadline"))
        yield Proposal(
            number=str(item.get("number") or number),
            group=str(item.get("group") or head or _section(lines, str(item.get("text") or ""))),
            content=content,
            measure=str(item.get("measure") or ""),
            deadline=str((item.get("deadline") or {}).get("text") or ""),
            due_on=due_on,
            units=tuple(agencies.units(item.get("responsible") or [], item.get("lead") or [])),
            faults=faults,
        )


class AgencyNames:
    """Looks each name up once; a name that no agency, or more than one, answers to stays as written."""

    def __init__(self) -> None:
        self._known: dict[str, Agency | None] = {}

    def units(self, responsible: Sequence[str], lead: Sequence[str]) -> list[Unit]:
        """The units in the order of the text; whoever leads and was not named among them comes first."""
        leading = {name.strip() for name in lead}
        names = [name.strip() for name in (*(n for n in lead if n not in responsible), *responsible)]
        return once(Unit(name, self._find(name), name in leading) for name in names if name)

    def _find(self, name: str) -> Agency | None:
        if name not in self._known:
            # A text in traditional script (縣司法局) speaks of the same agencies.
            self._known[name] = find_agency(name) or find_agency(to_simplified(name))
        return self._known[name]


def once(units: Iterable[Unit]) -> list[Unit]:
    """Every unit once, by agency or else by name, as first written; leading if it leads anywhere."""
    found: dict[object, Unit] = {}
    for unit in units:
        key = unit.agency.pk if unit.agency else unit.name
        first = found.setdefault(key, unit)
        if unit.lead and not first.lead:
            found[key] = Unit(first.name, first.agency, True)
    return list(found.values())


def _read(item: Mapping[str, Any]) -> tuple[str, str, str]:
    """Heading, number and content of a proposed task."""
    if "content" in item:
        return "", "", str(item["content"]).strip()
    head, rest = _head(str(item.get("text") or "").strip())
    return head, *_number(rest)


def _head(text: str) -> tuple[str, str]:
    """A short first line without number or full stop is the heading of a table's row."""
    first, _, rest = text.partition("\n")
    heading = rest.strip() and len(first) <= _HEADING_LENGTH and not _NUMBER.match(first)
    if heading and not first.rstrip().endswith(("。", "；", "，", "：")):
        return first.strip(), rest.strip()
    return "", text


def _number(text: str) -> tuple[str, str]:
    """The number a single paragraph opens with, and the rest; a list keeps its numbers."""
    found = _NUMBER.match(text)
    if found is None or "\n" in text:
        return "", text
    return next(part for part in found.groups() if part), text[found.end() :]


def _section(lines: Sequence[str], text: str) -> str:
    """The heading over the line that the task stands in; none for a task that is a section itself."""
    start = text.strip()[:20]
    heading = ""
    for line in lines if start else ():
        found = _SECTION.match(line)
        if line.startswith(start):
            return "" if found else heading
        if found:
            heading = re.split(r"[。；]", found[1])[0][:200]
        if start in line:
            return heading
    return ""


def _day(deadline: Mapping[str, Any] | None) -> tuple[date | None, list[str]]:
    written = (deadline or {}).get("date")
    if not written or isinstance(written, date):
        return written or None, []
    try:
        return date.fromisoformat(str(written)), []
    except ValueError:
        return None, [f"完成日期“{written}”无法识别，请写作“2025-07-31”。"]
