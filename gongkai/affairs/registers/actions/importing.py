"""Importing 导入: a whole table of records, or none of it."""

from dataclasses import dataclass

from django.db import transaction

from gongkai.affairs.registers.actions.entering import drafted, tell_entered
from gongkai.affairs.registers.importing import Rows, checked
from gongkai.affairs.registers.models import Record
from gongkai.affairs.registers.rows import kept_register
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.actions import hold
from gongkai.engines.screening import masks_of
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused


@dataclass(frozen=True)
class Imported:
    """What came of a table: the drafts that were added, and how many lines stood in the register already."""

    added: list[Record]
    same: int


@transaction.atomic
def import_rows(*, by: Actor, agency: Agency, register: str, rows: Rows) -> Imported:
    """Enter every line of a table (`engines.files.grid`) that is not there yet; the same table again adds nothing.

    Raises Refused with every fault of every line, each named by its number.
    """
    hold()
    schema = kept_register(by, agency, register)
    table = checked(agency, schema, rows)
    if reasons := table.reasons():
        raise Refused(reasons)
    masks = masks_of(pack_for(agency), on=today())
    added = Record.objects.bulk_create(
        [drafted(by, agency, schema, line.facts, masks) for line in table.fresh], batch_size=500
    )
    for row in added:
        tell_entered(row, by)
    return Imported(added, table.same)
