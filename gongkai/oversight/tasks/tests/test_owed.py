"""What is done here starts and ends the duties of the law packs: the events carry what the rules ask for."""

from datetime import date, datetime

import pytest

from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.kernel.clock import CHINA, day_of, frozen
from gongkai.oversight.tasks import actions, progress
from gongkai.oversight.tasks.models import State
from gongkai.oversight.tasks.notes import note
from tests.county import County

from .telling import JULY, report, told_until

pytestmark = pytest.mark.django_db


def test_a_task_without_a_date_is_owed_by_its_leader_until_it_is_done(county: County) -> None:
    with frozen(datetime(2025, 3, 3, 9, tzinfo=CHINA)):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2025, 3, 3))
        done, dated, given_up = (told_until(county, State.DISPATCHED) for _ in range(3))
        told_until(county, State.DISPATCHED, deadline={"text": "7月底前", "date": "2025-07-31"})
        owed = Duty.objects.filter(rule="undated_task")
        assert {duty.agency for duty in owed} == {"zhujian"}
        assert {duty.subject_id for duty in owed} == {done.code, dated.code, given_up.code}
        report(county, done)
        progress.accept(done, by=county.he_jing)
        actions.set_deadline(dated, by=county.he_jing, due_on=JULY, reason="上级要求。")
        actions.cancel(given_up, by=county.he_jing, reason="并入上级任务。")
        assert [duty.outcome for duty in owed.order_by("id")] == ["met", "cancelled", "cancelled"]


def test_what_is_noted_and_published_counts_for_the_period(county: County) -> None:
    with frozen(datetime(2025, 3, 3, 9, tzinfo=CHINA)):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2025, 3, 3))
        note(
            kind="hearing", agency=county.housing, by=county.tang_ke, on=date(2025, 3, 3), subject="openness"
        )
        plan = actions.plan_made(by=county.he_jing, agency=county.housing, title="局方案", year=2025)
        told_until(county, State.CONFIRMED, plan)
        actions.publish_breakdown(plan, by=county.he_jing)
        handover = note(
            kind="handover", agency=county.housing, by=county.tang_ke, on=date(2025, 3, 3),
            **{"from": "周敏", "to": "唐柯"},
        )  # fmt: skip
        assert Duty.objects.get(rule="handover").outcome == ""
        note(
            kind="handover_accepted", agency=county.housing, by=county.tang_ke,
            on=date(2025, 3, 3), of=handover.pk,
        )  # fmt: skip
        for rule in ("hearing", "task_breakdown", "handover"):
            assert Duty.objects.filter(rule=rule, agency="zhujian", outcome="met").count() == 1, rule


def test_a_plan_from_above_asks_for_a_plan_of_ones_own(county: County) -> None:
    with frozen(datetime(2025, 3, 3, 9, tzinfo=CHINA)):
        adopt_pack(by=SYSTEM, agency=county.government, pack="guangdong", from_=date(2025, 3, 3))
        given = {"by": county.he_jing, "agency": county.housing, "year": 2025}
        received = actions.plan_received(title="全市工作要点", issuer="云州市政府", **given)
        owed = Duty.objects.get(rule="implementation_plan")
        assert (owed.agency, owed.subject, owed.outcome) == ("zhujian", received.subject, "")
        actions.plan_made(title="局实施方案", received=received, **given)
        owed.refresh_from_db()
        assert owed.outcome == "met"


def test_a_task_with_a_date_is_owed_by_that_date_until_the_report_that_is_accepted(county: County) -> None:
    dated = {"text": "7月底前", "date": "2025-07-31"}
    with frozen(datetime(2025, 3, 3, 9, tzinfo=CHINA)):
        prompt, slow, given_up = (told_until(county, State.DISPATCHED, deadline=dated) for _ in range(3))
        undated = told_until(county, State.DISPATCHED)
        owed = Duty.objects.filter(rule="task").order_by("id")
        assert [duty.subject_id for duty in owed] == [prompt.code, slow.code, given_up.code]
        assert {(duty.agency, duty.limit, duty.strength) for duty in owed} == {
            ("zhujian", "by 2025-07-31", "must")
        }
        actions.cancel(given_up, by=county.he_jing, reason="并入上级任务。")
        actions.set_deadline(undated, by=county.he_jing, due_on=JULY, reason="上级要求。")
        actions.set_deadline(slow, by=county.he_jing, due_on=date(2025, 6, 30), reason="提前完成。")
    assert owed.get(subject_id=undated.code).limit == f"by {JULY}"
    assert owed.get(subject_id=slow.code).limit == "by 2025-06-30"
    with frozen(datetime(2025, 7, 31, 17, tzinfo=CHINA)):
        report(county, prompt)
        report(county, slow)
    with frozen(datetime(2025, 8, 20, 9, tzinfo=CHINA)):
        # the openness office takes its time: that is not the unit's delay
        assert owed.get(subject_id=prompt.code).status == "paused"
        progress.return_(slow, by=county.he_jing, reason="请补充佐证。")
    with frozen(datetime(2025, 8, 21, 9, tzinfo=CHINA)):
        report(county, slow)
    with frozen(datetime(2025, 8, 25, 9, tzinfo=CHINA)):
        progress.accept(prompt, by=county.he_jing)
        progress.accept(slow, by=county.he_jing)
        assert [duty.status for duty in owed.all()] == ["met", "late", "cancelled", "open"]
        assert day_of(owed.get(subject_id=slow.code).ended_at) == date(2025, 8, 21)  # type: ignore[arg-type]
        assert rebuild(check=True).differing == 0
