"""Under a pack that asks for it, a second person looks at what is to be said; no pack, no check."""

from datetime import date, timedelta

import pytest

from gongkai.affairs.concerns import checking, law
from gongkai.affairs.concerns.models import Draft, Response
from gongkai.affairs.concerns.tests.telling import found, hour, say, under, weighed
from gongkai.engines.agencies.delegation import delegate
from gongkai.engines.agencies.models import Officer
from gongkai.engines.ledger.models import Event
from gongkai.engines.notices.models import Notice
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from tests.county import County

MORNING = "2026-03-02 08:00"
TEXT = (
    "三月二日上午，我局会同桥头镇到现场核实，开裂的是该户西侧外墙，裂缝长二米，没有人员受伤。"
    "当天已经临时支护，三月五日前由施工队加固，费用列入农村危房改造资金，进展在本栏目公布。"
)


def drafted(county: County, text: str = TEXT, title: str = "桥头镇一处老旧房屋墙体开裂") -> Draft:
    concern = weighed(found(county, title=title), county.tang_ke)
    said = {"step": "respond", "form": "online", "speaker": "局新闻发言人", "text": text}
    return checking.draft(concern, by=county.tang_ke, **said)


def test_nothing_goes_out_that_only_its_writer_has_seen(county: County) -> None:
    with frozen(hour(MORNING)) as clock:
        under(county, "jiayuguan-wgx")
        draft = drafted(county)
        told = Notice.objects.filter(title__startswith="【回应待核对】").values_list("officer", flat=True)
        assert set(told) == {county.lu_fang.pk, county.he_jing.pk}
        concern, points = draft.concern, law.check_points(county.housing)
        with pytest.raises(Refused, match="由另一人核对"):
            say(concern, "respond", county.tang_ke)
        with pytest.raises(Refused) as refused:
            checking.check(draft, by=county.tang_ke, passed=True, points=points)
        assert refused.value.reasons == ("文稿由您起草，请由他人核对。",)
        with pytest.raises(Refused) as refused:
            checking.check(draft, by=county.lu_fang, passed=True, points=points[:1])
        assert len(refused.value.reasons) == len(points) - 1
        with pytest.raises(Refused, match="已有回应的文稿待核对"):
            checking.draft(
                concern, by=county.he_jing, step="respond", form="online", speaker="县政府", text=TEXT
            )
        clock.move_to(hour("2026-03-02 10:00"))
        checking.check(draft, by=county.lu_fang, passed=True, points=points)
        with pytest.raises(Refused, match="已经核对"):
            checking.check(draft, by=county.he_jing, passed=False, remark="再改。")
        with pytest.raises(Refused, match="不能早于核对通过"):
            say(concern, "respond", county.tang_ke, at=hour("2026-03-02 09:00"))
        row = say(concern, "respond", county.tang_ke, text="没有核对过的话。")
        assert (row.text, row.draft) == (TEXT, draft)  # what was checked, not what was typed
        with pytest.raises(Refused):
            say(concern, "respond", county.tang_ke)  # each answer is checked for itself
    assert Response.objects.count() == 1


def test_a_canned_reply_is_shown_and_passes_only_with_a_reason(county: County) -> None:
    with frozen(hour(MORNING)):
        under(county, "jiayuguan-wgx")
        points = law.check_points(county.housing)
        first = drafted(county)
        checking.check(first, by=county.lu_fang, passed=True, points=points)
        say(first.concern, "respond", county.tang_ke)
        second = drafted(county, TEXT.replace("二日", "三日"), "另一处墙体开裂")
        (same,) = checking.alike(second)
        assert same.label == first.concern.title and same.share > 0.8
        with pytest.raises(Refused, match="文字相同"):
            checking.check(second, by=county.lu_fang, passed=True, points=points)
        with pytest.raises(Refused, match="核对意见"):
            checking.check(second, by=county.lu_fang, passed=False)
        checking.check(second, by=county.lu_fang, passed=False, remark="照搬上次回应，请写明这一处的情况。")
        assert "照搬上次回应" in Notice.objects.filter(officer=county.tang_ke).latest("pk").text
        with pytest.raises(Refused, match="由另一人核对"):
            say(second.concern, "respond", county.tang_ke)
        assert checking.alike(drafted(county, "裂缝已经补好。" * 12, "第三处")) == []


def test_other_packs_ask_for_no_check(county: County) -> None:
    with frozen(hour(MORNING)):
        under(county, "xiaoxian")
        with pytest.raises(Refused, match="不要求回应发布前另作核对"):
            drafted(county)
        say(weighed(found(county), county.tang_ke), "respond", county.tang_ke)
    assert Response.objects.get().draft is None


def test_an_older_answer_under_the_same_heading_is_no_hiding_place(county: County) -> None:
    with frozen(hour(MORNING)):
        concern = weighed(found(county), county.tang_ke)
        for text in (TEXT, "房屋已经加固。"):
            say(concern, "respond", county.tang_ke, text=text)
        say(weighed(found(county), county.tang_ke), "respond", county.tang_ke, text="另一户的房屋也已加固。")
        under(county, "jiayuguan-wgx")
        (same,) = checking.alike(drafted(county))
        assert (same.label, same.share) == (concern.title, 1)


def test_what_was_checked_may_go_out_in_the_same_minute(county: County) -> None:
    with frozen(hour("2026-03-02 07:00")) as clock:
        under(county, "jiayuguan-wgx")
        draft = drafted(county, title="电话13812345678的群众反映墙体开裂")
        clock.move_to(hour(MORNING) + timedelta(seconds=30))
        checking.check(
            draft, by=county.lu_fang, passed=True, points=law.check_points(county.housing),
            remark="已与13812345678核实。",
        )  # fmt: skip
        clock.advance(timedelta(seconds=20))
        say(draft.concern, "respond", county.tang_ke, at=hour(MORNING))
    told = " ".join(Event.objects.values_list("facts", flat=True))
    assert "138****5678" in told and "13812345678" not in told


def test_the_writers_stand_in_does_not_check_for_him(county: County) -> None:
    with frozen(hour(MORNING)):
        under(county, "jiayuguan-wgx")
        draft = drafted(county)
        delegate(county.tang_ke, by=county.tang_ke, to=county.zhou_min, until=date(2099, 1, 1))
        stand_in = Officer.objects.get(pk=county.zhou_min.pk)
        with pytest.raises(Refused) as refused:
            checking.check(draft, by=stand_in, passed=True, points=law.check_points(county.housing))
        assert refused.value.reasons == ("您受拟稿人委托办理，不能代其核对自己的文稿，请由他人核对。",)
