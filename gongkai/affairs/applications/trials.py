"""Trials 畅通性测试: how long the office took to answer itself; reads only."""

from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.affairs.applications.models import Application
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import default_calendar


@dataclass(frozen=True)
class Took:
    """Working days: from handing in to receipt, and from receipt to the answer; None while it has not come."""

    to_confirm: int | None
    to_answer: int | None


def took(application: Application) -> Took:
    """How long an application took, counted over the calendar."""
    calendar, received, ended = default_calendar(), application.received_on, application.concluded_on
    confirm = calendar.working_days_between(application.arrived_on, received) if received else None
    answer = calendar.working_days_between(received, ended) if received and ended else None
    return Took(confirm, answer)


def trials_of(agency: Agency) -> QuerySet[Application]:
    """The applications by which an agency's channels were tried, newest first; `trial` says how it went."""
    return Application.objects.filter(agency=agency, is_test=True).select_related("trial").order_by("-id")
