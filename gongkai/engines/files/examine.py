"""Examination 查验: whether a file is taken at all, and what a person should know about it."""

import re
from dataclasses import dataclass
from itertools import islice

from gongkai.engines.files.archive import MAX_FILE_BYTES, MAX_TOTAL_BYTES, Archive
from gongkai.engines.files.kinds import Kind, kind_of
from gongkai.engines.files.refused import FileRefused

_ALIASES = {"jpeg": "jpg", "tiff": "tif", "text": "txt", "md": "txt"}
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HYPERLINK = b"relationships/hyperlink"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: the kind by content, and sentences that a person should read before going on."""

    kind: Kind
    warnings: tuple[str, ...]


def examine(data: bytes, name: str, limit: int = MAX_FILE_BYTES) -> Examined:
    """Take or refuse one file; `limit` in bytes. Members of archives are examined too, to three levels.

    Raises FileRefused: too large, empty, damaged, protected by a password, with macros, of a kind that is not
    taken, or swelling beyond measure when opened.
    """
    if len(data) > limit:
        raise FileRefused(
            f"文件有 {_mib(len(data))} MB，超过 {_mib(limit)} MB 的上限，请压缩图片或拆分后再交来。"
        )
    return _examined(data, name, 0, [MAX_TOTAL_BYTES])


def _examined(data: bytes, name: str, depth: int, budget: list[int]) -> Examined:
    kind = kind_of(data)
    warnings = list(_misnamed(name, kind))
    if kind is Kind.ZIP:
        warnings += _members(data, depth, budget)
    elif kind is Kind.PDF:
        warnings += _pdf(data)
    elif kind in (Kind.DOCX, Kind.XLSX, Kind.PPTX):
        warnings += _office(Archive(data))
    return Examined(kind, tuple(warnings))


def _misnamed(name: str, kind: Kind) -> list[str]:
    said = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    said = _ALIASES.get(said, said)
    if said == kind or (kind in (Kind.CSV, Kind.TXT) and said in ("csv", "txt")):
        return []
    return [f"“{name}”的内容是{kind.label}，与扩展名不符，公开时将改为 .{kind}。"]


def _members(data: bytes, depth: int, budget: list[int]) -> list[str]:
    warnings: list[str] = []
    for name, content in Archive(data).members(depth):
        if isinstance(content, FileRefused):
            raise FileRefused(f"压缩包里的“{name}”：{content}")
        budget[0] -= len(content)
        if budget[0] < 0:
            raise FileRefused("压缩包层层解开后大得不合常理，疑为压缩炸弹，未采用。")
        try:
            warnings += _examined(content, name.rsplit("/", 1)[-1], depth + 1, budget).warnings
        except FileRefused as refusal:
            raise FileRefused(f"压缩包里的“{name}”：{refusal}") from None
    return warnings


def _pdf(data: bytes) -> list[str]:
    from gongkai.engines.files.pdf_open import opened

    with opened(data) as pdf:
        warnings: list[str] = []
        if pdf.attachments:
            warnings.append(f"PDF 里夹带 {len(pdf.attachments)} 个附件，公开时将去除。")
        if "/AcroForm" in pdf.Root:
            warnings.append("PDF 里有可填写的表单，公开时将固定为页面文字。")
        return warnings


def _office(archive: Archive) -> list[str]:
    embedded = sum("/embeddings/" in name or "/activeX/" in name for name in archive.names)
    warnings = [f"文件里嵌有 {embedded} 个对象（可能是整份表格或文件），公开时将去除。"] if embedded else []
    charts = sum(name.startswith("xl/charts/chart") for name in archive.names)
    if charts:
        warnings.append(f"表格里有 {charts} 个图表，公开的表格只保留单元格和图片，图表请另存为图片。")
    external = sum(
        _HYPERLINK not in found
        for name in islice(sorted(name for name in archive.names if name.endswith(".rels")), 5000)
        for found in _EXTERNAL.findall(archive.part(name) or b"")
    )
    if external:
        warnings.append(f"文件里有 {external} 处引用外部文件，打开时会对外连接，公开时将去除。")
    return warnings


def _mib(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")
