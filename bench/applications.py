"""Applications: due dates with every kind of event on the clock, the officer's list among many, one case's pages.

    python -m bench.applications [NUMBER]

NUMBER is that of the cases, 100,000 by default, of 50 agencies over three years, a tenth of them open, on SQLite or on
the database that DATABASE_URL names. Dates stand beside a plain count day by day, the lists and the pages beside the
limit that the design names.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

NUMBER = 100_000
AGENCIES = 50
OPEN = 0.1
DATES, QUERIES, LIST, PAGE, EVENTS = 100_000.0, 8, 40.0, 40.0, 20
LIMIT = 20  # working days, 条例 art 33


def run(number: int = NUMBER) -> list[dict[str, Any]]:
    """Rows with name, unit, ours, and the goal or the peer with how many times better we are."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["GONGKAI_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from gongkai.engines.duties.actions import take_up_law
        from gongkai.kernel.clock import CHINA, frozen

        take_up_law()
        rows = _dates()
        with frozen(
            datetime(2004, 1, 5, 9, tzinfo=CHINA)
        ):  # who acts in the told case has long been appointed
            officers = _county()
        _fill(number)
        for name, officer in officers.items():
            rows += _lists(name, officer)
        return rows + _case(officers["an undertaker"].pk, officers["the signing leader"].pk)


def _dates(items: int = 2_000) -> list[dict[str, Any]]:
    """A duty dated as every event dates it, again and again; beside a count day by day without any event."""
    from gongkai.engines.duties.core import Duty, clock_event, clock_of, date_again
    from gongkai.kernel.clock import bundled_calendar, deadline_of, instant

    calendar = bundled_calendar()
    first, days = date(2024, 1, 2), 600

    def duty(n: int) -> Duty:
        start = instant(f"{first + timedelta(n % days)} 10:00")
        after = [start + timedelta(more) for more in (5, 8, 14, 24, 30, 33)]
        kinds: tuple[Any, ...] = ("restart", "pause", "resume", "pause", "resume", "extend")
        told = zip(kinds, after, strict=True)
        return Duty(
            id=n, rule="reply", pack="national", since=first, version="", strength="must",
            subject=("application", str(n)), agency="unit", period="", opened_at=start, opened_seq=n,
            started_at=start, limit=f"{LIMIT} working days",
            course=[clock_event(kind, at, f"{LIMIT} working days" if kind == "extend" else "") for kind, at in told],
        )  # fmt: skip

    duties = [duty(n) for n in range(items)]
    plain = [duty(n) for n in range(items)]
    for one in plain:
        one.course.clear()
    worked = {
        day
        for n in range(days + 100)
        if calendar.is_working_day(day := first + timedelta(n))
    }  # fmt: skip

    def counted(day: date) -> date:
        left = LIMIT
        while left:
            day += timedelta(1)
            left -= day in worked
        return day

    starts = [one.started_at.date() for one in plain]
    peer = _rate(lambda: [counted(day) for day in starts], items)
    for one in plain:
        if (found := date_again(one, calendar).day) != counted(one.started_at.date()):
            raise SystemExit(f"{one.started_at}: {found} is not the day that a plain count finds.")
    clocks = [clock_of(one) for one in duties]
    kernel = _rate(lambda: [deadline_of(one, calendar).at for one in clocks], items)
    # one after the other, as events come: no deadline is kept, so that nobody but the work itself is measured
    ours = _rate(lambda: [date_again(one, calendar).provisional for one in duties], items)
    alone = _rate(lambda: [date_again(one, calendar).provisional for one in plain], items)
    return [
        {"name": "a plain count, day by day", "unit": "a second", "ours": peer},
        {"name": "a duty without events", "unit": "a second", "ours": alone, "peer": alone / peer},
        {
            "name": "restarted, paused twice, extended: its clock alone", "unit": "a second", "ours": kernel,
            "goal": DATES, "ratio": kernel / DATES, "peer": kernel / peer,
        },
        {
            "name": "the same, the whole duty as events date it", "unit": "a second", "ours": ours, "goal": DATES,
            "ratio": ours / DATES, "peer": ours / peer,
        },
    ]  # fmt: skip


