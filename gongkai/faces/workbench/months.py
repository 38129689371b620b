"""Months as addresses name them: 2026-03."""

import re
from datetime import date, datetime

from django.http import Http404

from gongkai.kernel.clock import add_months, instant

# No register of ours reaches further.
EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 1)
_NAME = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])", re.ASCII)


def month_named(name: str) -> date:
    """The first day of the month. Raises Http404 for what is no month, or one that no register reaches."""
    first = date.fromisoformat(f"{name}-01") if _NAME.fullmatch(name) else date.min
    if not EARLIEST <= first <= LATEST:
        raise Http404("没有这个月份。")
    return first


def month_span(first: date) -> tuple[datetime, datetime]:
    """The first instant of the month that begins on this day, and that of the next month."""
    return instant(first.isoformat()), instant(add_months(first, 1).isoformat())
