"""Letters and labels: the form of GB/T 9704-2012 §10.1, name and day never alone on a sheet, addresses in two rows."""

import io
import zipfile
from datetime import date

import pypdfium2
import pytest

from gongkai.engines.files import FileRefused, Label, Official, to_docx, to_labels, to_pdf

NAME = "青原县住房和城乡建设局"


def letter(paragraphs: int, *, form: bool = True) -> Official:
    return Official(
        title="政府信息公开申请答复书",
        html_body="".join(f"<p>第{at}段。{'经审查，该信息可以公开。' * 5}</p>" for at in range(paragraphs)),
        issuer=NAME, number="青建公开[2026]3号", addressee="李花", signers=(NAME,), date=date(2026, 3, 2),
        masthead=NAME, letter=form,
    )  # fmt: skip


def pages(data: bytes) -> list[str]:
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(data)]


def test_the_head_stands_above_the_number_and_the_title() -> None:
    (text,) = pages(to_pdf(letter(2)))
    places = [
        text.index(words)
        for words in (NAME, "青建公开〔2026〕3号", "政府信息公开申请答复书", "李花：", "第1段")
    ]
    assert places == sorted(places) and text.count(NAME) == 2


@pytest.mark.parametrize("paragraphs", range(3, 10))
def test_name_and_day_never_stand_alone(paragraphs: int) -> None:
    last = pages(to_pdf(letter(paragraphs)))[-1]
    assert "2026年3月2日" in last and f"第{paragraphs - 1}段" in last


def test_word_has_the_two_lines_and_the_number_at_the_right() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(letter(2)))) as archive:
        body = archive.read("word/document.xml").decode()
    assert "thickThinSmallGap" in body and '<w:pStyle w:val="LetterHead"/>' in body
    with zipfile.ZipFile(io.BytesIO(to_docx(letter(2, form=False)))) as archive:
        assert "thickThinSmallGap" not in archive.read("word/document.xml").decode()


def test_fourteen_labels_fill_a_sheet() -> None:
    labels = [Label(f"收件人{at}", "青原县桥头镇桥东村12号", "440500", f"{at}号") for at in range(15)]
    first, second = pages(to_labels(labels))
    assert "收件人13收" in first and "收件人14收" in second and "收件人13收" not in second
    with pytest.raises(FileRefused, match="没有要打印的地址"):
        to_labels([])
