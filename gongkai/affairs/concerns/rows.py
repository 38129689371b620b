"""What the verbs on concerns share: a step taken on the locked row, its event, the faults of what was typed."""

from datetime import datetime
from typing import Any

from gongkai.affairs.concerns import workflow
from gongkai.affairs.concerns.models import Concern, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.engines.screening import KINDS, screen
from gongkai.kernel.clock import now


def locked(concern: Concern) -> Concern:
    """The concern as it stands now, held until the commit."""
    return Concern.objects.select_for_update(of=("self",)).select_related("agency").get(pk=concern.pk)


def take(held: Concern, step: str, by: Actor, faults: list[str], **changes: Any) -> Concern:
    """The locked concern a step further, with these fields set; refused with every reason."""
    roles = workflow.held(held, by)
    changes["state"] = State(workflow.FLOW.take(held, step, roles=roles, actor=by, faults=faults))
    for name, value in changes.items():
        setattr(held, name, value)
    held.save(update_fields=list(changes))
    return held


def tell(verb: str, concern: Concern, by: Actor, *, public: bool = False, **facts: Any) -> Event:
    """Record what was done about the concern."""
    return record(
        verb,
        subject=concern.subject,
        agency=concern.agency.slug,
        by=by.handle,
        facts=facts,
        public=public,
    )


def not_yet(name: str, at: datetime) -> list[str]:
    """What is wrong with an instant that cannot lie ahead."""
    return [f"{name}尚未到来，请核对。"] if at > now() else []


def unfit_for_the_public(texts: dict[str, str]) -> list[str]:
    """Why these texts, by the name of their field, must not go out: personal data, secrecy marks, leftovers."""
    reasons = []
    for name, text in texts.items():
        for one in screen(text):
            kind = KINDS[one.kind]
            if one.severity == "block" or (kind.group == "personal" and one.severity == "warn"):
                reasons.append(f"{name}中有{kind.title}“{one.masked}”，请删去或者改写后再公开。")
    return list(dict.fromkeys(reasons))
