"""Entering 登记: a record is written down, changed while it is a draft, or given up."""

from collections.abc import Mapping

from django.db import transaction

from gongkai.affairs.registers import schemas, values
from gongkai.affairs.registers.models import Record, State
from gongkai.affairs.registers.rows import kept_register, taken, tell, twins, unseen
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.actions import hold
from gongkai.engines.screening import Masks, masks_of
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.law.register_law import Register


@transaction.atomic
def enter(*, by: Actor, agency: Agency, register: str, facts: Mapping[str, str]) -> Record:
    """Write a record down; the clock for its publication begins on the day it is dated by.

    facts: what each column says, by its id, as it was typed. Raises Refused with every fault.
    """
    hold()
    schema = kept_register(by, agency, register)
    found, reasons = values.read(schema, facts)
    if reasons := reasons or twins(agency, schema, values.key_of(schema, found)):
        raise Refused(reasons)
    row = drafted(by, agency, schema, found, masks_of(pack_for(agency), on=today()))
    row.save()
    tell_entered(row, by)
    return row


@transaction.atomic
def edit(record: Record, *, by: Actor, seen: int, facts: Mapping[str, str]) -> Record:
    """Change a draft. seen: the version that its author had before him. Raises Refused with every fault."""
    schema = schemas.of_record(record)
    found, reasons = values.read(schema, facts)
    row = taken(record, "edit", by, reasons)
    if reasons := unseen(row, seen) or twins(row.agency, schema, values.key_of(schema, found), of=row):
        raise Refused(reasons)
    changed = changed_columns(schema, row.facts, found)
    if not changed:
        return row
    fill(row, schema, found, masks_of(pack_for(row.agency), on=today()))
    row.version += 1
    row.save(update_fields=["key", "title", "dated_on", "facts", "version"])
    tell("register.edited", row, by, changed=changed)
    return row


@transaction.atomic
def discard(record: Record, *, by: Actor) -> Record:
    """Give a draft up; nothing of it was ever public, and it is owed no longer."""
    row = taken(record, "discard", by)
    row.state, row.closed_by, row.closed_at = State.DISCARDED, by.handle, now()
    row.save(update_fields=["state", "closed_by", "closed_at"])
    tell("register.discarded", row, by)
    return row


def drafted(by: Actor, agency: Agency, schema: Register, facts: values.Facts, masks: Masks) -> Record:
    """A new draft, not saved yet."""
    row = Record(agency=agency, register=schema.id, entered_by=by.handle, entered_at=now())
    fill(row, schema, facts, masks)
    return row


def fill(row: Record, schema: Register, facts: values.Facts, masks: Masks) -> None:
    """Put facts into a row, with what follows from them."""
    row.facts = facts
    row.key = values.key_of(schema, facts)
    row.title = values.shown(schema, facts, masks)[schema.version.name][:400]
    row.dated_on = values.dated(schema, facts)


def tell_entered(row: Record, by: Actor) -> None:
    """The event that starts the clock of its publication."""
    tell("register.entered", row, by, decided_on=row.dated_on or today())


def changed_columns(schema: Register, before: values.Facts, after: values.Facts) -> list[str]:
    """The titles of the columns that say something else now."""
    return [one.title for one in schema.version.columns if before.get(one.id, "") != after.get(one.id, "")]
