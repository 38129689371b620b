"""Any sequence of events on any days: the due date equals that of a model written from the statute, day by day.

The model shares nothing with the clock but the calendar's answer whether a day is worked. It knows 条例 arts 30, 32,
33, 34 and 信息处理费管理办法 art 6: twenty working days from the day after receipt; begun anew by a corrected
application and by payment; days on which somebody is consulted left out, once, up to the last day of his own limit
if he is silent; twenty more by one extension inside the period.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.affairs.applications.actions import charging, consulting, correcting, extending
from gongkai.affairs.applications.models import Application, Consultation
from gongkai.kernel.clock import default_calendar
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, due, head, on, received

pytestmark = pytest.mark.django_db

DAY = timedelta(1)


def works(day: date) -> bool:
    return default_calendar().is_working_day(day)


def days_on(start: date, n: int) -> date:
    """The n-th working day after a day."""
    while n:
        start += DAY
        n -= works(start)
    return start


@dataclass
class Statute:
    """One application under the statute."""

    start: date
    extra: int = 0
    waiting: bool = False  # for the applicant: to correct, or to pay
    waited_since: date = date.max
    spans: list[list[Any]] = field(default_factory=list)  # asked on, answered on

    def restart(self, day: date) -> None:
        self.start, self.extra, self.waiting, self.spans = day, 0, False, []

    def due(self) -> date | None:
        """The last day; None while somebody is waited for."""
        if self.waiting or any(until is None for _, until in self.spans):
            return None
        day, left = self.start, 20 + self.extra
        while left:
            day += DAY
            left -= works(day) and not any(asked <= day <= until for asked, until in self.spans)
        return day


MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "correct",
                "corrected",
                "third",
                "maker",
                "answer",
                "answer",
                "extend",
                "fee",
                "paid",
                "waived",
                "wait",
            ]
        ),
        st.integers(0, 9),
    ),
    min_size=3,
    max_size=14,
)


@pytest.mark.full
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.dates(date(2024, 1, 2), date(2026, 6, 30)), st.booleans(), MOVES)
def test_the_due_date_is_what_the_statute_says(
    county: County, first: date, examined: bool, moves: list[tuple[str, int]]
) -> None:
    head(county)
    with transaction.atomic():
        with on(str(first)):
            application = accepted(county) if examined else received(county)
        model, day, silent_until = Statute(first), first, {}
        for move, later in moves:
            day += timedelta(later)
            with on(str(day)):
                consulting.close_silent()
                for one in application.consultations.filter(answer__in=("silent", "unserved")):
                    until, span = silent_until[one.pk]
                    span[1] = until
                with suppress(Refused):
                    tell(county, application, model, silent_until, move, day)
                assert due(application) == model.due(), (first, moves, move, day)
        transaction.set_rollback(True)


def tell(
    county: County, application: Application, model: Statute, silent: dict[int, Any], move: str, day: date
) -> None:
    """Do it, and if nobody refuses, say the same to the model."""
    by, fresh = county.zhou_min, Application.objects.get(pk=application.pk)
    match move:
        case "correct":
            correcting.ask_correction(fresh, by=by, items=["请写明年度。"], correct_by=day + timedelta(30))
            model.waiting, model.waited_since = True, day
        case "corrected":
            correcting.take_correction(fresh, by=by, wanted="2024年度明细")
            model.restart(day)
        case "third" | "maker":
            if move == "third":
                asked = consulting.ask_third_party(fresh, by=by, party="某公司", about="合同价格")
            else:
                asked = consulting.ask_co_maker(fresh, by=by, agency=county.township, about="方案")
            span = [day, None]  # a restart drops it, and what becomes of it then counts no more
            silent[asked.pk] = (days_on(day, 15), span)
            model.spans.append(span)
        case "answer":
            waiting = (
                Consultation.objects.filter(application=application, answer="").order_by("-serial").first()
            )
            if waiting is not None:
                consulting.note_opinion(waiting, by=by, answer="agrees")
                silent[waiting.pk][1][1] = day
        case "extend":
            extending.propose_extension(fresh, by=by, reason="资料在外省。")
            extending.consent_extension(fresh, by=head(county))
            model.extra = 20
        case "fee":
            charging.notice_fee(fresh, by=by, way="pages", pages=100)
            model.waiting, model.waited_since = True, day
        case "paid":
            charging.note_payment(fresh, by=county.tang_ke)
            model.restart(day)
        case "waived":
            charging.waive_fee(fresh, by=by, reason="低保对象。")
            model.spans.append([model.waited_since, day])
            model.waiting = False
