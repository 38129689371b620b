"""What everybody may read of a concern: nothing before it is published, no personal data, gone when it is retracted."""

import pytest

from gongkai.affairs.concerns import publishing, queries
from gongkai.affairs.concerns.tests.telling import found, hour, say, under, weighed
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from tests.county import County


def test_it_shows_each_answer_by_its_form_and_whether_it_was_in_time(county: County) -> None:
    with frozen(hour("2026-03-02 08:00")) as clock:
        under(county, "guangdong")
        concern = weighed(found(county), county.tang_ke)
        with pytest.raises(Refused, match="还没有登记任何回应"):
            publishing.publish(concern, by=county.tang_ke, title="墙体开裂")
        clock.move_to(hour("2026-03-05 08:00"))
        say(concern, "respond", county.tang_ke, form="interview")
        assert queries.answered_numbered(concern.pk) is None
        publishing.publish(concern, by=county.tang_ke, title="老旧房屋墙体开裂", summary="群众关心安全。")
        say(concern, "respond", county.tang_ke, form="expert")
        shown = queries.answered_numbered(concern.pk)
        assert shown is not None and shown.is_late and not shown.all_kept
        assert shown.forms == ["媒体专访", "专家解读"]
        assert shown.answered_at == hour("2026-03-05 08:00")
    assert Event.objects.get(verb="concern.published").public
    assert not Event.objects.get(verb="concern.found").public


def test_personal_data_do_not_go_out_then_or_later_and_the_page_can_be_taken_down(county: County) -> None:
    with frozen(hour("2026-03-02 08:00")):
        concern = weighed(found(county), county.tang_ke)
        row = say(concern, "respond", county.tang_ke, text="已经电话13812345678答复。")
        with pytest.raises(Refused) as refused:
            publishing.publish(concern, by=county.tang_ke, title="身份证号110101199003077635的群众反映漏水")
        assert len(refused.value.reasons) == 2
        assert any("回应 2026-03-02 08:00的内容" in one for one in refused.value.reasons)
        row.text = "已经答复。"
        row.save()
        publishing.publish(concern, by=county.tang_ke, title="房屋漏水")
        with pytest.raises(Refused, match="手机号码"):
            say(concern, "respond", county.tang_ke, text="请联系13812345678。")
        publishing.retract(concern, by=county.he_jing, reason="内容有误。")
        assert not queries.published().exists()
        publishing.publish(concern, by=county.tang_ke, title="房屋漏水的处理")
