"""Masked digits are nowhere in the bytes that go out: not across runs, not in numbers, not in packed streams."""

import io
import zlib

import openpyxl
import pikepdf
import pytest
from docx import Document

from gongkai.engines.files import FileRefused, masked, parts
from gongkai.engines.files.tests import composed

pytestmark = pytest.mark.usefixtures("at_home")

DIGITS = (composed.PHONE, composed.IDENTITY, composed.PHONE[3:7], composed.IDENTITY[3:14])


def all_bytes(data: bytes) -> list[bytes]:
    """The file, and every stream in it as it is after unpacking, however deep."""
    found = [data]
    if data.startswith(b"PK"):
        for content in composed.members_of(data).values():
            found += all_bytes(content)
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    found.append(item.read_raw_bytes())
                    if item.get("/Filter") == pikepdf.Name.FlateDecode:
                        found.append(zlib.decompress(item.read_raw_bytes()))
    return found


def assert_nowhere(data: bytes) -> None:
    for stream in all_bytes(data):
        for secret in DIGITS[:2]:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(encoding) not in stream
    seen = "".join("".join(part.text.split()) for part in parts(data, "a"))
    assert not any(secret in seen for secret in DIGITS)


def test_a_number_over_three_runs_and_one_in_a_table_of_a_word_file() -> None:
    made = masked(composed.word(), composed.mask)
    assert_nowhere(made)
    document = Document(io.BytesIO(made))
    phone = document.paragraphs[1]
    assert phone.text == "联系电话：138****5678。"
    # as long as the number was: the bold letters stay bold, and where they were
    assert [(run.text, bool(run.bold)) for run in phone.runs] == [
        ("联系电话：138*", False),
        ("***5", True),
        ("678。", False),
    ]
    assert document.tables[0].cell(1, 1).text == "110***********0011"


def test_a_mask_of_another_length_stands_where_the_text_began() -> None:
    made = masked(composed.word(), lambda text: text.replace(composed.PHONE, "（略）"))
    assert Document(io.BytesIO(made)).paragraphs[1].text == "联系电话：（略）。"


def test_numbers_texts_and_footers_of_a_workbook() -> None:
    made = masked(composed.workbook(), composed.mask)
    assert_nowhere(made)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert [sheet["B2"].value, sheet["B3"].value] == ["138****5678", "138****5678"]
    assert sheet["C2"].value == 120.5
    assert sheet.oddFooter.center.text == "电话138****5678"


def test_a_number_over_two_runs_of_a_slide() -> None:
    made = masked(composed.slides(), composed.mask)
    assert_nowhere(made)
    assert "热线138****5678" in [part.text for part in parts(made, "a.pptx")]


def test_a_number_over_two_spans_of_an_open_document() -> None:
    made = masked(composed.open_document(), composed.mask)
    assert_nowhere(made)
    assert "电话138****5678。" in [part.text for part in parts(made, "a.odt")]


def test_a_page_of_a_pdf_becomes_a_picture_and_the_other_stays_text() -> None:
    made = masked(composed.pdf(), composed.mask)
    assert_nowhere(made)
    first, second = (
        part for part in parts(made, "a.pdf") if part.where.startswith("第") and "链接" not in part.where
    )
    assert first.kind == "not_readable"
    assert "第二页没有个人信息" in second.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_of_text_in_any_encoding(encoding: str) -> None:
    made = masked(f"姓名,电话说明\n某甲,{composed.PHONE}\n".encode(encoding), composed.mask)
    assert_nowhere(made)
    assert made.decode("utf-8-sig") == "姓名,电话说明\n某甲,138****5678\n"


@pytest.mark.full
def test_files_and_names_in_zips_in_zips() -> None:
    inner = composed.zipped({f"{composed.PHONE}/名单.xlsx": composed.workbook(), "公示.pdf": composed.pdf()})
    made = masked(composed.zipped({"内层.zip": inner, "通知.docx": composed.word()}), composed.mask)
    assert_nowhere(made)
    assert b"138****5678" in made or b"138****5678" in composed.members_of(made)["内层.zip"]


def test_nothing_to_mask_gives_the_cleaned_file() -> None:
    made = masked(composed.word(), lambda text: text)
    assert Document(io.BytesIO(made)).paragraphs[1].text == "联系电话：13812345678。"


def test_a_file_where_the_number_stands_elsewhere_too_is_not_made() -> None:
    document = Document()
    document.add_paragraph(f"本人{composed.PHONE}")
    document.add_paragraph(f"办公室{composed.PHONE}")
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(FileRefused, match="1 处遮盖的内容在文件的其他位置仍然出现"):
        masked(stream.getvalue(), lambda text: composed.mask(text) if text.startswith("本人") else text)
