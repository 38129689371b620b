"""Repair is done once, leaves clean text alone, and survives any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.kernel.hanzi.repair import EXAMPLES, repair
from gongkai.kernel.hanzi.tests.damage import shift

PIECES = [
    "政務(wù)", "發(fā)", "(開發(fā)區(qū))", "?dāng)?shù)", "?;鶎诱", "_", "\ue34e", "?", "</span>", "<p>",
    "&amp;", "lt;", "&nbsp;", "•", "\u00a0", " ", "\n", "\u3000", "青原县", "政务公开", "<青原县要点>",
    "《印发 ", "》", "(", ")", "\r\n", "202276", "〔20224號", "1", "2", "锟斤拷", "鏀垮姟鍏紑", "æ”¿åŠ¡",
    "\u200b", "⼯", "wù", "(PPP)", "\udce5", "h", "，",
]  # fmt: skip

CLEAN = """青原县人民政府办公室关于印发《青原县2024年政务公开工作要点》的通知

青政办发〔2024〕15号

各乡镇人民政府，县政府各部门：

　　《青原县2024年政务公开工作要点》已经县政府同意，现印发给你们，请认真贯彻执行。

青原县人民政府办公室
2024年3月15日

（此件公开发布）

一、深化政策解读。推广政府和社会资本合作（PPP）、"互联网+政务"(Internet Plus)等领域做法，
推出移动端(app)和小程序，办公厅（室）负责，3个工作日内完成。什么是政务公开?由谁负责?
1.县财政局会同县民政局办理；2.县卫生健康局配合。比例不低于4%，R&D投入增长5%以上。"""

TRADITIONAL = """青原縣人民政府辦公室關於印發《青原縣政務公開工作要點》的通知
青政辦發〔2024〕15號
為貫徹落實上級部署，現將要點印發給你們，請結合實際認真執行。縣(市、區)和開發區(園區)同樣辦理。"""


@pytest.mark.parametrize("text", [CLEAN, TRADITIONAL, "", "abc", "政务公开"])
def test_clean_text_comes_back_as_it_is(text: str) -> None:
    done = repair(text)
    assert (done.text, done.repairs, done.doubts) == (text, [], [])


@given(st.lists(st.sampled_from([*CLEAN.split("\n"), *TRADITIONAL.split("\n")]), max_size=8))
def test_any_clean_lines_come_back_as_they_are(lines: list[str]) -> None:
    text = "\n".join(lines)
    done = repair(text)
    assert (done.text, done.repairs) == (text, [])


@pytest.mark.full
@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
    | st.text(st.characters(codec=None), max_size=60)
)
@settings(deadline=None)
def test_a_repaired_text_needs_no_further_repair(text: str) -> None:
    done = repair(text)
    again = repair(done.text)
    assert (again.text, again.repairs) == (done.text, [])
    assert all(found.count >= 1 and 1 <= len(found.examples) <= EXAMPLES for found in done.repairs)


@given(st.integers(0, len(TRADITIONAL) - 1))
@settings(deadline=None)
def test_a_shift_at_any_place_is_joined_named_or_left(at: int) -> None:
    if len(TRADITIONAL[at].encode("gbk")) == 2:
        done = repair(shift(TRADITIONAL, at))
        assert repair(done.text).repairs == []
