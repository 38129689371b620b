"""Calendar sources 日历来源: the published years of `chinesecalendar` under the notices the user added.

Notices are read from the directory in `GONGKAI_NOTICES`, else from `notices` in `$GONGKAI_HOME` (default
`./var`). The result is kept; after a notice was added, `reload_calendar()` takes it up, and the new
calendar's fingerprint tells that what was dated by the old one must be dated again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .calendars import WorkingCalendar
from .notices import Notice, read_notices

# the library's short names, as the notices themselves write them
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


def notices_directory() -> Path:
    """Where the yearly notices of this installation lie."""
    if named := os.environ.get("GONGKAI_NOTICES"):
        return Path(named)
    return Path(os.environ.get("GONGKAI_HOME") or "var") / "notices"


@cache
def bundled_calendar() -> WorkingCalendar:
    """The published arrangements from 2004 to the last year that `chinesecalendar` knows."""
    import chinese_calendar as published  # takes 12 ms: only who counts working days pays for it

    names = {kind.value: FULL_NAMES.get(kind.chinese, kind.chinese) for kind in published.Holiday}
    off = {day: names[holiday] for day, holiday in published.holidays.items()}
    made_up = {day: names[holiday] for day, holiday in published.workdays.items()}
    years = {day.year for day in off}
    source = f"chinesecalendar {published.__version__}（{min(years)}—{max(years)}）"
    return WorkingCalendar(frozenset(years), off, made_up, (source,))


def with_notices(calendar: WorkingCalendar, notices: Iterable[Notice]) -> WorkingCalendar:
    """The calendar with each notice's year arranged by the notice, whether it was covered before or not."""
    notices = sorted(notices, key=lambda notice: notice.year)
    years = {notice.year for notice in notices}
    off = {day: name for day, name in calendar.off.items() if day.year not in years}
    made_up = {day: name for day, name in calendar.made_up.items() if day.year not in years}
    for notice in notices:
        for day in (*notice.off, *notice.made_up):
            off.pop(day, None)
            made_up.pop(day, None)
        off |= notice.off
        made_up |= notice.made_up
    sources = tuple(f"{notice.year}：{notice.number}" for notice in notices)
    return WorkingCalendar(calendar.covered | years, off, made_up, calendar.sources + sources)


def load_calendar(directory: Path | None = None) -> WorkingCalendar:
    """Bundled years and the notices of a directory (default: this installation's). Raises NoticeError."""
    notices = read_notices(notices_directory() if directory is None else directory)
    return with_notices(bundled_calendar(), notices) if notices else bundled_calendar()


_default: WorkingCalendar | None = None


def default_calendar() -> WorkingCalendar:
    """The calendar of this process: loaded at first use, then kept until `reload_calendar()`."""
    return reload_calendar() if _default is None else _default


def reload_calendar() -> WorkingCalendar:
    """Read the notices again and make the result the default; a bad notice leaves the former in place."""
    global _default
    _default = load_calendar()
    return _default
