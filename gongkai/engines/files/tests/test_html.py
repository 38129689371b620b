"""Word and PDF become a clean body: headings, lists, tables with merged cells, links; no revisions, no hidden text."""

import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from gongkai.engines.files import FileRefused, Official, to_docx, to_html, to_pdf
from gongkai.engines.files.tests import composed

pytestmark = pytest.mark.usefixtures("at_home")


def html_of(data: bytes, name: str = "稿.docx") -> str:
    return to_html(data, name, sanitise=lambda body: body).html


def test_the_body_as_it_finally_stands() -> None:
    html = html_of(composed.word())
    assert html.startswith("<h2>一、补助对象</h2>\n<p>联系电话：1381<strong>2345</strong>678。</p>")
    assert "<p>补助标准为每人每月二百元</p>" in html
    assert '<th scope="col">姓名</th>' in html
    for gone in ("一百元旧数", "内部掌握", "领导尚未同意", "页眉里的稿号"):
        assert gone not in html


def test_lists_levels_merged_cells_and_the_signature() -> None:
    document = Document()
    document.add_heading("总则", 1)
    document.add_heading("目的", 2)
    document.add_heading("细目", 3)
    document.add_paragraph("第一项", style="List Bullet")
    document.add_paragraph("第二项", style="List Bullet")
    table = document.add_table(3, 3)
    for at, text in enumerate("甲乙丙"):
        table.cell(0, at).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "跨行"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "跨列"
    table.cell(2, 1).text = "12.5"
    document.add_paragraph("青原县民政局").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    stream = io.BytesIO()
    document.save(stream)
    html = html_of(stream.getvalue())
    assert "<h2>总则</h2>\n<h3>目的</h3>\n<h4>细目</h4>" in html
    assert "<ul>\n<li>第一项</li>\n<li>第二项</li>\n</ul>" in html
    assert '<td rowspan="2">跨行</td><td colspan="2">跨列</td>' in html
    assert '<tr><td class="num">12.5</td><td></td></tr>' in html
    assert html.endswith('<p class="sign">青原县民政局</p>')


def test_what_comes_out_passes_the_rule_of_the_keeper() -> None:
    document = Document()
    document.add_paragraph("<script>alert(1)</script>一句话")
    stream = io.BytesIO()
    document.save(stream)
    seen: list[str] = []
    assert to_html(stream.getvalue(), "a.docx", sanitise=lambda body: seen.append(body) or "净").html == "净"
    assert seen == ["<p>&lt;script&gt;alert(1)&lt;/script&gt;一句话</p>"]


def test_a_body_survives_the_way_out_and_back() -> None:
    body = (
        '<p class="to">各乡镇人民政府：</p>\n<h2>一、总体要求</h2>\n<p>坚持<strong>公开</strong>。</p>\n'
        "<h3>（一）目录</h3>\n<p>细则。</p>"
    )
    back = html_of(to_docx(Official(title="通知", html_body=body)))
    assert (
        "<h2>一、总体要求</h2>\n<p>坚持<strong>公开</strong>。</p>\n<h3>（一）目录</h3>\n<p>细则。</p>"
        in back
    )


def test_a_pdf_is_joined_to_paragraphs_with_headings() -> None:
    long = "坚持以公开为常态、不公开为例外，全面推进决策公开、执行公开、管理公开，保障公众的知情权。"
    pdf = to_pdf(Official(title="青原县公开工作要点", html_body=f"<h2>一、总体要求</h2><p>{long}</p>"))
    html = html_of(pdf, "要点.pdf")
    assert "<h2>一、总体要求</h2>" in html
    assert f"<p>{long}</p>" in html


def test_other_kinds_are_refused_by_name() -> None:
    with pytest.raises(FileRefused, match=r"“名单\.xlsx”：Excel 表格不能转为正文"):
        html_of(composed.workbook(), "名单.xlsx")
