"""Draft 未提交的申请: what has been typed so far; nothing of it stands in a table in clear or in an address."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from django.http import HttpRequest

from gongkai.affairs.applications.actions.receiving import NOT_ASKED
from gongkai.affairs.applications.identity import ORGANISATIONAL, PERSONAL, Identity
from gongkai.affairs.applications.models import Kind
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import agencies
from gongkai.faces.portal import apply_session

NAME = "application"
KEPT = timedelta(hours=2)


@dataclass(frozen=True)
class Draft:
    """The answers of all steps, empty where nothing was typed. token: tells one draft from another; offered: for
    which words documents were offered that may answer it already."""

    token: str
    agency: str
    wanted: str = ""
    suggests: bool = False
    offered: str = ""
    medium: str = ""
    delivery: str = ""
    kind: str = ""
    name: str = ""
    proof: str = ""
    proof_number: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""

    def __repr__(self) -> str:
        return "Draft(…)"  # never in a log line or a traceback

    def identity(self) -> Identity:
        """Who applies, as the application's core wants it."""
        return Identity(
            name=self.name, proof=self.proof, proof_number=self.proof_number, phone=self.phone, email=self.email,
            address=self.address, postcode=self.postcode, representative=self.representative,
        )  # fmt: skip

    @property
    def person(self) -> bool:
        """Whether a person applies and not an organisation."""
        return self.kind == Kind.NATURAL

    @property
    def proofs(self) -> dict[str, str]:
        """The proofs of identity that this kind of applicant has."""
        return PERSONAL if self.person else ORGANISATIONAL


def asked_agencies() -> list[Agency]:
    """The organs that one may apply to, in their order."""
    return [one for one in agencies() if one.kind not in NOT_ASKED]


def asked_agency(slug: str) -> Agency | None:
    """One of them; None for any other name."""
    return agencies().exclude(kind__in=NOT_ASKED).select_related("parent").filter(slug=slug).first()


def begin(request: HttpRequest, agency: Agency) -> Draft:
    """A new draft, or the one that lies there, now for this agency."""
    known = read(request)
    draft = replace(known, agency=agency.slug) if known else Draft(token_urlsafe(12), agency.slug)
    keep(request, draft)
    return draft


def keep(request: HttpRequest, draft: Draft) -> None:
    """Save it on the way; the time runs anew."""
    apply_session.put(request, NAME, asdict(draft), keep=KEPT)


def read(request: HttpRequest) -> Draft | None:
    """What lies in the session; None when nothing does any more."""
    given: dict[str, Any] | None = apply_session.get(request, NAME)
    if given is None:
        return None
    known = {field.name for field in fields(Draft)}
    return Draft(**{name: value for name, value in given.items() if name in known})


def forget(request: HttpRequest) -> None:
    """Away with it."""
    apply_session.drop(request, NAME)
