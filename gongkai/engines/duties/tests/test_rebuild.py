"""For any history, the duties built from the ledger alone are the live ones."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.engines.duties import law
from gongkai.engines.duties.models import Duty, RebuiltDuty
from gongkai.engines.duties.readings import Versioned, calendar_facts, pack_facts
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.duties.store import COLUMNS
from gongkai.engines.duties.tests.telling import adopt, tell
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import CHINA, bundled_calendar, frozen, parse_notice, with_notices
from gongkai.kernel.clock.statutory import statutory_holidays
from gongkai.kernel.law import load_pack
from tests.county import County

BEGIN = datetime(2025, 12, 1, 9, tzinfo=CHINA)
ACTS = [
    "application.received", "application.received", "application.answered", "application.third_party_asked",
    "application.third_party_answered", "application.corrected", "application.extended",
    "application.withdrawn", "concern.reported", "concern.released", "policy.published",
    "interpretation.published", "errand.given", "errand.dated", "errand.reported", "errand.returned",
    "errand.done", "errand.dropped", "hearing.held", "report.published", "agency.opened", "agency.closed",
    "agency.renamed", "pack.adopted", "pack.read", "calendar.read",
]  # fmt: skip
steps = st.lists(
    st.tuples(
        st.integers(-30, 30 * 24),
        st.sampled_from(ACTS),
        st.integers(0, 2),
        st.sampled_from(["qingyuan", "zhujian", "qiaotou"]),
        st.integers(0, 3),
    ),
    max_size=25,
)


def snapshot() -> list[tuple[Any, ...]]:
    return list(Duty.objects.order_by("id").values_list(*COLUMNS))


def arranged(year: int) -> Any:
    """The bundled calendar with a notice for a further year, one day longer than the law asks."""
    rows = "".join(
        f'[[holidays]]\nname = "{name}"\nfrom = {day}\nto = {day}\n'
        for day, name in statutory_holidays(year).items()
    )
    extra = f'[[holidays]]\nname = "加"\nfrom = {year}-01-04\nto = {year}-01-05\n'
    text = f'year = {year}\nnumber = "x"\nsource = "x"\nmake_up_workdays = []\n{rows}{extra}'
    return with_notices(bundled_calendar(), [parse_notice(text, "x")])


def readings() -> list[dict[str, Any]]:
    """What the pack says, and what it would say with a rule removed and another limit."""
    starts = law.starts_of(load_pack("qingyuan"))
    fewer = [
        Versioned(changed, changed.version)
        for start in starts
        if start.rule.id != "hearing"
        for changed in [
            replace(start.rule, limit="10 working days") if start.rule.id == "reply" else start.rule
        ]
    ]
    return [pack_facts("qingyuan", starts), pack_facts("qingyuan", fewer)]


def act(at: datetime, verb: str, n: int, slug: str, option: int, texts: list[dict[str, Any]]) -> None:
    """One event with facts that fit it more or less."""
    subject, facts = (verb.split(".")[0], f"S{n}"), {}
    match verb:
        case "application.received":
            facts = {"channel": ["web", "post", "counter", "web"][option]}
            if option == 3:
                facts["received_at"] = (at - timedelta(days=3 * n)).isoformat()
        case "concern.reported":
            facts = {"urgent": option != 0, "lead": "zhujian" if option == 1 else "nobody"}
            if option > 1:
                facts["occurred_at"] = (at - timedelta(hours=option * 3)).isoformat()
        case "concern.released" if option:
            facts = {"released_at": (at - timedelta(hours=option)).isoformat()}
        case "application.extended" if option:
            facts = {"by": "何静"}
        case "errand.given" | "errand.dated":
            facts = {"dated": option != 0, "due_on": [None, "soon", "2026-02-28", "2026-06-30"][option]}
        case "errand.done" if option:
            facts = {"reported_at": (at - timedelta(days=option)).isoformat()}
        case "interpretation.published":
            facts = {"interprets": [f"S{n}", "S0"][:option]}
        case "hearing.held" if option:
            facts = {"held_on": str((at - timedelta(days=20 * option)).date())}
        case "agency.opened":
            subject, facts = ("agency", f"new{n}"), {"kind": "department", "parent": "qingyuan"}
        case "agency.closed":
            subject = ("agency", f"new{n}" if option else "zhujian")
            facts = {
                "on": str(at.date() + timedelta(20 * (n - 1))),
                "successor": [None, "qiaotou", f"new{n}", "zhujian"][option],
            }
        case "agency.renamed":
            subject = ("agency", slug)
        case "pack.adopted":
            subject = ("agency", slug)
            facts = {"pack": ["qingyuan", "national"][option % 2], "from": str(at.date() + timedelta(option))}
        case "pack.read":
            subject, facts = ("pack", "qingyuan"), texts[option % 2]
        case "calendar.read":
            subject = ("calendar", "china")
            facts = calendar_facts(arranged(2027) if option % 2 else bundled_calendar())
    with frozen(at):
        record(verb, subject=subject, by="x", agency=f"new{n}" if option == 2 else slug, facts=facts)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps, late=st.booleans())
# A pack never read so far is followed from midnight on, and another text of it comes in that very instant.
@example(
    steps=[
        (0, "application.received", 0, "qingyuan", 0),
        (0, "pack.adopted", 0, "qingyuan", 2),
        (39, "pack.read", 0, "qingyuan", 1),
    ],
    late=True,
)
@pytest.mark.django_db
def test_a_rebuild_equals_what_was_lived(
    county: County, packs: Path, steps: list[tuple[int, str, int, str, int]], late: bool
) -> None:
    texts = readings()
    with transaction.atomic():
        at = BEGIN + timedelta(days=330 if late else 0)
        if not late:
            adopt("2025-12-01 08:00", county.government, from_=date(2026, 1, 1))
        for hours, verb, n, slug, option in steps:
            at += timedelta(hours=hours)
            act(at, verb, n, slug, option, texts)
        lived = snapshot()
        report = rebuild(check=True, batch=7)
        assert (report.differing, report.differences, report.events) == (0, [], Event.objects.count())
        Duty.objects.all().delete()
        repaired = rebuild(batch=5)
        assert repaired.repaired is bool(lived) and snapshot() == lived
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_check_tells_what_differs_and_changes_nothing(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)
    for n in range(4):
        tell("2026-02-10 09:00", "application.received", f"A{n}", channel="web")
    gone, moved, kept, _ = Duty.objects.filter(rule="reply").order_by("id")
    gone.delete()
    Duty.objects.filter(pk=moved.pk).update(due_at=BEGIN)
    Duty.objects.filter(pk=kept.pk).update(subject_id="A7")
    forged = Duty.objects.get(pk=kept.pk)
    forged.pk, forged.opened_seq = 5, 0
    forged.save(force_insert=True)
    told: list[tuple[int, int]] = []
    report = rebuild(check=True, progress=lambda done, total: told.append((done, total)))
    assert report.differing == 4 and not report.repaired and len(report.differences) == 4
    assert told[-1][0] == told[-1][1] == report.events
    assert "is missing from the table" in "".join(report.differences)
    assert "no event has opened it" in report.differences[0]
    assert "in due_at." in "".join(report.differences)
    assert Duty.objects.filter(pk=5).exists()
    assert rebuild().repaired
    assert rebuild(check=True).differing == 0
    assert not RebuiltDuty.objects.exists()


@pytest.mark.django_db
def test_after_a_rebuild_the_office_goes_on(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    Duty.objects.all().delete()
    rebuild()
    tell("2026-02-11 09:00", "application.answered", "A1")
    assert Duty.objects.get(rule="reply").status == "met"
    assert rebuild(check=True).differing == 0


@pytest.mark.django_db
def test_it_reads_a_batch_at_a_time(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)
    for n in range(30):
        tell("2026-02-10 09:00", "application.received", f"A{n}", channel="web")
    with connection.execute_wrapper(_few_rows):
        rebuild(batch=10)


def _few_rows(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith("SELECT") and "ledger_event" in sql and "LIMIT" in sql:
        assert "LIMIT 10" in sql or "LIMIT 1" in sql, sql
    return execute(sql, params, many, context)
