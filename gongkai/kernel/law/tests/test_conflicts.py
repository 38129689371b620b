"""Where the five documents disagree: the same question, or the same history, under two packs.

One test for each of the 22 differences that were found between them; the code is the same for all.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongkai.kernel import clock
from gongkai.kernel.clock import CHINA, EachPeriod
from gongkai.kernel.law import load_pack

TODAY = date(2026, 3, 2)  # a Monday
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)

SD, QD, GD, XX, JYG = "shandong-rfb", "qingdao", "guangdong", "xiaoxian", "jiayuguan-wgx"


def says(pack: str, setting: str, on: date = TODAY) -> Any:
    return load_pack(pack).setting(setting, on=on).value


def due(pack: str, duty: str, found: datetime, **facts: datetime) -> datetime:
    """Until when the duty must be met that an event of this instant, with these facts, opens."""
    rule = load_pack(pack).duties(on=TODAY)[duty]
    at = clock.due(facts.get(rule.from_, found), rule.limit).at
    assert at is not None
    return at


def owed(pack: str, duty: str, on: date = TODAY) -> EachPeriod:
    limit = clock.parse_limit(load_pack(pack).duties(on=on)[duty].limit)
    assert isinstance(limit, EachPeriod)
    return limit


def test_1_a_conference_alone_meets_one_document_and_breaks_another() -> None:
    happened, conference = NINE, NINE + timedelta(hours=23)
    assert conference <= due(GD, "press_conference", happened, occurred_at=happened)
    assert conference > due(JYG, "emergency_release", happened, occurred_at=happened)
    assert conference > due(XX, "emergency_release", happened, occurred_at=happened)
    # in the autumn of 2016 there was no limit of hours for the first release in Guangdong
    autumn = date(2016, 10, 1)
    assert "emergency_release" not in load_pack(GD).duties(on=autumn)
    assert load_pack(GD).limit("press_conference", on=autumn).pack == GD
    assert load_pack(XX).limit("press_conference", on=TODAY).pack == "national"


def test_2_the_clock_starts_when_it_happened_or_when_it_was_found() -> None:
    happened, found = NINE, NINE + timedelta(hours=4)
    released = found + timedelta(hours=2)
    assert released > due(JYG, "emergency_release", found, occurred_at=happened)
    assert released <= due(XX, "emergency_release", found, occurred_at=happened)
    assert due(GD, "press_conference", found, occurred_at=happened) == happened + timedelta(hours=24)
    assert due(XX, "press_conference", found, occurred_at=happened) == found + timedelta(hours=24)
    assert (says(GD, "emergency_clock_starts"), says(XX, "emergency_clock_starts")) == (
        "occurrence",
        "discovery",
    )


def test_3_an_interpretation_on_the_second_day_meets_two_documents_and_breaks_one() -> None:
    published, interpreted = NINE, NINE + timedelta(days=1)
    assert interpreted <= due(GD, "interpretation", published)
    assert interpreted <= due(XX, "interpretation", published)
    assert interpreted > due(JYG, "interpretation", published)
    strength = {name: load_pack(name).duties(on=TODAY)["interpretation"].strength for name in (SD, XX)}
    assert strength == {SD: "should", XX: "must"}
    assert (says(JYG, "interpretation_timing"), says(SD, "interpretation_timing")) == ("same_time", "timely")


def test_4_what_must_come_along_for_approval() -> None:
    assert says(QD, "submission_accompanied_by") == ["plan", "material"]
    assert says(GD, "submission_accompanied_by") == says(XX, "submission_accompanied_by") == ["material"]
    assert says(SD, "submission_accompanied_by") == []


def test_5_which_policies_need_an_interpretation() -> None:
    kinds = {
        name: load_pack(name).duties(on=TODAY)["interpretation"].starts[0].where["kind"] for name in (XX, JYG)
    }
    assert "normative" in kinds[XX] and "normative" not in kinds[JYG]
    assert "plan" in kinds[JYG] and "plan" not in kinds[XX]
    assert says(QD, "interpretation_scope") != says(GD, "interpretation_scope")


def test_6_one_hearing_a_year_is_enough_for_one_and_not_for_another() -> None:
    heard = [date(2026, 2, 10)]
    first, second = clock.periods(date(2026, 1, 1), date(2026, 12, 31), "half-year")
    assert owed(GD, "hearing").unit == "year" and sum(day.year == 2026 for day in heard) >= 1
    assert owed(JYG, "hearing").unit == "half-year"
    assert [sum(day in half for day in heard) for half in (first, second)] == [1, 0]
    # "regularly" has no interval: the one that is set only warns
    assert load_pack(QD).duties(on=TODAY)["hearing"].strength == "should"
    assert load_pack(JYG).duties(on=TODAY)["hearing"].strength == "must"


def test_7_the_principal_interprets_or_studies_which_are_two_records() -> None:
    interprets = load_pack(GD).duties(on=TODAY)["principal_interpretation"].counts[0]
    studies = load_pack(JYG).duties(on=TODAY)["interpretation_study"].counts[0]
    assert (interprets.verb, studies.verb) == ("document.published", "hearing.held")
    assert "interpretation_study" not in load_pack(GD).duties(on=TODAY)
    assert "principal_interpretation" not in load_pack(JYG).duties(on=TODAY)
    assert says(QD, "principal_and_interpretation") == "first_interpreter"


def test_8_the_least_weight_in_the_assessment() -> None:
    assert says(QD, "assessment_min_weight") == says(GD, "assessment_min_weight") == 4
    assert says(XX, "assessment_min_weight") == 0
    assert (says(SD, "loses_advanced_title"), says(GD, "loses_advanced_title")) == (True, False)


def test_9_who_attends_how_often_and_what_is_told_of_them() -> None:
    assert says(QD, "meeting_attendees") == ["利益相关方"]
    assert "专家" in says(XX, "meeting_attendees")
    assert owed(XX, "attendance").at_least == 3
    assert "attendance" not in load_pack(GD).duties(on=TODAY)
    assert says(XX, "attendance_published") and not says(GD, "attendance_published")


def test_10_the_parts_of_a_consultation() -> None:
    assert says(SD, "consultation_parts") == ["决策草案", "决策依据"]
    assert len(says(XX, "consultation_parts")) == 4
    assert says(JYG, "consultation_outcome") == "with_the_text"
    assert says(SD, "consultation_outcome") == "suitable_way"
    assert says(XX, "legality_review_needs_consultation") and not says(
        QD, "legality_review_needs_consultation"
    )
    assert len(says(GD, "opinion_survey_fields")) == 5 and says(XX, "opinion_survey_fields") == []


def test_11_normative_documents() -> None:
    assert load_pack(XX).limit("normative_publish", on=TODAY).value == "20 working days"
    with pytest.raises(LookupError):
        load_pack(GD).limit("normative_publish", on=TODAY)
    assert says(GD, "invalid_unless_on_carrier") and not says(XX, "invalid_unless_on_carrier")
    assert (says(QD, "normative_clean_up_way"), says(GD, "normative_clean_up_way")) == ("regular", "validity")
    assert says(JYG, "normative_disclosure_review") and not says(QD, "normative_disclosure_review")


def test_12_meetings_are_data() -> None:
    assert says(SD, "meeting_kinds") == ["党组会", "主任办公会"]
    assert says(QD, "meeting_kinds") == ["全体会议", "常务会议", "电视电话会议"]
    assert says(XX, "meeting_kinds") == ["常务会议"]


def test_13_the_competent_office_is_data() -> None:
    offices = {name: says(name, "competent_office") for name in (SD, QD, GD, XX, JYG)}
    assert len(set(offices.values())) == 5
    assert offices[XX] == "县政务公开办"


def test_14_the_chain_of_approval() -> None:
    assert says(QD, "approval_chain") == ["政治关", "政策关", "文字关"]
    assert len(says(JYG, "approval_chain")) == 4
    assert says(XX, "approval_chain") == ["保密审查"]  # the national one


def test_15_negative_list_means_three_things() -> None:
    assert says(SD, "negative_lists") == ["openness", "management"]
    assert says(GD, "negative_lists") == ["openness", "market_access"]


def test_16_words_for_the_same_thing() -> None:
    assert says(QD, "term_random_inspection") != says(GD, "term_random_inspection")
    assert says(SD, "term_power_list") != says(GD, "term_power_list")
    assert says(QD, "term_sign_off") != says(XX, "term_sign_off")


def test_17_what_is_published_of_proposals() -> None:
    assert says(QD, "proposals_published") == ["result"]
    assert says(JYG, "proposals_published") == ["result", "full_reply"]


def test_18_fiscal_items() -> None:
    assert says(SD, "fiscal_items") == ["预算", "决算"]
    assert "专项资金" in says(GD, "fiscal_items") and "专项资金" not in says(QD, "fiscal_items")
    assert "项目文本" in says(QD, "fiscal_items")


def test_19_where_and_until_when_the_breakdown_of_tasks_is_published() -> None:
    assert load_pack(XX).duties(on=TODAY)["task_breakdown"].limit == "07-31"
    assert "task_breakdown" not in load_pack(QD).duties(on=TODAY)
    assert says(XX, "task_breakdown_place") == "监督保障栏目"
    assert (says(QD, "task_breakdown_place"), says(GD, "task_breakdown_place")) == ("附件", "")


def test_20_organisation() -> None:
    assert says(JYG, "organisation_required") == ["leading_group", "liaison"]
    assert "leader_in_charge" in says(GD, "organisation_required")
    assert (says(JYG, "liaisons_per_unit"), says(GD, "liaisons_per_unit")) == (1, 0)
    assert (says(GD, "leaders_in_charge"), says(SD, "full_time_officers")) == (1, 1)


def test_21_soft_words_warn_and_hard_words_bind() -> None:
    assert load_pack(GD).clauses["GD-23c"].strength == "should"
    assert load_pack(GD).duties(on=TODAY)["training_rotation"].strength == "should"
    assert load_pack(XX).duties(on=TODAY)["attendance"].strength == "must"
    assert load_pack(SD).clauses["SD-4.1e"].strength == "should"
    assert load_pack(QD).clauses["QD-5.3c"].strength == "must"


def test_22_one_unit_leads_and_others_work_along() -> None:
    findings = load_pack(SD).clauses["SD-2.2c"]
    lists = load_pack(SD).clauses["SD-2.3a"]
    assert (findings.actor, findings.together_with) == ("综合处（人事处）", ["资产管理处"])
    assert len(lists.together_with) == 2
    assert load_pack(JYG).clauses["JYG-2.9a"].together_with == []
