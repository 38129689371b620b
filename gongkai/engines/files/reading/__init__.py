"""Reading 读取: from bytes to the parts that a screener must see; changes nothing."""

from collections.abc import Iterator

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.kinds import IMAGES, Kind, kind_of
from gongkai.engines.files.part import Part, PartKind, not_readable
from gongkai.engines.files.refused import FileRefused

MAX_PARTS = 200_000
MAX_CHARS = 8_000_000


def parts_of(data: bytes, name: str, depth: int = 0) -> Iterator[Part]:
    """Every part of one file, its name first; nothing is raised for what the file holds.

    What cannot be read is a NOT_READABLE part. At most 200,000 parts and 8 million characters; beyond, a part
    says that the rest was not read.
    """
    yield Part("文件名", name, kind=PartKind.NAME)
    count = chars = 0
    try:
        for part in _read(data, name, kind_of(data), depth):
            count += 1
            chars += len(part.text)
            if count > MAX_PARTS or chars > MAX_CHARS:
                yield not_readable("其余部分", "文字太多，程序没有读完，请拆分文件或人工查看。")
                return
            yield part
    except FileRefused as refusal:
        yield not_readable("整个文件", str(refusal))


def _read(data: bytes, name: str, kind: Kind, depth: int) -> Iterator[Part]:
    # Each reader brings a library that takes longer to load than most files to read: only the one needed.
    match kind:
        case Kind.DOCX:
            from gongkai.engines.files.reading import word

            yield from word.parts(Archive(data))
        case Kind.XLSX:
            from gongkai.engines.files.reading import excel

            yield from excel.parts(Archive(data))
        case Kind.PPTX:
            from gongkai.engines.files.reading import slides

            yield from slides.parts(Archive(data))
        case Kind.ODT | Kind.OFD:
            from gongkai.engines.files.reading import markup_text

            yield from markup_text.parts(Archive(data), kind)
        case Kind.PDF:
            from gongkai.engines.files.reading import pdf

            yield from pdf.parts(data, depth)
        case Kind.CSV | Kind.TXT:
            from gongkai.engines.files.reading import plain

            yield from plain.parts(data, kind)
        case Kind.ZIP:
            yield from members(Archive(data), depth)
        case _ if kind in IMAGES:
            from gongkai.engines.files.reading import images

            yield from images.parts(data)


def members(archive: Archive, depth: int) -> Iterator[Part]:
    """The parts of every file in a zip, each place led by the member's name."""
    for name, content in archive.members(depth):
        if isinstance(content, FileRefused):
            yield Part(f"压缩包内文件名“{name}”", name, kind=PartKind.NAME)
            yield not_readable(f"压缩包内“{name}”", str(content))
            continue
        for part in parts_of(content, name, depth + 1):
            yield Part(f"压缩包内“{name}”{part.where}", part.text, part.hidden, part.kind)
