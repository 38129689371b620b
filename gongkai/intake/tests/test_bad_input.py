"""Bad files: each gets one sentence, or is read with its repairs and doubts; the rest goes on."""

import io
import zipfile
from pathlib import Path

import msoffcrypto  # type: ignore[import-untyped]
import pytest
from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from gongkai.intake.pipeline import run
from gongkai.intake.raw import Refusal
from gongkai.intake.record import Record
from gongkai.intake.tests import composed
from gongkai.intake.tests.helpers import read_all, record_of, sentence_of

assert msoffcrypto


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word() -> bytes:
    document = Document()
    document.add_paragraph("青原县教育局关于公开招生结果的通知")
    document.add_paragraph("请各学校于9月底前公开。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("data", [b"", b"\0" * 300, b" \r\n\t "])
def test_nothing_in_it(data: bytes) -> None:
    assert sentence_of(data) == "文件是空的，没有内容可以导入。"


def test_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    (found,) = run([huge])
    assert isinstance(found, Refusal) and "50 MB" in found.sentence


def test_zip_bomb() -> None:
    assert "压缩炸弹" in sentence_of(zipped({f"{n}.txt": b"0" * 8_000_000 for n in range(4)}), "b.zip")


def test_zip_within_zip_within_bounds_and_hostile_names() -> None:
    data = zipped({"内.zip": zipped({"../../etc/passwd": composed.LETTER.encode()}), "空.txt": b""})
    letter, empty = sorted(read_all("外.zip", data), key=lambda one: isinstance(one, Refusal))
    assert isinstance(letter, Record) and letter.path == "外.zip!内.zip!../../etc/passwd"
    assert isinstance(empty, Refusal) and empty.path == "外.zip!空.txt"


def test_zip_nested_too_deep() -> None:
    data = composed.LETTER.encode()
    for _ in range(5):
        data = zipped({"a.zip" if data[:2] == b"PK" else "a.txt": data})
    assert "嵌套" in sentence_of(data, "d.zip")


def test_empty_and_broken_archives() -> None:
    assert "空的" in sentence_of(zipped({}), "z.zip")
    assert "损坏" in sentence_of(b"PK\x03\x04 this is no archive", "z.zip")


def test_pdf_without_text_and_broken_pdf() -> None:
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.rect(100, 100, 200, 200, fill=1)
    page.save()
    assert "扫描件" in sentence_of(stream.getvalue(), "s.pdf")
    assert "损坏" in sentence_of(b"%PDF-1.7 nothing", "s.pdf")


def test_locked_pdf() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]

    stream = io.BytesIO()
    page = canvas.Canvas(stream, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    page.drawString(100, 700, "Qingyuan")
    page.save()
    assert "密码" in sentence_of(stream.getvalue(), "p.pdf")


def test_locked_word_file() -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(word())).encrypt("secret", locked)
    assert "密码" in sentence_of(locked.getvalue(), "p.docx")


def test_the_extension_does_not_decide() -> None:
    assert record_of(word(), "wrong.txt").title == "青原县教育局关于公开招生结果的通知"
    assert record_of(composed.HTML_PAGE.encode(), "wrong.pdf").doc_number == "青政办字〔2023〕8号"
    assert record_of(composed.LETTER.encode(), "wrong.docx").issuers == ["青原县自然资源局"]


@pytest.mark.parametrize(
    ("head", "word"),
    [(b"\x89PNG\r\n\x1a\n" + b"x" * 99, "图片"), (b"Rar!\x1a\x07\x00xx", "RAR"), (b"{\\rtf1 abc}", "RTF")],
)
def test_other_kinds_are_named(head: bytes, word: str) -> None:
    assert word in sentence_of(head)


def test_bytes_that_are_no_text() -> None:
    assert sentence_of(bytes(range(256)) * 40).endswith("。")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig", "utf-16-be"])
def test_encodings_give_the_same_record(encoding: str) -> None:
    assert record_of(composed.JOINT.encode(encoding)).as_dict() == record_of(composed.JOINT).as_dict()


def test_big5() -> None:
    text = "青原縣政府辦公室關於公開會議紀錄的通知\n\n各單位：\n\n請依規定於三十日內辦理。\n\n"
    text += "青原縣政府辦公室\n2020年5月1日\n"
    record = record_of(text.encode("big5"))
    assert record.traditional
    assert record.issuers == ["青原县政府办公室"]


def test_mixed_encodings_are_read_line_by_line_with_a_doubt() -> None:
    lines = [line.encode() for line in composed.LETTER.split("\n")]
    at = next(at for at, line in enumerate(lines) if line.startswith("二、".encode()))
    lines[at] = lines[at].decode().encode("gb18030")
    record = record_of(b"\n".join(lines))
    assert "请于收到本函后十五日内反馈意见" in record.body
    assert any("混用" in doubt for doubt in record.doubts)


def test_nul_zero_width_and_direction_marks_go_with_a_report() -> None:
    dirty = composed.LETTER.replace("经研究", "经\0研\u200b究\u202e")
    record = record_of(dirty)
    assert "经研究，函复如下" in record.body
    assert {"control_chars": 3}.items() <= {repair.kind: repair.count for repair in record.repairs}.items()


def test_a_title_of_ten_thousand_characters_is_cut_and_doubted() -> None:
    record = record_of(
        "青原县财政局关于"
        + "公开" * 5000
        + "的通知\n\n各单位：\n\n请认真落实，做好公开工作。\n\n青原县财政局\n2020年1月1日"
    )
    assert record.title is not None and len(record.title) <= 301
    assert any("标题长达" in doubt for doubt in record.doubts)
    assert len(record.body) > 10_000
    assert record.issued_on == "2020-01-01"


def test_script_in_a_page_is_no_text() -> None:
    record = record_of(
        "<html><body><p>青原县财政局公告</p><p>请知悉本公告全文内容。</p><script>alert('假')</script></body></html>"
    )
    assert "alert" not in record.body and "假" not in record.body


def test_entities_are_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
    data = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bomb})
    assert sentence_of(data, "e.docx").endswith("。")


@pytest.mark.full
def test_a_deep_page_does_not_exhaust_the_stack() -> None:
    record = record_of(
        "<html><body>" + "<div>" * 5000 + "<p>青原县财政局公告</p><p>请知悉。</p>" + "</div>" * 5000
    )
    assert "青原县财政局公告" in (record.title or "") + record.body


def test_a_folder_goes_on_past_its_bad_files(tmp_path: Path) -> None:
    (tmp_path / "a空.txt").write_bytes(b"")
    (tmp_path / "b函.txt").write_text(composed.LETTER, "utf-8")
    (tmp_path / "下级").mkdir()
    (tmp_path / "下级" / "令.txt").write_bytes(composed.ORDER.encode("gb18030"))
    found = list(run([tmp_path, tmp_path / "没有.txt"]))
    assert [type(one).__name__ for one in found] == ["Refusal", "Record", "Record", "Refusal"]
    assert isinstance(found[3], Refusal) and "找不到" in found[3].sentence
