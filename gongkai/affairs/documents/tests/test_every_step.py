"""Every step of a document's course by every role in every state: the table decides, whatever a request says."""

from datetime import timedelta

import pytest
from django.db import transaction

from gongkai.affairs.documents import actions, course, standing, workflow
from gongkai.affairs.documents.models import Edition, State
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused
from tests.county import County

from .test_gates import POINTS, fresh, notice

STEPS = {
    "send_up": lambda e, by: course.send_up(e, by=by),
    "recall": lambda e, by: course.recall(e, by=by),
    "pass_gate": lambda e, by: course.pass_gate(e, by=by, gate="secrecy", checked=POINTS),
    "refer": lambda e, by: course.refer(e, by=by, to="县国家保密局", question="可否公开。"),
    "settle": lambda e, by: course.settle(e, by=by, decision="可以公开。", may_open=True),
    "return": lambda e, by: course.send_back(e, by=by, reason="请修改。"),
    "sign": lambda e, by: course.sign(e, by=by),
    "schedule": lambda e, by: course.schedule(e, by=by, at=now() + timedelta(days=1)),
    "publish": lambda e, by: actions.publish(e, by=by),
    "withhold": lambda e, by: course.withhold(e, by=by),
    "reopen": lambda e, by: course.reopen(e, by=by, reason="可以公开。"),
    "take_over": lambda e, by: actions.take_over(e, by=by),
    "edit": lambda e, by: actions.edit(e, by=by, version=e.version, title="另一个标题"),
    "classify": lambda e, by: course.classify(e, by=by, attribute="proactive"),
    "correct": lambda e, by: actions.revise(e.document, by=by, note="更正。", title="另一个标题"),
    "withdraw": lambda e, by: actions.withdraw(e.document, by=by, reason="误发。"),
    "restore": lambda e, by: standing.restore(e.document, by=by, reason="撤回有误。"),
}


class _Undo(Exception):
    """Takes back what a step did, so that the next role meets the same state."""


def test_the_walk_knows_every_step() -> None:
    assert set(STEPS) == {step.name for step in workflow.FLOW.steps}


@pytest.mark.full
@pytest.mark.parametrize("step", STEPS)
def test_every_step_by_every_role_in_every_state_does_what_the_table_says(step: str, county: County) -> None:
    """A hand-made request gets as far as the table lets it: refused with sentences, and nothing changed."""
    people = []
    for role in ROLES:
        person = agencies.appoint(by=SYSTEM, agency=county.housing, username=f"r-{role}", name=role[:20])
        agencies.grant_role(person, by=SYSTEM, role=role, agency=county.housing)
        people.append(Officer.objects.get(pk=person.pk))
    edition = notice(county)
    course.send_up(edition, by=county.zhou_min)
    course.pass_gate(edition, by=county.fang_ya, gate="secrecy", checked=POINTS)
    out = {"published_at": now(), "published_by": "tangke"}
    for state in State.values:
        more = (
            out
            if state in {"live", "superseded", "withdrawn"}
            else {"published_at": None, "published_by": ""}
        )
        Edition.objects.filter(pk=edition.pk).update(state=state, **more)
        for person in people:
            here = fresh(edition)
            closed = workflow.refusals(here, step, person)
            before, events = Edition.objects.values().get(pk=edition.pk), Event.objects.count()
            try:
                with transaction.atomic():
                    STEPS[step](here, person)
                    assert not closed, (state, person)
                    raise _Undo
            except Refused as refused:
                assert all(reason.endswith("。") for reason in refused.reasons)
            except _Undo:
                pass
            assert Edition.objects.values().get(pk=edition.pk) == before
            assert Event.objects.count() == events
