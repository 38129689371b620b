"""Schemas 清单格式: the registers that an agency keeps under its law, and by which one a record is read."""

from gongkai.affairs.registers.models import Record
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import today
from gongkai.kernel.law import load_pack
from gongkai.kernel.law.register_law import Register, register_named, registers_of


def schema(agency: Agency, register: str) -> Register | None:
    """The register as the agency's law has it today; what ended is read by its last schema. None for no register."""
    return register_named(pack_for(agency), register, on=today())


def of_record(record: Record) -> Register:
    """By which schema a record is read. Raises LookupError where its agency's law no longer knows the register."""
    found = schema(record.agency, record.register)
    if found is None:
        raise LookupError(
            f"The pack of {record.agency.slug} has no register {record.register!r}: put [register.…] back."
        )
    return found


def kept_by(agency: Agency) -> dict[str, Register]:
    """The registers that the agency keeps today, by id."""
    found = registers_of(pack_for(agency), on=today())
    return {id: one for id, one in found.items() if agency.kind in one.keepers}


def of_house() -> dict[str, Register]:
    """Every register that some agency here keeps today, by id, as the highest agency with a law of its own has it."""
    book, day = present_book(), today()
    paths = Agency.objects.order_by("path").values_list("slug", "path")
    by_height = sorted(paths, key=lambda one: one[1].count("/"))
    packs = dict.fromkeys(book.pack_of(slug, day) for slug, _path in by_height)
    found: dict[str, Register] = {}
    for name in sorted(packs, key=lambda one: one == "national"):
        found = {**registers_of(load_pack(name), on=day), **found}
    return found
