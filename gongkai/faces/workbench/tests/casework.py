"""What the tests of applications share: addresses, and the people of the housing bureau at their browsers."""

from datetime import date
from typing import Any

from gongkai.affairs.applications.models import Application

DESK = "/workbench/applications/"
LATER = date(2026, 6, 30)


def page(application: Application, part: str = "") -> str:
    """The address of a case, or of one of its pages."""
    return f"{DESK}{application.number}/{part}{'/' if part else ''}"


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


# A paper application as the registrar types it.
ENTRY: dict[str, Any] = {
    "agency": "zhujian", "channel": "signed_post", "arrived_on": "2026-03-02", "kind": "natural",
    "proof_check": "sound", "authority_check": "himself",
    "name": "李花", "proof": "resident_id", "proof_number": "440524188001010014", "phone": "13900000000",
    "wanted": "2024年度农村危房改造补助资金分配明细", "medium": "paper", "delivery": "pick_up",
}  # fmt: skip