def _county() -> dict[str, Any]:
    """A county of some agencies; three who look at lists, and one who signs."""
    from gongkai.engines.agencies import actions
    from gongkai.engines.agencies.queries import SYSTEM

    def opened(slug: str, name: str, kind: str, **more: Any) -> Any:
        return actions.open_agency(
            by=SYSTEM, slug=slug, name=name, kind=kind, index_code=slug.upper(), opened_on=date(2004, 1, 1),
            **more,
        )  # fmt: skip

    county = opened("county", "青原县人民政府", "county")
    places = [opened(f"unit{n}", f"青原县第{n}局", "department", parent=county) for n in range(AGENCIES)]

    def officer(name: str, role: str, at: Any) -> Any:
        person = actions.appoint(by=SYSTEM, agency=at, username=name, name=name)
        actions.grant_role(person, by=SYSTEM, role=role, agency=at)
        return person

    undertaker = officer("undertaker", "undertaker", places[7])
    leader = officer("leader", "approver", places[7])
    actions.grant_role(undertaker, by=SYSTEM, role="liaison", agency=places[7])
    actions.grant_role(leader, by=SYSTEM, role="disclosure_head", agency=places[7])
    return {
        "an undertaker": undertaker,
        "the openness office": officer("office", "openness_office", county),
        "the signing leader": leader,
    }


