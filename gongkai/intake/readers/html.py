"""Web pages 网页: the article's lines, the rows of its real tables, and what title and meta tags say."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.engines.files.encoding import decode
from gongkai.engines.files.refused import FileRefused
from gongkai.intake.raw import Hints, RawDocument
from gongkai.intake.readers.main_content import main_node
from gongkai.intake.readers.render import lines_of

META_NAMES_WORDS = (
    "sitename sitedomain columnname columntype articletitle pubdate contentsource author keywords "
    "description publishdate firstpublishedtime lanmu laiyuan title others createdate"
)
META_NAMES = frozenset(META_NAMES_WORDS.split())
DROPPED = (
    "script, style, noscript, template, iframe, object, embed, svg, select, option, button, textarea, input"
)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I
)
# site names after the page's own title: "…的通知_青原县人民政府", "…的通知 - 政务公开"
SITE_TAIL = re.compile(r"\s*(?:[_|－—–]|\s-+\s)\s*[^_|－—–]{0,40}$")
HAN = re.compile(r"[\u4e00-\u9fff]")


def read(path: str, data: bytes) -> RawDocument:
    """The article of a page; scripts, styles and hidden text never reach the document.

    Raises FileRefused when the page carries no text.
    """
    source, encoding, notes = decode(data, declared=True)
    tree = LexborHTMLParser(source.replace("\0", ""))
    body = tree.body
    if body is None:
        raise FileRefused("网页里没有正文，未导入。")
    meta = _meta(tree)
    page_title = tree.css_first("title")
    for node in tree.css(DROPPED):
        node.decompose()
    hidden = _drop_hidden(body)
    if hidden > 20:
        notes.append(f"网页里有 {hidden} 个不显示的汉字，未导入。")
    heading = _heading(body)
    page_lines = lines_of(body)
    text = "\n".join(lines_of(main_node(body)))
    if not text.strip():
        raise FileRefused("网页里没有正文，未导入。")
    title = meta.get("articletitle") or (_trimmed(page_title) if page_title is not None else None)
    hints = Hints(title=title or None, heading=heading, meta=meta, page_lines=tuple(page_lines))
    return RawDocument(path, "", "html", text, encoding=encoding, hints=hints, notes=tuple(notes))


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[name][content]"):
        name = (node.attributes.get("name") or "").strip().lower()
        content = (node.attributes.get("content") or "").strip()
        if name in META_NAMES and content:
            found.setdefault(name, content)
    return found


def _heading(body: LexborNode) -> str | None:
    """The one first-level heading, where the page has just one with Chinese text that is no site name."""
    headings = [" ".join(node.text(separator=" ").split()) for node in body.css("h1")]
    headings = [text for text in headings if len(HAN.findall(text)) >= 5 and len(text) <= 400]
    return headings[0] if len(headings) == 1 else None


def _trimmed(node: LexborNode) -> str:
    text = " ".join(node.text().split())
    shorter = SITE_TAIL.sub("", text)
    return shorter if len(HAN.findall(shorter)) >= 5 else text


def _drop_hidden(body: LexborNode) -> int:
    count = 0
    for node in body.css("[style], [hidden]"):
        style = node.attributes.get("style") or ""
        shown = "hidden" not in node.attributes and HIDDEN.search(style) is None
        if not shown and node.parent is not None and node is not body:
            count += len(HAN.findall(node.text()))
            node.decompose()
    return count
