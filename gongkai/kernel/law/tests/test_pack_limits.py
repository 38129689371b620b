"""Every number of the five documents: under which name, how long, on which clause, and whether it is theirs."""

from datetime import date, datetime

import pytest

from gongkai.kernel import clock
from gongkai.kernel.law import load_pack
from gongkai.kernel.law.sections import ACTS, LIMITS

SD, QD, GD, XX, JYG = "shandong-rfb", "qingdao", "guangdong", "xiaoxian", "jiayuguan-wgx"
IN_THE_YEAR = {SD: date(2016, 12, 1), QD: date(2019, 12, 1), GD: date(2016, 12, 1)} | {
    XX: date(2022, 12, 1),
    JYG: date(2017, 12, 1),
}


@pytest.mark.parametrize(
    ("pack", "id", "value", "basis"),
    [
        (XX, "emergency_release", "5 hours", "XX-3.4.3.2a"),
        (JYG, "emergency_release", "5 hours", "JYG-2.5a"),
        (GD, "press_conference", "24 hours", "GD-12d"),
        (JYG, "press_conference", "24 hours", "JYG-2.5b"),
        (XX, "opinion_response", "48 hours", "XX-3.4.3.2b"),
        (JYG, "opinion_response", "48 hours", "JYG-2.5c"),
        (GD, "interpretation", "3 working days", "GD-11c"),
        (XX, "interpretation", "3 working days", "XX-3.4.1.1b"),
        (XX, "normative_publish", "20 working days", "XX-3.5.1.1c"),
        (XX, "request_list", "1 per quarter", "XX-3.2.2.2b"),
        (JYG, "hearing", "1 per half-year", "JYG-3.2e"),
        (GD, "hearing", "1 per year", "GD-22b"),
        (GD, "principal_interpretation", "1 per year", "GD-11d"),
        (JYG, "interpretation_study", "1 per year", "JYG-2.4a"),
        (XX, "attendance", "3 per year", "XX-3.5.3.2a"),
        (XX, "task_breakdown", "07-31", "XX-4.3b"),
        (XX, "subsidy_result", "12-31", "XX-3.7.2.2b"),
        (XX, "zone_coverage", "12-31", "XX-3.6.1.2b"),
        (XX, "village_coverage", "12-31", "XX-3.7.1.3"),
        (GD, "training_rotation", "3 years", "GD-23c"),
        (XX, "key_points_training", "1 per year", "XX-3.1.3.2b"),
        (GD, "site_assessment", "1 per year", "GD-14f"),
        (JYG, "assessment", "1 per year", "JYG-3.2c"),
        (XX, "assessment", "1 per year", "XX-4.3c, XX-3.5.4"),
    ],
)
def test_a_number_of_the_document(pack: str, id: str, value: str, basis: str) -> None:
    limit = load_pack(pack).limit(id, on=IN_THE_YEAR[pack])
    assert (limit.value, limit.basis, limit.verified, limit.pack) == (value, basis, True, pack)
    assert limit.citation.startswith("《")


@pytest.mark.parametrize(
    ("pack", "id", "basis"),
    [
        (SD, "work_dispatch", "SD-4.1b"),
        (QD, "normative_clean_up_round", "QD-2.2c"),
        (QD, "hearing", "QD-5.1b"),
        (QD, "supervision_round", "QD-5.3b"),
        (XX, "hearing", "XX-3.1.1.2a"),
        (XX, "progress_report", "XX-3.1.2.2b"),
        (XX, "privacy_screening", "XX-3.2.1.2b"),
        (XX, "guide_check", "XX-3.2.2.2a"),
        (XX, "normative_list", "XX-3.5.1.1a"),
        (JYG, "channel_test", "JYG-2.8d"),
        (JYG, "liaison_report", "JYG-3.2b"),
    ],
)
def test_regularly_without_an_interval_is_a_setting(pack: str, id: str, basis: str) -> None:
    limit = load_pack(pack).limit(id, on=IN_THE_YEAR[pack])
    assert (limit.basis, limit.verified) == (basis, False)
    assert "间隔" in limit.note or "定期" in limit.note
    assert limit.citation.endswith("设定，待核实")


@pytest.mark.parametrize(
    ("pack", "id", "value"),
    [
        (QD, "assessment_min_weight", 4),
        (GD, "assessment_min_weight", 4),
        (SD, "full_time_officers", 1),
        (JYG, "liaisons_per_unit", 1),
        (GD, "leaders_in_charge", 1),
        (GD, "case_monitoring", "real_time"),
        (GD, "case_rating", "instant"),
        (XX, "download_formats", ["WORD", "PDF"]),
        (XX, "action_period", ["2022-07-01", "2022-12-31"]),
        (XX, "experience_since", 2020),
        (SD, "loses_advanced_title", True),
    ],
)
def test_a_number_that_is_no_length_of_time_is_a_setting_section(pack: str, id: str, value: object) -> None:
    setting = load_pack(pack).setting(id, on=IN_THE_YEAR[pack])
    assert (setting.value, setting.pack, setting.verified) == (value, pack, True)


def test_a_goal_of_one_year_binds_in_that_year_only() -> None:
    guangdong = load_pack(GD)
    assert guangdong.limit("openness_systems", on=date(2020, 6, 1)).value == "12-31 this year"
    for year in (2019, 2021):
        with pytest.raises(LookupError):
            guangdong.limit("openness_systems", on=date(year, 6, 1))


def test_a_pack_is_silent_where_its_document_is() -> None:
    assert load_pack(XX).limit("reply", on=IN_THE_YEAR[XX]).pack == "national"
    assert load_pack(SD).limit("interpretation", on=IN_THE_YEAR[SD]).pack == "national"


def test_no_pack_speaks_before_its_document_was_made() -> None:
    for name in IN_THE_YEAR:
        pack = load_pack(name)
        [act] = pack.own(ACTS).values()
        for entry in pack.own(LIMITS).values():
            assert all(version.since >= act.in_force for version in entry.versions)


def test_a_limit_can_be_counted_on_every_day_it_holds() -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=clock.CHINA)
    for name in IN_THE_YEAR:
        for limit in load_pack(name).limits(on=date(2026, 3, 2)).values():
            at = clock.due(start, limit.limit).at
            assert at is not None and at > start
