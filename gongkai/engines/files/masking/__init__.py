"""Masking 遮盖: the same file, cleaned, with pieces of its text replaced wherever they stand.

In two steps, because what to mask is decided outside the process that touches the file: `texts_of` lists the
pieces of text, `replaced` puts others in their place.
"""

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.cleaning import safe_name
from gongkai.engines.files.encoding import decode
from gongkai.engines.files.kinds import XML_OFFICE, Kind, kind_of
from gongkai.engines.files.package import packed
from gongkai.engines.files.refused import FileRefused


def texts_of(data: bytes) -> list[str]:
    """The pieces of text of a cleaned file, each once: paragraphs, cells, lines, page texts, names of members."""
    kind = kind_of(data)
    found: list[str] = []
    if kind in XML_OFFICE:
        from gongkai.engines.files.masking import markup

        found = markup.texts_of(Archive(data))
    elif kind is Kind.XLSX:
        from gongkai.engines.files.masking import workbook

        found = workbook.texts_of(Archive(data))
    elif kind is Kind.PDF:
        from gongkai.engines.files.masking import pdf

        found = pdf.page_texts(data)
    elif kind in (Kind.CSV, Kind.TXT):
        found = decode(data)[0].splitlines(keepends=True)
    elif kind is Kind.ZIP:
        for name, content in _members(data):
            found += [name, *texts_of(content)]
    return list(dict.fromkeys(found))


def replaced(data: bytes, changes: dict[str, str]) -> bytes:
    """The file with each piece of text that is a key of `changes` replaced by its value."""
    kind = kind_of(data)
    if kind in XML_OFFICE:
        from gongkai.engines.files.masking import markup

        return markup.replaced(Archive(data), changes)
    if kind is Kind.XLSX:
        from gongkai.engines.files.masking import workbook

        return workbook.replaced(Archive(data), changes)
    if kind is Kind.PDF:
        from gongkai.engines.files.masking import pdf

        return pdf.replaced(data, changes)
    if kind in (Kind.CSV, Kind.TXT):
        lines = decode(data)[0].splitlines(keepends=True)
        # With the mark that tells Excel the encoding.
        return "".join(changes.get(line, line) for line in lines).encode("utf-8-sig")
    if kind is Kind.ZIP:
        members: dict[str, bytes] = {}
        for name, content in _members(data):
            shown = safe_name(changes.get(name, name))
            if shown in members:
                raise FileRefused(f"遮盖后压缩包里有两个文件都叫“{shown}”，请先改名。")
            members[shown] = replaced(content, changes)
        return packed(members)
    return data


def _members(data: bytes) -> list[tuple[str, bytes]]:
    found = []
    for name, content in Archive(data).members(0):
        if isinstance(content, FileRefused):
            raise FileRefused(f"压缩包里的“{name}”：{content}")
        found.append((name, content))
    return found
