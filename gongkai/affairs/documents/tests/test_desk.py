"""What an officer finds on his desk: what he may read, what waits for him, what a relation may point to."""

import pytest

from gongkai.affairs.documents import actions, assembly, course, desk, gates
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from tests.county import County


def notice(county: County, title: str = "关于做好冬季燃气安全检查的通知") -> Edition:
    return county.draft(title, kind="notice", taken_from="")


def steps(officer: Officer) -> list[str]:
    return [one.step for one in desk.waiting_for(Officer.objects.get(pk=officer.pk))]


def test_who_reads_what(county: County) -> None:
    edition = notice(county)
    number = edition.document.index_number
    for who in (county.zhou_min, county.tang_ke, county.fang_ya, county.lu_fang):
        assert desk.newest(who, number) == edition
    assert desk.newest(county.guo_liang, number) is None
    assert desk.newest(county.zhou_min, "X") is None


def test_each_step_waits_for_those_who_may_take_it(county: County) -> None:
    edition = course.send_up(notice(county), by=county.zhou_min)
    assert (steps(county.fang_ya), steps(county.lu_fang), steps(county.zhou_min)) == (["review"], [], [])
    (gate,) = gates.needed(edition)
    course.pass_gate(edition, by=county.fang_ya, gate=gate.gate, checked=gate.checklist)
    assert (steps(county.fang_ya), steps(county.lu_fang), steps(county.tang_ke)) == ([], ["sign"], [])
    course.sign(edition, by=county.lu_fang)
    assert (steps(county.lu_fang), steps(county.tang_ke)) == (["publish"], ["publish"])
    actions.publish(edition, by=county.tang_ke)
    assert steps(county.tang_ke) == []


@pytest.mark.full
def test_the_longest_waiting_stands_first_and_what_is_referred_waits_to_be_settled(county: County) -> None:
    first = course.send_up(notice(county), by=county.zhou_min)
    second = course.send_up(notice(county, "乙通知"), by=county.zhou_min)
    waiting = desk.waiting_for(county.fang_ya)
    assert [one.edition for one in waiting] == [first, second]
    course.refer(first, by=county.fang_ya, to="保密局", question="能否公开。")
    assert steps(county.fang_ya) == ["settle", "review"]


def test_a_joint_signer_reads_it_once_it_is_sent_up(county: County) -> None:
    agencies.grant_role(county.guo_liang, by=SYSTEM, role="approver", agency=county.township)
    guo = Officer.objects.get(pk=county.guo_liang.pk)
    edition = notice(county)
    assembly.name_joint_agencies(edition, by=county.zhou_min, agencies=[county.township])
    assert desk.newest(guo, edition.document.index_number) is None
    course.send_up(Edition.objects.get(pk=edition.pk), by=county.zhou_min)
    assert [(one.step, one.title) for one in desk.waiting_for(guo)] == [("review", "桥头镇会签")]


def test_a_relation_points_to_what_is_public_or_readable(county: County) -> None:
    hidden = county.draft("桥头镇内部事项通知", agency=county.housing, kind="notice", taken_from="")
    public = county.publish("青原县房屋安全管理办法")
    draft = notice(county)
    assert [one.pk for one in desk.candidates(county.zhou_min, "房屋 办法", besides=draft)] == [public.pk]
    assert desk.candidates(county.zhou_min, " ", besides=draft) == []
    assert desk.candidates(county.guo_liang, "内部事项", besides=draft) == []
    assert desk.target(county.guo_liang, hidden.document.index_number) is None
    assert desk.target(county.guo_liang, public.document.index_number) == public.document


def test_the_queue_takes_a_bounded_number_of_queries(
    county: County, django_assert_max_num_queries: object
) -> None:
    for n in range(4):
        course.send_up(notice(county, f"通知{n}"), by=county.zhou_min)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert len(desk.waiting_for(county.fang_ya)) == 4
