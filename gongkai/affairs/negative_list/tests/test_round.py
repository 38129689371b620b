"""The whole list of an agency is looked at in one round; no entry is passed over."""

import pytest

from gongkai.affairs.negative_list import actions
from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import day_of, frozen, today
from gongkai.kernel.flow import Refused
from tests.county import County


def entry(county: County, code: str) -> NegativeEntry:
    return actions.enter(
        by=county.he_jing, agency=county.government, code=code, title=f"事项{code}", ground="process",
        scope="过程性信息。",
    )  # fmt: skip


def test_each_is_kept_or_was_dealt_with(county: County) -> None:
    with frozen("2026-03-02 09:00") as clock:
        kept, adjusted, ended = (entry(county, code) for code in "123")
        clock.move_to("2027-03-01 09:00")
        with pytest.raises(Refused) as refused:
            actions.review_round(by=county.he_jing, agency=county.government, kept=[])
        assert len(refused.value.reasons) == 3
        actions.adjust(
            adjusted,
            by=county.he_jing,
            reason="缩小范围。",
            title="事项2",
            ground="process",
            scope="未定稿。",
        )
        actions.end(ended, by=county.he_jing, reason="不再需要。")
        reviewed = actions.review_round(by=county.he_jing, agency=county.government, kept=[kept])
        assert [one.reviewed_on for one in reviewed] == [today()]
        event = Event.objects.get(verb="negative_list.reviewed")
        assert event.public and facts_of(event) == {"kept": ["1"], "on": "2027-03-01"}


def test_only_those_who_keep_the_list_and_only_their_own_entries(county: County) -> None:
    one = entry(county, "1")
    with pytest.raises(Refused) as refused:
        actions.review_round(by=county.lu_fang, agency=county.housing, kept=[one])
    assert len(refused.value.reasons) == 2
    assert not Event.objects.filter(verb="negative_list.reviewed").exists()


def test_each_entry_is_owed_a_look_within_the_interval_of_the_pack(county: County) -> None:
    def owed() -> list[tuple[str, str]]:
        rows = Duty.objects.filter(rule="negative_list_review", closed_at=None).order_by("subject_id")
        return [(one.subject_id, day_of(one.due_at).isoformat()) for one in rows if one.due_at]

    with frozen("2026-03-02 09:00") as clock:
        kept, adjusted, ended = (entry(county, code) for code in "123")
        assert owed() == [(f"qingyuan/{code}", "2027-03-02") for code in "123"]
        clock.move_to("2026-06-01 09:00")
        actions.adjust(
            adjusted,
            by=county.he_jing,
            reason="缩小范围。",
            title="事项2",
            ground="process",
            scope="未定稿。",
        )
        actions.end(ended, by=county.he_jing, reason="不再需要。")
        assert owed() == [("qingyuan/1", "2027-03-02"), ("qingyuan/2", "2027-06-01")]
        clock.move_to("2027-03-01 09:00")
        open_ones = [kept, NegativeEntry.objects.get(code="2", until=None)]
        actions.review_round(by=county.he_jing, agency=county.government, kept=open_ones)
        assert owed() == [("qingyuan/1", "2028-03-01"), ("qingyuan/2", "2028-03-01")]
        closed = Duty.objects.filter(rule="negative_list_review").exclude(closed_at=None)
        assert sorted(closed.values_list("outcome", flat=True)) == ["cancelled", "met", "met", "met"]
