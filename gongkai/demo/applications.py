"""讲述申请: what the county was asked for in a year, and how it answered, each step on its working day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from gongkai.affairs.applications.models import Channel, Delivery, Kind, Medium
from gongkai.demo.applications_course import Case, Tale
from gongkai.demo.applications_people import applicant, kind_for
from gongkai.demo.applications_texts import (
    Course,
    People,
    Step,
    Subject,
    load_courses,
    load_people,
    load_subjects,
)
from gongkai.demo.cast import END, Act, Cast, chosen, moment
from gongkai.kernel.clock import default_calendar

# Between which days people apply where the data do not say it.
FIRST, LAST = date(2025, 11, 3), date(2026, 11, 18)
# The hours at which several steps of one day are taken, and in which letters arrive.
_HOURS = (9, 10, 11, 15, 16, 17)
_ARRIVAL = 16
# Of a hundred applications, how many come in which way; and how they want to be answered.
_CHANNELS = (
    (Channel.WEB, 56), (Channel.IN_PERSON, 13), (Channel.SIGNED_POST, 12), (Channel.POST, 9), (Channel.FAX, 6),
    (Channel.ORAL, 4),
)  # fmt: skip
_ON_THE_WEB = ((Delivery.WEB, 72), (Delivery.EMAIL, 14), (Delivery.POST, 9), (Delivery.PICK_UP, 5))
_ON_PAPER = ((Delivery.POST, 40), (Delivery.PICK_UP, 34), (Delivery.EMAIL, 18), (Delivery.FAX, 8))
_MEDIA = ((Medium.PAPER, 62), (Medium.ELECTRONIC, 30), (Medium.DISC, 5), (Medium.INSPECTION, 3))
_STARS = (("5", 52), ("4", 24), ("3", 12), ("2", 7), ("1", 5))
_APPLY = Step(0, 0, "a", "submit", ())
# Steps that end an application.
_ENDS = {"sign", "lapse_uncorrected", "lapse_unpaid", "withdraw", "transfer"}
# Steps whose letters are followed until they arrive: those to the applicant, and those to others.
_WRITES = {*_ENDS, "ask_correction", "consent", "delay", "fee"}
_ASKS = {"third_party", "co_maker"}


def cases(cast: Cast, documents: Collection[str]) -> list[tuple[date, Case]]:
    """Every case with the day on which it begins. documents: the slugs of those that are told of."""
    courses, people = load_courses(), load_people()
    found = [
        (subject.on[n] if subject.on else None, _case(cast, people, subject, courses, n))
        for subject in load_subjects(cast.county, courses, documents)
        for n in range(len(subject.of))
    ]
    loose = sorted((case for day, case in found if day is None), key=lambda one: chosen(2**31, one.key))
    days = dict(zip((one.key for one in loose), _spread(len(loose)), strict=True))
    return [(day or days[case.key], case) for day, case in found]


def acts(cast: Cast, told: Iterable[tuple[date, Case]]) -> Iterator[Act]:
    """What was done about these cases, up to the end of the story."""
    people = load_people()
    for day, case in told:
        yield from _told(cast, people, day, case)


def _case(cast: Cast, people: People, subject: Subject, courses: dict[str, Course], n: int) -> Case:
    one = subject.of[n]
    key = f"{subject.agency} {subject.wanted} {one}"
    course = courses[subject.courses[n % len(subject.courses)]]
    kind = Kind.NATURAL if subject.applicant else Kind(subject.kind or kind_for(key))
    channel = subject.channel or _weighted(_CHANNELS, f"{key} channel")
    web = channel == Channel.WEB
    return Case(
        key=key,
        subject=subject,
        one=one,
        course=replace(course, steps=(*course.steps, *subject.after)),
        identity=applicant(cast.county, people, kind, subject.applicant or key),
        kind=kind,
        channel=channel,
        delivery=_weighted(_ON_THE_WEB if web else _ON_PAPER, f"{key} delivery"),
        medium=Medium.ELECTRONIC if web else _weighted(_MEDIA, f"{key} medium"),
    )


def _spread(count: int) -> list[date]:
    """So many working days, evenly over the year."""
    calendar = default_calendar()
    span = (LAST - FIRST).days
    return [
        calendar.on_or_after(date.fromordinal(FIRST.toordinal() + span * n // count)) for n in range(count)
    ]


def _told(cast: Cast, people: People, day: date, case: Case) -> Iterator[Act]:
    """The steps one after the other; letters arrive, ratings and archiving come beside them."""
    tale, diary = Tale(cast, case), _Diary(day, case.key)
    for step in (*_handed_in(case, _APPLY), *_all(case)):
        at = diary.next(step)
        if at.date() > END:
            return
        yield Act(at, partial(tale.take, step))
        if step.verb in _ASKS:
            yield _arrival(case, at, partial(tale.serve, step.whose), 2)
        if step.verb in _WRITES and _reads(case, step):
            wait = 1 if case.delivery == Delivery.WEB else 2
            yield _arrival(case, at, partial(tale.deliver, step.whose), wait)
        if step.verb in _ENDS:
            yield from _aftermath(tale, people, at, step)


def _all(case: Case) -> Iterator[Step]:
    for step in case.course.steps:
        yield from _handed_in(case, step) if step.verb == "submit" else (step,)


def _handed_in(case: Case, step: Step) -> Iterator[Step]:
    """The receipt is confirmed where that has a day of its own (条例 art 31)."""
    yield step
    if case.channel in (Channel.WEB, Channel.FAX):
        yield Step(1, 1, step.whose, "confirm", ())
    elif case.channel == Channel.POST:
        yield Step(0, 0, step.whose, "confirm", ())


class _Diary:
    """Which day and hour a case has come to."""

    def __init__(self, day: date, key: str) -> None:
        self._day, self._key, self._taken, self._steps = day, key, 0, 0

    def next(self, step: Step) -> datetime:
        """When the next step is taken."""
        self._steps += 1
        key = f"{self._key} {self._steps}"
        wait = step.least + chosen(step.most - step.least + 1, key)
        if wait:
            self._day, self._taken = default_calendar().add_working_days(self._day, wait), 0
        hour = _HOURS[self._taken]
        self._taken += 1
        return moment(self._day, hour, key)


def _reads(case: Case, step: Step) -> bool:
    """Whether a letter arrives: of those who are answered on the web, some never come back to open it."""
    return case.delivery != Delivery.WEB or chosen(100, f"{case.key} reads {step.verb}") < 60


def _arrival(case: Case, at: datetime, do: partial[None], days: int) -> Act:
    day = default_calendar().add_working_days(at.date(), days)
    return Act(moment(day, _ARRIVAL, f"{case.key} {at}"), do)


def _aftermath(tale: Tale, people: People, at: datetime, step: Step) -> Iterator[Act]:
    """Some rate what they were answered; some files are put into the archive within a month."""
    key = f"{tale.case.key} {step.whose} {step.verb}"
    if step.verb == "sign" and chosen(100, f"{key} rates") < 22:
        stars = _weighted(_STARS, f"{key} stars")
        words = people.ratings[stars]
        said = words[chosen(len(words), f"{key} words")] if chosen(3, f"{key} says") else ""
        yield _arrival(tale.case, at, partial(tale.rate, step.whose, int(stars), said), 3 + chosen(5, key))
    if chosen(100, f"{key} archived") < 25:
        yield _arrival(tale.case, at, partial(tale.archive, step.whose), 8 + chosen(12, key))


def _weighted(choices: tuple[tuple[str, int], ...], key: str) -> str:
    """One of them, as often as its weight says."""
    at = chosen(sum(weight for _, weight in choices), key)
    for choice, weight in choices:
        if at < weight:
            return choice
        at -= weight
    raise AssertionError("the weights are positive")
