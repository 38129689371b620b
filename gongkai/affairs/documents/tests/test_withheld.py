"""What is withheld is looked at again, all of it in one round, and what need not be is taken up again."""

from datetime import date

import pytest

from gongkai.affairs.documents import course, withheld
from gongkai.affairs.documents.models import Edition, State
from gongkai.affairs.documents.withheld import Verdict
from gongkai.affairs.negative_list import actions as negative_list
from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack, ensure_periods
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import frozen, today
from gongkai.kernel.flow import Refused
from tests.county import County

STAYS, OPENS = Verdict(False, "情形没有变化。"), Verdict(True, "规划已经公布，不再需要保密。")


def entry(county: County) -> NegativeEntry:
    return negative_list.enter(
        by=county.he_jing,
        agency=county.government,
        code="1",
        title="讨论记录",
        ground="process",
        scope="过程性信息。",
    )


def held_back(county: County, on: NegativeEntry, title: str) -> Edition:
    edition = county.draft(title, kind="meeting", taken_from="")
    course.classify(
        edition, by=county.zhou_min, attribute="exempt", ground=on.ground, entry=on, reason="过程性信息。"
    )
    return course.withhold(county.sign(edition), by=county.tang_ke)


def test_a_round_gives_each_its_verdict_and_meets_the_duty(county: County) -> None:
    with frozen("2026-03-02 09:00") as clock:
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
        on = entry(county)
        stays, opens = (held_back(county, on, title) for title in ("会议记录一", "会议记录二"))
        clock.move_to("2026-11-02 09:00")
        ensure_periods()
        looked = withheld.look_again(
            by=county.fang_ya, agency=county.housing, verdicts={stays: STAYS, opens: OPENS}
        )
        assert [one.reopened for one in looked.looks.order_by("edition__document__index_number")] == [
            False,
            True,
        ]
        assert withheld.last_looks(county.housing) == {stays.pk: date(2026, 11, 2)}
        opens.refresh_from_db()
        opens.document.refresh_from_db()
        assert (opens.state, opens.document.attribute) == (State.DRAFT, "proactive")
        assert list(withheld.withheld(county.housing)) == [stays]
        event = Event.objects.get(verb="inspection.held")
        assert (facts_of(event)["subject"], facts_of(event)["reopened"], event.public) == (
            "withheld",
            1,
            False,
        )
        duty = Duty.objects.get(rule="withheld_review", agency="zhujian", period="2026")
        assert duty.outcome == "met"


def test_none_may_be_left_out_nor_judged_by_its_drafter(county: County) -> None:
    with pytest.raises(Refused, match="没有不公开存档"):
        withheld.look_again(by=county.fang_ya, agency=county.housing, verdicts={})
    on = entry(county)
    one, other = (held_back(county, on, title) for title in ("会议记录一", "会议记录二"))
    with pytest.raises(Refused) as refused:
        withheld.look_again(by=county.zhou_min, agency=county.housing, verdicts={one: Verdict(False, " ")})
    text = str(refused.value)
    assert len(refused.value.reasons) == 4
    assert other.document.index_number in text and "由他人评估" in text
    with pytest.raises(Refused, match="保密审查或者公开审查"):
        withheld.look_again(by=SYSTEM, agency=county.housing, verdicts={one: STAYS, other: STAYS})
    assert not Event.objects.filter(verb="inspection.held").exists()


def test_what_rested_on_an_ended_entry_cannot_stay(county: County) -> None:
    with frozen("2026-03-02 09:00") as clock:
        on = entry(county)
        edition = held_back(county, on, "会议记录一")
        clock.move_to("2026-04-01 09:00")
        adjusted = negative_list.adjust(
            on,
            by=county.he_jing,
            reason="缩小范围。",
            title="讨论记录",
            ground="process",
            scope="未定稿的过程性信息。",
        )
        assert list(withheld.resting_on(adjusted)) == [edition]
        withheld.look_again(by=county.fang_ya, agency=county.housing, verdicts={edition: STAYS})
        clock.move_to("2026-05-06 09:00")
        negative_list.end(adjusted, by=county.he_jing, reason="不再需要。")
        assert list(withheld.resting_on(on)) == [edition]
        with pytest.raises(Refused, match="已经停止使用"):
            withheld.look_again(by=county.fang_ya, agency=county.housing, verdicts={edition: STAYS})
        withheld.look_again(by=county.fang_ya, agency=county.housing, verdicts={edition: OPENS})
        assert not withheld.resting_on(on).exists()
