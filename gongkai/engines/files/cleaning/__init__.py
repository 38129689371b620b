"""Cleaning 清理: the same file without what is not meant for the public; what is seen on the page stays.

Tracked changes are accepted, for what is published is the text as it finally stands; comments, hidden text, hidden
sheets, rows, columns and slides, properties, embedded objects, macros, scripts and earlier versions go.
"""

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.kinds import IMAGES, Kind, kind_of
from gongkai.engines.files.package import packed
from gongkai.engines.files.refused import FileRefused


def stripped(data: bytes, depth: int = 0) -> bytes:
    """The cleaned file; equal input gives equal bytes. Raises FileRefused when it cannot be cleaned."""
    kind = kind_of(data)
    match kind:
        case Kind.DOCX:
            from gongkai.engines.files.cleaning import word

            return word.stripped(Archive(data))
        case Kind.PPTX:
            from gongkai.engines.files.cleaning import slides

            return slides.stripped(Archive(data))
        case Kind.XLSX:
            from gongkai.engines.files.cleaning import workbook

            return workbook.stripped(Archive(data))
        case Kind.ODT:
            from gongkai.engines.files.cleaning import odt

            return odt.stripped(Archive(data))
        case Kind.PDF:
            from gongkai.engines.files.cleaning import pdf

            return pdf.stripped(data)
        case Kind.CSV | Kind.TXT:
            return data
        case Kind.ZIP:
            return _members(data, depth)
        case _ if kind in IMAGES:
            from gongkai.engines.files.cleaning import image

            return image.stripped(data)
    raise FileRefused("OFD 文件带有签章，不能自动清除其中的附加信息，请转换为 PDF 后再公开。")


def _members(data: bytes, depth: int) -> bytes:
    members = {}
    for name, content in Archive(data).members(depth):
        if isinstance(content, FileRefused):
            raise FileRefused(f"压缩包里的“{name}”：{content}")
        try:
            members[safe_name(name)] = stripped(content, depth + 1)
        except FileRefused as refusal:
            raise FileRefused(f"压缩包里的“{name}”：{refusal}") from None
    return packed(members)


def safe_name(name: str) -> str:
    """A member's name that cannot leave the folder in which the public unpacks it."""
    steps = [step for step in name.split("/") if step not in ("", ".", "..")]
    return "/".join(step.replace(":", "_") for step in steps) or "文件"
