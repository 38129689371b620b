"""The duties that the built-in packs write: what they rest on, and what they may name."""

from datetime import date, datetime

import pytest

from gongkai.kernel import clock
from gongkai.kernel.clock import CHINA
from gongkai.kernel.law import DutyRule, load_pack, pack_names

TODAY = date(2026, 11, 22)
# What the ledger knows, or is meant to know once its part of the system is built.
NAMESPACES = {
    *("agency", "officer", "role", "document", "intake", "plan", "task", "hearing", "training"),
    *("organisation", "handover", "experience", "application", "consultation", "decision", "concern"),
    *("letter", "register", "inspection", "assessment", "report", "gazette", "clean_up", "error_report"),
    *("application_letter", "request_list", "guide", "channel", "negative_entry"),
}
RULES = [
    (name, id, rule)
    for name in pack_names()
    for id, rules in load_pack(name).duty_history().items()
    for rule in rules
]


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("correction_notice", "7 working days"),
        ("reply", "20 working days"),
        ("receipt_confirmation_online", "1 working day"),
        ("applicant_erasure", "3 years"),
        ("third_party_opinion", "15 working days"),
        ("co_maker_opinion", "15 working days"),
        ("fee_payment", "20 working days"),
        ("publish", "20 working days"),
        ("licence_publish", "7 working days"),
        ("penalty_publish", "7 working days"),
        ("penalty_withdraw", "3 working days"),
        ("rule_filing", "30 days"),
        ("rule_list", "01-31"),
        ("department_report", "01-31"),
        ("government_report", "03-31"),
        ("emergency_release", "5 hours"),
        ("press_conference", "24 hours"),
        ("opinion_response", "48 hours"),
        ("message_reply", "3 months exactly"),
    ],
)
def test_a_clock_of_the_statutes_is_a_duty(id: str, value: str) -> None:
    assert load_pack("national").duties(on=TODAY)[id].limit == value


def test_the_reply_stands_still_while_others_are_asked_and_begins_anew_when_corrected() -> None:
    reply = load_pack("national").duties(on=TODAY)["reply"]
    assert {each.verb for each in reply.pauses} == {
        *("application.third_party_asked", "application.co_maker_asked"),
        *("application.correction_asked", "application.fee_noticed"),
    }
    assert {each.verb for each in reply.restarts} == {"application.corrected", "application.fee_paid"}
    assert [(each.limit, each.times) for each in reply.extends] == [("20 working days", 1)]


RUNNING = ("ends", "pauses", "resumes", "restarts", "extends", "redates", "cancels", "counts")


def test_events_come_from_the_namespaces_of_the_ledger() -> None:
    for pack, id, rule in RULES:
        for name in (*RUNNING, "starts"):
            for trigger in getattr(rule, name):
                assert trigger.verb.split(".")[0] in NAMESPACES, (pack, id, trigger.verb)


def test_every_duty_has_a_basis_that_can_be_printed() -> None:
    assert all("《" in rule.citation for _, _, rule in RULES)


def test_an_interval_that_nobody_prescribed_only_warns() -> None:
    """But where an act sets it for one year, an authority that goes on with it means it."""
    carried_on = {
        *("attendance", "task_breakdown", "subsidy_result", "interpretation_study", "assessment"),
    }
    for pack, id, rule in RULES:
        if not rule.verified and id not in carried_on:
            assert rule.strength == "should", (pack, id)


def test_duties_of_one_campaign_end_with_it() -> None:
    xiaoxian = load_pack("xiaoxian")
    during, after = (set(xiaoxian.duties(on=day)) for day in (date(2022, 12, 31), date(2023, 1, 1)))
    assert during - after == {"zone_coverage", "village_coverage"}


def test_what_was_set_for_one_year_goes_on_as_a_setting() -> None:
    xiaoxian = load_pack("xiaoxian")
    during, after = (xiaoxian.duties(on=day)["attendance"] for day in (date(2022, 8, 1), date(2023, 8, 1)))
    assert (during.limit, during.verified) == ("3 per year", True)
    assert (after.limit, after.verified) == ("3 per year", False)
    assert after.citation.endswith("设定，待核实")


def test_the_clock_can_count_every_duty() -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
    for pack, id, rule in RULES:
        at = clock.due(start, _limit(rule)).at
        assert at is not None and at > start, (pack, id)
        for warning in rule.warn:
            assert _shorter(warning, rule, start), (pack, id, warning)


def _limit(rule: DutyRule) -> str:
    return "by 2026-12-31" if rule.told else rule.limit


def _shorter(warning: str, rule: DutyRule, start: datetime) -> bool:
    end = clock.due(start, _limit(rule)).at
    warned = clock.due(start, warning).at
    assert end is not None and warned is not None
    return warned <= end
