"""Replies put before everybody: only answered ones, nothing personal, and out of sight again when withdrawn."""

from datetime import date

import pytest

from gongkai.affairs.applications.models import Application
from gongkai.engines.ledger.queries import events_of
from gongkai.kernel.flow import Refused
from gongkai.oversight.reports.decisions import (
    decision_of,
    publish_decision,
    published_decisions,
    withdraw_decision,
)
from gongkai.oversight.reports.tests.telling import add
from tests.county import County

pytestmark = pytest.mark.django_db
ASKED, ANSWERED = "申请公开危房改造补助的发放标准。", "提供了补助标准文件，并告知在门户网站可以查到。"


@pytest.fixture
def answered(county: County) -> Application:
    add(county.housing, [("natural", date(2025, 3, 3), date(2025, 3, 20), "granted")])
    return Application.objects.get()


def test_tang_ke_publishes_and_withdraws_a_reply(county: County, answered: Application) -> None:
    row = publish_decision(answered, by=county.tang_ke, asked=ASKED, answered=ANSWERED)
    assert list(published_decisions()) == [row]
    again = publish_decision(answered, by=county.tang_ke, asked=ASKED, answered="提供了补助标准文件。")
    assert again.pk == row.pk and published_decisions().get().answered == "提供了补助标准文件。"
    withdraw_decision(again, by=county.tang_ke, reason="写得不清楚。")
    assert not published_decisions().exists()
    publish_decision(answered, by=county.tang_ke, asked=ASKED, answered=ANSWERED)
    assert published_decisions().get().withdrawn_reason == ""
    events = list(events_of(*row.subject))
    assert [one.verb for one in events] == [
        "decision.disclosed", "decision.disclosed", "decision.undisclosed", "decision.disclosed",
    ]  # fmt: skip
    assert all(ASKED not in one.facts and "SQ-" not in one.facts for one in events)


def test_personal_data_is_refused_by_name(county: County, answered: Application) -> None:
    with pytest.raises(Refused) as refused:
        publish_decision(answered, by=county.tang_ke, asked="联系电话13812345678。", answered="")
    said = "".join(refused.value.reasons)
    assert "申请的内容中有" in said and "请填写答复的要点。" in said
    assert not published_decisions().exists()


def test_an_open_application_is_not_published(county: County) -> None:
    add(county.housing, [("natural", date(2025, 3, 3), None, "")])
    with pytest.raises(Refused, match="没有答复"):
        publish_decision(Application.objects.get(), by=county.tang_ke, asked=ASKED, answered=ANSWERED)


def test_a_trial_is_nobodys_application(county: County, answered: Application) -> None:
    Application.objects.update(is_test=True)
    with pytest.raises(Refused, match="畅通性测试"):
        publish_decision(answered, by=county.tang_ke, asked=ASKED, answered=ANSWERED)


def test_it_needs_the_permission_and_a_reason(county: County, answered: Application) -> None:
    with pytest.raises(Refused, match="权限"):
        publish_decision(answered, by=county.zhou_min, asked=ASKED, answered=ANSWERED)
    row = publish_decision(answered, by=county.tang_ke, asked=ASKED, answered=ANSWERED)
    with pytest.raises(Refused, match="理由"):
        withdraw_decision(row, by=county.tang_ke, reason=" ")


def test_an_officer_finds_only_what_he_may_read(county: County, answered: Application) -> None:
    assert decision_of(county.guo_liang, answered.number) is None
    assert decision_of(county.tang_ke, answered.number) == (answered, None)
    row = publish_decision(answered, by=county.tang_ke, asked=ASKED, answered=ANSWERED)
    assert decision_of(county.tang_ke, answered.number) == (answered, row)
