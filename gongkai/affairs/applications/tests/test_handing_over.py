"""What an officer had in hand when he leaves is his successor's, or nobody's where the successor may not do it."""

import pytest

from gongkai.affairs.applications.actions import receiving
from gongkai.affairs.applications.actions.handing_over import hand_over, in_hand
from gongkai.affairs.applications.models import Application
from gongkai.engines.agencies.actions import appoint, grant_role
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from tests.county import County

from .telling import on, submit

pytestmark = pytest.mark.django_db


def entrusted(county: County) -> Application:
    """To the county, handed to the housing bureau and there to Zhou Min."""
    application = submit(county, agency=county.government)
    receiving.confirm_receipt(application, by=county.he_jing)
    receiving.entrust(application, by=county.he_jing, undertaker=county.housing, officer=county.zhou_min)
    return application


def test_applications_go_with_the_papers(county: County) -> None:
    with on("2026-03-02"):
        grant_role(county.he_jing, by=SYSTEM, role="liaison", agency=county.government)
        application, paper = entrusted(county), county.draft("农房安全手册", kind="guide", taken_from="")
        heir = appoint(by=SYSTEM, agency=county.housing, username="xinran", name="辛然")
        owed = Duty.objects.get(rule="reply").due_at
        editions, applications = hand_over(county.zhou_min, by=SYSTEM, to=heir)
        assert (editions, applications) == ([paper], [application])
        assert (list(in_hand(heir)), list(in_hand(county.zhou_min))) == ([application], [])
        told = Event.objects.get(verb="application.handed_over")
        assert facts_of(told) == {"officer": "xinran", "whose": "zhoumin"} and not told.public
        assert Duty.objects.get(rule="reply").due_at == owed
        receiving.accept(application, by=heir)
