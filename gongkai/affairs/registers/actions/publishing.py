"""Publishing 公开: drafts go before the public, many at a time; what is public is corrected in the open."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from django.db import transaction

from gongkai.affairs.registers import gate, schemas, values, workflow
from gongkai.affairs.registers.actions.entering import changed_columns, fill
from gongkai.affairs.registers.gate import Doubt
from gongkai.affairs.registers.models import Record, State
from gongkai.affairs.registers.rows import digest, locked, taken, tell, twins, unseen
from gongkai.engines.agencies.models import Actor
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.screening import Context, covered
from gongkai.kernel.clock import Clock, RunningLimit, day_of, deadline_of, instant, now, today
from gongkai.kernel.flow import Refused, text_faults
from gongkai.kernel.law.register_law import Register

MOST = 500


@transaction.atomic
def publish(
    records: Sequence[Record],
    *,
    by: Actor,
    looked_at: bool = False,
    seen: Mapping[int, int] = MappingProxyType({}),
) -> list[Record]:
    """Make drafts public, all or none. looked_at: a person has looked at what the detectors are not certain of. seen:
    the versions that he had before him, by number of the record, so that nothing goes out that was changed since.

    Raises Refused with every fault of every record, each named by its key.
    """
    if not records:
        raise Refused("请先勾选要公开的记录。")
    if len(records) > MOST:
        raise Refused(f"一次最多公开{MOST}条，请分批办理。")
    rows = locked(records)
    known = _Known()
    reasons: list[str] = []
    for row in rows:
        faults = workflow.FLOW.refusals(row, "publish", roles=workflow.held(row, by), actor=by)
        faults += unseen(row, seen.get(row.pk, row.version))
        faults = faults or _show(row, *known[row], looked_at=looked_at)
        reasons += [f"{row.key}：{fault}" for fault in faults]
    if reasons:
        raise Refused(reasons)
    for row in rows:
        row.state, row.edition, row.version = State.PUBLISHED, 1, row.version + 1
        row.published_by, row.published_at, row.readable = by.handle, now(), True
        row.display_until = _display_until(row, known[row][0])
        row.save()
        tell("register.published", row, by, public=True, on=today(), edition=1, sha256=digest(row.shown))
    return rows


@transaction.atomic
def correct(
    record: Record, *, by: Actor, seen: int, facts: Mapping[str, str], note: str, looked_at: bool = False
) -> Record:
    """Change what is public, and say why in public. seen: the version that its author had before him.

    Raises Refused with every fault.
    """
    schema = schemas.of_record(record)
    found, reasons = values.read(schema, facts)
    row = taken(record, "correct", by, reasons + text_faults("更正说明", note))
    changed = changed_columns(schema, row.facts, found)
    reasons = unseen(row, seen) or twins(row.agency, schema, values.key_of(schema, found), of=row)
    if not changed:
        reasons.append("没有改动，不用更正。")
    context = gate.context(row.agency)
    fill(row, schema, found, context.masks)
    reasons += _show(row, schema, context, looked_at=looked_at, more=note.strip())
    if reasons:
        raise Refused(reasons)
    row.version += 1
    row.edition += 1
    row.display_until = _display_until(row, schema)
    row.save()
    public = {column.title for column in schema.public}
    tell(
        "register.corrected", row, by, public=True, on=today(), edition=row.edition, note=covered(note.strip()),
        changed=[title for title in changed if title in public], sha256=digest(row.shown),
    )  # fmt: skip
    return row


def doubts_of(rows: Sequence[Record]) -> list[tuple[Record, list[Doubt]]]:
    """What the detectors would find in each of these if it were published now."""
    known = _Known()
    found = []
    for row in rows:
        schema, context = known[row]
        shown = values.shown(schema, row.facts, context.masks)
        found.append((row, gate.doubts(schema, row.facts, shown, context)))
    return found


class _Known:
    """Schema and context of records, asked once for each register of an agency."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], tuple[Register, Context]] = {}

    def __getitem__(self, row: Record) -> tuple[Register, Context]:
        place = (row.agency_id, row.register)
        if place not in self._found:
            self._found[place] = schemas.of_record(row), gate.context(row.agency)
        return self._found[place]


def _show(row: Record, schema: Register, context: Context, *, looked_at: bool, more: str = "") -> list[str]:
    """Put into the row what the public reads of it; why that may not be."""
    row.shown = values.shown(schema, row.facts, context.masks)
    row.title = row.shown[schema.version.name][:400]
    row.text = "\n".join(row.shown.values())
    found = gate.doubts(schema, row.facts, row.shown, context, more=more)
    faults = [f"{one.sentence}" for one in found if one.certain]
    if not looked_at:
        faults += [f"{one.sentence}核对无误的，请勾选“已逐项核对”。" for one in found if not one.certain]
    return faults


def _display_until(row: Record, schema: Register) -> date | None:
    """The last day it is shown: the display of its register from the day it is dated by, or from when it is public."""
    if not schema.version.display or row.published_at is None:
        return None
    limit = pack_for(row.agency).limit(schema.version.display, on=today()).limit
    assert isinstance(limit, RunningLimit)
    start = max(day_of(row.published_at), row.dated_on or day_of(row.published_at))
    at = deadline_of(Clock(instant(start.isoformat()), limit), None).at
    return day_of(at) if at else None
