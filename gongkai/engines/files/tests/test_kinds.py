"""A file is taken by what it is, not by what it is called; what is not taken is refused with a sentence."""

import io
import zipfile

import msoffcrypto  # type: ignore[import-untyped]
import openpyxl
import pikepdf
import pytest
from openpyxl.chart import BarChart, Reference

from gongkai.engines.files.examine import examine
from gongkai.engines.files.kinds import Kind
from gongkai.engines.files.refused import FileRefused
from gongkai.engines.files.tests import composed


def refusal(data: bytes, name: str = "附件.docx", limit: int = 10**8) -> str:
    with pytest.raises(FileRefused) as refused:
        examine(data, name, limit)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (composed.word(), Kind.DOCX),
        (composed.workbook(), Kind.XLSX),
        (composed.slides(), Kind.PPTX),
        (composed.pdf(), Kind.PDF),
        (composed.photograph(), Kind.JPEG),
        ("姓名,金额\n甲,1\n乙,2\n".encode("gb18030"), Kind.CSV),
        ("关于公开的说明。\n第二行，有逗号。".encode(), Kind.TXT),
        (composed.zipped({"a.txt": "文字内容"}), Kind.ZIP),
        (composed.zipped({"OFD.xml": "<OFD/>"}), Kind.OFD),
        (
            composed.zipped(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": "<a/>",
                    "META-INF/manifest.xml": "<m/>",
                }
            ),
            Kind.ODT,
        ),
    ],
)
def test_the_kind_is_read_from_the_content(data: bytes, kind: Kind) -> None:
    assert examine(data, f"名称.{kind}").kind is kind


def test_a_wrong_extension_is_told() -> None:
    (warning, *_) = examine(composed.pdf(), "说明.docx").warnings
    assert warning == "“说明.docx”的内容是PDF 文件，与扩展名不符，公开时将改为 .pdf。"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"MZ\x90\x00" + bytes(100), "程序文件"),
        (b"#!/bin/sh\nrm x", "程序脚本"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版办公软件"),
        (b"<html><script>alert(1)</script>", "网页或标记文件"),
        (b"<svg onload='x'/>", "网页或标记文件"),
        (bytes(range(256)) * 40, "认不出"),
        (b"PK\x03\x04" + bytes(50), "压缩包已损坏"),
        (composed.zipped({"xl/workbook.xml": "<a/>", "xl/vbaProject.bin": "x"}), "宏程序"),
        (
            composed.zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"}),
            "这种 Office 文件不能读取",
        ),
        (composed.zipped({"里面/a.exe": b"MZ\x90\x00"}), "压缩包里的“里面/a.exe”：这是程序文件"),
    ],
)
def test_what_is_not_taken_is_refused(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_too_large_a_file_is_refused_with_both_sizes() -> None:
    assert refusal(b"x" * 2_200_000, "大.txt", 1024 * 1024) == (
        "文件有 2.1 MB，超过 1 MB 的上限，请压缩图片或拆分后再交来。"
    )


def test_a_password_refuses_word_and_pdf() -> None:
    locked = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(composed.word())).encrypt("密码", locked)
    assert "打开密码" in refusal(locked.getvalue())
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(composed.pdf())) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "打开密码" in refusal(stream.getvalue(), "a.pdf")


def test_a_zip_that_swells_is_refused() -> None:
    assert "压缩炸弹" in refusal(composed.zipped({"a.txt": b" " * 30_000_000}))


def test_zips_nested_too_deep_are_refused() -> None:
    data = composed.zipped({"a.txt": "文字"})
    for _ in range(4):
        data = composed.zipped({"b.zip": data})
    assert "嵌套超过 3 层" in refusal(data)


def test_two_members_of_one_name_are_refused() -> None:
    stream = io.BytesIO()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "看得见的")
        archive.writestr("a.txt", "另一个")
    assert "同名" in refusal(stream.getvalue())


def test_embedded_objects_and_outside_references_are_told() -> None:
    members: dict[str, bytes | str] = dict(composed.members_of(composed.word()))
    members["word/embeddings/oleObject1.bin"] = b"x"
    members["word/_rels/footer9.xml.rels"] = (
        '<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="http://x" TargetMode="External"/>'
        "</Relationships>"
    )
    warnings = examine(composed.zipped(members), "a.docx").warnings
    assert [warning[:9] for warning in warnings] == ["文件里嵌有 1 个", "文件里有 1 处引"]


def test_charts_that_a_cleaned_workbook_loses_are_told() -> None:
    book = openpyxl.Workbook()
    book.active.append([1, 2])
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_col=2))
    book.active.add_chart(chart, "D1")
    stream = io.BytesIO()
    book.save(stream)
    (warning,) = examine(stream.getvalue(), "a.xlsx").warnings
    assert warning.startswith("表格里有 1 个图表")


def test_attachments_of_a_pdf_are_told() -> None:
    assert examine(composed.pdf(), "a.pdf").warnings == ("PDF 里夹带 1 个附件，公开时将去除。",)
