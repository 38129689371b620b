"""Word and PDF files: paragraphs, tables with merged cells, automatic numbers, lines broken by the page."""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

from gongkai.intake.tests import composed
from gongkai.intake.tests.helpers import charge, record_of

TITLE = "青原县人民政府办公室关于印发青原县推进政务公开标准化规范化工作任务分工的通知"


def word_with_table() -> bytes:
    document = Document()
    for text in (
        "青原县教育局",
        "关于印发校务公开实施方案的通知",
        "青教字〔2023〕16号",
        "各中小学：",
        "现将《校务公开实施方案》印发给你们，请遵照执行。",
        "青原县教育局",
        "2023年9月1日",
        "校务公开实施方案",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=4, cols=4)
    rows = (
        ("类别", "工作内容", "责任股室", "完成时限"),
        ("收费", "公开收费项目", "财务股、基教股", "2023年10月底前"),
        ("", "公开减免政策", "财务股", "每年9月"),
        ("二、招生", "", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 3))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_with_numbers() -> bytes:
    """Three paragraphs numbered by Word itself, as 一、二、三、, and one deleted in revision."""
    document = Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "chineseCounting"), ("w:lvlText", "%1、")):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        level.append(child)
    abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "77")
    number.append(reference)
    numbering.append(number)
    document.add_paragraph("青原县司法局2023年普法工作要点")
    for text in ("建立清单。", "定期公开。", "接受监督。"):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), "0")
        properties.get_or_add_numId().set(qn("w:val"), "77")
    deleted = OxmlElement("w:del")
    deleted.append(document.add_paragraph("旧稿文字。").runs[0]._r)
    document.paragraphs[-1]._p.append(deleted)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK"
    )
    flat = ParagraphStyle("flat", parent=body, firstLineIndent=0)
    head = ParagraphStyle("head", parent=flat, alignment=1, fontSize=22, leading=30)
    right = ParagraphStyle("right", parent=flat, alignment=2)
    parts = [
        Paragraph("青政办发〔2023〕31号", flat),
        Paragraph(TITLE, head),
        Paragraph("各乡镇人民政府，县政府各部门、各直属机构：", flat),
        Paragraph(
            "《工作任务分工》已经县政府常务会议审议通过，现印发给你们，请结合本单位实际认真组织实施。",
            body,
        ),
        Paragraph("青原县人民政府办公室", right),
        Paragraph("2023年8月15日", right),
        Paragraph("工作任务分工", head),
    ]
    for number in range(1, 9):
        parts.append(
            Paragraph(
                f"{number}.完善第{number}类公开事项目录，明确公开主体、公开内容、公开时限和公开渠道，并在目录发生变更之日起"
                f"20个工作日内更新。（县政府办公室牵头，县司法局、县大数据局配合，2023年{number + 3}月底前完成）",
                body,
            )
        )
    stream = io.BytesIO()
    SimpleDocTemplate(stream).build(parts)
    return stream.getvalue()


def test_a_word_table_with_cells_merged_both_ways() -> None:
    record = record_of(word_with_table(), "校务.docx")
    assert record.title == "青原县教育局关于印发校务公开实施方案的通知"
    assert record.doc_number == "青教字〔2023〕16号"
    assert record.inner_title == "校务公开实施方案"
    assert [task.text for task in record.tasks] == ["收费\n公开收费项目", "收费\n公开减免政策"]
    assert [charge(task) for task in record.tasks] == [
        (["财务股", "基教股"], [], "2023-10-31"),
        (["财务股"], [], None),
    ]
    assert "| 二、招生 |" in record.body


def test_automatic_numbers_are_part_of_the_text_and_deleted_words_are_not() -> None:
    assert record_of(word_with_numbers(), "普法.docx").body.split("\n") == [
        "一、建立清单。",
        "二、定期公开。",
        "三、接受监督。",
    ]


def test_a_pdf_is_joined_to_paragraphs_again() -> None:
    record = record_of(pdf(), "分工.pdf")
    assert record.title == TITLE
    assert record.doc_number == "青政办发〔2023〕31号"
    assert (record.issuers, record.issued_on) == (["青原县人民政府办公室"], "2023-08-15")
    assert record.inner_title == "工作任务分工"
    assert [task.deadline.date for task in record.tasks if task.deadline] == [
        "2023-04-30", "2023-05-31", "2023-06-30", "2023-07-31", "2023-08-31", "2023-09-30", "2023-10-31", "2023-11-30",
    ]  # fmt: skip
    assert all(charge(task)[0] == ["县政府办公室", "县司法局", "县大数据局"] for task in record.tasks)


def wrapped(text: str, width: int = 34) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        lines += [line[at : at + width] for at in range(0, len(line), width)] or [""]
    return "\n".join(lines)


def test_text_broken_at_a_fixed_width_says_the_same() -> None:
    items = "\n".join(
        f"　　{number}.完善第{number}类公开事项目录，明确公开主体、公开内容、公开时限和渠道，"
        "做到应公开尽公开，并在目录发生变更之后及时更新维护，方便公众查询、下载、监督，接受社会各界的批评和建议，不断改进。"
        for number in range(1, 7)
    )
    text = composed.ATTACHMENT_FIRST.replace("第二条", items + "\n第二条")
    broken = record_of(wrapped(text))
    assert any(repair.kind == "wrapped_lines" for repair in broken.repairs)
    assert broken.body == record_of(text).body
