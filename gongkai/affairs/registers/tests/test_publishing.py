"""Drafts go before the public together or not at all; personal data stay behind the masks of the law."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from gongkai.affairs.registers import queries
from gongkai.affairs.registers.actions.closing import overturn, withdraw, withhold
from gongkai.affairs.registers.actions.entering import discard, edit
from gongkai.affairs.registers.actions.publishing import correct, doubts_of, publish
from gongkai.affairs.registers.models import Record, State
from gongkai.affairs.registers.rows import digest
from gongkai.affairs.registers.tests.telling import DAY, LICENCE, PENALTY, at, licence, owed, penalty
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import day_of, frozen
from gongkai.kernel.flow import Refused
from tests.county import County

PHONE = "联系电话13912345678。"


def public_bytes(record: Record) -> str:
    """All that the public could find of a record: its row without the facts, and its events."""
    row = queries.published().filter(pk=record.pk).values("key", "title", "shown", "text")
    events = Event.objects.filter(subject_kind="register_record", subject_id=str(record.pk))
    return str(list(row)) + str(list(events.values_list("facts", flat=True)))


def test_what_is_published_ends_its_clock_and_shows_no_name(county: County) -> None:
    with frozen(at(DAY)):
        records = [licence(county), penalty(county)]
        publish(records, by=county.tang_ke)
        firm, person = queries.published("licences").get(), queries.published("penalties").get()
    assert firm.shown["subject"] == LICENCE["subject"] and "representative" not in firm.shown
    assert person.shown["subject"] == person.title == "马**" and person.shown["fine"] == "0.5"
    assert PENALTY["subject"] not in public_bytes(person) and LICENCE["representative"] not in public_bytes(
        firm
    )
    assert owed(firm)["licence_publish"].status == owed(person)["penalty_publish"].status == "met"
    event = Event.objects.get(verb="register.published", subject_id=str(person.pk))
    assert event.public and facts_of(event)["sha256"] == digest(person.shown)


def test_one_that_may_not_be_public_holds_back_all_and_is_named(county: County) -> None:
    with frozen(at(DAY)):
        good, bad = licence(county), penalty(county, facts=PHONE)
        with pytest.raises(Refused) as refused:
            publish([good, bad], by=county.tang_ke)
        assert [reason.split("：")[0] for reason in refused.value.reasons] == [bad.key]
        assert "13912345678" not in str(refused.value)
        assert not queries.published().exists()
        with pytest.raises(Refused, match="没有办理“公开”的权限"):
            publish([good], by=county.zhou_min)


def test_a_correction_says_what_changed_and_why(county: County) -> None:
    with frozen(at(DAY)):
        (record,) = publish([licence(county)], by=county.tang_ke)
        given = {"by": county.tang_ke, "seen": record.version}
        with pytest.raises(Refused) as refused:
            correct(record, facts=LICENCE, note="", **given)  # type: ignore[arg-type]
        assert len(refused.value.reasons) == 1  # the note; whether anything changed is asked afterwards
        with pytest.raises(Refused, match="没有改动"):
            correct(record, facts=LICENCE, note="核对。", **given)  # type: ignore[arg-type]
        changes = {"content": "准予桥头镇中心小学教学楼、食堂工程开工建设。", "representative": "高明"}
        done = correct(record, facts={**LICENCE, **changes}, note="漏写食堂工程。", **given)  # type: ignore[arg-type]
        assert done.corrected and queries.published().get().shown["content"] == changes["content"]
        told = facts_of(Event.objects.get(verb="register.corrected"))
        assert told["changed"] == ["许可内容"] and told["note"] == "漏写食堂工程。"
        with pytest.raises(Refused, match="已由他人修改"):
            correct(record, facts=LICENCE, note="再改。", **given)  # type: ignore[arg-type]


def test_an_overturned_penalty_is_withdrawn_in_three_working_days_with_its_reason(county: County) -> None:
    with frozen(at(DAY)) as clock:
        (record,) = publish([penalty(county)], by=county.tang_ke)
        clock.move_to(at("2026-03-16"))
        overturn(record, by=county.tang_ke, on=date(2026, 3, 13), how="revoked")
        due_at = owed(record)["penalty_withdraw"].due_at
        assert due_at and day_of(due_at) == date(2026, 3, 18)
        with pytest.raises(Refused, match="请尽快撤回"):
            correct(record, by=county.tang_ke, seen=3, facts={**PENALTY, "fine": "0.1"}, note="改判。")
        withdraw(record, by=county.tang_ke, ground="overturned", reason="行政复议撤销了原处罚决定。")
        assert owed(record)["penalty_withdraw"].status == "met"
    assert not queries.published().exists()
    opened = queries.opened("penalties", record.pk)
    assert opened is not None and opened.shown == {} and opened.text == "" and opened.reason


def test_what_is_not_published_counts_all_the_same_and_what_never_was_does_not(county: County) -> None:
    with frozen(at(DAY)):
        kept = withhold(penalty(county), by=county.tang_ke, reason="没有社会影响。")
        (wrong,) = publish([penalty(county, number="青建罚〔2026〕6号")], by=county.tang_ke)
        withdraw(wrong, by=county.tang_ke, ground="mistaken", reason="重复登记。")
        (ended,) = publish([penalty(county, number="青建罚〔2026〕7号")], by=county.tang_ke)
        withdraw(ended, by=county.tang_ke, ground="overturned", reason="原决定已撤销。")
        found = queries.counted("penalties", [county.housing], 2026)
    assert kept.state == State.WITHHELD and owed(kept)["penalty_publish"].outcome == "cancelled"
    assert {one.pk for one in found} == {kept.pk, ended.pk}
    assert not queries.counted("penalties", [county.housing], 2025).exists()


def test_a_name_that_is_covered_stands_open_nowhere_else(county: County) -> None:
    with frozen(at(DAY)):
        aloud = penalty(county, facts="当事人马德顺擅自开工建设。")
        with pytest.raises(Refused, match="“违法事实”中有") as refused:
            publish([aloud], by=county.tang_ke, looked_at=True)
        assert PENALTY["subject"] not in str(refused.value)
        (fair,) = publish([penalty(county, number="青建罚〔2026〕8号")], by=county.tang_ke)
        with pytest.raises(Refused, match="“说明”中有"):
            withdraw(
                fair, by=county.tang_ke, ground="overturned", reason="马德顺申请行政复议，原决定已撤销。"
            )
        # A firm may bear the name of the man who stands for it: for a person to judge.
        firm = licence(county, subject="青原县高远山建材店")
        with pytest.raises(Refused, match="请勾选"):
            publish([firm], by=county.tang_ke)
        publish([firm], by=county.tang_ke, looked_at=True)


def test_what_is_withdrawn_and_entered_again_counts_once(county: County) -> None:
    with frozen(at(DAY)):
        (first,) = publish([penalty(county)], by=county.tang_ke)
        withdraw(first, by=county.tang_ke, ground="not_public", reason="附有不应公开的内容。")
        again = penalty(county)
        assert [one.pk for one in queries.counted("penalties", [county.housing], 2026)] == [again.pk]
        discard(again, by=county.zhou_min)
        assert [one.pk for one in queries.counted("penalties", [county.housing], 2026)] == [first.pk]


def test_every_verb_holds_the_ledger_before_the_row(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL two that take them in different orders wait for each other until one is thrown out."""
    held: list[str] = []
    with frozen(at(DAY)):
        record = penalty(county)
        lock = QuerySet.select_for_update
        monkeypatch.setattr("gongkai.engines.ledger.actions._lock", lambda: held.append("ledger"))
        monkeypatch.setattr(
            QuerySet, "select_for_update", lambda *a, **k: held.append("row") or lock(*a, **k)
        )

        def order() -> list[str]:
            found = held[:2]
            held.clear()
            return found

        edit(record, by=county.zhou_min, seen=1, facts={**PENALTY, "fine": "0.6"})
        assert order() == ["ledger", "row"]
        publish([record], by=county.tang_ke)
        assert order() == ["ledger", "row"]
        correct(record, by=county.tang_ke, seen=3, facts=PENALTY, note="金额有误。")
        assert order() == ["ledger", "row"]
        withdraw(record, by=county.tang_ke, ground="mistaken", reason="重复登记。")
        assert order() == ["ledger", "row"]


def test_the_law_is_asked_once_for_many_records(county: County) -> None:
    with frozen(at(DAY)):
        records = [penalty(county, number=f"青建罚〔2026〕{n}号") for n in range(1, 5)]
        with CaptureQueriesContext(connection) as one:
            doubts_of(records[:1])
        with CaptureQueriesContext(connection) as four:
            assert len(doubts_of(records)) == 4
    assert len(four) == len(one)
