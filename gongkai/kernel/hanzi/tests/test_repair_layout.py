"""Layout blanks and stuck bullets go; blanks that part names stay."""

import pytest

from gongkai.kernel.hanzi.repair import repair
from gongkai.kernel.hanzi.repairs.layout import bullet, spaces


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("      青原县人民政府办公室", "青原县人民政府办公室"),
        ("青原县人民政府\u00a0\u00a0 \n\u00a0\n2024年3月1日\u00a0", "青原县人民政府\n\n2024年3月1日"),
        ("附件\u00a01", "附件 1"),
        ("　　\u00a0一、总体要求", "一、总体要求"),
        ("青原 县政务公开方案\n青原县政务公开方案", "青原县政务公开方案\n青原县政务公开方案"),
    ],
)
def test_layout_blanks_go(damaged: str, clean: str) -> None:
    assert spaces(damaged).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "中共青原县委办公室 青原县人民政府办公室\n印发通知",
        "　　为贯彻落实上级要求，\n　　一、总体要求",
        "办公室 市场科 广电科",
        "第一章 总则\n第一条 为规范",
        "组长 周立民　副组长 何秀英",
        "列甲\t列乙",
    ],
)
def test_blanks_that_mean_something_stay(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).repairs == []


def test_bullets_stuck_to_a_line_go() -> None:
    done = bullet("  • 发布日期 2024-07-04\n•\n• 各乡镇人民政府:")
    assert done.text == "发布日期 2024-07-04\n\n各乡镇人民政府:"
    assert len(done.changes) == 3


def test_a_slip_is_shown_with_its_surroundings() -> None:
    (found,) = repair("青原县 政务公开方案\n青原县政务公开方案").repairs
    assert (found.kind, found.count, found.examples) == ("spaces", 1, ("青原县 政务公开→青原县政务公开",))
