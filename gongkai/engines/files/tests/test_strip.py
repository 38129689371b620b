"""What is published carries what is seen and nothing else; equal input gives equal bytes."""

import io

import openpyxl
import pikepdf
import pytest
from docx import Document
from docx.oxml import OxmlElement
from PIL import Image

from gongkai.engines.files.cleaning import stripped
from gongkai.engines.files.reading import parts_of
from gongkai.engines.files.refused import FileRefused
from gongkai.engines.files.tests import composed


def everything_in(data: bytes) -> bytes:
    return b"\n".join(composed.members_of(data).values())


@pytest.mark.parametrize(
    "compose", [composed.word, composed.workbook, composed.slides, composed.pdf, composed.photograph]
)
def test_cleaning_twice_gives_the_same_bytes_and_cleaning_the_clean_changes_nothing_seen(compose) -> None:
    data = compose()
    clean = stripped(data)
    assert clean == stripped(data)
    again = list(parts_of(stripped(clean), "a"))
    assert [part.text for part in again] == [part.text for part in parts_of(clean, "a")]


@pytest.mark.parametrize("compose", [composed.word, composed.workbook, composed.slides, composed.pdf])
def test_nothing_that_a_person_wrote_out_of_sight_is_left(compose) -> None:
    left = [part for part in parts_of(stripped(compose()), "a") if part.hidden and part.where != "第1页链接"]
    # a picture's number is all that stays of its name
    assert {part.text.rstrip("0123456789") for part in left} <= {"图"}


def test_a_word_file_without_comments_revisions_hidden_text_and_names() -> None:
    clean = stripped(composed.word())
    everything = everything_in(clean)
    for gone in ("马晓", "贺静", "一百元旧数", "内部掌握", "领导尚未同意", "未定稿", "SecretCamera"):
        assert gone.encode() not in everything, gone
    document = Document(io.BytesIO(clean))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:5] == [
        "一、补助对象",
        "联系电话：13812345678。",
        "补助标准为每人每月二百元",
        "公开的话",
        "以上标准请核对。",
    ]
    assert len(document.inline_shapes) == 1
    assert document.sections[0].header.paragraphs[0].text == "页眉里的稿号"


def test_a_deleted_paragraph_end_joins_the_paragraphs() -> None:
    document = Document()
    first = document.add_paragraph("上半句，")
    mark = first._p.get_or_add_pPr()
    mark.append(OxmlElement("w:rPr"))
    mark[-1].append(OxmlElement("w:del"))
    document.add_paragraph("下半句。")
    stream = io.BytesIO()
    document.save(stream)
    clean = Document(io.BytesIO(stripped(stream.getvalue())))
    assert [paragraph.text for paragraph in clean.paragraphs] == ["上半句，下半句。"]


def test_a_workbook_closes_up_over_what_was_hidden() -> None:
    clean = stripped(composed.workbook())
    everything = everything_in(clean)
    for gone in ("暗列一", "隐行", "隐表内容", "内部批注", "何处长", "马晓", "底稿.xlsx", "SecretCamera"):
        assert gone.encode() not in everything, gone
    book = openpyxl.load_workbook(io.BytesIO(clean))
    assert book.sheetnames == ["补贴名单"]
    rows = list(book.active.iter_rows(values_only=True))
    assert rows == [
        ("姓名", "电话", "金额"),
        ("甲", 13812345678, 120.5),
        ("丙", composed.PHONE, 7),
        ("合并的一行", None, None),
    ]
    assert [str(area) for area in book.active.merged_cells.ranges] == ["A4:C4"]


def test_a_formula_that_was_never_computed_is_named() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(FileRefused, match="工作表“Sheet”B2 的公式没有算出的值"):
        stripped(stream.getvalue())


def test_slides_without_notes_and_hidden_slides() -> None:
    members = composed.members_of(stripped(composed.slides()))
    assert "ppt/slides/slide2.xml" not in members
    assert "ppt/notesSlides/notesSlide1.xml" not in members
    assert b"257" not in members["ppt/presentation.xml"]
    assert b"notesSlide" not in b"".join(members.values())


def test_an_open_document_without_comments_deletions_and_author() -> None:
    members = composed.members_of(stripped(composed.open_document()))
    assert sorted(members) == ["META-INF/manifest.xml", "content.xml", "mimetype"]
    assert b"meta.xml" not in members["META-INF/manifest.xml"]
    (part,) = [part for part in parts_of(stripped(composed.open_document()), "a") if part.where == "正文"]
    assert part.text == f"电话{composed.PHONE}。"


def test_a_pdf_keeps_its_pages_and_public_link_only() -> None:
    clean = stripped(composed.pdf())
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root
        assert "/Info" not in pdf.trailer
        assert [str(one.Subtype) for one in pdf.pages[0].obj.Annots] == ["/Link"]
    texts = [part.text for part in parts_of(clean, "a.pdf")]
    assert composed.PHONE in texts[1]


def test_layers_that_are_not_shown_are_gone() -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(composed.pdf())) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="暗层"))
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer])
        )
        pdf.save(stream)
    clean = stripped(stream.getvalue())
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert "/OCProperties" not in pdf.Root
        assert len(pdf.pages) == 2
    assert composed.PHONE not in "".join(part.text for part in parts_of(clean, "a.pdf"))


def test_a_photograph_is_turned_and_forgets() -> None:
    clean = stripped(composed.photograph())
    assert b"Secret" not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert image.size == (40, 60)
        assert not dict(image.getexif())


def test_members_of_a_zip_are_cleaned_and_cannot_leave_their_folder() -> None:
    data = composed.zipped({"../../外面/通知.docx": composed.word(), "C:/图.jpg": composed.photograph()})
    members = composed.members_of(stripped(data))
    assert sorted(members) == ["C_/图.jpg", "外面/通知.docx"]
    assert "马晓".encode() not in everything_in(members["外面/通知.docx"])


def test_an_ofd_is_not_taken_for_clean() -> None:
    with pytest.raises(FileRefused, match="转换为 PDF"):
        stripped(composed.zipped({"OFD.xml": "<OFD/>"}))
