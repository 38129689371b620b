"""Leftover tags and entities go; titles in angle brackets become titles."""

import pytest

from gongkai.kernel.hanzi.repair import repair


@pytest.mark.parametrize(
    ("damaged", "clean", "kind"),
    [
        ("提供便利。</span>", "提供便利。", "tag_residue"),
        (
            '<p style="text-indent:2em">第一段</p><p>第二段<br/>第三行',
            "\n第一段\n\n第二段\n第三行",
            "tag_residue",
        ),
        ("<o:p></o:p>青原县<st1:chsdate>2024</st1:chsdate>", "青原县2024", "tag_residue"),
        ("<!-- 正文 -->青原县", "青原县", "tag_residue"),
        ("“放管服”&amp;ldquo;改革&rdquo;", "“放管服”“改革”", "tag_residue"),
        ("《关于印发 <青原县要点> 的通知》", "《关于印发〈青原县要点〉的通知》", "angle_title"),
        ("《关于印发＜青原县要点＞的通知》", "《关于印发〈青原县要点〉的通知》", "angle_title"),
        (
            "关于印发<青原县政务公开办法(试行)>的通知",
            "关于印发《青原县政务公开办法(试行)》的通知",
            "angle_title",
        ),
    ],
)
def test_markup_is_taken_away(damaged: str, clean: str, kind: str) -> None:
    done = repair(damaged)
    assert done.text == clean
    assert kind in {found.kind for found in done.repairs}


@pytest.mark.parametrize("text", ["若a<b且c>d", "1<2", "PM2.5<75", "R&D经费", "AT&T;", "<某某>", "《A<B》"])
def test_signs_that_are_no_markup_stay(text: str) -> None:
    assert repair(text).text == text


def test_a_reading_inside_a_tag_goes_with_it() -> None:
    assert repair("政務(<b>wù</b>)公開").text == "政務公開"
