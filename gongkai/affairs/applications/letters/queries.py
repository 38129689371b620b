"""Reading letters: those of an application, and what still has to be sent."""

from django.db.models import Prefetch, QuerySet

from gongkai.affairs.applications.models import Addressee, Application, Delivery, Letter, LetterDelivery
from gongkai.affairs.applications.queries import applications_for
from gongkai.engines.agencies.models import Officer


def letters_of(application: Application, *, for_applicant: bool = False) -> list[Letter]:
    """The letters of an application, newest first, with their deliveries; their texts are read when asked for.

    for_applicant: only those that are addressed to the applicant, without the deliveries.
    """
    found = Letter.objects.filter(application=application)
    by_order = Prefetch("deliveries", LetterDelivery.objects.order_by("id"))
    letters = list(
        found.filter(to=Addressee.APPLICANT) if for_applicant else found.prefetch_related(by_order)
    )
    for letter in letters:
        letter.application = application
    return letters


def letter_of(application: Application, serial: int, *, for_applicant: bool = False) -> Letter | None:
    """One of them; None where there is none that may be seen."""
    found = _whole(Letter.objects.filter(application=application, serial=serial))
    return (found.filter(to=Addressee.APPLICANT) if for_applicant else found).first()


def to_send(officer: Officer, way: str = "") -> list[Letter]:
    """What nobody has recorded as delivered yet, of the applications that the officer may read, oldest first.

    way: only what goes to applicants who chose this way to be answered (a value of `Delivery`).
    """
    found = _whole(Letter.objects.filter(application__in=applications_for(officer), deliveries=None))
    if way:
        chosen = Delivery(way)
        found = found.filter(application__delivery=chosen, to=Addressee.APPLICANT)
    return list(found.order_by("id"))


def _whole(found: QuerySet[Letter]) -> QuerySet[Letter]:
    return found.select_related(
        "application__agency", "application__undertaker", "agency", "consultation__agency", "decision"
    ).prefetch_related("versions", "deliveries", "decision__files")
