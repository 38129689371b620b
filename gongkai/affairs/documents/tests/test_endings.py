"""What befalls a document after publication follows the table of reasons, and is told to the public."""

from datetime import date

import pytest

from gongkai.affairs.documents import actions, endings, standing
from gongkai.affairs.documents.days import note_validity
from gongkai.affairs.documents.models import Edition, Ending
from gongkai.affairs.documents.queries import Page, Selection, facet, live, page, select, validity
from gongkai.affairs.documents.search import entries
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from gongkai.kernel.law import load_pack
from tests.county import County


def shown(edition: Edition) -> Page:
    found = page(edition.document.index_number)
    assert found is not None
    return found


def last_event(edition: Edition) -> tuple[str, dict[str, object]]:
    event = events_of(*edition.document.subject).last()
    assert event is not None and event.public
    return event.verb, facts_of(event)


def test_the_table_is_whole_and_its_bases_can_be_cited() -> None:
    table = endings.reasons()
    assert {row.way for row in table.values()} == {"revision", "date", "note", "withdrawal"}
    national = load_pack("national")
    for row in table.values():
        assert not row.basis or "《" in national.cite(row.basis), row.slug
        assert row.note.endswith("。")
    assert endings.DEFAULT_GROUND in endings.of_way("withdrawal")


def test_a_document_elsewhere_repeals_by_title_and_number(county: County) -> None:
    old = county.publish("青原县燃气管理办法")
    standing.note_ending(
        old.document, by=county.lu_fang, reason="repealed", title="青原县人民政府关于废止部分文件的决定",
        number="青政〔2026〕3号",
    )  # fmt: skip
    found = shown(old)
    assert (found.validity, found.shows) == ("repealed", "text")
    [mark] = found.marks
    assert (mark.reason.mark, mark.begun, mark.number) == ("已废止", True, "青政〔2026〕3号")
    assert validity(live().get(pk=old.pk)) == "repealed"
    assert [entry.validity for entry in entries([old.document.index_number])] == ["repealed"]
    assert facet("validity", Selection()) == [("repealed", 1)]
    verb, facts = last_event(old)
    assert (verb, facts["reason"], facts["validity"]) == ("document.standing_changed", "repealed", "repealed")


def test_an_amended_document_stays_in_force_and_points_to_what_amended_it(county: County) -> None:
    old = county.publish("青原县燃气管理办法")
    amending = county.publish("关于修改《青原县燃气管理办法》的决定", kind="policy")
    standing.note_ending(old.document, by=county.lu_fang, reason="amended", by_document=amending.document)
    found = shown(old)
    assert found.validity == "current"
    assert [(one.reason.slug, one.title, one.index_number) for one in found.marks] == [
        ("amended", amending.title, amending.document.index_number)
    ]
    actions.withdraw(amending.document, by=county.lu_fang, reason="有误。")
    [mark] = shown(old).marks
    assert (mark.title, mark.index_number) == ("", "")


def test_a_relation_of_a_live_document_is_a_mark_once(county: County) -> None:
    old = county.publish("青原县燃气管理办法")
    repeal = county.draft("关于废止《青原县燃气管理办法》的决定", kind="policy")
    actions.relate(repeal.document, by=county.zhou_min, type="repeals", target=old.document)
    assert shown(old).marks == []
    county.take_over(repeal)
    assert [one.reason.slug for one in shown(old).marks] == ["repealed"]
    standing.note_ending(old.document, by=county.lu_fang, reason="replaced", by_document=repeal.document)
    assert [one.reason.slug for one in shown(old).marks] == ["replaced"]


def test_a_repeal_waits_until_the_repealing_document_takes_effect(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        old = county.publish("青原县燃气管理办法")
        new = county.draft("青原县燃气管理办法（新）", effective_on=date(2026, 5, 1))
        actions.relate(new.document, by=county.zhou_min, type="repeals", target=old.document)
        county.take_over(new)
        listed = live().get(pk=old.pk)
        assert [validity(listed, on=date(2026, month, 1)) for month in (4, 5)] == ["current", "repealed"]
        assert shown(old).validity == "current"
        assert select(Selection(validity="repealed")).count() == 0
    with frozen("2026-05-01 09:00"):
        assert shown(old).validity == "repealed"
        assert [one.pk for one in select(Selection(validity="repealed"))] == [old.pk]


def test_what_is_announced_takes_effect_on_its_day_and_is_told_once(county: County) -> None:
    with frozen("2026-03-02 09:00") as clock:
        old = county.publish("青原县燃气管理办法")
        standing.note_ending(
            old.document, by=county.lu_fang, reason="invalid", on=date(2026, 4, 1), note="调整对象消失。"
        )
        assert last_event(old)[0] == "document.standing_announced"
        assert (shown(old).validity, shown(old).marks[0].begun) == ("current", False)
        assert note_validity(by=SYSTEM) == 0
        clock.move_to("2026-04-01 00:01")
        assert note_validity(by=SYSTEM) == 1
        assert note_validity(by=SYSTEM) == 0
        assert last_event(old) == (
            "document.standing_changed", last_event(old)[1] | {"reason": "invalid", "on": "2026-04-01"},
        )  # fmt: skip
        assert (shown(old).validity, shown(old).marks[0].begun) == ("lapsed", True)


def test_what_was_noted_by_mistake_is_reversed_and_stays_on_record(county: County) -> None:
    old = county.publish("青原县燃气管理办法")
    ending = standing.note_ending(old.document, by=county.lu_fang, reason="invalid", note="适用期已过。")
    with pytest.raises(Refused, match="登记错在哪里"):
        standing.reverse_ending(ending, by=county.lu_fang, reason=" ")
    standing.reverse_ending(ending, by=county.lu_fang, reason="适用期至明年。")
    assert (shown(old).validity, shown(old).marks) == ("current", [])
    assert last_event(old)[0] == "document.standing_reversed"
    assert Ending.objects.get().reversal == "适用期至明年。"
    with pytest.raises(Refused, match="已经撤销"):
        standing.reverse_ending(ending, by=county.lu_fang, reason="再撤销一次。")


def test_every_fault_of_a_noting_is_told_at_once(county: County) -> None:
    old = county.publish("青原县燃气管理办法")
    draft = county.draft("关于废止的决定", kind="policy")
    with frozen("2026-03-02 09:00"), pytest.raises(Refused) as refused:
        standing.note_ending(
            old.document, by=county.zhou_min, reason="repealed", by_document=draft.document,
            on=date(2001, 1, 1),
        )  # fmt: skip
    assert len(refused.value.reasons) == 3
    for reason in ("withdrawn", "expired", "error"):
        with pytest.raises(Refused, match="选择情形"):
            standing.note_ending(old.document, by=county.lu_fang, reason=reason, note="有误。")
    plain = county.publish("青原县停车收费公示", kind="announcement")
    with pytest.raises(Refused, match="没有效力状态"):
        standing.note_ending(plain.document, by=county.lu_fang, reason="invalid", note="过期。")
    with pytest.raises(Refused, match="没有公开的版本"):
        standing.note_ending(draft.document, by=county.lu_fang, reason="invalid", note="过期。")
    with pytest.raises(Refused, match="不能使自身"):
        standing.note_ending(old.document, by=county.lu_fang, reason="repealed", by_document=old.document)
    assert not Ending.objects.exists()
    standing.note_ending(old.document, by=county.lu_fang, reason="invalid", note="适用期已过。")
    with pytest.raises(Refused, match="已宣布失效"):
        standing.note_ending(old.document, by=county.lu_fang, reason="repealed", title="某决定")
