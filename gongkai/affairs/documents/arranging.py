"""Arranging 按公文格式整理: what came as plain paragraphs, typed, pasted or out of a file, gets a document's form."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.documents import body as bodies

_PLAIN = re.compile(r"<p>(?P<inner>.*)</p>", re.DOTALL)
_BROKEN = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD = re.compile(r"</?strong>")
# Stands for a block that is no plain paragraph: neither heading nor name.
_OTHER = "，"


def arranged(body: str, *, title: str = "") -> str:
    """The body with its plain paragraphs set by the conventions of `body.from_text`: headings by their level marks,
    addressee and signature. What is a heading, list or table already stays as it is, links and emphasis too;
    paragraphs without a letter go, and so does the title where it stands at the head, on up to three lines: a
    document shows it above the body.
    """
    found = [html for html in _elements(body) if _PLAIN.fullmatch(html) is None or bodies.plain(html)]
    found = found[_title_blocks(found, title) :]
    lines = [_line(html) for html in found]
    parts = bodies.roles([line or _OTHER for line in lines])
    return bodies.sanitise(
        "\n".join(
            _set(html, part) if line else html for html, line, part in zip(found, lines, parts, strict=True)
        )
    )


def _title_blocks(found: Sequence[str], title: str) -> int:
    """How many of the first blocks say the title together, and nothing else."""
    wanted = "".join(title.split())
    for count in range(1, 4):
        if wanted and "".join("".join(map(bodies.plain, found[:count])).split()) == wanted:
            return count
    return 0


def _elements(body: str) -> list[str]:
    root = LexborHTMLParser(bodies.sanitise(body)).body
    nodes = root.iter(include_text=True) if root is not None else ()
    written = [(node.tag, (node.html or "").strip()) for node in nodes]
    return [f"<p>{html}</p>" if tag == "-text" else html for tag, html in written if html]


def _line(html: str) -> str:
    """The text of a plain paragraph of one line; empty for anything else."""
    plain = _PLAIN.fullmatch(html)
    return bodies.plain(html) if plain and not _BROKEN.search(plain["inner"]) else ""


def _set(html: str, role: str) -> str:
    if role in {"p", "row"}:
        return html
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return bodies.element(role, _BOLD.sub("", inner) if role in {"h2", "h3"} else inner)
