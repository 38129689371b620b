"""Guides 公开指南: how to reach an agency's disclosure office, and where its replies can be challenged; reads only.

What the guide leaves open is answered by the agency itself; the reconsideration organ by the tree of agencies
(行政复议法 art 24: the government of the same level; against a government, the one above it).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.affairs.applications.fees import pack_name
from gongkai.affairs.applications.models import Guide
from gongkai.engines.agencies.models import Agency, AgencyKind
from gongkai.kernel.clock import day_of, today
from gongkai.kernel.law import load_pack

GOVERNMENTS = (AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY)
COURT = "有管辖权的人民法院"


@dataclass(frozen=True)
class Contact:
    """What an applicant is told of the office; each text may be empty but the office, the organ and the court.

    checked_on: when somebody last went through it.
    """

    office: str
    address: str
    postcode: str
    phone: str
    fax: str
    email: str
    hours: str
    reconsideration_organ: str
    court: str
    checked_on: date | None

    @property
    def in_words(self) -> str:
        """One line for a letter: 县住房城乡建设局办公室，电话：…，地址：…."""
        told = [self.office]
        told += [f"电话：{self.phone}"] if self.phone else []
        told += [f"地址：{self.address}"] if self.address else []
        return "，".join(told)


def contact_of(agency: Agency) -> Contact:
    """How its disclosure office is reached."""
    guide = Guide.objects.filter(agency=agency).first()

    def told(name: str) -> str:
        return (getattr(guide, name) if guide else "") or getattr(agency, name, "")

    return Contact(
        office=guide.office if guide else agency.name,
        address=told("address"),
        postcode=told("postcode"),
        phone=told("phone"),
        fax=told("fax"),
        email=told("email"),
        hours=told("hours"),
        reconsideration_organ=told("reconsideration_organ") or reconsideration_organ(agency),
        court=told("court") or COURT,
        checked_on=day_of(guide.checked_at) if guide and guide.checked_at else None,
    )


def reconsideration_organ(agency: Agency) -> str:
    """Who hears reconsideration of its acts, as the tree of agencies tells it."""
    if agency.kind == AgencyKind.PROVINCE:
        return agency.name
    above = agency.parent
    while above is not None and above.kind not in GOVERNMENTS:
        above = above.parent
    if above is not None:
        return above.name
    return "上一级人民政府" if agency.kind in GOVERNMENTS else "本级人民政府"


def check_due(agency: Agency) -> date | None:
    """By which day its guide has to be gone through again; today where it never was, None without a guide."""
    guide = Guide.objects.filter(agency=agency).first()
    if guide is None:
        return None
    if guide.checked_at is None:
        return today()
    days = load_pack(pack_name(agency, today())).setting("guide_check_days", on=today()).value
    assert isinstance(days, int), "the pack says how many days"
    return day_of(guide.checked_at) + timedelta(days)
