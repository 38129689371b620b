"""Charts and diagrams 图表: the words and figures that a drawing carries in parts of its own."""

import re
from collections.abc import Iterator

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import parse
from gongkai.engines.files.part import Part

_DRAWN = re.compile(r"(?:charts/[^/]+|diagrams/data\d*|drawings/drawing\d*)\.xml")


def parts(archive: Archive, folder: str) -> Iterator[Part]:
    """One part for each chart or diagram under `folder` that has words."""
    for name in sorted(archive.names):
        if name.startswith(folder) and _DRAWN.fullmatch(name.removeprefix(folder)):
            texts = (
                (node.text or "").strip() for node in parse(archive.part(name) or b"").iter("{*}t", "{*}v")
            )
            said = "\t".join(text for text in texts if text)
            if said:
                yield Part(f"图表“{name.rsplit('/', 1)[-1]}”", said)
