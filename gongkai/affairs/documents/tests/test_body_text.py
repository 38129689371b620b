"""A body as plain text and back: what nobody touched keeps its markup, whatever was written around it."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.affairs.documents.body import from_text, plain, sanitise
from gongkai.affairs.documents.body_text import from_editor, rewritten, to_text

TEXT = (
    "各乡镇人民政府：\n现印发给你们。\n一、总则\n| 名称 | 数 |\n| --- | --- |\n| 甲 | 3 |\n| 乙 | 4 |\n"
    "青原县住房和城乡建设局\n2025年11月12日"
)
LINE = st.sampled_from(
    [
        "第一段。",
        "一、总则",
        "（一）范围",
        "| 甲 | 1 |",
        "| 甲 |",
        "1 < 2 & 3",
        "青原县",
        "2025年1月1日",
        "各单位：",
    ]
)
BLOCK = st.sampled_from(
    [
        "<p>甲<strong>乙</strong>。</p>",
        '<p>见<a href="https://x.cn/">此</a>。</p>',
        "<ul><li>一</li><li>二</li></ul>",
        "<table><tbody><tr><td>甲 | 乙</td><td></td></tr></tbody></table>",
        "<blockquote><p>引一</p><p>引二</p></blockquote>",
        "<h2>标题</h2>",
        "<hr>",
        "<p>一行<br>两行</p>",
    ]
)


def test_what_the_conventions_made_they_give_back() -> None:
    assert to_text(from_text(TEXT)) == TEXT
    assert rewritten(from_text(TEXT), TEXT) == from_text(TEXT)


def test_a_row_more_makes_the_table_new_and_nothing_else() -> None:
    body = from_text(TEXT).replace("现印发", "现<strong>印发</strong>")
    changed = rewritten(body, TEXT.replace("| 乙 | 4 |", "| 乙 | 4 |\n| 丙 | 5 |"))
    assert "<strong>印发</strong>" in changed
    assert changed.count("<table>") == 1 and changed.count("<tr>") == 4


def test_merged_cells_stay_while_the_text_around_them_changes() -> None:
    table = '<table><tbody><tr><td colspan="2">甲</td></tr><tr><td>乙</td><td>丙</td></tr></tbody></table>'
    body = sanitise(f"<p>前文。</p>{table}<p>后文。</p>")
    changed = rewritten(
        body, to_text(body).replace("前文。", "改过的前文。").replace("后文。", "后文。\n又一段。")
    )
    assert 'colspan="2"' in changed
    assert plain(changed).splitlines() == ["改过的前文。", "甲", "乙 丙", "后文。", "又一段。"]


def test_a_list_that_grew_becomes_lines_and_loses_no_word() -> None:
    body = "<ul><li>一</li><li>二</li></ul><p>完。</p>"
    assert plain(rewritten(body, "一\n二\n三\n完。")).split() == ["一", "二", "三", "完。"]


def test_what_is_written_into_a_table_is_not_taken_for_its_rows() -> None:
    body = from_text("| 甲 | 1 |\n| 甲 | 1 |\n| 甲 | 1 |\n| 甲 |")
    text = "| 甲 | 1 |\n第一段。\n第一段。\n| 甲 |"
    assert to_text(rewritten(body, text)) == text


@given(st.lists(BLOCK, max_size=6))
def test_an_untouched_body_comes_back_as_it_was(parts: list[str]) -> None:
    body = sanitise("".join(parts))
    again = rewritten(body, to_text(body))
    assert plain(again).split() == plain(body).split() or "|" in plain(body)
    if [*to_text(body)] == [*to_text(from_text(to_text(body)))] and "hr" not in body:
        assert to_text(again) == to_text(body)


@given(st.lists(LINE, min_size=1, max_size=8), st.lists(LINE, min_size=1, max_size=8))
def test_the_new_text_is_what_is_kept(before: list[str], after: list[str]) -> None:
    body = from_text("\n".join(before))
    wanted = from_text("\n".join(after))
    assert to_text(rewritten(body, "\n".join(after))) == to_text(wanted)


def test_tables_of_the_rich_editor_are_those_of_documents() -> None:
    sent = (
        '<table style="min-width: 50px"><colgroup><col></colgroup><tbody><tr><th colspan="1"><p>类别</p></th>'
        '<th scope="col"><p>户数</p></th></tr><tr><td><p>甲</p><p>乙</p></td><td class="num"><p>12</p></td></tr>'
        "</tbody></table><p>段。</p>"
    )
    assert from_editor(sent) == (
        '<table><thead><tr><th scope="col" colspan="1">类别</th><th scope="col">户数</th></tr></thead><tbody>'
        '<tr><td>甲<br>乙</td><td class="num">12</td></tr></tbody></table><p>段。</p>'
    )
    side = "<table><tbody><tr><th>行头</th><td>一</td></tr></tbody></table>"
    assert from_editor(side) == side
    made = from_text("| 类别 | 户数 |\n| --- | --- |\n| 甲 | 12 |")
    assert from_editor(made) == made
