"""What the tests about concerns share: one that is found, weighed and answered, and its duties."""

from datetime import datetime
from typing import Any

from gongkai.affairs.concerns import actions, law, saying
from gongkai.affairs.concerns.models import Concern, Response
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import instant, now, today
from tests.county import County

WORDS = "县融媒体中心：墙体已经加固，无人受伤。"


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


def weighed(concern: Concern, by: Officer, risk: str = "low") -> Concern:
    """The same concern, assessed in full."""
    points = law.risks(concern.agency)[risk].said.checklist
    said = {"reason": "影响限于一户。", "analysis": "已经派人到现场核实，准备加固后回复。"}
    actions.assess(concern, by=by, risk=risk, points=points, **said)
    concern.refresh_from_db()
    return concern


def say(concern: Concern, step: str, by: Officer, **given: Any) -> Response:
    """Something that was said now, in the first form of the step."""
    form = next(iter(law.forms(concern.agency, step)))
    facts = {"at": now(), "form": form, "speaker": "局新闻发言人", "text": WORDS, **given}
    row: Response = getattr(saying, step)(concern, by=by, **facts)
    return row


def owed(concern: Concern) -> dict[str, Duty]:
    """The duties about a concern by their rule."""
    kind, identifier = concern.subject
    return {duty.rule: duty for duty in Duty.objects.filter(subject_kind=kind, subject_id=identifier)}
