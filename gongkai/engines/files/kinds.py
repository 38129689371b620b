"""Kinds 类型: what a file is, told from its bytes and the parts inside; the name never decides."""

import csv
import re
from enum import StrEnum

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.encoding import decode
from gongkai.engines.files.refused import FileRefused


class Kind(StrEnum):
    """The kinds that are taken; the value is the usual extension."""

    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    OFD = "ofd"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    GIF = "gif"
    WEBP = "webp"
    TIFF = "tif"
    CSV = "csv"
    TXT = "txt"
    ZIP = "zip"

    @property
    def label(self) -> str:
        """How a person calls it."""
        return LABELS[self]


LABELS = {
    Kind.DOCX: "Word 文档",
    Kind.XLSX: "Excel 表格",
    Kind.PPTX: "演示文稿",
    Kind.ODT: "ODT 文档",
    Kind.OFD: "OFD 版式文件",
    Kind.PDF: "PDF 文件",
    Kind.PNG: "PNG 图片",
    Kind.JPEG: "JPEG 图片",
    Kind.GIF: "GIF 图片",
    Kind.WEBP: "WebP 图片",
    Kind.TIFF: "TIFF 图片",
    Kind.CSV: "CSV 表格",
    Kind.TXT: "纯文本",
    Kind.ZIP: "zip 压缩包",
}
IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.GIF, Kind.WEBP, Kind.TIFF})
XML_OFFICE = frozenset({Kind.DOCX, Kind.PPTX, Kind.ODT})

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
)
_INSIDE = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("ppt/presentation.xml", Kind.PPTX),
    ("OFD.xml", Kind.OFD),
)
_TAKEN = "可以交来的有：docx、xlsx、pptx、odt、ofd、pdf、csv、txt、zip 和图片（png、jpg、gif、webp、tif）。"
_REFUSED = (
    (b"Rar!\x1a\x07", "这是 RAR 压缩包，请解开后改存为 zip。"),
    (b"7z\xbc\xaf\x27\x1c", "这是 7z 压缩包，请解开后改存为 zip。"),
    (b"\x1f\x8b", "这是 gzip 压缩文件，请解开后再交来。"),
    (b"{\\rtf", "这是 RTF 文件，请另存为 docx。"),
    (b"MZ", "这是程序文件，不能作为附件。"),
    (b"\x7fELF", "这是程序文件，不能作为附件。"),
    (b"#!", "这是程序脚本，不能作为附件。"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|\?xml|iframe)\b", re.IGNORECASE)
_DELIMITED_LINES = 20


def kind_of(data: bytes) -> Kind:
    """The kind of `data`; raises FileRefused with a sentence for anything that is not taken, or is damaged."""
    if not data.strip(b"\0 \t\r\n"):
        raise FileRefused("文件是空的，请重新选择。")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zipped_kind(Archive(data))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    for magic, sentence in _REFUSED:
        if data.startswith(magic):
            raise FileRefused(sentence)
    if data.startswith(_OLE):
        raise FileRefused(_old_office(data))
    return _text_kind(data)


def zipped_kind(archive: Archive) -> Kind:
    """Which office file, or plain archive, a zip is; raises FileRefused for macros and unknown OpenDocument."""
    for name, kind in _INSIDE:
        if name in archive.names:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
                raise FileRefused("文件里有宏程序，请另存为不带宏的 docx、xlsx 或 pptx。")
            return kind
    if "[Content_Types].xml" in archive.names:
        # Parts under unusual names, or the binary kinds (xlsb): what cannot be told apart is not cleaned either.
        raise FileRefused("这种 Office 文件不能读取，请用 Word 或 WPS 打开后另存为 docx、xlsx 或 pptx。")
    if "content.xml" in archive.names and "META-INF/manifest.xml" in archive.names:
        mimetype = archive.part("mimetype", 200) or b""
        if mimetype.strip() == b"application/vnd.oasis.opendocument.text":
            return Kind.ODT
        raise FileRefused("这种 OpenDocument 文件不能读取，请另存为 docx、xlsx 或 pptx。")
    return Kind.ZIP


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件设有打开密码，请解除密码后再交来。"
    return "这是旧版办公软件文件（doc、xls、ppt 或 wps），请另存为 docx、xlsx 或 pptx。"


def _text_kind(data: bytes) -> Kind:
    if _MARKUP.match(data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()):
        raise FileRefused(f"这是网页或标记文件，不能作为附件。{_TAKEN}")
    try:
        text = decode(data)[0]
    except FileRefused:
        raise FileRefused(f"认不出这是什么文件。{_TAKEN}") from None
    if sum(char < " " and char not in "\t\r\n\f" for char in text[:4096]) > 8:
        raise FileRefused(f"认不出这是什么文件。{_TAKEN}")
    return Kind.CSV if _is_delimited(text) else Kind.TXT


def _is_delimited(text: str) -> bool:
    """Whether the first lines are cut by commas into one and the same number of fields, two or more."""
    lines = [line for line in text.splitlines() if line.strip()][:_DELIMITED_LINES]
    try:
        widths = {len(row) for row in csv.reader(lines)}
    except csv.Error:
        return False
    return len(lines) > 1 and len(widths) == 1 and widths.pop() > 1
