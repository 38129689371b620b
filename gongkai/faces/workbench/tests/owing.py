"""What the tests about duties share: the county under a pack, an officer's page, a duty of a rule."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.test import Client

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import Traveller, frozen
from tests.county import County
from tests.scenes import scene

MONDAY = datetime.fromisoformat("2025-11-17T09:00+08:00")


def at(text: str) -> AbstractContextManager[Traveller]:
    """A frozen instant, in Beijing time."""
    return frozen(datetime.fromisoformat(f"{text}+08:00"))


@scene
def under_xiaoxian(county: County) -> County:
    """The county goes by the Xiaoxian pack; the housing bureau has published a document to interpret."""
    with frozen(MONDAY):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=MONDAY.date())
        county.publish_new("青原县农村危房改造实施办法")
    return county


def page_of(who: Officer, path: str, status: int = 200) -> str:
    """A page as this officer sees it."""
    client = Client()
    client.force_login(who.user)
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def interpretation() -> Duty:
    """What the housing bureau owes about its document."""
    return Duty.objects.get(rule="interpretation", subject_kind="document")
