"""Dump 全量数据: every published document in one file of JSON Lines, for mirrors; written while it is read."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router
from pydantic import Field

from gongkai.affairs.documents import queries
from gongkai.affairs.documents.models import Edition
from gongkai.engines.ledger import queries as ledger
from gongkai.faces.api import render, shapes
from gongkai.kernel.clock import today

router = Router(tags=["documents 文件"])

# Documents in memory at a time.
BATCH = 200


class DumpedDocument(shapes.DocumentSummary):
    """One line: a published document with its text. What others say of it stands in their lines."""

    body: str
    text: str
    attachments: list[shapes.File]
    relations: list[shapes.Related] = Field(description="What this document says of others.")


# Out of the OpenAPI document, which knows no JSON Lines; the description of the interface names both.
@router.get("/dump/documents.jsonl", include_in_schema=False)
def dump(request: HttpRequest) -> StreamingHttpResponse:
    """Every published document, one JSON object a line, by age."""
    return _answer(_lines(), "application/jsonl", "")


@router.get("/dump/documents.jsonl.gz", include_in_schema=False)
def dump_compressed(request: HttpRequest) -> StreamingHttpResponse:
    """The same, compressed."""
    return _answer(_compressed(_lines()), "application/gzip", "-gz")


def _answer(chunks: Iterable[bytes], media_type: str, suffix: str) -> StreamingHttpResponse:
    """The stream with the number of the last event before it: ask /events after that for what is newer.

    Nothing is read when the reader has the same already: the middleware answers 304 by the tag alone.
    """
    seq = ledger.head()
    response = StreamingHttpResponse(chunks, content_type=media_type)
    # Validity changes with the day and without an event.
    response.headers["ETag"] = f'"{seq}-{today():%Y%m%d}{suffix}"'
    response.headers["Gongkai-Sequence"] = str(seq)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _lines() -> Iterator[bytes]:
    last = 0
    while batch := _batch(last):
        relations, files = _relations(batch), _files(batch)
        for edition in batch:
            line = DumpedDocument(
                **render.summary_fields(edition, render.topics_of(edition)),
                body=edition.body,
                text=edition.text,
                attachments=files[edition.pk],
                relations=relations[edition.document_id],
            )
            yield line.model_dump_json().encode() + b"\n"
        last = batch[-1].document_id


def _batch(after: int) -> list[Edition]:
    found = queries.live().filter(document_id__gt=after).order_by("document_id")
    return list(found.prefetch_related("document__topic_rows")[:BATCH])


def _relations(batch: Sequence[Edition]) -> dict[int, list[shapes.Related]]:
    found: dict[int, list[shapes.Related]] = defaultdict(list)
    for one in queries.outgoing([edition.document_id for edition in batch]):
        if one.target_title:
            found[one.source_id].append(render.relation(one))
    return found


def _files(batch: Sequence[Edition]) -> dict[int, list[shapes.File]]:
    editions = {edition.pk: edition for edition in batch}
    found: dict[int, list[shapes.File]] = defaultdict(list)
    for one in queries.copies_of(batch):
        number = one.attachment.edition_id
        found[number].append(render.file(editions[number].document, one))
    return found


def _compressed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=31)  # 31: with the head of a gzip file, without a time
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()
