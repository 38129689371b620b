"""Reading registers: the only door for the faces. Drafts are found by permission alone; the public reads what is
shown."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.affairs.registers import schemas
from gongkai.affairs.registers.models import Consultation, Ground, Record, State
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.kernel.law.register_law import Register

# What the public can open: what was withdrawn or kept says no more than that.
OPEN = (State.PUBLISHED, State.WITHDRAWN, State.ARCHIVED)


def published(
    register: str = "", *, agency: Agency | None = None, year: int | None = None, words: str = ""
) -> QuerySet[Record]:
    """The records that the public can read, the newest first, without the facts behind what is shown."""
    found = Record.objects.filter(readable=True).select_related("agency").defer("facts")
    if register:
        found = found.filter(register=register)
    if agency:
        found = found.filter(agency__path__startswith=agency.path)
    if year:
        found = found.filter(dated_on__gte=date(year, 1, 1), dated_on__lte=date(year, 12, 31))
    for word in words.split():
        found = found.filter(text__icontains=word)
    return found


def opened(register: str, number: int) -> Record | None:
    """One record that is or was public, by its number."""
    if not 0 < number < 2**63:
        return None
    found = Record.objects.filter(register=register, pk=number, state__in=OPEN)
    return found.select_related("agency").defer("facts").first()


def kept_for_reading(register: str = "", *, agency: Agency | None = None) -> QuerySet[Record]:
    """What was shown and is now kept at its agency for those who come to read it, the newest first."""
    found = (
        Record.objects.filter(state=State.ARCHIVED, readable=False).select_related("agency").defer("facts")
    )
    found = found.filter(register=register) if register else found
    return found.filter(agency__path__startswith=agency.path) if agency else found


def tally(*, of: Agency | None = None) -> dict[str, int]:
    """How many records of each register the public can read, of all agencies or of one alone."""
    found = Record.objects.filter(readable=True)
    found = found.filter(agency=of) if of else found
    return dict(found.order_by().values_list("register").annotate(n=Count("pk")))


def years(register: str) -> list[int]:
    """The years that a register's public records span, the newest first."""
    days = published(register).filter(dated_on__isnull=False).values_list("dated_on", flat=True)
    # One after the other each end is one look into the index; asked for together, SQLite reads all rows.
    last, first = days.order_by("-dated_on", "-id").first(), days.order_by("dated_on", "id").first()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def keepers(register: str) -> QuerySet[Agency]:
    """The agencies with public records in a register."""
    return Agency.objects.filter(
        Exists(Record.objects.filter(agency=OuterRef("pk"), register=register, readable=True))
    )


def agencies_for(officer: Officer) -> QuerySet[Agency]:
    """The agencies whose registers the officer keeps or publishes."""
    keep = agencies_where(officer, Permission.KEEP_REGISTERS)
    return keep | agencies_where(officer, Permission.PUBLISH_REGISTERS)


def records_for(officer: Officer) -> QuerySet[Record]:
    """Their records."""
    return Record.objects.filter(agency__in=agencies_for(officer)).select_related("agency")


def record_for(officer: Officer, number: int) -> Record | None:
    """One of them by its number."""
    return records_for(officer).filter(pk=number).first() if 0 < number < 2**63 else None


def names(numbers: Sequence[str]) -> dict[str, str]:
    """What records are called where their duties are told of, by number."""
    wanted = [int(one) for one in numbers if one.isdecimal()]
    return {str(pk): key for pk, key in Record.objects.filter(pk__in=wanted).values_list("pk", "key")}


def registers_for(officer: Officer) -> list[tuple[Agency, Register, dict[str, int]]]:
    """What the officer's agencies keep, each with how many records stand where."""
    rows = records_for(officer).order_by().values_list("agency", "register", "state").annotate(n=Count("pk"))
    counts: dict[tuple[int, str], dict[str, int]] = {}
    for agency, register, state, n in rows:
        counts.setdefault((agency, register), {})[state] = n
    return [
        (agency, register, counts.get((agency.pk, register.id), {}))
        for agency in agencies_for(officer).order_by("position", "path")
        for register in schemas.kept_by(agency).values()
    ]


def consultations(record: Record) -> list[Consultation]:
    """Who came to read a record, the last first."""
    return list(record.consultations.all())


def counted(row: str, members: Iterable[Agency], year: int) -> QuerySet[Record]:
    """The records that a row of the annual report's table 2 counts: all decisions of the year, published or not, but
    for what was given up or never was. What was withdrawn and entered again under its key counts as it stands now."""
    ids = [id for id, one in schemas.of_house().items() if one.report and one.report.row == row]
    found = Record.objects.filter(
        register__in=ids,
        agency__in=list(members),
        dated_on__gte=date(year, 1, 1),
        dated_on__lte=date(year, 12, 31),
    )
    return _that_were(found).exclude(Q(state=State.WITHDRAWN) & Exists(_later())).select_related("agency")


def _later() -> QuerySet[Record]:
    """What was entered under the same key after a record."""
    same = {name: OuterRef(name) for name in ("register", "agency", "key")}
    return _that_were(Record.objects.filter(pk__gt=OuterRef("pk"), **same))


def _that_were(rows: QuerySet[Record]) -> QuerySet[Record]:
    return rows.exclude(state=State.DISCARDED).exclude(ground=Ground.MISTAKEN)


def amounts(rows: QuerySet[Record]) -> dict[int, Decimal]:
    """What each of these records adds to the sum of its row, in 万元, by number."""
    house = schemas.of_house()
    found = {}
    for number, register, facts in rows.values_list("pk", "register", "facts"):
        one = house[register]
        assert one.report is not None
        column = one.columns[one.report.sum]
        value = Decimal(facts.get(column.id, "0"))
        found[number] = value / 10_000 if column.unit == "元" else value
    return found
