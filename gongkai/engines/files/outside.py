"""The doors that others use: each work on a file from outside runs in a process of its own (`isolation`)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gongkai.engines.files.archive import MAX_FILE_BYTES, Archive
from gongkai.engines.files.converters import CONVERTERS
from gongkai.engines.files.examine import Examined
from gongkai.engines.files.isolation import isolated
from gongkai.engines.files.kinds import Kind, kind_of
from gongkai.engines.files.part import Part, PartKind, not_readable
from gongkai.engines.files.refused import FileRefused, ReaderFailed

_MAX_DEPTH = 3


class Readable(NamedTuple):
    """A file as one body. form: `text`, `table`, or empty where it cannot be set anew (pictures, archives);
    html: that body, not yet sanitised; text: all words that a reader sees, whatever the form."""

    form: str
    html: str
    text: str


class Body(NamedTuple):
    """The body of a file as clean HTML. left_out: whether it has pictures, charts or drawings, which no body has."""

    html: str
    left_out: bool


_PLAIN = frozenset({Kind.CSV, Kind.TXT})


def examine(data: bytes, name: str, limit: int = MAX_FILE_BYTES) -> Examined:
    """Take a file, with warnings for the person, or raise FileRefused; `limit` in bytes."""
    answer, _ = isolated("examine", data, name=name, limit=limit)
    return Examined(Kind(answer["kind"]), tuple(answer["warnings"]))


def parts(data: bytes, name: str) -> list[Part]:
    """Everything of a file that a screener must see. Raises nothing for what the file holds.

    What cannot be read, and a reader that crashed or ran out of time, is a part that asks a person to look; one
    bad member of an archive does not hide the others.
    """
    return _parts(data, name, 0)


def _parts(data: bytes, name: str, depth: int) -> list[Part]:
    try:
        answer, _ = isolated("parts", data, name=name)
    except FileRefused as failure:
        if isinstance(failure, ReaderFailed) and depth < _MAX_DEPTH and _is_zip(data):
            return _members_one_by_one(data, name, depth)
        return [Part("文件名", name, kind=PartKind.NAME), not_readable("整个文件", str(failure))]
    return [Part(where, text, hidden, PartKind(kind)) for where, text, hidden, kind in answer]


def _members_one_by_one(data: bytes, name: str, depth: int) -> list[Part]:
    found = [Part("文件名", name, kind=PartKind.NAME)]
    for member, content in Archive(data).members(depth):
        where = f"压缩包内“{member}”"
        if isinstance(content, FileRefused):
            found.append(not_readable(where, str(content)))
        else:
            found += [
                Part(where + part.where, part.text, part.hidden, part.kind)
                for part in _parts(content, member, depth + 1)
            ]
    return found


def _is_zip(data: bytes) -> bool:
    try:
        return kind_of(data) is Kind.ZIP
    except FileRefused:
        return False


def strip(data: bytes) -> bytes:
    """The file without what is not meant for the public (see `cleaning`); equal input gives equal bytes.

    Tracked changes are accepted: what is published is the text as it finally stands. Raises FileRefused.
    """
    if not data.startswith(b"PK") and kind_of(data) in _PLAIN:
        return data  # nothing to clean, so no process is started for it
    return isolated("strip", _cleanable(data))[1]


def strip_and_read(data: bytes, name: str) -> tuple[bytes, Readable]:
    """`strip` and `readable` of what comes out, in one process. Raises FileRefused as `strip`."""
    if not data.startswith(b"PK") and kind_of(data) in _PLAIN:
        from gongkai.engines.files.reading.readable import readable as plain

        return data, Readable(*plain(data, name))
    try:
        answer, clean = isolated("strip_and_read", _cleanable(data), name=name)
    except ReaderFailed:  # what cannot be set anew may be clean all the same
        return strip(data), Readable("", "", "")
    return clean, Readable(*answer)


def readable(data: bytes, name: str) -> Readable:
    """What a file says, for setting it anew and for the search; empty where it cannot be read."""
    try:
        answer, _ = isolated("readable", data, name=name)
    except FileRefused:
        return Readable("", "", "")
    return Readable(*answer)


def _cleanable(data: bytes) -> bytes:
    """The file itself, or the PDF that a converter makes of an OFD."""
    convert = CONVERTERS.get((Kind.OFD, Kind.PDF))
    return convert(data) if convert is not None and kind_of(data) is Kind.OFD else data


def masked(data: bytes, replace: Callable[[str], str]) -> bytes:
    """The cleaned file with `replace` applied to each piece of its text; pictures are left as they are.

    `replace` gets a paragraph, a cell, a line or a PDF page's text and gives it back masked. In a PDF the changed
    letters are blackened and the page becomes a picture. FileRefused when what was masked still stands anywhere in
    the bytes.
    """
    from gongkai.engines.files.masking.leaks import secrets_of

    clean = strip(data)
    texts, _ = isolated("texts", clean)
    changes = {text: new for text in texts if (new := replace(text)) != text}
    if not changes:
        return clean
    _, made = isolated("replaced", clean, changes=changes)
    left, _ = isolated("leaks", made, secrets=sorted(secrets_of(changes)))
    if left:
        raise FileRefused(
            f"有 {len(left)} 处遮盖的内容在文件的其他位置仍然出现，未生成公开文件，请逐处核对后重试。"
        )
    return made


def redact_pdf(
    data: bytes, areas: Sequence[tuple[int, float, float, float, float]] = (), words: Sequence[str] = ()
) -> bytes:
    """A PDF with areas and words blackened for good: each page touched becomes a picture without text.

    An area is (page from 1, left, bottom, right, top) in points from the lower left corner of the page as it is
    seen. FileRefused when a page does not exist, a word is not found, or a word would still stand in the bytes.
    """
    _, made = isolated("redact", data, areas=[list(area) for area in areas], words=list(words))
    left, _ = isolated("leaks", made, secrets=[word for word in words if word.strip()])
    if left:
        raise FileRefused("遮盖的文字在文件的其他位置仍然出现，未生成文件，请改为框选区域后重试。")
    return made


def page_pictures(data: bytes) -> list[tuple[float, float, bytes]]:
    """Each page of a PDF: width and height in points, and a JPEG of it. Raises FileRefused."""
    sizes, made = isolated("pictures", data)
    found, at = [], 0
    for width, height, length in sizes:
        found.append((float(width), float(height), made[at : at + length]))
        at += length
    return found


def to_html(data: bytes, name: str, *, sanitise: Callable[[str], str]) -> Body:
    """The body of a Word or PDF file for the editor.

    `sanitise` is the rule of whoever keeps the body, applied to all that comes out. FileRefused names the file.
    """
    try:
        (body, left_out), _ = isolated("html", data)
    except FileRefused as refusal:
        raise FileRefused(f"“{name}”：{refusal}") from None
    return Body(sanitise(body), left_out)


def grid(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a CSV or Excel table, each with its number. Raises FileRefused (see `reading.grid`)."""
    if not data.startswith(b"PK"):
        from gongkai.engines.files.reading.grid import grid as plain

        return plain(data)  # no parser of office files has to look at it
    answer, _ = isolated("grid", data)
    return [(at, cells) for at, cells in answer]
