"""Hearings, training, posts, handovers and articles are noted by those who keep the records, never ahead of time."""

from datetime import date, datetime
from typing import Any

import pytest

from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import events, facts_of, head
from gongkai.kernel.clock import CHINA, frozen
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks.models import Record
from gongkai.oversight.tasks.notes import note
from gongkai.oversight.tasks.queries import records_for, trained_since
from gongkai.oversight.tasks.records import KINDS
from tests.county import County

pytestmark = pytest.mark.django_db

DAY = date(2025, 6, 20)
GIVEN = {
    "hearing": ("hearing.held", {"subject": "openness"}),
    "training": ("training.held", {"subject": "key_points", "officers": ["tangke", "guoliang"]}),
    "named": ("organisation.named", {"post": "leader_in_charge", "name": "陆方"}),
    "confirmed": ("organisation.confirmed", {"post": "leading_group", "name": "政务公开领导小组"}),
    "dispatch_meeting": ("organisation.dispatch_held", {"title": "二季度调度会"}),
    "liaison_report": ("organisation.liaison_reported", {"title": "六月信息"}),
    "zone": ("organisation.zone_opened", {"title": "便民服务中心专区"}),
    "standards": ("organisation.standards_extended", {"title": "村务公开目录"}),
    "handover": ("handover.opened", {"from": "周敏", "to": "唐柯"}),
    "experience": ("experience.submitted", {"title": "危房改造公开到户", "to": "市政务公开办"}),
    "support": ("organisation.supported", {"measure": "funding", "title": "列入部门预算"}),
    "inspection": ("inspection.held", {"subject": "guide", "result": "两处电话已更新"}),
    "assessment": ("assessment.closed", {"subject": "openness", "period": "2024年"}),
    "public_meeting": ("decision.meeting_held", {"meeting": "executive", "attended": "群众代表2人"}),
}
# These are proved by what is public: the document is given.
PUBLISHED: dict[str, tuple[str, dict[str, Any]]] = {
    "experience_shared": ("experience.shared", {"title": "危房改造公开到户"}),
    "report": ("report.published", {"report": "annual", "period": "2024年"}),
    "published_list": ("register.published", {"register": "on_request_list"}),
}


@pytest.mark.parametrize("kind", GIVEN)
def test_each_kind_is_one_event_with_the_facts_that_rules_ask_for(county: County, kind: str) -> None:
    verb, facts = GIVEN[kind]
    row = note(kind=kind, agency=county.housing, by=county.tang_ke, on=DAY, **facts)
    (event,) = events().filter(verb=verb)
    assert facts_of(event) == {"on": "2025-06-20", **facts, **KINDS[kind].adds}
    assert (event.agency, event.actor, event.public) == ("zhujian", "tangke", False)
    assert (event.subject_kind, event.subject_id) == (KINDS[kind].subject, str(row.pk))
    assert row.facts == facts


def test_every_kind_is_told_here() -> None:
    assert {*GIVEN, *PUBLISHED, "handover_accepted"} == set(KINDS)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_what_is_said_to_be_published_is_public(county: County, kind: str) -> None:
    verb, facts = PUBLISHED[kind]
    given = {"kind": kind, "agency": county.housing, "by": county.tang_ke, "on": DAY, **facts}
    with pytest.raises(Refused, match="请填写公开的文件"):
        note(**given)
    draft = county.draft("青原县住房和城乡建设局信息公开目录").document
    with pytest.raises(Refused, match="请核对公开的文件的索引号"):
        note(**given, document=draft.index_number)
    with frozen(datetime(2025, 6, 21, 9, tzinfo=CHINA)):
        document = county.publish("青原县住房和城乡建设局依申请公开文件目录").document
        with pytest.raises(Refused, match="日期早于公开的文件的公开日期2025-06-21"):
            note(**given, document=document.index_number)
        row = note(**{**given, "on": date(2025, 6, 21)}, document=document.index_number)
    (event,) = events().filter(verb=verb)
    assert facts_of(event) == {"on": "2025-06-21", **facts, "document": document.index_number}
    assert row.facts == {**facts, "document": document.index_number}


