"""Shorthand of the tests: tell an event at an instant, and look at what is owed."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import CHINA, frozen


def tell(at: str, verb: str, id: str, agency: str = "zhujian", **facts: Any) -> Event:
    """An event about `verb`'s kind and this identifier, at an instant of Beijing time."""
    with frozen(at), transaction.atomic():
        return record(verb, subject=(verb.split(".")[0], id), by="zhoumin", agency=agency, facts=facts)


def adopt(at: str, agency: Agency, pack: str = "qingyuan", from_: date | None = None) -> None:
    with frozen(at) as traveller:
        adopt_pack(by=SYSTEM, agency=agency, pack=pack, from_=from_ or traveller.at.date())


def duty(rule: str, **narrower: Any) -> Duty:
    """The one duty under this rule."""
    return Duty.objects.get(rule=rule, **narrower)


def due(one: Duty) -> str | None:
    """The instant it is due in Beijing time, to the minute."""
    return f"{one.due_at.astimezone(CHINA):%Y-%m-%d %H:%M}" if one.due_at else None
