"""Reporting progress with evidence; accepting and returning it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai.affairs.documents import store
from gongkai.affairs.documents.checks import FILE_LIMIT
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.queries import events
from gongkai.engines.screening import covered
from gongkai.kernel.clock import instant, now
from gongkai.kernel.flow import text_faults
from gongkai.oversight.tasks.models import Evidence, Outcome, Report, State, Task
from gongkai.oversight.tasks.rows import assign, demand, locked, owner


@transaction.atomic
def report_progress(task: Task, *, by: Actor, text: str, evidence: Sequence[Mapping[str, Any]]) -> Report:
    """Say what was done. Each piece of evidence is one of `{"event": number in the ledger}`,
    `{"document": index number}` and `{"name": file name, "data": bytes}`; the first two must be public.

    A unit may report again while the openness office has not decided, and each unit of the task may.
    """
    (task,) = locked([task])
    reasons = [] if text.strip() else ["请写明进展情况。"]
    reasons += [] if evidence else ["请至少附上一项佐证：已公开的文件、已公开的办理记录，或者上传的材料。"]
    pieces: list[Evidence] = []
    for piece in evidence:
        found, fault = _read(piece)
        pieces += [found] if found else []
        reasons += [fault] if fault else []
    demand([task], "report_progress", by, reasons)
    agency = next(one for one in task.agencies if by.may(Permission.REPORT_TASKS, one))
    assign(task, state=State.REPORTED)
    report = Report.objects.create(
        task=task, agency=agency, text=text.strip(), reported_by=by.handle, reported_at=now()
    )
    for row, piece in zip(pieces, evidence, strict=True):
        row.report = report
        if row.name:
            row.sha256 = store.keep(piece["data"])
        row.save(force_insert=True)
    record(
        "task.reported",
        subject=task.subject,
        agency=agency.slug,
        by=by.handle,
        facts={
            "plan": task.plan.code,
            "report": report.pk,
            "events": [row.event for row in pieces if row.event],
            "documents": [row.document.index_number for row in pieces if row.document],
            "files": [row.sha256 for row in pieces if row.sha256],
        },
    )
    return report


@transaction.atomic
def accept(task: Task, *, by: Actor) -> Task:
    """Find that the task is done; what is owed of it ends here."""
    (task,) = locked([task])
    demand([task], "accept", by)
    assign(task, state=State.ACCEPTED)
    reported = task.reports.filter(outcome="").aggregate(last=Max("reported_at"))["last"]
    _decide(task, by, Outcome.ACCEPTED)
    record(
        "task.accepted",
        subject=task.subject,
        agency=owner(task),
        by=by.handle,
        # The units were done when they reported what is accepted now, however long that took to read.
        facts={"plan": task.plan.code, "number": task.number, "reported_at": instant(reported)},
    )
    return task


@transaction.atomic
def return_(task: Task, *, by: Actor, reason: str) -> Task:
    """Find that it is not done yet; the units read why."""
    (task,) = locked([task])
    demand([task], "return", by, text_faults("理由", reason, ask="请写明退回的理由，责任单位将按此补充。"))
    assign(task, state=State.DISPATCHED)
    _decide(task, by, Outcome.RETURNED, reason.strip())
    record(
        "task.returned",
        subject=task.subject,
        agency=owner(task),
        by=by.handle,
        facts={"plan": task.plan.code, "reason": covered(reason.strip())},
    )
    return task


def _decide(task: Task, by: Actor, outcome: Outcome, reason: str = "") -> None:
    task.reports.filter(outcome="").update(
        outcome=outcome, reason=reason, decided_by=by.handle, decided_at=now()
    )


def _read(piece: Mapping[str, Any]) -> tuple[Evidence | None, str]:
    """The piece of evidence, or what to do about one that cannot be one."""
    if set(piece) == {"event"}:
        number = piece["event"]
        possible = isinstance(number, int) and 0 < number < 2**63
        if not possible or not events(public_only=True).filter(seq=number).exists():
            return None, f"没有编号为{number}的公开办理记录，请核对编号。"
        return Evidence(event=number), ""
    if set(piece) == {"document"}:
        found = by_index_numbers([str(piece["document"])])
        if not found:
            return None, f"没有索引号为{piece['document']}的已公开文件，请核对索引号，或者先公开该文件。"
        return Evidence(document=found[0].document), ""
    if set(piece) == {"name", "data"}:
        name, data = str(piece["name"]).strip(), piece["data"]
        if not name or len(name) > 200 or "/" in name or "\x00" in name:
            return None, "佐证材料的文件名应为1至200字，不含“/”，请改名后再上传。"
        if not data or len(data) > FILE_LIMIT:
            return None, f"“{name}”是空文件或者超过{FILE_LIMIT // 2**20} MB，请检查后重新上传。"
        return Evidence(name=name, size=len(data), media_type=store.media_type(data)), ""
    raise TypeError(f"Evidence is an event, a document, or a name with data; not {sorted(piece)}.")
