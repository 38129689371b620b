"""Statistics 统计: applications of any period by agency, subject, kind of applicant, outcome and time taken.

Numbers only: nothing here tells who applied or what one application asked. An application counts as received on the
day of 条例 art 31, and its time runs in working days from that day to its conclusion, all waiting included.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from gongkai.affairs.applications.models import Application, Kind
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.affairs.documents.kinds import guess_topics
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import default_calendar

NO_SUBJECT = "other"
LONGEST = 3700  # days of a period: ten years


@dataclass(frozen=True)
class Times:
    """Working days that concluded applications took; None where there were none."""

    median: int | None
    ninetieth: int | None


@dataclass(frozen=True)
class AgencyLine:
    """An agency in the period. open: received by its last day, not concluded by then."""

    agency: Agency
    received: int
    concluded: int
    open: int
    times: Times


@dataclass(frozen=True)
class Statistics:
    """The figures of a period, both days included. kinds: received; results: concluded, by outcome; subjects: received,
    by topic (`documents.kinds.topics`, or NO_SUBJECT), as the words of the application suggest it."""

    since: date
    until: date
    agencies: list[AgencyLine]
    kinds: dict[str, int]
    results: dict[str, int]
    subjects: dict[str, int]
    received: int
    concluded: int
    open: int
    times: Times


def period_faults(since: date, until: date) -> list[str]:
    """Why no statistics can be made of this period."""
    if until < since:
        return ["截止日期早于开始日期，请核对。"]
    return ["统计的时间最长十年，请缩短。"] if (until - since).days > LONGEST else []


def statistics(agencies: Iterable[Agency], since: date, until: date) -> Statistics:
    """The figures of these agencies, in their order; agencies without applications are left out."""
    members = list(agencies)
    base = Application.objects.filter(agency__in=members, received_on__isnull=False, is_test=False).order_by()
    received = base.filter(received_on__range=(since, until))
    concluded = base.filter(concluded_on__range=(since, until))
    standing = base.filter(Q(concluded_on=None) | Q(concluded_on__gt=until), received_on__lte=until)
    came, left = _by(received, "agency"), _by(standing, "agency")
    days: dict[int, Counter[int]] = defaultdict(Counter)
    calendar = default_calendar()
    for agency, start, end, n in concluded.values_list("agency", "received_on", "concluded_on").annotate(
        n=Count("pk")
    ):
        days[agency][calendar.working_days_between(start, end)] += n
    lines = [
        AgencyLine(one, came.get(one.pk, 0), days[one.pk].total(), left.get(one.pk, 0), times(days[one.pk]))
        for one in members
        if came.get(one.pk) or left.get(one.pk) or days.get(one.pk)
    ]
    all_days: Counter[int] = sum(days.values(), start=Counter())
    kinds, results = _by(received, "kind"), _by(concluded, "outcome")
    return Statistics(
        since=since,
        until=until,
        agencies=lines,
        kinds={kind.value: kinds.get(kind.value, 0) for kind in Kind},
        results={key: results.get(key, 0) for key in outcomes()},
        subjects=_subjects(received.values_list("wanted", flat=True).iterator()),
        received=sum(line.received for line in lines),
        concluded=all_days.total(),
        open=sum(line.open for line in lines),
        times=times(all_days),
    )


def _by(found: QuerySet[Application], field: str) -> dict[Any, int]:
    return dict(found.values_list(field).annotate(n=Count("pk")))


def times(days: Mapping[int, int]) -> Times:
    """Median and 90th percentile of numbers of days, each with how often it happened: the smallest number of days
    within which that share was done."""
    return Times(_percentile(days, 50), _percentile(days, 90))


def _percentile(days: Mapping[int, int], percent: int) -> int | None:
    whole, seen = sum(days.values()), 0
    for length in sorted(days):
        seen += days[length]
        if 100 * seen >= percent * whole:
            return length
    return None


def _subjects(texts: Iterable[str]) -> dict[str, int]:
    counted = Counter((guess_topics(text, limit=1) or [NO_SUBJECT])[0] for text in texts)
    return dict(sorted(counted.items(), key=lambda one: (one[0] == NO_SUBJECT, -one[1], one[0])))
