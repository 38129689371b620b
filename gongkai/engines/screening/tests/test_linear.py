"""Hostile texts: the work grows with the length and not with its square."""

import sys
from types import FrameType

import pytest

from gongkai.engines.screening import DETECTORS, Context, screen

pytestmark = pytest.mark.full

HOSTILE = (
    "1 ", "1-", "1" * 50 + " ", "12345678901234567", "A1", "2024-03-08 ", "1-1-1\u3000", "@", "a@a.", "a.b-c_",
    "(", "(a", "一二三单元", "1单元", "3号楼", "室1室", "村1组", "岁9岁",
    "张三，", "张伟13800138000，", "年 月 ", "日至",
    "月3日", "以下二项：\n1.", "《", "《》〔2024〕1号", "人民", "中华人民",
    "某", "锛銆鐨", "é", "\u200b", "机密★", "内部 ",
    "公开\n", "学生张三 ", "京A", "京A1234", "出生日期：2015年1月1日", "0539-",
    "<a href=//x>", "<div hidden>字", "<!-- 字", "&#", "<", "<?", "<![",
)  # fmt: skip


def steps(text: str, context: Context) -> int:
    """How many lines of this package ran: the work outside the regex engine."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        if "screening" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        screen(text, context=context)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_four_times_the_text_is_four_times_the_work(piece: str) -> None:
    context = Context(html=True)
    short, long = piece * (400 // len(piece)), piece * (1600 // len(piece))
    screen(short, context=context)
    assert steps(long, context) <= 6 * steps(short, context) + 2000


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert len(screen(text, context=Context(html=True), detectors=DETECTORS)) <= len(text)
