"""Making 生成: Word and PDF of a published document, set by GB/T 9704-2012, without the seal; volumes of several."""

from collections.abc import Sequence

from gongkai.engines.files.making.collection import Collection, Part, Volume
from gongkai.engines.files.making.labels import Label
from gongkai.engines.files.making.official import Official


def to_pdf(official: Official) -> bytes:
    """The document as a tagged PDF; equal input on one machine gives equal bytes."""
    from gongkai.engines.files.making.pdf import made

    return made(official)


def to_docx(official: Official) -> bytes:
    """The document as a .docx; equal input gives equal bytes."""
    from gongkai.engines.files.making.word import made

    return made(official)


def to_volume(collection: Collection) -> Volume:
    """Several documents as one tagged PDF with cover, contents and page numbers; equal input, equal bytes.

    Raises FileRefused when the machine has no Chinese font, nothing is to be set, or it cannot be set.
    """
    from gongkai.engines.files.making.collection import made

    return made(collection)


def to_labels(labels: Sequence[Label]) -> bytes:
    """Addresses on sheets of 14 labels, as PDF. Raises FileRefused as `to_pdf`, and where there are none."""
    from gongkai.engines.files.making.labels import made

    return made(labels)


__all__ = ["Collection", "Label", "Official", "Part", "Volume", "to_docx", "to_labels", "to_pdf", "to_volume"]
