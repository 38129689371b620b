"""The rows of a breakdown: narrowed by state, unit and delay; as a table; and where a refusal belongs in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.faces.ui import parameters
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import actions
from gongkai.oversight.tasks.models import State, Task, TaskUnit
from gongkai.oversight.tasks.queries import only_overdue
from gongkai.oversight.tasks.rows import label

# What stood once and stands no more; shown when asked for by its state.
GONE = (State.SPLIT, State.MERGED, State.CANCELLED)
TAGS = {"accepted": "ok", "reported": "soon", "split": "off", "merged": "off", "cancelled": "off"}
BATCH: dict[str, tuple[Callable[..., list[Task]], str]] = {
    "confirm": (actions.confirm, gettext_noop("已确认 %(n)d 项任务：%(tasks)s。")),
    "dispatch": (actions.dispatch, gettext_noop("已下达 %(n)d 项任务，责任单位现在可以看到：%(tasks)s。")),
}
CSV_HEAD = (
    gettext_noop("编号"),
    gettext_noop("所属部分"),
    gettext_noop("任务内容"),
    gettext_noop("衡量标准"),
    gettext_noop("牵头单位"),
    gettext_noop("责任单位"),
    gettext_noop("时限原文"),
    gettext_noop("完成日期"),
    gettext_noop("状态"),
    gettext_noop("逾期"),
)


@dataclass(frozen=True)
class Filter:
    """What of a breakdown is looked at; empty parts leave everything in."""

    state: str = ""
    unit: str = ""
    late: bool = False

    @classmethod
    def read(cls, given: QueryDict) -> "Filter":
        """The filter that an address states."""
        states = dict(State.choices)
        return cls(
            parameters.choice(given, "state", states),
            parameters.text(given, "unit"),
            bool(parameters.choice(given, "late", {"1": ""})),
        )

    @property
    def states(self) -> list[tuple[str, str]]:
        """The states to choose from."""
        return [(value, str(title)) for value, title in State.choices]

    @property
    def narrows(self) -> bool:
        return bool(self.state or self.unit or self.late)

    def kept(self, tasks: list[Task]) -> list[Task]:
        """The tasks of a breakdown that it lets through."""
        return [
            task
            for task in tasks
            if (task.state == self.state if self.state else task.state not in GONE)
            and (not self.unit or self.unit in map(name_of, task.units.all()))
            and (not self.late or task.overdue)
        ]

    def rows(self, tasks: QuerySet[Task]) -> QuerySet[Task]:
        """The same, of tasks that were not read yet, by state and delay."""
        found = tasks.filter(state=self.state) if self.state else tasks.exclude(state=State.CANCELLED)
        return only_overdue(found) if self.late else found

    def units(self, tasks: list[Task]) -> list[str]:
        """Every unit that the tasks name, once, in the order of the text."""
        return list(dict.fromkeys(name_of(unit) for task in tasks for unit in task.units.all()))

    def address(self, path: str, **more: object) -> str:
        """The path with this filter."""
        values: Mapping[str, object] = {
            "state": self.state, "unit": self.unit, "late": "1" if self.late else "", **more
        }  # fmt: skip
        return parameters.address(path, values)


def name_of(unit: TaskUnit) -> str:
    """What a table calls a unit: the short name where it is known here, else as written."""
    return unit.agency.short_name if unit.agency else unit.name


def csv_row(task: Task) -> list[object]:
    """A task as cells under `CSV_HEAD`."""
    units = list(task.units.all())
    return [
        task.number,
        task.group,
        task.content,
        task.measure,
        "、".join(name_of(unit) for unit in units if unit.lead),
        "、".join(name_of(unit) for unit in units),
        task.deadline,
        task.due_on,
        task.get_state_display(),
        _("是") if task.overdue else "",
    ]


def errors_at(refused: Refused, chosen: list[Task]) -> list[dict[str, str]]:
    """The reasons of a refusal, each linked to the line that it speaks of."""
    return [
        {
            "field": next((f"task-{one.serial}" for one in chosen if reason.startswith(label(one))), ""),
            "sentence": reason,
        }
        for reason in refused.reasons
    ]
