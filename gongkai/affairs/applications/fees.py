"""Fees 收费: what an application would cost on the scale of its organ's law pack; charging is `actions.charging`."""

from datetime import date

from django.db.models import Q

from gongkai.affairs.applications.models import Applicant, Application, Way
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.law import present_book
from gongkai.kernel.clock import add_months
from gongkai.kernel.law import load_pack


def pack_name(agency: Agency, on: date) -> str:
    """The law pack that the agency goes by on a day."""
    return present_book().pack_of(agency.slug, on)


def item_of_month(application: Application) -> int:
    """Which of its applicant's applications to the organ in the natural month of its receipt this one is, from 1."""
    day = application.received_on
    fingerprint = (
        Applicant.objects.filter(application=application).values_list("fingerprint", flat=True).first()
    )
    if day is None or not fingerprint:
        return 1
    first = day.replace(day=1)
    return Application.objects.filter(
        Q(received_on__lt=day) | Q(received_on=day, pk__lte=application.pk),
        agency=application.agency,
        applicant__fingerprint=fingerprint,
        received_on__gte=first,
        received_on__lt=add_months(first, 1),
    ).count()


def quote(application: Application, way: Way, pages: int = 0) -> tuple[int, int]:
    """The quantity and the yuan: as the k-th item of the month its own price, or the price of all its pages; 0 yuan
    where the pack charges nothing on that day."""
    day = application.received_on or application.arrived_on
    quantity = max(pages, 0) if way == Way.PAGES else item_of_month(application)
    try:
        scale = load_pack(pack_name(application.agency, day)).fee(way.value, on=day).scale
    except LookupError:
        return quantity, 0
    before = 0 if way == Way.PAGES else scale.amount(quantity - 1)
    return quantity, scale.amount(quantity) - before
