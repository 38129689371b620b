"""Bodies: set from plain text by the conventions of official documents, and never anything but harmless."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.affairs.documents.body import from_text, plain, sanitise

TEXT = """各乡镇人民政府，县政府各部门：
现将《办法》印发给你们，请认真贯彻执行。
第一章　总则
第一条　为保障住房安全，制定本办法。
一、总体要求
（一）加强领导
（二）各单位应当在每年三月底以前，将上一年度的资金分配、使用和管理情况如实报送县财政局和审计局备案。
| 乡镇 | 户数 |
| --- | --- |
| 桥头镇 | 1,204 |
青原县住房和城乡建设局
2025年11月12日
附注一行"""


def test_the_parts_of_an_official_document_are_told_apart() -> None:
    html = from_text(TEXT)
    assert '<p class="to">各乡镇人民政府，县政府各部门：</p>' in html
    assert "<h2>第一章　总则</h2>" in html
    assert "<h2>一、总体要求</h2>" in html
    assert "<h3>（一）加强领导</h3>" in html
    assert "<p>（二）各单位" in html, "a numbered sentence is no heading"
    assert '<p class="sign">青原县住房和城乡建设局</p>\n<p class="sign">2025年11月12日</p>' in html
    assert '<th scope="col">乡镇</th>' in html
    assert '<td class="num">1,204</td>' in html
    assert "---" not in html


def test_what_a_notice_issues_begins_with_its_name() -> None:
    signed = "现将《办法》印发给你们。\n青原县民政局\n2025年3月20日\n"
    name = "青原县高龄津贴发放管理办法（试行）"
    assert f"<h2>{name}</h2>\n<p>第一条　总则。</p>" in from_text(f"{signed}{name}\n第一条　总则。")
    assert f"<p>{name}</p>" in from_text(f"{name}\n第一条　总则。"), "behind a signature only"
    assert "<p>联系人：周敏，请报送工作方案</p>" in from_text(f"{signed}联系人：周敏，请报送工作方案")


def test_an_announcement_that_goes_on_is_no_addressee() -> None:
    assert 'class="to"' not in from_text("现将补助名单公示如下：\n一、名单")


def test_plain_text_comes_back_without_loss() -> None:
    lines = plain(from_text(TEXT)).splitlines()
    assert lines[0] == "各乡镇人民政府，县政府各部门："
    assert "桥头镇 1,204" in lines
    assert lines[-3:] == ["青原县住房和城乡建设局", "2025年11月12日", "附注一行"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">点击</a>',
        '<p style="position:fixed" onclick="x()">文字</p>',
        "<svg><script>alert(1)</script></svg>",
        '<iframe src="https://example.org"></iframe>',
        '<p class="to evil">抬头</p>',
    ],
)
def test_nothing_harmful_is_left(hostile: str) -> None:
    clean = sanitise(hostile)
    assert not re.search(r"script|onerror|onclick|javascript|style=|iframe|svg|evil|<img", clean)


@given(st.text(max_size=300))
def test_any_text_becomes_a_body_that_is_already_clean(text: str) -> None:
    html = from_text(text)
    assert sanitise(html) == html


@given(st.lists(st.text("青原县住房甲乙丙一二三<>&\"'", min_size=1, max_size=30), max_size=8))
def test_no_character_of_the_text_is_lost(lines: list[str]) -> None:
    assert plain(from_text("\n".join(lines))) == "\n".join(lines)
