"""What a text says in two ways: number and signature, title and text, weekday and date, counts."""

from datetime import date

import pytest

from gongkai.engines.screening.tests.conftest import Found

LETTER = """青政发〔2024〕3号

各乡镇人民政府：
现将有关事项通知如下。

青原县人民政府
{}
"""


def said(found: Found, text: str, **facts: object) -> list[str]:
    return [what for kind, what in found(text, **facts) if kind == "contradiction"]


def test_the_year_of_the_number_is_the_year_of_signing(found: Found) -> None:
    assert said(found, LETTER.format("2023年3月5日")) == ["2023年3月5日"]
    assert said(found, LETTER.format("2024年3月5日")) == []


def test_the_text_says_what_the_record_says(found: Found) -> None:
    text = LETTER.format("2024年3月5日")
    assert said(found, text, doc_number="青政发〔2024〕5号") == ["青政发〔2024〕3号"]
    assert said(found, text, signed_on=date(2024, 3, 6)) == ["2024年3月5日"]
    assert said(found, text, doc_number="青政发〔2024〕3号", signed_on=date(2024, 3, 5)) == []


def test_title_and_text_are_of_one_year(found: Found) -> None:
    title = "青原县2024年政务公开工作要点"
    assert said(found, "现将2023年政务公开工作要点印发给你们。", title=title) == ["2023年政务公开工作要点"]
    assert said(found, "2023年政务公开工作要点已完成，2024年政务公开工作要点如下。", title=title) == []
    assert said(found, "现将《青原县2025年政务公开工作要点》印发", title=f"关于印发《{title}》的通知") != []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("定于2024年3月5日（星期五）召开", "2024年3月5日（星期五）"),
        ("定于2024年3月5日（周三）召开", "2024年3月5日（周三）"),
        ("截至2月30日", "2月30日"),
        ("截至2024年4月31日", "4月31日"),
        ("自2024年5月1日至2024年3月1日", "2024年5月1日至2024年3月1日"),
        ("包括以下三项：\n1.甲\n2.乙\n", "以下三项"),
    ],
)
def test_it_is_found(found: Found, text: str, what: str) -> None:
    assert said(found, text) == [what]


@pytest.mark.parametrize(
    "text",
    [
        "定于2024年3月5日（星期二）召开",
        "2024年3月1日至5月1日",
        "2024年12月1日至1月31日",
        "2月29日、3月31日",
        "包括以下三项：\n1.甲\n2.乙\n3.丙\n",
        "以下三项：\n1.甲\n接着说\n2.乙\n",
    ],
)
def test_what_agrees_is_not(found: Found, text: str) -> None:
    assert said(found, text) == []
