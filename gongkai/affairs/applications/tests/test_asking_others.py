"""Others are asked: third parties and co-makers, each with 15 working days; what is silent, late, or noted late."""

from datetime import date

import pytest

from gongkai.affairs.applications.actions import consulting
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, draft, due, on

pytestmark = pytest.mark.django_db


def test_others_are_asked_at_the_same_time_and_it_counts_once(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        assert due(application) == date(2026, 3, 30)
    with on("2026-03-05"):
        third = consulting.ask_third_party(
            application, by=county.zhou_min, party="青原建筑公司，县城", about="合同价格"
        )
        assert due(application) is None
    with on("2026-03-09"):
        maker = consulting.ask_co_maker(
            application, by=county.zhou_min, agency=county.township, about="分配方案"
        )
        owed = Duty.objects.get(rule="co_maker_opinion")
        assert (owed.agency, owed.subject) == ("qiaotou", ("consultation", maker.identifier))
        with pytest.raises(Refused, match="正在征求第三方意见"):
            draft(county, application)
    with on("2026-03-10"):
        consulting.note_opinion(third, by=county.zhou_min, answer="agrees")
        assert due(application) is None
    with on("2026-03-12"):
        consulting.note_opinion(maker, by=county.zhou_min, answer="agrees")
        # 5 to 12 March are six working days
        assert due(application) == date(2026, 4, 8)
    assert rebuild(check=True).differing == 0


def test_silence_ends_on_the_last_day_whenever_it_is_noted(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
        served = consulting.ask_third_party(application, by=county.zhou_min, party="另一公司", about="合同")
    with on("2026-03-04"):
        consulting.note_served(served, by=county.tang_ke, on=date(2026, 3, 4))
    # nobody puts the end off by a second service
    with on("2026-03-06"), pytest.raises(Refused, match="送达日期已登记为2026年3月4日"):
        consulting.note_served(served, by=county.tang_ke, on=date(2026, 3, 6))
    with on("2026-03-25", hour=23):
        assert consulting.close_silent() == 1
    with on("2026-04-10"):
        assert consulting.close_silent() == 1
        assert consulting.close_silent() == 0
        assert [one.answered_on for one in application.consultations.all()] == [
            date(2026, 3, 23), date(2026, 3, 25),
        ]  # fmt: skip
        # whom the letter never reached has not kept silent
        assert [one.answer for one in application.consultations.all()] == ["unserved", "silent"]
        # counted from 26 March: twenty working days, whenever the silence was noted
        assert due(application) == date(2026, 4, 23)


def test_an_answer_in_time_counts_though_it_is_noted_after_the_last_day(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        asked = consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
        consulting.note_served(asked, by=county.tang_ke, on=date(2026, 3, 2))
    with on("2026-03-24"):
        assert consulting.close_silent() == 1
        before = due(application)
        with pytest.raises(Refused, match="已登记为“逾期未答复”"):
            consulting.note_opinion(asked, by=county.zhou_min, answer="objects", reasons="价格。")
        found = consulting.note_opinion(
            asked, by=county.zhou_min, answer="objects", reasons="价格是商业秘密。", on=date(2026, 3, 23)
        )
        assert (found.answer, found.answered_on) == ("objects", date(2026, 3, 23))
        assert due(application) == before
        with pytest.raises(Refused, match="第三方不同意公开"):
            draft(county, application)
        with pytest.raises(Refused, match="已登记为“不同意公开”"):
            consulting.note_opinion(asked, by=county.zhou_min, answer="agrees", on=date(2026, 3, 23))
    assert rebuild(check=True).differing == 0
