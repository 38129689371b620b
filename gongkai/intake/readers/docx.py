"""Word files 文档: paragraphs, text boxes, automatic numbers and tables of a .docx."""

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import W, parse
from gongkai.engines.files.reading.numbering import Numbering
from gongkai.engines.files.reading.word_lines import lines
from gongkai.intake.raw import RawDocument


def read(path: str, archive: Archive) -> RawDocument:
    """The text of a .docx: deleted revisions, comments, headers and footers left out."""
    body = parse(archive.part("word/document.xml") or b"").find(W + "body")
    numbers = archive.part("word/numbering.xml")
    styles = archive.part("word/styles.xml")
    numbering = Numbering(parse(numbers) if numbers else None, parse(styles) if styles else None)
    return RawDocument(path, "", "docx", "\n".join(lines(body, numbering) if body is not None else ()))
