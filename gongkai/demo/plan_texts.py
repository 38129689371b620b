"""演示任务: the shape of a plan with what becomes of its tasks, and the reading of `plans/*.toml`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.demo.county import County
from gongkai.demo.tables import Table

PLANS = Path(__file__).parent / "plans"


@dataclass(frozen=True, slots=True)
class Received:
    """What came from above: its title, who issued it, when it came."""

    title: str
    issuer: str
    on: date


@dataclass(frozen=True, slots=True)
class ReportText:
    """A unit's report on a task. `documents` are slugs, `file` the name of an uploaded note; `decided_on` is
    None while the office has not looked, `returned` the reason why it was not accepted."""

    agency: str
    on: date
    text: str
    documents: tuple[str, ...] = ()
    file: str | None = None
    decided_on: date | None = None
    returned: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A task given up or given another date (`due_on`), and why."""

    on: date
    reason: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskText:
    """One task, known by its number. `split_from` and `merged_from` are numbers of tasks it takes the place
    of; units are named as a text names them."""

    number: str
    content: str
    responsible: tuple[str, ...]
    due_on: date | None
    group: str = ""
    measure: str = ""
    lead: tuple[str, ...] = ()
    deadline: str = ""
    split_from: str | None = None
    merged_from: tuple[str, ...] = ()
    moved: Turn | None = None
    cancelled: Turn | None = None
    reports: tuple[ReportText, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan and the days of its making. One that was received only has no `made_on`."""

    agency: str
    year: int
    title: str
    received: Received | None = None
    document: str | None = None
    made_on: date | None = None
    dispatched_on: date | None = None
    published_on: date | None = None
    tasks: tuple[TaskText, ...] = ()


def load_plans(county: County, documents: Collection[str], folder: Path = PLANS) -> list[PlanText]:
    """All plans of the folder; raises TextError naming the file and the key."""
    return [_plan(path, county, documents) for path in sorted(folder.glob("*.toml"))]


def _plan(path: Path, county: County, documents: Collection[str]) -> PlanText:
    top = Table.parse(path.name, path.read_text("utf-8"))
    received = top.table("received")
    document = top.optional("document", str)
    if document is not None and document not in documents:
        raise top.fail("document", f"no document '{document}', mend the slug")
    plan = PlanText(
        agency=top.chosen("agency", county.agencies),
        year=top.required("year", int),
        title=top.required("title", str),
        received=_received(received) if received else None,
        document=document,
        made_on=top.optional("made_on", date),
        dispatched_on=top.optional("dispatched_on", date),
        published_on=top.optional("published_on", date),
        tasks=tuple(_task(row, county, documents) for row in top.tables("tasks")),
    )
    top.done()
    numbers = [task.number for task in plan.tasks]
    for task in plan.tasks:
        if numbers.count(task.number) > 1:
            raise top.fail("number", f"'{task.number}' is used twice, choose another")
        for number in (*filter(None, [task.split_from]), *task.merged_from):
            if number not in numbers:
                raise top.fail("number", f"no task '{number}' in this plan, mend '{task.number}'")
    if plan.tasks and not (plan.made_on and plan.dispatched_on and plan.published_on):
        raise top.fail("made_on", "say when a plan with tasks was made, dispatched and published")
    return plan


def _received(row: Table) -> Received:
    received = Received(row.required("title", str), row.required("issuer", str), row.required("on", date))
    row.done()
    return received


def _task(row: Table, county: County, documents: Collection[str]) -> TaskText:
    moved, cancelled = row.table("moved"), row.table("cancelled")
    task = TaskText(
        number=row.required("number", str),
        content=row.required("content", str),
        responsible=row.words("responsible"),
        due_on=row.optional("due_on", date),
        group=row.optional("group", str) or "",
        measure=row.optional("measure", str) or "",
        lead=row.words("lead"),
        deadline=row.optional("deadline", str) or "",
        split_from=row.optional("split_from", str),
        merged_from=row.words("merged_from"),
        moved=_turn(moved) if moved else None,
        cancelled=_turn(cancelled) if cancelled else None,
        reports=tuple(_report(one, county, documents) for one in row.tables("reports")),
    )
    row.done()
    return task


def _turn(row: Table) -> Turn:
    turn = Turn(row.required("on", date), row.required("reason", str), row.optional("due_on", date))
    row.done()
    return turn


def _report(row: Table, county: County, documents: Collection[str]) -> ReportText:
    report = ReportText(
        agency=row.chosen("agency", county.agencies),
        on=row.required("on", date),
        text=row.required("text", str),
        documents=row.words("documents", documents),
        file=row.optional("file", str),
        decided_on=row.optional("decided_on", date),
        returned=row.optional("returned", str),
    )
    row.done()
    return report
