"""Characters lost beside digits are never supplied: each place is a doubt."""

import pytest

from gongkai.kernel.hanzi.repair import repair
from gongkai.kernel.hanzi.repairs.digits import lost_beside_digits


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("青原县政务公开办公室\n     202276", "“202276”"),
        ("(青政务办〔20224號)", "“青政务办〔20224號”"),
        ("二、时间安排\n20227月至12月底。", "“20227月"),
        ("2.建立台账。\n32022年底前完成", "“32022年"),
        ("附件提供WORDPDF两种版本", "“WORDPDF”"),
    ],
)
def test_each_place_is_a_doubt_and_the_text_stays(text: str, shown: str) -> None:
    (doubt,) = lost_beside_digits(text)
    assert shown in doubt
    assert repair(text).text.split() == text.split()


def test_items_in_a_row_that_lost_their_points_are_one_doubt() -> None:
    (doubt,) = lost_beside_digits(
        "1主动公开目录全面。\n\n2准确处理关系。\n\n办公室\n\n1.建立机制。\n2做好解读。"
    )
    assert "有3处" in doubt
    assert "“1主动公开目录" in doubt


@pytest.mark.parametrize(
    "text",
    [
        "3个工作日内答复。\n4月底前完成。",
        "2024年3月1日",
        "1.建立机制。\n2.做好解读。",
        "提供Word、PDF、DOCX格式",
        "邮编620001，电话12345",
        "5小时内发布，24小时内回应",
        "1949年10月",
        "15个乡镇\n16个部门",
    ],
)
def test_whole_text_raises_no_doubt(text: str) -> None:
    assert lost_beside_digits(text) == ()
