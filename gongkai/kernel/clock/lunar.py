"""Lunar dates 农历: the lunar and solar-term days that the holiday law names, for any year, by astronomy.

China's calendar (GB/T 33661-2017) is defined by the sky at UTC+8, not by a table: a month begins on the day
of the new moon; the month holding the winter solstice is the eleventh; where thirteen months lie between two
eleventh months, the first without a principal solar term is the leap month. New moons and the sun's longitude
follow the truncated series of Meeus, *Astronomical Algorithms* (chapters 49 and 25). The tests compare them
with 200 years of published dates. Far in the future the earth's rotation is a guess, and so are these dates.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import cos, floor, radians, sin

from .moon import new_moon

BEIJING = 8 / 24
TROPICAL_YEAR = 365.24219
SYNODIC_MONTH = 29.530588861
FIRST_ORDINAL = 1721425  # Julian day number of the day before 0001-01-01, so that ordinals begin with 1
J2000 = 2451545.0


def qingming(year: int) -> date:
    """The day the sun reaches longitude 15° (清明), in Beijing."""
    return date.fromordinal(_solar_term(year, 15))


def spring_festival(year: int) -> date:
    """The first day of the first lunar month (正月初一)."""
    return date.fromordinal(_months(year)[1])


def dragon_boat(year: int) -> date:
    """The fifth day of the fifth lunar month (五月初五)."""
    return date.fromordinal(_months(year)[5] + 4)


def mid_autumn(year: int) -> date:
    """The fifteenth day of the eighth lunar month (八月十五)."""
    return date.fromordinal(_months(year)[8] + 14)


@lru_cache(maxsize=256)
def _months(year: int) -> dict[int, int]:
    """Number of the lunar month (eleventh of the year before to tenth) → its first day; no leap month."""
    starts = [_month_holding(_solar_term(year - 1, 270))]
    end = _month_holding(_solar_term(year, 270))[1]
    while starts[-1][1] < end:
        starts.append(_month(starts[-1][0] + 1))
    first_days = [day for _, day in starts]
    if len(first_days) == 14:  # thirteen months; one, never the eleventh, lacks a principal term (中气)
        terms = [_solar_term(year, degrees) for degrees in range(0, 360, 30) if degrees != 270]
        del first_days[next(i for i in range(1, 13) if not _any_within(terms, *first_days[i : i + 2]))]
    return {(i + 10) % 12 + 1: day for i, day in enumerate(first_days[:-1])}


def _any_within(days: list[int], first: int, after: int) -> bool:
    return any(first <= day < after for day in days)


def _month(lunation: int) -> tuple[int, int]:
    return lunation, _beijing_day(new_moon(lunation))


def _month_holding(ordinal: int) -> tuple[int, int]:
    """The lunation whose month contains the day, and the ordinal of that month's first day."""
    lunation = floor((ordinal + FIRST_ORDINAL - 2451550.1) / SYNODIC_MONTH) + 2
    month = _month(lunation)
    while month[1] > ordinal:
        lunation -= 1
        month = _month(lunation)
    return month


@lru_cache(maxsize=4096)
def _solar_term(year: int, degrees: int) -> int:
    """Ordinal of the Beijing day in the given Gregorian year on which the sun reaches the longitude."""
    # the March equinox falls near the 79th day; each degree takes about a 360th of a year
    day_of_year = 79 + (degrees if degrees < 280 else degrees - 360) / 360 * TROPICAL_YEAR
    instant = date(year, 1, 1).toordinal() + FIRST_ORDINAL - 0.5 + day_of_year
    for _ in range(6):
        off = (degrees - _sun_longitude(instant) + 180) % 360 - 180
        instant += off / 360 * TROPICAL_YEAR
    return _beijing_day(instant)


def _beijing_day(terrestrial: float) -> int:
    """Ordinal of the day in Beijing for a Julian ephemeris day."""
    return floor(terrestrial - _clock_lag(terrestrial) / 86400 + BEIJING + 0.5) - FIRST_ORDINAL


def _clock_lag(julian: float) -> float:
    """Seconds by which the turning earth lags behind uniform time (ΔT): 29 s in 1950, 69 s in 2020."""
    year = 2000 + (julian - J2000) / 365.25
    if year < 2020:
        return 63.8 + 0.55 * (year - 2000) if year > 1960 else 33.0
    # Morrison and Stephenson's long parabola, let in slowly: the years since 2016 have hardly added a second
    return 69 + max(0.0, (32 * ((year - 1820) / 100) ** 2 - 20) - 108)


def _sun_longitude(julian: float) -> float:
    """Apparent longitude of the sun in degrees, to about 0.003° (four minutes), at a Julian ephemeris day."""
    t = (julian - J2000) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    longitude += (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    # the pulls of Venus, Jupiter and the moon, and the long inequality; their arguments count from 1900
    century = t + 1
    longitude += 0.00134 * cos(radians(153.23 + 22518.7541 * century))
    longitude += 0.00154 * cos(radians(216.57 + 45037.5082 * century))
    longitude += 0.00200 * cos(radians(312.69 + 32964.3577 * century))
    longitude += 0.00179 * sin(radians(350.74 + 445267.1142 * century - 0.00144 * century * century))
    longitude += 0.00178 * sin(radians(231.19 + 20.20 * century))
    node = radians(125.04 - 1934.136 * t)
    return (longitude - 0.00569 - 0.00478 * sin(node)) % 360
