"""A clean-up: judged by one, confirmed by another, published as a list, and all of it takes effect at once."""

from datetime import date

import pytest

from gongkai.affairs.documents import actions, cleanup, standing
from gongkai.affairs.documents.models import CleanUp, CleanUpItem, Edition, Ending
from gongkai.affairs.documents.queries import page
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.clock import day_of, frozen, today
from gongkai.kernel.flow import Refused
from tests.county import County


def judged(county: County, verdicts: dict[str, str]) -> CleanUp:
    """A round of the housing bureau over documents of these titles, judged by Tang Ke."""
    for title in verdicts:
        county.publish(title)
    clean_up = cleanup.open_round(by=county.tang_ke, agency=county.housing, title="2026年规范性文件清理")
    for item in clean_up.items.select_related("document"):
        title = Edition.objects.get(document=item.document).title
        cleanup.judge(item, by=county.tang_ke, verdict=verdicts[title], reason="见清理意见。")
    return clean_up


def validity_of(title: str) -> str:
    shown = page(Edition.objects.get(title=title).document.index_number)
    assert shown is not None
    return shown.validity


@pytest.mark.full
def test_the_result_is_published_and_every_verdict_takes_effect_with_it(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="qingdao", from_=today())
        verdicts = {"甲<办法>": "keep", "乙办法": "revise", "丙办法": "repeal", "丁办法": "invalid"}
        clean_up = judged(county, verdicts)
        cleanup.confirm(clean_up, by=county.lu_fang)
        result = cleanup.draft_result(clean_up, by=county.zhou_min)
        assert [one in result.text for one in verdicts] == [True] * 4
        assert "废止（1份）" in result.text and "甲&lt;办法&gt;" in result.body
        signed = county.sign(result)
        assert {validity_of(title) for title in verdicts} == {"current"}
        actions.publish(signed, by=county.tang_ke)
        assert [validity_of(title) for title in verdicts] == ["current", "current", "repealed", "lapsed"]
        shown = page(Edition.objects.get(title="丙办法").document.index_number)
        assert shown is not None
        assert [(one.reason.slug, one.title) for one in shown.marks] == [("repealed", result.title)]
        finished = Event.objects.get(verb="clean_up.finished")
        assert finished.public
        assert facts_of(finished)["verdicts"] == {"keep": 1, "revise": 1, "repeal": 1, "invalid": 1}
        cleaned = Event.objects.filter(verb="document.cleaned_up", public=True)
        assert {facts_of(one)["verdict"] for one in cleaned} == {"keep", "revise", "repeal", "invalid"}
        assert Duty.objects.get(rule="normative_clean_up_round", agency="zhujian").outcome == "met"
        following = Duty.objects.get(rule="normative_clean_up", agency="zhujian")
        assert following.due_at is not None and day_of(following.due_at) >= date(2028, 3, 1)


def test_what_fails_half_way_leaves_nothing(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    clean_up = judged(county, {"丙办法": "repeal", "丁办法": "invalid"})
    cleanup.confirm(clean_up, by=county.lu_fang)
    signed = county.sign(cleanup.draft_result(clean_up, by=county.zhou_min))
    kept, done = standing.keep, []

    def breaks(*args: object, **named: object) -> Ending:
        if done:
            raise ConnectionError
        done.append(kept(*args, **named))  # type: ignore[arg-type]
        return done[0]

    monkeypatch.setattr(standing, "keep", breaks)
    events = Event.objects.count()
    with pytest.raises(ConnectionError):
        actions.publish(signed, by=county.tang_ke)
    assert (Event.objects.count(), Ending.objects.count()) == (events, 0)
    signed.refresh_from_db()
    clean_up.refresh_from_db()
    assert (signed.state, clean_up.done_at) == ("signed", None)


def test_what_has_ended_meanwhile_is_left_as_it_is(county: County) -> None:
    clean_up = judged(county, {"丙办法": "repeal", "丁办法": "repeal"})
    first, second = (item.document for item in clean_up.items.select_related("document"))
    cleanup.confirm(clean_up, by=county.lu_fang)
    standing.note_ending(first, by=county.lu_fang, reason="invalid", note="适用期已过。")
    actions.withdraw(second, by=county.lu_fang, reason="误发。")
    county.see_through(cleanup.draft_result(clean_up, by=county.zhou_min))
    assert [one.reason for one in Ending.objects.order_by("id")] == ["invalid", "other"]
    assert Event.objects.filter(verb="document.cleaned_up").count() == 2


def test_every_step_is_refused_out_of_turn_and_by_the_wrong_people(county: County) -> None:
    with pytest.raises(Refused, match="没有符合条件"):
        cleanup.open_round(by=county.tang_ke, agency=county.housing, title="清理")
    with pytest.raises(Refused) as refused:
        cleanup.open_round(by=county.guo_liang, agency=county.housing, title=" ", kind_slugs=["announcement"])
    assert len(refused.value.reasons) == 3
    county.publish("甲办法", published_on=date(2020, 1, 1))
    county.publish("乙办法")
    clean_up = cleanup.open_round(
        by=county.he_jing, agency=county.government, title="清理", until=date(2021, 1, 1), below=True
    )
    item = CleanUpItem.objects.get()
    with pytest.raises(Refused, match="没有办完"):
        cleanup.open_round(by=county.he_jing, agency=county.government, title="又一次", below=True)
    with pytest.raises(Refused) as refused:
        cleanup.judge(item, by=county.zhou_min, verdict="burn", reason=" ")
    assert len(refused.value.reasons) == 3
    with pytest.raises(Refused, match="还有1份"):
        cleanup.confirm(clean_up, by=county.he_jing)
    with pytest.raises(Refused, match="尚未审定"):
        cleanup.draft_result(clean_up, by=county.he_jing)
    with pytest.raises(Refused, match="理由中有手机号码"):
        cleanup.judge(item, by=county.he_jing, verdict="keep", reason="有异议请找张三13812345678。")
    cleanup.judge(item, by=county.he_jing, verdict="keep", reason="仍然适用。")
    with pytest.raises(Refused, match="须由他人"):
        cleanup.confirm(clean_up, by=county.he_jing)
    event = events_of(*clean_up.subject).last()
    assert event is not None and (event.verb, event.public) == ("clean_up.judged", False)
