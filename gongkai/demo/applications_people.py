"""演示申请人: who applies, all of whom do not exist; their numbers are of no real area and check all the same."""

from datetime import date, timedelta

from gongkai.affairs.applications.identity import Identity
from gongkai.affairs.applications.models import Kind
from gongkai.demo.applications_texts import People
from gongkai.demo.cast import chosen
from gongkai.demo.county import County
from gongkai.engines.agencies.credit_code import check_character, organisation_check
from gongkai.engines.screening.personal.identity import check_digit

# Of a hundred applicants, how many are of which kind.
_SHARES = (
    (Kind.NATURAL, 72),
    (Kind.BUSINESS, 14),
    (Kind.LEGAL, 5),
    (Kind.OTHER, 4),
    (Kind.WELFARE, 3),
    (Kind.RESEARCH, 2),
)
# So many people share what is asked: some of them apply more than once.
_NATURAL = 170


def kind_for(key: str) -> Kind:
    """The kind of the applicant of a case, the same at every telling."""
    at = chosen(100, f"{key} kind")
    for kind, share in _SHARES:
        if at < share:
            return kind
        at -= share
    raise AssertionError("the shares make a hundred")


def applicant(county: County, people: People, kind: Kind, key: str) -> Identity:
    """Who applies in a case; a key of `people.known` is that person."""
    if kind == Kind.NATURAL:
        return _person(county, people, key)
    names = people.organisations[kind]
    name = names[chosen(len(names), f"{key} organisation")]
    return _organisation(county, people, name)


def _person(county: County, people: People, key: str) -> Identity:
    who = key if key in people.known else f"natural {chosen(_NATURAL, f'{key} person')}"
    name = people.known.get(who) or _name(people, who)
    born = date(1950, 1, 1) + timedelta(chosen(50 * 365, f"{who} born"))
    first = f"{county.area_code}{born:%Y%m%d}{chosen(1000, f'{who} serial'):03d}"
    return Identity(
        name=name, proof="resident_id", proof_number=first + check_digit(first), **_contact(people, who)
    )


def _organisation(county: County, people: People, name: str) -> Identity:
    eight = f"MB{chosen(10**6, f'{name} code'):06d}"
    first = f"91{county.area_code}{eight}{organisation_check(eight)}"
    return Identity(
        name=name,
        proof="credit_code",
        proof_number=first + check_character(first),
        representative=_name(people, name),
        **_contact(people, name),
    )


def _name(people: People, who: str) -> str:
    surname = people.surnames[chosen(len(people.surnames), f"{who} surname")]
    return surname + people.given[chosen(len(people.given), f"{who} given")]


def _contact(people: People, who: str) -> dict[str, str]:
    """A telephone, a mailbox and an address that nobody has."""
    place = people.places[chosen(len(people.places), f"{who} place")]
    return {
        "phone": f"0989-66{chosen(10**5, f'{who} phone'):05d}",
        "email": f"shenqing{chosen(10**6, who):06d}@mail.example",
        "address": f"江原省云州市青原县{place}{chosen(180, f'{who} door') + 1}号",
        "postcode": "992200",
    }
