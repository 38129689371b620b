"""Reading promises: public facts only, by agency; nothing here asks who reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.engines.agencies.queries import agencies
from gongkai.engines.duties.book import midnight
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Summary, Wanted, summary_by_rule
from gongkai.engines.duties.selection import matching
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import add_months, end_of_day, today
from gongkai.kernel.law import DutyRule, Pack, PackError, load_pack, pack_names

MONTHS = 12


@dataclass(frozen=True)
class Promise:
    """A rule by which an agency owes something, and how it kept it in the last months.

    in_force: False for a rule of former days under which it still has figures.
    """

    rule: DutyRule
    figures: Summary
    in_force: bool


def beginning() -> datetime:
    """The first instant of the last twelve months, this one included: what the figures of public pages tell of."""
    return midnight(add_months(today().replace(day=1), 1 - MONTHS))


def bound_agencies() -> list[Agency]:
    """The open agencies that can owe anything, in the order of the tree; known issuers elsewhere do not."""
    return list(agencies().exclude(kind=AgencyKind.OTHER))


def packs_followed(of: Iterable[Agency]) -> dict[str, str]:
    """Slug → name of the pack that each of these agencies goes by today; empty where none was adopted."""
    book, day = present_book(), today()
    return {agency.slug: book.adopted_by(agency.slug, day) for agency in of}


def pack_of(agency: Agency) -> str:
    """The pack an agency goes by today: the adopted one, else `national`."""
    return present_book().pack_of(agency.slug, today())


def readable(name: str) -> Pack | None:
    """The pack as its files stand; None while they cannot be used."""
    try:
        return load_pack(name)
    except PackError:
        return None


def installed() -> list[str]:
    """The names of the packs of this installation; none while their folders cannot be found."""
    try:
        return pack_names()
    except PackError:
        return []


def rules_of(agency: Agency) -> list[DutyRule]:
    """The rules that bind an agency today: what recurs for its kind, once it goes by an adopted pack, and what
    it owes whenever the event happens."""
    book, day, slug = present_book(), today(), agency.slug
    recurs = book.adopted_by(slug, day) != ""

    def binds(rule: DutyRule) -> bool:
        if rule.kind == "period":
            return recurs and agency.kind in rule.kinds
        role = rule.owes.removeprefix("role:")
        return role == rule.owes or book.holder_of(role, slug) == slug

    found = (one.rule for one in book.rules_of(book.pack_of(slug, day)))
    return [rule for rule in found if rule.in_force(day) and binds(rule)]


def counted_from(rule: DutyRule) -> str:
    """From what the limit of a rule is counted, in the words of the law packs; empty where they do not say."""
    pack = readable(rule.pack)
    try:
        return pack.limit(rule.limit_id, on=today()).counts if pack and rule.limit_id else ""
    except LookupError:
        return ""


def promises_of(agency: Agency) -> list[Promise]:
    """What an agency owes and how it kept it, in the order of the pack; rules of former days last."""
    figures = summary_by_rule([agency], since=beginning())
    rules = rules_of(agency)
    known = {rule.id for rule in rules}
    found = [Promise(rule, figures.get(rule.id, Summary(rule.id)), True) for rule in rules]
    if former := figures.keys() - known:
        texts = {rule.id: rule for rule in present_book().texts.values()}
        found += [Promise(texts[id], figures[id], False) for id in sorted(former) if id in texts]
    return found


def select(
    wanted: Wanted, *, due_after: date | None = None, due_before: date | None = None
) -> QuerySet[Duty]:
    """Duties of all agencies that are wanted, in no order; of a subject, only those that may tell it.

    due_after, due_before: days in China, both included, whatever became of the duty since.
    """
    found = matching(None, wanted)
    if due_after:
        found = found.filter(due_at__gte=midnight(due_after))
    if due_before:
        found = found.filter(due_at__lte=end_of_day(due_before))
    if wanted.subject:
        begun_in_public = Event.objects.filter(seq=OuterRef("opened_seq"), public=True)
        found = found.filter(~Q(period="") | Exists(begun_in_public))
    return found
