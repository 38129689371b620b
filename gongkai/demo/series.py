"""演示系列文件: reads `series.toml`, the lists and reports that the county publishes period by period.

Each becomes documents like those of `texts`, one a period, named after it: `guifan-mulu-2026-q3`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.demo.cast import END, chosen
from gongkai.demo.county import AGENCY_KINDS, County
from gongkai.demo.tables import Table
from gongkai.demo.texts import Text
from gongkai.demo.work import UNITS
from gongkai.kernel.clock import Period, default_calendar, periods

SERIES_FILE = Path(__file__).parent / "series.toml"


def slug_of(series: str, period: Period) -> str:
    """The slug of a series' document of that period."""
    return f"{series}-{period}".lower()


def load_series(county: County, texts: Sequence[Text], path: Path = SERIES_FILE) -> list[Text]:
    """All documents of the series, which may list other `texts`; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    found = [text for row in top.tables("series") for text in _of_row(row, county, texts)]
    top.done()
    return found


def _of_row(row: Table, county: County, texts: Sequence[Text]) -> Iterator[Text]:
    slug, title, body = (row.required(key, str) for key in ("slug", "title", "body"))
    agency, officer = row.chosen("agency", county.agencies), row.chosen("officer", county.people)
    kind, about = row.chosen("kind", kinds()), row.words("topics", topics())
    every, after = UNITS[row.chosen("every", UNITS)], row.required("after", int)
    since, until = row.required("since", date), row.optional("until", date) or END
    listed, of_units = row.words("lists", kinds()), row.words("units", AGENCY_KINDS)
    heads, below = row.words("heads"), row.optional("below", int) or 0
    row.done()
    units = [one.short_name for one in county.agencies.values() if one.kind in of_units]
    for period in periods(since, until, every):
        day = default_calendar().on_or_after(period.start + timedelta(after))
        if day > until:
            break
        named = slug_of(slug, period)
        rows = [[unit, str(1 + chosen(below, f"{named} {unit}"))] for unit in units]
        rows += [_named(text) for text in texts if text.kind in listed and _in_force(text, day)]
        words = {
            "period": period.label,
            "year": period.start.year,
            "last_year": period.start.year - 1,
            "day": f"{day.year}年{day.month}月{day.day}日",
            "table": _table([heads, *rows]) if heads else "",
        }
        yield Text(
            slug=named,
            agency=agency,
            officer=officer,
            kind=kind,
            title=title.format(**words),
            doc_number=None,
            issued_on=day,
            published_on=day,
            topics=about,
            effective_on=None,
            expires_on=None,
            relations=(),
            attachments=(),
            changes=(),
            withdrawal=None,
            repeal=None,
            body=body.format(**words),
        )


def _named(text: Text) -> list[str]:
    return [text.title, text.doc_number or "", str(text.issued_on)]


def _in_force(text: Text, day: date) -> bool:
    ended = text.withdrawal or text.repeal
    began, ends = text.effective_on or text.published_on, text.expires_on or day
    return text.published_on < day and began <= day <= ends and not (ended and ended.on <= day)


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    return "\n".join(f"|{'|'.join(cells)}|" for cells in (head, ["---"] * len(head), *rest))
