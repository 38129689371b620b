"""What the tests about concerns share: one that is found, and its duties."""

from datetime import datetime

from gongkai.affairs.concerns import actions
from gongkai.affairs.concerns.models import Concern
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import instant, now, today
from tests.county import County


def hour(text: str) -> datetime:
    """2026-02-16 23:30 in Beijing."""
    return instant(f"{text}+08:00")


def under(county: County, pack: str) -> None:
    """The county goes by this pack from today on."""
    adopt_pack(by=SYSTEM, agency=county.government, pack=pack, from_=today())


def found(county: County, level: str = "other", **given: datetime | str) -> Concern:
    """A concern of the housing bureau that Tang Ke notes; it happened and was found now, if nothing else is said."""
    facts: dict[str, datetime | str] = {
        "title": "桥头镇一处老旧房屋墙体开裂", "source": "县融媒体中心读者留言", "occurred_at": now(),
        "found_at": now(), **given,
    }  # fmt: skip
    return actions.find(by=county.tang_ke, agency=county.housing, level=level, **facts)  # type: ignore[arg-type]


def owed(concern: Concern) -> dict[str, Duty]:
    """The duties about a concern by their rule."""
    kind, identifier = concern.subject
    return {duty.rule: duty for duty in Duty.objects.filter(subject_kind=kind, subject_id=identifier)}
