"""Files 文件材料: owns the reading, cleaning, masking and making of office files; no tables, no subject matter.

Word, Excel, slides, PDF, pictures, text and zip come in as bytes and go out as bytes; who may see or keep them is
decided elsewhere. Files from outside are taken apart in a process of their own (`isolation`).
"""

from gongkai.engines.files.converters import CONVERTERS, Converter
from gongkai.engines.files.examine import Examined
from gongkai.engines.files.kinds import Kind
from gongkai.engines.files.making import (
    Collection,
    Label,
    Official,
    Volume,
    to_docx,
    to_labels,
    to_pdf,
    to_volume,
)
from gongkai.engines.files.making import Part as VolumePart
from gongkai.engines.files.outside import (
    Body,
    Readable,
    examine,
    grid,
    masked,
    page_pictures,
    parts,
    readable,
    redact_pdf,
    strip,
    strip_and_read,
    to_html,
)
from gongkai.engines.files.part import Part, PartKind
from gongkai.engines.files.refused import FileRefused, ReaderFailed
from gongkai.engines.files.virus import scan

__all__ = [
    "CONVERTERS",
    "Body",
    "Collection",
    "Converter",
    "Examined",
    "FileRefused",
    "Kind",
    "Label",
    "Official",
    "Part",
    "PartKind",
    "Readable",
    "ReaderFailed",
    "Volume",
    "VolumePart",
    "examine",
    "grid",
    "masked",
    "page_pictures",
    "parts",
    "readable",
    "redact_pdf",
    "scan",
    "strip",
    "strip_and_read",
    "to_docx",
    "to_html",
    "to_labels",
    "to_pdf",
    "to_volume",
]
