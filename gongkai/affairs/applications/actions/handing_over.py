"""Handing over 交接: an officer leaves, and the applications in his hand go to his successor with his papers."""

from django.db import transaction
from django.db.models import QuerySet

from gongkai.affairs.applications.models import Application
from gongkai.affairs.applications.rows import assign, tell
from gongkai.affairs.documents import handing_over as documents
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.permissions import Permission


def in_hand(officer: Officer) -> QuerySet[Application]:
    """The applications that were handed to him and have no answer yet."""
    found = Application.objects.filter(officer=officer, concluded_on=None)
    return found.select_related("agency", "undertaker").order_by("pk")


@transaction.atomic
def hand_over(officer: Officer, *, by: Actor, to: Officer) -> tuple[list[Edition], list[Application]]:
    """The officer leaves today: his papers and his applications are his successor's, with the roles for both.

    Where the successor may not work on applications of that unit even so, one is nobody's until it is handed to
    somebody again: the unit goes on owing it. Raises Refused with every fault.
    """
    going = list(in_hand(officer).select_for_update(of=("self",)))
    editions = documents.hand_over(officer, by=by, to=to)
    for application in going:
        able = to.may(Permission.HANDLE_APPLICATIONS, application.undertaker)
        assign(application, officer=to if able else None)
        tell(
            "application.handed_over", application, by,
            whose=officer.handle, officer=to.handle if able else None,
        )  # fmt: skip
    return editions, going
