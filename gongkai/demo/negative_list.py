"""演示负面清单: reads `negative_list.toml` and lets the openness office enter it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.affairs.negative_list.actions import enter, review_round
from gongkai.affairs.negative_list.queries import kept
from gongkai.demo.cast import Act, Cast, moment
from gongkai.demo.tables import Table
from gongkai.engines.agencies.permissions import Permission

# Each December the list is looked at as a whole and stays as it is.
REVIEWS = 3
LIST_FILE = Path(__file__).parent / "negative_list.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be withheld, on which ground."""

    code: str
    title: str
    ground: str
    scope: str
    examples: str


def load_negative_list(path: Path = LIST_FILE) -> tuple[date, list[Entry]]:
    """The day of entering and the entries; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    on = top.required("on", date)
    found = top.keyed("entries", "code", lambda row, _: _entry(row))
    top.done()
    return on, list(found.values())


def _entry(row: Table) -> Entry:
    return Entry(**{key: row.required(key, str) for key in Entry.__slots__})


def acts(cast: Cast) -> Iterator[Act]:
    """The county enters its list."""
    on, entries = load_negative_list()
    yield Act(moment(on, 9, "negative list"), lambda: _enter(cast, entries))
    for year in range(on.year, on.year + REVIEWS):
        yield Act(moment(date(year, 12, 20), 9, "negative list"), lambda: _review(cast))


def _enter(cast: Cast, entries: list[Entry]) -> None:
    agency = cast.government
    keeper = cast.who(Permission.KEEP_NEGATIVE_LIST, agency)
    for one in entries:
        enter(
            by=keeper,
            agency=agency,
            code=one.code,
            title=one.title,
            ground=one.ground,
            scope=one.scope,
            examples=one.examples,
        )


def _review(cast: Cast) -> None:
    agency = cast.government
    keeper = cast.who(Permission.KEEP_NEGATIVE_LIST, agency)
    review_round(by=keeper, agency=agency, kept=list(kept(agency)))
