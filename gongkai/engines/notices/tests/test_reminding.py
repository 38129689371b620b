"""Who is reminded when: Zhou Min and Tang Ke first, then Lu Fang, then He Jing; each once."""

import pytest

from gongkai.engines.duties.tests.telling import due, duty, tell
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.engines.notices.models import Notice
from gongkai.engines.notices.sweep import remind
from gongkai.kernel.clock import frozen, instant
from tests.county import County

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county(reminded: County) -> County:
    return reminded


def told_at(at: str) -> list[tuple[str, str]]:
    """What a sweep at an instant tells, and that a second one tells nothing more."""
    last = Notice.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with frozen(at):
        made = remind()
        assert remind() == 0
    found = [(n.officer.handle, n.kind) for n in Notice.objects.filter(id__gt=last).order_by("id")]
    assert len(found) == made
    return sorted(found)


BOTH_WARNED = [("tangke", "warn"), ("zhoumin", "warn")]


@pytest.mark.full
def test_the_whole_course_of_one_application() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    assert due(duty("reply")) == "2026-03-16 23:59"
    assert told_at("2026-03-10 23:59") == []
    assert told_at("2026-03-11 00:00") == BOTH_WARNED, "three working days before"
    assert told_at("2026-03-12 12:00") == []
    assert told_at("2026-03-13 00:01") == BOTH_WARNED, "one working day before"
    assert told_at("2026-03-16 00:00") == [("tangke", "due"), ("zhoumin", "due")]
    assert told_at("2026-03-16 23:59") == []
    assert told_at("2026-03-17 00:00") == [("lufang", "overdue")]
    assert told_at("2026-03-18 23:00") == []
    assert told_at("2026-03-19 00:00") == [("hejing", "overdue")], "the third working day after"
    assert told_at("2026-03-24 00:00") == [("lufang", "overdue")], "five working days after the first"
    assert told_at("2026-05-24 00:00") == []


def test_what_was_answered_reminds_nobody() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-03-10 09:00", "application.answered", "A1")
    assert told_at("2026-04-24 00:00") == []


def test_after_a_long_silence_each_is_told_the_last_once() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    assert told_at("2026-03-24 09:00") == [
        ("hejing", "overdue"), ("lufang", "overdue"), ("tangke", "overdue"), ("zhoumin", "overdue"),
    ]  # fmt: skip


def test_a_duty_known_late_is_found_behind_the_marks() -> None:
    tell("2026-02-10 09:00", "application.received", "A0", channel="web")
    told_at("2026-03-24 09:00")
    tell(
        "2026-03-24 10:00",
        "application.received",
        "A1",
        channel="web",
        received_at="2026-02-09T10:00:00+08:00",
    )
    assert told_at("2026-03-24 10:01") == [
        ("hejing", "overdue"), ("lufang", "overdue"), ("tangke", "overdue"), ("zhoumin", "overdue"),
    ]  # fmt: skip


def test_an_extension_makes_the_reminders_valid_again() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    assert told_at("2026-03-11 09:00") == BOTH_WARNED
    tell("2026-03-12 09:00", "application.extended", "A1", by="陆方")
    assert due(duty("reply")) == "2026-04-14 23:59"
    assert told_at("2026-03-17 09:00") == [], "the old date binds no more"
    assert told_at("2026-04-09 09:00") == BOTH_WARNED
    assert {n.due_at for n in Notice.objects.filter(kind="warn")} == {
        instant("2026-03-16T23:59:59.999999"), instant("2026-04-14T23:59:59.999999"),
    }  # fmt: skip


def test_a_pause_is_silent_and_its_end_may_put_the_date_behind_a_mark() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-10 09:00", "application.received", "A2", channel="web")
    tell("2026-03-09 09:00", "application.third_party_asked", "A1")
    assert told_at("2026-03-16 09:00") == [("tangke", "due"), ("zhoumin", "due")], "A2 alone"
    tell("2026-03-16 10:00", "application.third_party_answered", "A1")
    assert due(duty("reply", subject_id="A1")) == "2026-03-24 23:59"
    assert told_at("2026-03-16 11:00") == []
    assert told_at("2026-03-19 09:00") == [("hejing", "overdue"), ("lufang", "overdue"), *BOTH_WARNED]
    tell("2026-03-19 10:00", "application.third_party_asked", "A1")
    tell("2026-03-19 11:00", "application.third_party_answered", "A1")
    assert told_at("2026-03-19 12:00") == [], "the same date is the same occasion"


def test_an_hour_clock_goes_to_all_in_charge_as_soon_as_it_is_late(reminded: County) -> None:
    tell("2026-03-14 20:00", "concern.reported", "C1", urgent=True, lead="zhujian")
    assert told_at("2026-03-14 23:59") == []
    assert told_at("2026-03-15 00:00") == BOTH_WARNED, "a Sunday, at night"
    assert told_at("2026-03-15 01:00") == [("tangke", "due"), ("zhoumin", "due")]
    assert told_at("2026-03-15 01:59") == []
    assert told_at("2026-03-15 02:00") == [
        ("hejing", "overdue"), ("lufang", "overdue"), ("zhoumin", "overdue"),
    ]  # fmt: skip


def test_what_should_be_done_never_reaches_the_openness_office() -> None:
    tell("2026-03-02 09:00", "policy.published", "P1")
    assert told_at("2026-03-05 09:00") == [("tangke", "due"), ("zhoumin", "due")]
    assert told_at("2026-04-05 09:00") == [("lufang", "due")], "and is never called overdue"
    assert "建议在2026年3月5日以前完成" in Notice.objects.first().text  # type: ignore[union-attr]


def test_the_township_reminds_its_own_people_and_the_office_above() -> None:
    tell("2026-02-10 09:00", "application.received", "T1", agency="qiaotou", channel="web")
    assert told_at("2026-03-24 09:00") == [("guoliang", "overdue"), ("hejing", "overdue")]


def test_who_left_or_lost_his_role_is_not_told(reminded: County) -> None:
    from gongkai.engines.agencies import actions
    from gongkai.engines.agencies.queries import SYSTEM

    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    with frozen("2026-03-01 09:00"):
        actions.revoke_role(reminded.tang_ke.grants.get(), by=SYSTEM)
    assert told_at("2026-03-11 09:00") == [("zhoumin", "warn")]


def test_the_ledger_keeps_who_was_reminded_of_what() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    told_at("2026-03-11 09:00")
    event = Event.objects.get(verb="duty.reminded")
    assert (event.subject_id, event.agency, event.public) == (str(duty("reply").id), "zhujian", False)
    assert facts_of(event)["to"] == ["tangke", "zhoumin"]


def test_a_reminder_says_what_is_owed_under_which_clause_until_when() -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    told_at("2026-03-11 09:00")
    notice = Notice.objects.filter(officer__user__username="zhoumin").get()
    assert notice.title == "【到期提醒】答复政府信息公开申请：编号A1"
    assert notice.text.splitlines() == [
        "县住房城乡建设局的一项工作须最迟于2026年3月16日完成：答复政府信息公开申请。",
        "事项：编号A1。",
        "依据：《青原县政务公开办法》第三条。",
    ]
