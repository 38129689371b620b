"""Typed figures that do not add up are named; what was copied from last year is noticed."""

from copy import deepcopy
from typing import Any

import pytest

from gongkai.engines.agencies.models import Officer
from gongkai.kernel.flow import Refused
from gongkai.oversight.reports import actions, checks, identities
from gongkai.oversight.reports.form import blank
from gongkai.oversight.reports.models import AnnualReport
from gongkai.oversight.reports.tests.telling import CHAPTERS, OWN, draft, makes_rules, publish
from tests.county import County

pytestmark = pytest.mark.django_db
UNIT = "青原县房产交易中心"


def tables(new: int = 5, granted: int = 3, left: int = 2, carried_in: int = 0) -> dict[str, Any]:
    found = blank()
    table = found["table3"]
    for row, n in (
        ("new", new),
        ("carried_in", carried_in),
        ("granted", granted),
        ("handled", granted),
        ("carried_out", left),
    ):
        table[row].update(natural=n, total=n)
    return found


def hints(report: AnnualReport) -> str:
    return "\n".join(checks.hints(AnnualReport.objects.select_related("agency").get(pk=report.pk)))


def test_figures_that_add_up_are_not_mentioned() -> None:
    assert identities.faults(tables()) == [] == identities.faults(blank())


def test_a_difference_is_named_with_table_row_column_and_size() -> None:
    wrong = tables(left=1)
    wrong["table3"]["np_repeat"]["business"] = 2
    wrong["table4"]["reconsideration"].update(upheld=1, total=3)
    faults = identities.faults(wrong)
    assert (
        "表三“自然人”一列：第一项加第二项之和为5，第三项“（七）总计”加第四项之和为4，相差1，请核对。"
        in faults
    )
    assert "表三“商业企业”一列：“（一）”至“（六）”各行之和为2，“（七）总计”为0，相差2，请核对。" in faults
    assert any(one.startswith("表三“三、本年度办理结果 （五）不予处理 2.重复申请”一行") for one in faults)
    assert "表四“行政复议”一行：各项结果之和为1，“总计”一列为3，相差2，请核对。" in faults


def test_a_unit_outside_that_does_not_add_up_stops_the_signature(county: County) -> None:
    report = draft(county)
    actions.type_figures(report, by=county.tang_ke, figures=tables(left=1), unit=UNIT)
    with pytest.raises(Refused) as refused:
        actions.sign(report, by=county.lu_fang)
    assert any(one.startswith(f"{UNIT}：表三“自然人”一列") for one in refused.value.reasons)
    actions.type_figures(report, by=county.tang_ke, figures=tables(), unit=UNIT)
    edition = actions.sign(report, by=county.lu_fang)
    assert edition.tables["table3"]["new"]["total"] == 5


def test_a_unit_outside_begins_with_what_it_carried_over(county: County) -> None:
    actions.type_figures(draft(county, year=2024), by=county.tang_ke, figures=tables(), unit=UNIT)
    report = draft(county)
    actions.type_figures(report, by=county.tang_ke, figures=tables(carried_in=1, left=3), unit=UNIT)
    faults = checks.faults(report)
    assert any("上年年报“结转下年度继续办理”为2，本年“上年结转”为1，相差1" in one for one in faults)


def test_a_unit_is_taken_away_again(county: County) -> None:
    report = draft(county)
    actions.type_figures(report, by=county.tang_ke, figures=tables(), unit=UNIT)
    actions.drop_unit(report, by=county.tang_ke, unit=UNIT)
    assert not report.typed.exclude(unit="").exists()
    with pytest.raises(Refused, match="没有"):
        actions.drop_unit(report, by=county.tang_ke, unit=UNIT)


@pytest.mark.parametrize("value", ["", "-1", "1.5", "很多", "NaN", "1e99", "Infinity"])
def test_what_is_no_number_is_refused(county: County, value: str) -> None:
    makes_rules(county.housing)
    report = draft(county)
    figures = deepcopy(OWN)
    figures["table2"]["rules"]["made"] = value
    with pytest.raises(Refused) as refused:
        actions.type_figures(report, by=county.tang_ke, figures=figures)
    assert refused.value.reasons == ("请填写表二“规章”一行“本年制发件数”一列，应为0或者正整数。",)


def test_a_chapter_copied_from_last_year_is_noticed(county: County) -> None:
    same = "存在的问题：部分栏目更新不够及时，个别单位答复不够规范。" * 4
    publish(county, draft(county, year=2024, chapters={5: same}))
    copied = draft(county, chapters={5: same})
    assert "“五、存在的主要问题及改进情况”与上年年报有100%的文字相同" in hints(copied)
    actions.write_chapter(
        copied, by=county.tang_ke, number=5, text="新的问题：镇村公开栏目少。" * 8, version=1
    )
    assert "文字相同" not in hints(copied)


def test_the_fee_is_told_in_the_sixth_chapter(county: County) -> None:
    assert "信息处理费" not in hints(draft(county))
    silent = draft(county, county.township, chapters={6: "没有其他需要报告的事项。"})
    assert "没有写收取信息处理费的情况" in hints(silent)


def test_units_that_have_not_typed_are_named_in_the_merged_report(county: County) -> None:
    makes_rules(county.housing)
    makes_rules(county.township)
    assert "汇总中还不含以下单位应当填报的表二数字：桥头镇、县住房城乡建设局。" in hints(
        draft(county, county.government)
    )


def test_writers_are_those_of_what_stands(county: County) -> None:
    report = draft(county)
    assert checks.writers(report) == {"tangke"}
    he_jing = Officer.objects.get(pk=county.he_jing.pk)
    actions.write_chapter(report, by=he_jing, number=1, text=CHAPTERS[5], version=1)
    assert checks.writers(report) == {"tangke", "hejing"}
