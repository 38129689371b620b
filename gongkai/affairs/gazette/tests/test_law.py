"""The clauses and the notice about gazettes as data."""

from datetime import date

from gongkai.kernel.law import load_pack


def test_the_duty_is_a_setting_under_both_packs() -> None:
    for pack, basis in (("national", "政府公报工作"), ("qingdao", "青岛市")):
        rule = load_pack(pack).duties(on=date(2025, 1, 1))["gazette_submission"]
        assert (rule.strength, rule.verified, rule.limit) == ("should", False, "10 working days")
        assert basis in rule.citation
