"""讲述任务: plans are received, made, broken down, dispatched; units report, the office accepts or returns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from gongkai.demo.cast import Act, Cast, moment
from gongkai.demo.plan_texts import PlanText, ReportText, TaskText, Turn
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.oversight.tasks import actions, progress, reshaping
from gongkai.oversight.tasks.models import Plan, Task


@dataclass
class _Telling:
    """A plan as far as it has been told; tasks by their number in the text."""

    cast: Cast
    text: PlanText
    plan: Plan | None = None
    tasks: dict[str, Task] = field(default_factory=dict)

    @property
    def agency(self) -> Agency:
        return self.cast.agencies[self.text.agency]

    @property
    def office(self) -> Officer:
        return self.cast.who(Permission.PLAN_TASKS, self.agency)

    def acts(self) -> Iterator[Act]:
        text = self.text
        if text.received is not None:
            yield self._act(text.received.on, 10, self.receive)
        if text.made_on is not None:
            yield self._act(text.made_on, 10, self.make)
        if text.dispatched_on is not None:
            yield self._act(text.dispatched_on, 9, self.reshape)
            yield self._act(text.dispatched_on, 11, self.dispatch)
        if text.published_on is not None:
            yield self._act(text.published_on, 15, self.publish)
        for task in text.tasks:
            if task.moved is not None:
                yield self._act(task.moved.on, 10, partial(self.move, task, task.moved))
            if task.cancelled is not None:
                yield self._act(task.cancelled.on, 10, partial(self.cancel, task, task.cancelled))
            for report in task.reports:
                yield self._act(report.on, 14, partial(self.report, task, report), task.number)
                if report.decided_on is not None:
                    yield self._act(report.decided_on, 16, partial(self.decide, task, report), task.number)

    def _act(self, on: date, hour: int, do: Any, number: str = "") -> Act:
        return Act(moment(on, hour, f"{self.text.title}{number}"), do)

    def receive(self) -> None:
        received = self.text.received
        assert received is not None
        self.plan = actions.plan_received(
            by=self.office,
            agency=self.agency,
            title=received.title,
            year=self.text.year,
            issuer=received.issuer,
        )

    def make(self) -> None:
        office, text = self.office, self.text
        self.plan = actions.plan_made(
            by=office,
            agency=self.agency,
            title=text.title,
            year=text.year,
            document=self.cast.documents[text.document] if text.document else None,
            received=self.plan,
        )
        first = [task for task in text.tasks if not task.split_from and not task.merged_from]
        if first:
            items = [
                {
                    "text": task.content,
                    "number": task.number,
                    "group": task.group,
                    "measure": task.measure,
                    "responsible": task.responsible,
                    "lead": task.lead,
                    "deadline": {"text": task.deadline, "date": task.due_on},
                }
                for task in first
            ]
            made = actions.propose(self.plan, by=office, items=items)
            self.tasks.update(zip((task.number for task in first), made, strict=True))

    def reshape(self) -> None:
        """Tasks that were too big are split, tasks that say the same are merged."""
        wholes: dict[str, list[TaskText]] = {}
        for task in self.text.tasks:
            if task.split_from:
                wholes.setdefault(task.split_from, []).append(task)
            if task.merged_from:
                olds = [self.tasks.pop(number) for number in task.merged_from]
                values = {name: getattr(task, name) for name in ("number", "content", "deadline", "due_on")}
                self.tasks[task.number] = reshaping.merge(*olds, by=self.office, **values)
        for number, parts in wholes.items():
            values_of = ("number", "content", "measure", "deadline", "due_on", "responsible", "lead")
            given = [{name: getattr(part, name) for name in values_of} for part in parts]
            made = reshaping.split(self.tasks.pop(number), by=self.office, parts=given)
            self.tasks.update(zip((part.number for part in parts), made, strict=True))

    def dispatch(self) -> None:
        actions.confirm(*self.tasks.values(), by=self.office)
        actions.dispatch(*self.tasks.values(), by=self.office)

    def publish(self) -> None:
        assert self.plan is not None
        actions.publish_breakdown(self.plan, by=self.office)

    def move(self, task: TaskText, turn: Turn) -> None:
        assert turn.due_on is not None
        actions.set_deadline(self.tasks[task.number], by=self.office, due_on=turn.due_on, reason=turn.reason)

    def cancel(self, task: TaskText, turn: Turn) -> None:
        actions.cancel(self.tasks[task.number], by=self.office, reason=turn.reason)

    def report(self, task: TaskText, report: ReportText) -> None:
        agency = self.cast.agencies[report.agency]
        evidence: list[dict[str, Any]] = [
            {"document": self.cast.documents[slug].index_number} for slug in report.documents
        ]
        if report.file:
            evidence.append({"name": report.file, "data": f"{agency.name}\n{report.text}\n".encode()})
        progress.report_progress(
            self.tasks[task.number],
            by=self.cast.who(Permission.REPORT_TASKS, agency),
            text=report.text,
            evidence=evidence,
        )

    def decide(self, task: TaskText, report: ReportText) -> None:
        if report.returned:
            progress.return_(self.tasks[task.number], by=self.office, reason=report.returned)
        else:
            progress.accept(self.tasks[task.number], by=self.office)


def acts(cast: Cast, plans: list[PlanText]) -> Iterator[Act]:
    """What is done about these plans."""
    for text in plans:
        yield from _Telling(cast, text).acts()