def _fill(number: int) -> None:
    """Cases and the duties to answer them, written as rows."""
    from django.db import connection, transaction

    from gongkai.affairs.applications.models import Application, Kind
    from gongkai.affairs.applications.outcomes import outcomes
    from gongkai.engines.agencies.models import Agency
    from gongkai.engines.duties.core import Duty, date_again
    from gongkai.engines.duties.law import present_book
    from gongkai.engines.duties.models import Duty as Row
    from gongkai.engines.duties.store import Table
    from gongkai.kernel.clock import instant, today

    book, day_now = present_book(), today()
    start = next(one for one in book.rules_of("national") if one.rule.id == "reply")
    random, ends = Random(number), list(outcomes())
    places = list(Agency.objects.exclude(slug="county"))
    wanted = ("农村危房改造补助发放明细", "学校招生名额分配方案", "公路养护预算", "会议纪要")

    def one(n: int) -> Any:
        place, is_open = places[n % len(places)], random.random() < OPEN
        day = day_now - timedelta(random.randrange(50) if is_open else random.randrange(60, 1_000))
        return Application(
            number=f"SQ-{n:06d}", agency=place, undertaker=place, kind=random.choice(Kind.values), channel="web",
            wanted=f"{wanted[n % len(wanted)]}（第{n // 40}批）", medium="paper", delivery="web", code_hash="-",
            submitted_by="applicant", submitted_at=instant(f"{day} 09:00"), arrived_on=day, received_on=day,
            concluded_on=None if is_open else day + timedelta(random.randrange(40)),
            outcome="" if is_open else random.choice(ends), stage="handling" if is_open else "answered",
        )  # fmt: skip

    def owed(n: int, case: Any) -> Duty:
        duty = Duty(
            id=10**15 + n, rule="reply", pack="national", since=start.rule.since, version=start.version,
            strength="must", subject=("application", case.number), agency=case.agency.slug, period="",
            opened_at=case.submitted_at, opened_seq=n, started_at=case.submitted_at, limit="20 working days",
        )  # fmt: skip
        date_again(duty, book.calendar)
        if case.concluded_on:
            duty.closed_at = duty.ended_at = instant(f"{case.concluded_on} 16:00")
            duty.closed_seq, duty.outcome = n, "met"
        return duty

    for base in range(0, number, 5_000):
        cases = [one(n) for n in range(base, min(number, base + 5_000))]
        with transaction.atomic(), connection.cursor() as cursor:
            Application.objects.bulk_create(cases, batch_size=1_000)
            Table(Row, cursor).insert([owed(base + n, case) for n, case in enumerate(cases)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _lists(name: str, officer: Any) -> list[dict[str, Any]]:
    """The list as a query, in each state, and the whole page as the officer gets it."""
    from gongkai.affairs.applications.queries import Wanted, desk
    from gongkai.engines.agencies.models import Officer

    def ask(wanted: Wanted) -> Sequence[object]:
        return desk(Officer.objects.get(pk=officer.pk), wanted)

    rows = []
    for state in ("open", "overdue", "closed", "all"):
        work = partial(ask, Wanted(state=state))
        title = f"{name}: list, {state}, {len(work())} rows"
        rows.append(_at_most(title, work, LIST, beside=1, most=QUERIES))  # one is for the officer himself
    client = _signed_in(officer)
    for state in ("open", "all"):
        get = partial(_get, client, f"/workbench/applications/?state={state}")
        rows.append(_at_most(f"{name}: the whole page, {state}", get, LIST))
    return rows


def _case(undertaker: int, signer: int) -> list[dict[str, Any]]:
    """A case told through the actions until it has twenty events; the officer's page of it and the applicant's."""
    from django.test import Client

    from gongkai.affairs.applications.queries import case_by_code, case_for
    from gongkai.engines.agencies.models import Officer
    from gongkai.engines.ledger.queries import events_of

    officer, leader = Officer.objects.get(pk=undertaker), Officer.objects.get(pk=signer)
    made = _told(officer, leader)
    number = made.application.number
    events = events_of("application", number).count()
    if events < EVENTS:
        raise SystemExit(f"The case has {events} events, fewer than {EVENTS}.")
    client, visitor = _signed_in(officer), Client(HTTP_HOST="localhost")
    visitor.post("/apply/case/", {"number": number, "code": made.code})
    works: list[tuple[str, Callable[[], object]]] = [
        ("the case as a query", partial(case_for, officer, number)),
        ("the officer's page", partial(_get, client, f"/workbench/applications/{number}/")),
        ("the case by its code", partial(case_by_code, number, made.code)),
        ("the applicant's page", partial(_get, visitor, f"/apply/case/{number}/")),
    ]
    return [_at_most(f"{name}, {events} events", work, PAGE) for name, work in works]


def _told(officer: Any, leader: Any) -> Any:
    """Corrected, three asked for their opinions, extended, searched for, one draft returned; the last one waits."""
    from gongkai.affairs.applications.actions import (
        consulting,
        correcting,
        deciding,
        extending,
        receiving,
    )
    from gongkai.affairs.applications.identity import APPLICANT, Identity
    from gongkai.affairs.applications.models import Application
    from gongkai.kernel.clock import CHINA, frozen

    begun = datetime(2026, 3, 2, 9, tzinfo=CHINA)
    with frozen(begun) as clock:
        made = receiving.submit(
            by=APPLICANT, agency=officer.agency, kind="natural", wanted="农村危房改造补助发放明细",
            identity=Identity("李花", "passport", "E00000001", phone="13900000000"), medium="paper",
            delivery="web",
        )  # fmt: skip

        def fresh() -> Application:
            return Application.objects.get(pk=made.application.pk)

        clock.move_to(begun + timedelta(1))
        receiving.confirm_receipt(fresh(), by=officer)
        by = (begun + timedelta(20)).date()
        correcting.ask_correction(fresh(), by=officer, items=["请写明年度。"], correct_by=by)
        clock.move_to(begun + timedelta(3))
        correcting.take_correction(fresh(), by=officer, wanted="2024年度农村危房改造补助发放明细")
        for n in range(3):
            day = begun + timedelta(4 + 2 * n)
            clock.move_to(day)
            asked = consulting.ask_third_party(fresh(), by=officer, party=f"张{n} 13900000001", about="姓名")
            consulting.note_served(asked, by=officer, on=day.date())
            clock.move_to(day + timedelta(1))
            consulting.note_opinion(asked, by=officer, answer="agrees")
        extending.propose_extension(fresh(), by=officer, reason="需要整理的材料较多。")
        extending.decline_extension(fresh(), by=leader, reason="请先按期办理。")
        extending.propose_extension(fresh(), by=officer, reason="需要整理的材料很多。")
        extending.consent_extension(fresh(), by=leader)
        files: Any = [{"name": "明细.txt", "data": "桥头镇 12户".encode(), "redacted": False}]
        for _ in range(2):
            deciding.draft_reply(
                fresh(), by=officer, outcome="granted", variant="provided", files=files
            )  # fmt: skip
            deciding.return_draft(fresh(), by=leader, reason="请核对户数。")
    return made


def _signed_in(officer: Any) -> Any:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(officer.user)
    return client


def _get(client: Any, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}.")


def _queries(work: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def _rate(work: Callable[[], object], items: int) -> float:
    """Items a second of the processor's time, best of twenty-five."""
    best = float("inf")
    for _ in range(25):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return items / best


def _at_most(
    name: str, work: Callable[[], object], goal: float, *, beside: int = 0, most: int = 0
) -> dict[str, Any]:
    """The median of fifteen runs after a first one, as time on the wall and of the processor, in milliseconds.

    beside: queries that are not the work's own; most: how many it may take.
    """
    work()  # what a process reads once is no part of it
    queries = _queries(work) - beside
    if most and queries > most:
        raise SystemExit(f"{name} takes {queries} queries, more than {most}.")
    wall, processor = [], []
    for _ in range(15):
        begun, used = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    ours = statistics.median(wall)
    return {
        "name": f"{name} ({queries} queries)", "unit": "ms", "ours": ours, "goal": goal, "ratio": goal / ours,
        "processor": statistics.median(processor),
    }  # fmt: skip


def main() -> None:
    """Print every row; the number of cases may stand in the command."""
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER):
        beside = (
            f", {row['ratio']:.2f} times as good as the limit of {row['goal']:,g}" if "goal" in row else ""
        )
        beside += f", {row['processor']:.1f} ms of the processor" if "processor" in row else ""
        beside += f", {row['peer']:.2f} times the plain count" if "peer" in row else ""
        print(f"{row['name']}: {row['ours']:,.1f} {row['unit']}{beside}", flush=True)
    print(f"Load of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
