"""A concern is weighed before it is answered; what is grave warns the staff concerned at once, whatever the hour."""

import pytest

from gongkai.affairs.concerns import actions, law, queries
from gongkai.affairs.concerns.models import State
from gongkai.affairs.concerns.tests.telling import found, hour, say, under, weighed
from gongkai.engines.agencies.models import User
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.ledger.models import OutboxMessage
from gongkai.engines.notices.models import Notice
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from gongkai.kernel.law import load_pack, pack_names
from gongkai.kernel.law.sections import RISKS
from tests.county import County

NIGHT = "2026-02-16 23:30"  # the eve of the Spring Festival, in the quiet hours


def test_the_level_its_reason_the_analysis_and_every_point_or_all_faults(county: County) -> None:
    concern = found(county)
    with pytest.raises(Refused) as refused:
        actions.assess(concern, by=county.tang_ke, risk="", reason="", analysis=" ")
    assert len(refused.value.reasons) == 3
    with pytest.raises(Refused) as refused:
        actions.assess(concern, by=county.zhou_min, risk="high", reason="多人转发。", analysis="人群集中。")
    assert len(refused.value.reasons) == 1 + 4  # may not, and no point confirmed
    weighed(concern, county.tang_ke, "medium")
    weighed(concern, county.tang_ke, "low")  # the picture changes
    assert (concern.state, concern.risk, concern.risk_rank) == (State.ASSESSED, "low", 3)
    assert [one.risk for one in concern.assessments.all()] == ["medium", "low"]


def test_high_risk_is_told_at_night_on_a_day_off_to_whoever_may_open_it(county: County) -> None:
    User.objects.filter(pk=county.lu_fang.user_id).update(email="lufang@qingyuan.example")
    with frozen(hour(NIGHT)):
        concern = weighed(found(county), county.tang_ke)
        assert not Notice.objects.exists()
        weighed(concern, county.tang_ke, "high")
        told = {one.officer for one in Notice.objects.all()}
        assert told == {county.tang_ke, county.lu_fang, county.he_jing}
        assert all(queries.concern_for(one, concern.pk) for one in told)
        assert OutboxMessage.objects.filter(channel="email", due_at__lte=hour(NIGHT)).exists()
        weighed(concern, county.tang_ke, "high")  # nothing new in that
        assert Notice.objects.count() == 3


def test_a_grave_event_warns_as_soon_as_it_is_found(county: County) -> None:
    with frozen(hour(NIGHT)):
        concern = found(county, "major")
    notice = Notice.objects.filter(officer=county.lu_fang).get()
    assert notice.about_id == str(concern.pk) and "尚未研判" in notice.text and concern.title in notice.title


def test_packs_differ_in_what_a_level_asks(county: County) -> None:
    with frozen(hour(NIGHT)):
        under(county, "xiaoxian")
        plain = law.risks(county.housing)["high"].said.checklist
        under(county, "qingdao")
        asked = law.risks(county.housing)["high"].said.checklist
        assert set(asked) > set(plain) - {"需要协同处置的单位"} and "从源头研判起因和风险" in asked
        concern = found(county)
        with pytest.raises(Refused, match="从源头研判"):
            actions.assess(
                concern, by=county.tang_ke, risk="high", reason="转发多。", analysis="加固。", points=plain
            )


def test_the_highest_risk_comes_first_then_what_has_the_least_time_left_and_late_ones_are_listed(
    county: County,
) -> None:
    with frozen(hour("2026-03-02 08:00")) as clock:
        under(county, "xiaoxian")
        late = found(county, title="网传停水一周")
        clock.move_to(hour("2026-03-04 09:00"))
        calm, grave = found(county, title="公园改造"), weighed(found(county), county.tang_ke, "high")
        answered = weighed(found(county, title="路灯不亮"), county.tang_ke)
        say(answered, "respond", county.tang_ke)
        assert list(queries.concerns_for(county.tang_ke)) == [grave, late, calm, answered]
        assert list(queries.concerns_for(county.he_jing, late=True)) == [late]
        say(weighed(late, county.tang_ke), "respond", county.tang_ke)
        assert list(queries.concerns_for(county.he_jing, late=True)) == [late]  # answered, and still late


def test_every_role_that_a_pack_alerts_may_open_a_concern() -> None:
    for name in pack_names():
        for entry in load_pack(name).own(RISKS).values():
            for role in (role for version in entry.versions for role in version.alert):
                assert {Permission.READ_CONCERNS, Permission.READ_DUTIES} <= ROLES[role].permissions
