"""PDF files: paragraphs joined again from the lines of their pages; scans are told apart and refused."""

from gongkai.engines.files.reading import pdf_lines
from gongkai.intake.raw import RawDocument


def read(path: str, data: bytes) -> RawDocument:
    """The text of a PDF, paragraph by paragraph; raises FileRefused for a scan, a password or a damaged file."""
    return RawDocument(path, "", "pdf", "\n".join(pdf_lines.paragraphs(data)))
