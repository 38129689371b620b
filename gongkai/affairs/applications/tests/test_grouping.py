"""Split and merged: one application a matter, several of one applicant answered together."""

from datetime import date

import pytest

from gongkai.affairs.applications import figures
from gongkai.affairs.applications.actions import (
    charging,
    closing,
    correcting,
    deciding,
    grouping,
    receiving,
)
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import Applicant, Application
from gongkai.affairs.applications.rows import locked
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.models import Duty
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, answer, draft, due, on, person, received, submit

pytestmark = pytest.mark.django_db


def test_each_part_has_the_day_and_the_clock_of_the_whole(county: County) -> None:
    with on("2026-03-02"):
        application = received(county)
        correcting.ask_correction(
            application, by=county.zhou_min, items=["请分项写明。"], correct_by=date(2026, 3, 20)
        )
    with on("2026-03-09"):
        correcting.take_correction(application, by=APPLICANT, wanted="补助明细；评审依据；验收报告")
    with on("2026-03-11"):
        parts = grouping.split(application, by=county.tang_ke, parts=["补助明细", "评审依据", "验收报告"])
        assert [one.wanted for one in parts] == ["补助明细", "评审依据", "验收报告"]
        assert {one.received_on for one in parts} == {date(2026, 3, 2)}
        assert {due(one) for one in parts} == {date(2026, 4, 7)}
        assert Applicant.objects.values("fingerprint").distinct().count() == 1
        assert figures.table3([county.housing], 2026)["new"]["total"] == 3
    with on("2027-01-04"), pytest.raises(Refused, match="已计入2026年度报告"):
        grouping.split(parts[1], by=county.tang_ke, parts=["甲", "乙"])


def test_merged_they_are_answered_together_and_counted_each(county: County) -> None:
    with on("2026-03-02"):
        first, second = accepted(county), accepted(county)
        others = accepted(county, identity=person(1))
        with pytest.raises(Refused, match="同一申请人"):
            grouping.merge(others, by=county.zhou_min, into=first)
        grouping.merge(second, by=county.zhou_min, into=first)
        with pytest.raises(Refused, match="并案办理"):
            draft(county, second)
        with pytest.raises(Refused, match="不能再拆分或者并案"):
            grouping.merge(first, by=county.zhou_min, into=others)
    with on("2026-03-10"):
        answer(county, first)
    second.refresh_from_db()
    assert (second.stage, second.outcome, second.merged_into) == ("answered", "granted", first)
    assert figures.table3([county.housing], 2026)["granted"]["natural"] == 2
    assert Duty.objects.filter(rule="reply", outcome="met").count() == 2


def test_what_it_was_merged_into_ends_and_it_goes_on(county: County) -> None:
    with on("2026-03-02"):
        first, second = accepted(county), accepted(county)
        grouping.merge(second, by=county.zhou_min, into=first)
        closing.withdraw(first, by=APPLICANT)
        second.refresh_from_db()
        assert (second.stage, second.merged_into) == ("handling", None)
        third = accepted(county)
        grouping.merge(third, by=county.zhou_min, into=second)
        grouping.separate(third, by=county.zhou_min)
        assert due(third) == date(2026, 3, 30)


def test_nobody_hands_his_work_to_another_unit_by_merging(county: County) -> None:
    with on("2026-03-02"):
        agencies.grant_role(county.he_jing, by=SYSTEM, role="liaison", agency=county.government)
        he_jing = Officer.objects.get(pk=county.he_jing.pk)
        mine, other = (
            receiving.confirm_receipt(submit(county, agency=county.government), by=he_jing) for _ in range(2)
        )
        receiving.entrust(mine, by=he_jing, undertaker=county.housing)
        with pytest.raises(Refused, match=f"您没有办理{other.number}的权限"):
            grouping.merge(mine, by=county.zhou_min, into=other)
        receiving.entrust(other, by=he_jing, undertaker=county.housing)
        grouping.merge(mine, by=county.zhou_min, into=other)


def test_who_was_taken_out_meanwhile_is_not_answered_with_it(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading who is merged and holding him, another officer separates one and the applicant withdraws one."""
    with on("2026-03-02"):
        first, freed, left, stays = (accepted(county) for _ in range(4))
        for one in (freed, left, stays):
            grouping.merge(one, by=county.zhou_min, into=first)
        draft(county, first)

        def waited(application: Application) -> Application:
            if application.pk == freed.pk and application.stage == "merged":
                monkeypatch.undo()
                grouping.separate(freed, by=county.zhou_min)
                closing.withdraw(left, by=APPLICANT)
            return locked(application)

        monkeypatch.setattr(grouping, "locked", waited)
        deciding.sign(first, by=county.lu_fang)
    for one in (freed, left, stays):
        one.refresh_from_db()
    assert (freed.stage, left.stage, stays.stage) == ("handling", "withdrawn", "answered")


def test_what_it_was_merged_into_lapses_and_it_goes_on(county: County) -> None:
    with on("2026-03-02"):
        first, second = accepted(county), accepted(county)
        grouping.merge(second, by=county.zhou_min, into=first)
        correcting.ask_correction(first, by=county.zhou_min, items=["年度"], correct_by=date(2026, 3, 20))
        unpaid, third = accepted(county), accepted(county)
        grouping.merge(third, by=county.zhou_min, into=unpaid)
        charging.notice_fee(unpaid, by=county.zhou_min, way="pages", pages=100)
        charging.note_fee_served(unpaid, by=county.tang_ke, on=date(2026, 3, 2))
    with on("2026-06-01"):
        correcting.lapse_uncorrected(first, by=county.zhou_min)
        charging.lapse_unpaid(unpaid, by=county.zhou_min)
    for follower in (second, third):
        follower.refresh_from_db()
        assert (follower.stage, follower.merged_into) == ("handling", None)
