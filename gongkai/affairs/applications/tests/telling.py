"""Stories of applications to the housing bureau of 青原县, for the tests of this package."""

from datetime import date, datetime
from typing import Any

from gongkai.affairs.applications import clocks
from gongkai.affairs.applications.actions import deciding, receiving
from gongkai.affairs.applications.identity import APPLICANT, Identity
from gongkai.affairs.applications.models import Application, Decision
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import CHINA, day_of, frozen
from tests.county import County

# Composed numbers; the check digit of the identity number is right.
LI_HUA = Identity("李花", "resident_id", "440524188001010014", phone="13900000000", email="lihua@example.org")
WANTED = "2024年度全县农村危房改造补助资金分配到各乡镇的明细"


def on(day: str, hour: int = 9) -> Any:
    """The clock stopped on a day."""
    year, month, number = map(int, day.split("-"))
    return frozen(datetime(year, month, number, hour, tzinfo=CHINA))


def person(number: int) -> Identity:
    """Somebody else."""
    return Identity(f"张{number}", "passport", f"E{number:08d}", phone="13900000001")


def submit(county: County, by: Any = APPLICANT, **facts: Any) -> Application:
    """Li Hua's application to the housing bureau."""
    given = {
        "agency": county.housing, "kind": "natural", "identity": LI_HUA, "wanted": WANTED,
        "medium": "electronic", "delivery": "web", **facts,
    }  # fmt: skip
    return receiving.submit(by=by, **given).application


def received(county: County, **facts: Any) -> Application:
    """The same, confirmed by Tang Ke on the same day."""
    return receiving.confirm_receipt(submit(county, **facts), by=county.tang_ke)


def accepted(county: County, **facts: Any) -> Application:
    """The same, found clear by Zhou Min."""
    return receiving.accept(received(county, **facts), by=county.zhou_min)


def draft(county: County, application: Application, **facts: Any) -> Decision:
    """A reply by Zhou Min."""
    given: dict[str, Any] = {
        "outcome": "granted", "variant": "provided",
        "files": [{"name": "明细.txt", "data": "桥头镇 12户".encode(), "redacted": False}], **facts,
    }  # fmt: skip
    return deciding.draft_reply(application, by=county.zhou_min, **given)


def answer(county: County, application: Application, **facts: Any) -> Decision:
    """The same, signed by Lu Fang."""
    draft(county, application, **facts)
    return deciding.sign(application, by=county.lu_fang)


def head(county: County) -> Officer:
    """鲁宁, the head of the bureau's disclosure office."""
    found = Officer.objects.filter(user__username="luning").first()
    if found is None:
        found = agencies.appoint(by=SYSTEM, agency=county.housing, username="luning", name="鲁宁")
        agencies.grant_role(found, by=SYSTEM, role="disclosure_head", agency=county.housing)
    return found


def due(application: Application) -> date | None:
    """The day by which the answer is owed, as the duty says; None while the clock stands."""
    duty = clocks.reply_of(Application.objects.get(pk=application.pk))
    assert duty is not None
    return day_of(duty.due_at) if duty.due_at else None


def verbs(application: Application) -> list[str]:
    """What happened to it, in order."""
    return [
        one.verb.removeprefix("application.")
        for one in Event.objects.filter(subject_id=application.number).order_by("seq")
        if one.verb.startswith("application.")
    ]
