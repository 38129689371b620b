"""Closing 了结: what is not published, what loses its ground, and what is withdrawn with the reason said in public."""

from datetime import date

from django.db import transaction

from gongkai.affairs.registers import gate, schemas
from gongkai.affairs.registers.models import Ground, Overturning, Record, State
from gongkai.affairs.registers.rows import taken, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import text_faults
from gongkai.kernel.hanzi.dates import format_date


@transaction.atomic
def withhold(record: Record, *, by: Actor, reason: str) -> Record:
    """Decide that a draft is not published (条例 art 20(6): penalties of some social impact alone are). It counts
    in the annual report all the same."""
    row = taken(record, "withhold", by, text_faults("理由", reason))
    row.state, row.reason = State.WITHHELD, reason.strip()
    row.closed_by, row.closed_at = by.handle, now()
    row.save(update_fields=["state", "reason", "closed_by", "closed_at"])
    tell("register.withheld", row, by)
    return row


@transaction.atomic
def overturn(record: Record, *, by: Actor, on: date, how: str) -> Record:
    """Note that a published decision was changed, revoked or found unlawful or invalid: the clock for its
    withdrawal begins on that day (行政处罚法 art 48.2)."""
    faults = []
    if how not in Overturning.values:
        faults.append("请选择原决定的变化。")
    if on > today():
        faults.append(f"日期（{format_date(on)}）晚于今日，请核对。")
    if record.dated_on and on < record.dated_on:
        faults.append(
            f"日期（{format_date(on)}）早于原决定的日期（{format_date(record.dated_on)}），请核对。"
        )
    row = taken(record, "overturn", by, faults)
    row.overturned_on, row.overturned_how = on, how
    row.version += 1
    row.save(update_fields=["overturned_on", "overturned_how", "version"])
    tell("register.overturned", row, by, decided_on=on, how=how)
    return row


@transaction.atomic
def withdraw(record: Record, *, by: Actor, ground: str, reason: str) -> Record:
    """Take what is public back; its key, the ground and the reason stay to be read, nothing else of it.

    Raises Refused with every fault.
    """
    faults = text_faults("理由", reason)
    if ground not in Ground.values:
        faults.append("请选择撤回的情形。")
    schema = schemas.of_record(record)
    found = gate.doubts(schema, record.facts, {}, gate.context(record.agency), more=reason.strip())
    faults += [one.sentence for one in found if one.certain]
    row = taken(record, "withdraw", by, faults)
    row.state, row.ground, row.reason = State.WITHDRAWN, ground, reason.strip()
    row.closed_by, row.closed_at = by.handle, now()
    row.shown, row.text, row.readable = {}, "", False
    row.version += 1
    row.save()
    tell("register.withdrawn", row, by, public=True, on=today(), ground=ground, reason=covered(row.reason))
    return row
