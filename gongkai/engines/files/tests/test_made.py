"""Word and PDF of a published document: every part in its place, tagged, the same bytes again, no seal needed."""

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.engines.files import FileRefused, Official, to_docx, to_pdf
from gongkai.engines.files.making import fonts, pdf
from gongkai.engines.files.making.blocks import blocks_of

BODY = (
    '<p class="to">各乡镇人民政府：</p><p>现将有关事项通知如下。</p><h2>一、总体要求</h2><p>坚持<strong>公开</strong>'
    '为常态，见<a href="https://a.example/">门户网站</a>。</p><h3>（一）目录</h3><ol start="3"><li>第三项</li>'
    "<li>第四项</li></ol><table><caption>分工表</caption><thead><tr><th>单位</th><th>金额</th></tr></thead><tbody>"
    '<tr><td rowspan="2">县财政局</td><td class="num">12.50</td></tr><tr><td class="num">1,203.00</td></tr></tbody>'
    "</table>"
)
NOTICE = Official(
    title="青原县人民政府办公室关于推进政务公开的通知",
    html_body=BODY,
    issuer="青原县人民政府办公室",
    number="青政办发[2024]15号",
    signers=("青原县人民政府办公室",),
    date=date(2024, 3, 8),
    notes=("此件公开发布",),
    attachments=("任务分工", "事项目录"),
    index_number="QY001/2024-00015",
    masthead="青原县人民政府办公室文件",
)
IN_ORDER = (
    "索引号：QY001/2024-00015",
    "青原县人民政府办公室文件",
    "青政办发〔2024〕15号",
    "各乡镇人民政府：",
    "一、总体要求",
    "3.第三项",
    "分工表",
    "1,203.00",
    "附件：",
    "事项目录",
    "2024年3月8日",
    "（此件公开发布）",
)


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    document.close()
    return "".join("".join(pages).split())


def word_lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def test_every_part_of_the_pdf_stands_in_order() -> None:
    text = pdf_text(to_pdf(NOTICE))
    places = [text.find(words) for words in IN_ORDER]
    assert -1 not in places
    assert places == sorted(places)
    assert "—1—" in text


def test_the_pdf_is_tagged_and_named() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(NOTICE))) as document:
        assert str(document.Root.Lang).lower().startswith("zh")
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert document.docinfo["/Title"] == NOTICE.title
        left, bottom, right, top = (float(edge) for edge in document.pages[0].mediabox)
        assert (round(right - left), round(top - bottom)) == (595, 842)


def test_the_word_file_is_set_on_the_page_of_the_standard() -> None:
    data = to_docx(NOTICE)
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    for found, wanted in (
        (section.page_width, Mm(210)),
        (section.top_margin, Mm(37)),
        (section.left_margin, Mm(28)),
        (section.right_margin, Mm(26)),
    ):
        assert abs(found - wanted) < Mm(0.1)
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles[NOTICE.title] == "Title"
    assert styles["一、总体要求"] == "Heading 1"
    assert styles["（一）目录"] == "Heading 2"
    lines = word_lines(data)
    assert lines[:4] == [IN_ORDER[0], IN_ORDER[1], IN_ORDER[2], NOTICE.title]
    assert [line for line in lines if line][-4:] == [
        "\u3000\u3000\u30002.事项目录",
        "青原县人民政府办公室",
        "2024年3月8日",
        "（此件公开发布）",
    ]
    table = document.tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["县财政局", "12.50"]
    assert table.cell(2, 0).text == "县财政局"


def test_equal_input_gives_equal_bytes() -> None:
    assert to_docx(NOTICE) == to_docx(NOTICE)
    assert to_pdf(NOTICE) == to_pdf(NOTICE)


def test_a_body_that_names_addressee_and_signature_itself_is_not_given_others() -> None:
    official = Official(
        title="通知",
        html_body='<p class="to">县司法局：</p><p>正文。</p><p class="sign">县府办</p><p class="sign">2024年1月2日</p>',
        addressee="各单位",
        signers=("别的单位",),
        date=date(2025, 1, 1),
        notes=("公开发布",),
    )
    lines = ["".join(run.text for run in block.runs) for block in blocks_of(official)]
    assert lines == ["县司法局：", "正文。", "县府办", "2024年1月2日", "（公开发布）"]


def test_a_fresh_machine_sets_with_the_font_package_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = fonts.shelf(system=False)
    monkeypatch.setattr(pdf, "shelf", lambda: packaged)
    data = to_pdf(NOTICE)
    with pikepdf.open(io.BytesIO(data)) as document:
        faces = {
            str(item.BaseFont).split("+")[-1]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.Font
        }
    assert {face.split("-")[0] for face in faces} == {"NotoSerifSC", "NotoSansSC"}
    assert "各乡镇人民政府：" in pdf_text(data)


def test_no_chinese_font_is_said_in_a_sentence() -> None:
    with pytest.raises(FileRefused, match="没有中文字体"):
        fonts.stacks(frozenset({"DejaVu Sans"}))


def test_a_table_with_impossible_spans_is_set_all_the_same() -> None:
    cells = (
        "<tr><td rowspan='9' colspan='3'>甲</td><td colspan='99'>乙</td></tr><tr><td>丙</td></tr><tr></tr>"
    )
    official = Official(title="表", html_body=f"<table>{cells}</table>")
    assert sorted(pdf_text(to_pdf(official))[:4]) == sorted("表甲乙丙")
    assert len(Document(io.BytesIO(to_docx(official))).tables[0].rows) == 2


html_pieces = st.sampled_from(
    ["<p>", "</p>", "<h2>", "</h2>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "<td rowspan=3>", "</td>",
     "<th colspan=7>", "</table>", "<strong>", "</strong>", "<br>", "<hr>", "<blockquote>", "#set page()", "\\", "[",
     "$x$", "政务公开", "1", " ", "\x00", "\ufffe", "𠮷", "<a href='https://a.example/x\"y'>", "</a>", "&amp;", "👍"]
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(html_pieces, max_size=25).map("".join))
def test_any_body_can_be_set(body: str) -> None:
    official = Official(title="标题#[$\\", html_body=body, attachments=("#附件", "]"), signers=("县府办",))
    assert to_pdf(official).startswith(b"%PDF")
    assert word_lines(to_docx(official))[0] == official.title


@pytest.mark.full
def test_three_hundred_pages() -> None:
    paragraph = "<p>" + "坚持以公开为常态、不公开为例外，全面推进各项工作公开。" * 10 + "</p>"
    data = to_pdf(Official(title="汇编", html_body=paragraph * 660))
    document = pypdfium2.PdfDocument(data)
    assert len(document) >= 300
    document.close()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("青原县政务公开工作要点", ["青原县政务公开工作要点"]),
        (
            "青原县人民政府办公室关于印发青原县推进政务公开标准化规范化工作任务分工的通知",
            ["青原县人民政府办公室关于印发青原县推进", "政务公开标准化规范化工作任务分工的通知"],
        ),
    ],
)
def test_a_title_is_cut_where_a_sense_ends(title: str, lines: list[str]) -> None:
    assert pdf.title_lines(title) == lines


def test_the_name_of_what_a_notice_issues_stands_in_the_middle() -> None:
    body = (
        '<p class="sign">青原县民政局</p><p class="sign">2025年3月20日</p>\n<h2>青原县高龄津贴发放管理办法</h2>'
        "<p>第一条</p><h2>一、其他</h2>"
    )
    found = [block.kind for block in blocks_of(Official(title="关于印发办法的通知", html_body=body))]
    assert found == ["sign", "sign", "chapter", "p", "h1"]