def test_a_handover_ends_where_it_began(county: County) -> None:
    opened = note(
        kind="handover", agency=county.housing, by=county.tang_ke, on=DAY, **{"from": "周敏", "to": "唐柯"}
    )
    with pytest.raises(Refused) as refused:
        note(
            kind="handover_accepted", agency=county.housing, by=county.tang_ke,
            on=date(2025, 6, 19), of=opened.pk,
        )  # fmt: skip
    assert "2025-06-20" in str(refused.value)
    given = {"kind": "handover_accepted", "on": DAY, "of": opened.pk}
    with pytest.raises(Refused, match="没有编号"):
        note(agency=county.township, by=county.guo_liang, **given)
    note(agency=county.housing, by=county.tang_ke, **given)
    subjects = events().filter(subject_kind="handover").values_list("verb", "subject_id")
    assert list(subjects) == [("handover.opened", str(opened.pk)), ("handover.accepted", str(opened.pk))]
    with pytest.raises(Refused, match="已经登记过"):
        note(agency=county.housing, by=county.tang_ke, **given)


def test_nothing_is_noted_before_it_happened_and_all_faults_are_told(county: County) -> None:
    before = head()
    with frozen(datetime(2025, 6, 19, 23, tzinfo=CHINA)), pytest.raises(Refused) as refused:
        note(
            kind="training", agency=county.housing, by=county.zhou_min, on=DAY,
            subject="cooking", officers=[], place="礼堂",
        )  # fmt: skip
    assert len(refused.value.reasons) == 5
    with pytest.raises(Refused, match="没有用户名为nobody的人员"):
        note(
            kind="training", agency=county.housing, by=county.tang_ke, on=DAY,
            subject="practice", officers=["tangke", "nobody"],
        )  # fmt: skip
    with pytest.raises(Refused, match="没有“poem”这一类记录"):
        note(kind="poem", agency=county.housing, by=county.tang_ke, on=DAY)
    with pytest.raises(Refused, match="移交人"):
        note(kind="handover", agency=county.housing, by=county.tang_ke, on=DAY, to="唐柯")
    with pytest.raises(Refused, match="设立日期"):
        note(kind="zone", agency=county.housing, by=county.tang_ke, on=date(1999, 1, 1), title="专区")
    assert head() == before
    assert not Record.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_keeps_records(county: County, role: str) -> None:
    person = agencies.appoint(by=SYSTEM, agency=county.housing, username="someone", name="某人")
    agencies.grant_role(person, by=SYSTEM, role=role, agency=county.housing)
    given = {"kind": "hearing", "agency": county.housing, "by": person, "on": DAY, "subject": "openness"}
    if Permission.NOTE_RECORDS in ROLES[role].permissions:
        row = note(**given)
        assert list(records_for(person)) == [row]
    else:
        with pytest.raises(Refused, match="权限"):
            note(**given)
        assert not records_for(person).exists()


def test_the_rotation_counts_those_who_do_the_work_of_openness(county: County) -> None:
    """Tang Ke was trained too long ago, Guo Liang in time; Zhou Min is no liaison."""
    with frozen(datetime(2025, 6, 20, 9, tzinfo=CHINA)):
        given = {"kind": "training", "agency": county.government, "by": county.he_jing, "subject": "practice"}
        note(on=date(2022, 6, 20), officers=["tangke"], **given)
        note(on=date(2022, 6, 21), officers=["guoliang", "zhoumin", "guoliang"], **given)
        rotation = trained_since(county.government, 3)
        assert rotation.since == date(2022, 6, 20)
        assert {one.handle for one in rotation.officers} == {"tangke", "hejing", "guoliang"}
        assert [one.handle for one in rotation.trained] == ["guoliang"]
        assert trained_since(county.housing, 4).trained == [county.tang_ke]
