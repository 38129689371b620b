"""A letter on paper: number, day, addressee, text, files and remedy, in Word and in PDF."""

import io
from datetime import date

import pypdfium2
import pytest
from docx import Document as open_docx

from gongkai.affairs.applications.actions import correcting
from gongkai.affairs.applications.letters import render
from gongkai.affairs.applications.letters.queries import letters_of
from tests.county import County

from .telling import accepted, answer, on

pytestmark = pytest.mark.django_db


def pdf_text(data: bytes) -> str:
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    return "".join("".join(pages).split())


def docx_text(data: bytes) -> str:
    return "".join(paragraph.text for paragraph in open_docx(io.BytesIO(data)).paragraphs).replace(
        "\u3000", ""
    )


def test_a_reply_says_all_in_both_forms(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        answer(county, application)
    letter = letters_of(application)[0]
    for text in (pdf_text(render.as_pdf(letter, "李花")), docx_text(render.as_docx(letter, "李花"))):
        for words in (
            "青原县住房和城乡建设局", letter.number, "政府信息公开申请答复书", "李花：", "附件：明细.txt",
            "2026年3月2日",
            "自收到本文书之日起60日内向青原县人民政府申请行政复议",
        ):  # fmt: skip
            assert words in text
    assert render.file_name(letter, "pdf") == f"政府信息公开申请答复书（{letter.number}）.pdf"


def test_without_a_name_it_is_addressed_to_the_applicant(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        correcting.ask_correction(
            application, by=county.zhou_min, items=["<年度>", "乡镇"], correct_by=date(2026, 3, 20)
        )
    letter = letters_of(application)[0]
    text = docx_text(render.as_docx(letter))
    assert "申请人：" in text and "1．<年度>" in text
    assert "1．<年度>" in render.lines_of(letter) and "2．乡镇。" in render.lines_of(letter)
