"""Names 任务名称: what a task says, for whoever only knows its code."""

from collections.abc import Sequence

from django.db.models import Q

from gongkai.oversight.tasks.models import Task


def contents(codes: Sequence[str]) -> dict[str, str]:
    """The content of these tasks by code."""
    which = Q(pk__in=[])
    for code in codes:
        plan, _dash, serial = code.rpartition("-")
        if serial.isdecimal():
            which |= Q(plan__code=plan, serial=int(serial))
    return {task.code: task.content for task in Task.objects.filter(which).select_related("plan")}
