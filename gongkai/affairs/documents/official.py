"""Official 公文版式文件: the Word and PDF versions of a published edition, made once and kept in the store.

Set from the published text, so what was masked there is masked here; without the seal, so nobody takes them for the
original.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from gongkai.affairs.documents.models import Edition, PublicCopy
from gongkai.engines.files import Official, to_docx, to_pdf

# To be raised when engines/files sets the same document otherwise: what is kept is then made anew.
REVISION = 1


@dataclass(frozen=True)
class Format:
    """A kind of file that is made: its extension, media type, name for people, and maker."""

    extension: str
    media_type: str
    title: str
    make: Callable[[Official], bytes]


FORMATS: Mapping[str, Format] = {
    "docx": Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
        to_docx,
    ),
    "pdf": Format("pdf", "application/pdf", "PDF", to_pdf),
}


def official(edition: Edition, attachments: Sequence[PublicCopy]) -> Official:
    """What is set on paper of an edition; what its text does not sign or date itself is taken from its facts."""
    document = edition.document
    issuers = tuple(document.issuers) or (document.agency.name,)
    return Official(
        title=edition.title,
        html_body=edition.body,
        issuer="、".join(issuers),
        number=document.doc_number,
        signers=issuers,
        date=document.issued_on,
        attachments=tuple(PurePath(one.name).stem for one in attachments),
        index_number=document.index_number,
    )


def of_copy(index_number: str, copy: PublicCopy) -> Official:
    """What is set of an attachment: the screened and masked words of its public copy."""
    return Official(title=PurePath(copy.name).stem, html_body=copy.body, index_number=index_number)


def formats_of(copy: PublicCopy) -> list[Format]:
    """The formats an attachment is offered in besides its own: Word and PDF of a text, PDF of a table."""
    offered = {PublicCopy.Form.TEXT: ("docx", "pdf"), PublicCopy.Form.TABLE: ("pdf",)}.get(copy.form, ())  # type: ignore[call-overload]
    return [FORMATS[one] for one in offered if FORMATS[one].media_type != copy.media_type]


def digest(told: Official, format: Format) -> str:
    """The name of the version: the same for all that would make the same bytes."""
    said = json.dumps([REVISION, format.extension, asdict(told)], default=str, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()


def opened(told: Official, format: Format) -> IO[Any]:
    """The version, out of the store or made now; FileRefused when this machine cannot make it.

    Two that make it at once write the same bytes.
    """
    name = digest(told, format)
    place = f"made/{name[:2]}/{name}.{format.extension}"
    if not default_storage.exists(place):
        place = default_storage.save(place, ContentFile(format.make(told)))
    return default_storage.open(place)
