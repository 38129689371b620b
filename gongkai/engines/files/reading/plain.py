"""Plain text and CSV: the text, or its rows."""

import csv
from collections.abc import Iterator

from gongkai.engines.files.encoding import decode
from gongkai.engines.files.kinds import Kind
from gongkai.engines.files.part import Part, not_readable


def parts(data: bytes, kind: Kind) -> Iterator[Part]:
    """One part for a text, one part a row for a table; fields are parted by tabs."""
    text, _, notes = decode(data)
    for note in notes:
        yield not_readable("文字编码", note)
    if kind is Kind.TXT:
        yield Part("正文", text)
        return
    try:
        for at, row in enumerate(csv.reader(text.splitlines(keepends=True)), 1):
            if any(row):
                yield Part(f"第{at}行", "\t".join(row))
    except csv.Error:
        yield Part("正文", text)
