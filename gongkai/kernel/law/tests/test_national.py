"""The national pack: the clocks of the statutes, each with its article."""

from datetime import date, datetime

import pytest

from gongkai.kernel import clock
from gongkai.kernel.law import check_packs, load_pack
from gongkai.kernel.law.sections import GROUNDS, LIMITS

NATIONAL = load_pack("national")
TODAY = date(2026, 11, 22)


def test_it_has_no_fault() -> None:
    assert check_packs() == []


@pytest.mark.parametrize(
    ("id", "value", "bound", "basis"),
    [
        ("publish", "20 working days", "at_most", "foi:26"),
        ("licence_publish", "7 working days", "at_most", "big_data:18, credit:17"),
        ("penalty_publish", "7 working days", "at_most", "big_data:18, credit:17"),
        ("penalty_withdraw", "3 working days", "at_most", "penalties:48.2, penalties:85"),
        ("correction_notice", "7 working days", "at_most", "foi:30"),
        ("reply", "20 working days", "at_most", "foi:33.2"),
        ("reply_extension", "20 working days", "at_most", "foi:33.2"),
        ("third_party_opinion", "15 working days", "at_most", "foi:32"),
        ("co_maker_opinion", "15 working days", "at_most", "foi:34"),
        ("fee_payment", "20 working days", "at_most", "fees:6"),
        ("department_report", "01-31", "at_most", "foi:49.1"),
        ("government_report", "03-31", "at_most", "foi:49.2"),
        ("decision_consultation", "30 days", "at_least", "decisions:15.1"),
        ("hearing_papers", "7 days", "at_least", "decisions:16.3"),
        ("decision_legality_review", "7 working days", "at_least", "decisions:26.2"),
        ("rule_consultation", "30 days", "at_least", "rulemaking:15.2"),
        ("business_consultation", "30 days", "at_least", "business:62.2"),
        ("rule_hearing_notice", "30 days", "at_least", "rulemaking:16.2(1)"),
        ("rule_filing", "30 days", "at_most", "filing:4"),
        ("emergency_release", "5 hours", "at_most", "openness_rules"),
        ("press_conference", "24 hours", "at_most", "opinion_response, openness_rules"),
        ("opinion_response", "48 hours", "at_most", "opinion_response"),
        ("reconsideration", "60 days", "at_most", "reconsideration:20.1"),
        ("home_update", "14 days exactly", "at_most", "site_inspection"),
        ("notice_update", "6 months exactly", "at_most", "site_inspection"),
        ("message_reply", "3 months exactly", "at_most", "site_inspection"),
    ],
)
def test_the_clocks_that_are_law(id: str, value: str, bound: str, basis: str) -> None:
    limit = NATIONAL.limit(id, on=TODAY)
    assert (limit.value, limit.bound, limit.basis, limit.verified) == (value, bound, basis, True)
    assert str(limit.limit) == value


@pytest.mark.parametrize(
    "id",
    [
        "interpretation",
        "normative_legality_review",
        "normative_filing",
        "normative_validity",
        "trial_validity",
        "validity_warning",
        "normative_clean_up",
        "withheld_review",
    ],
)
def test_what_was_not_verified_is_a_setting_and_never_claims_to_be_law(id: str) -> None:
    limit = NATIONAL.limit(id, on=TODAY)
    assert not limit.verified and limit.note
    assert limit.citation.endswith("设定，待核实")


def test_a_limit_says_where_it_stands() -> None:
    reply = NATIONAL.limit("reply", on=TODAY)
    assert (reply.title, reply.counts, reply.since) == ("答复申请", "自收到申请之日起", date(2019, 5, 15))
    assert reply.citation == "《中华人民共和国政府信息公开条例》第三十三条第二款"
    assert reply.limit.zh() == "20个工作日"


@pytest.mark.parametrize(
    ("id", "received", "due"),
    [
        ("correction_notice", date(2026, 2, 10), date(2026, 2, 26)),
        ("third_party_opinion", date(2026, 2, 10), date(2026, 3, 9)),
        ("reply", date(2026, 2, 10), date(2026, 3, 16)),
        ("department_report", date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_the_clock_counts_what_the_pack_says(id: str, received: date, due: date) -> None:
    assert clock.due(received, NATIONAL.limit(id, on=received).limit).day == due


def test_the_clock_can_count_every_limit() -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=clock.CHINA)
    for limit in NATIONAL.limits(on=TODAY).values():
        at = clock.due(start, limit.limit).at
        assert at is not None and at > start


def test_the_regulations_of_2019_do_not_reach_back() -> None:
    assert NATIONAL.limit("reply", on=date(2019, 5, 15)).pack == "national"
    with pytest.raises(LookupError, match="no limit 'reply' in force on 2019-05-14"):
        NATIONAL.limit("reply", on=date(2019, 5, 14))
    assert "reply" not in NATIONAL.limits(on=date(2019, 5, 14))


def test_the_press_conference_of_24_hours_rests_on_two_documents_since_the_second_was_issued() -> None:
    before, after = (NATIONAL.limit("press_conference", on=date(2016, 11, day)) for day in (9, 10))
    assert (before.basis, after.basis) == ("opinion_response", "opinion_response, openness_rules")
    assert before.until == date(2016, 11, 9)
    assert "emergency_release" not in NATIONAL.limits(on=date(2016, 11, 9))


def test_every_limit_and_ground_can_be_asked_for_today() -> None:
    assert list(NATIONAL.limits(on=TODAY)) == list(NATIONAL.entries(LIMITS))
    assert list(NATIONAL.grounds(on=TODAY)) == list(NATIONAL.entries(GROUNDS))


def test_the_grounds_are_those_of_articles_14_to_16_and_37() -> None:
    grounds = NATIONAL.grounds(on=TODAY)
    by_effect = {
        effect: {id for id, ground in grounds.items() if ground.effect == effect}
        for effect in ("shall_not", "must_not_unless", "may", "sever")
    }
    assert by_effect == {
        "shall_not": {"state_secret", "prohibited_by_law", "security_and_stability"},
        "must_not_unless": {"trade_secret", "personal_privacy", "third_party"},
        "may": {"internal_affairs", "process", "enforcement_file"},
        "sever": {"severable"},
    }
    assert all(grounds[id].exception for id in by_effect["must_not_unless"])
    assert NATIONAL.cite(grounds["process"].basis).endswith("第十六条第二款")
    assert NATIONAL.grounds(on=date(2019, 5, 14)) == {}
