"""Zip files 压缩包: which office files in a zip's clothing are not taken in."""

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.refused import FileRefused

OFFICE = (
    ("xl/workbook.xml", "这是 Excel 表格，请在“清单”中导入，或另存为 .docx。"),
    ("ppt/presentation.xml", "这是演示文稿，请另存为 .docx 或 .pdf 后再导入。"),
    ("OFD.xml", "这是 OFD 版式文件，请另存为 .docx 或 .pdf 后再导入。"),
    ("content.xml", "这是 ODF 文件，请另存为 .docx 后再导入。"),
)


def refuse_office(archive: Archive) -> None:
    """Raise FileRefused for an office file of a kind that is not read."""
    for name, sentence in OFFICE:
        if name in archive.names:
            raise FileRefused(sentence)
