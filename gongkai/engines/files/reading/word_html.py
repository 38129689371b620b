"""Word to HTML: styles tell headings, automatic numbers become text, bullets lists, merged cells spans."""

import html
import re
from collections.abc import Iterator

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import MC_FALLBACK, RELS, R, W, number, parse
from gongkai.engines.files.reading.hiding import is_on, vanished_runs
from gongkai.engines.files.reading.numbering import Numbering
from gongkai.engines.files.refused import FileRefused

_SKIPPED = frozenset({W + "del", W + "moveFrom", W + "instrText", W + "pPr", W + "rPr", MC_FALLBACK})
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_MARKS = (("b", "strong"), ("i", "em"))
_MAX_DEPTH = 60
_MAX_SPAN = 60


class _Document:
    """What the blocks need to know of the whole file."""

    def __init__(self, archive: Archive) -> None:
        numbers = archive.part("word/numbering.xml")
        styles = archive.part("word/styles.xml")
        self.styles = parse(styles) if styles else None
        self.numbering = Numbering(parse(numbers) if numbers else None, self.styles)
        self.headings = _heading_styles(self.styles)
        relations = archive.part("word/_rels/document.xml.rels")
        self.links = {
            one.get("Id", ""): one.get("Target", "")
            for one in (parse(relations).iter(RELS + "Relationship") if relations else ())
            if one.get("TargetMode") == "External"
        }


def body_of(archive: Archive) -> str:
    """The body of a .docx as it finally stands: revisions accepted, hidden text left out."""
    document = _Document(archive)
    body = parse(archive.part("word/document.xml") or b"").find(W + "body")
    if body is None:
        raise FileRefused("Word 文件没有正文，请重新保存后再试。")
    for run in vanished_runs(body, document.styles):
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
    return _with_lists(list(_blocks(body, document, 0)))


def _blocks(parent: etree._Element, document: _Document, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise FileRefused("Word 文件里的表格或文本框嵌套过深，请简化后再试。")
    for child in parent:
        if child.tag == W + "p":
            yield from _paragraph(child, document, depth)
        elif child.tag == W + "tbl":
            yield _table(child, document, depth)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _blocks(child, document, depth + 1)


def _paragraph(paragraph: etree._Element, document: _Document, depth: int) -> Iterator[str]:
    boxes: list[str] = []
    label = html.escape(document.numbering.label(paragraph))
    text = "".join(_inline(paragraph, document, boxes, depth)).strip()
    yield from boxes
    if not text:
        return
    properties = paragraph.find(W + "pPr")
    level = _level(properties, document.headings)
    if level:
        yield f"<h{level}>{label}{_TAGS.sub('', text)}</h{level}>"
    elif document.numbering.is_bullet(paragraph):
        yield f"<li>{text}</li>"
    elif _value(properties, "jc") in ("right", "end"):
        yield f'<p class="sign">{label}{text}</p>'
    else:
        yield f"<p>{label}{text}</p>"


_TAGS = re.compile(r"</?(?:strong|em|u)>")


def _inline(node: etree._Element, document: _Document, boxes: list[str], depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise FileRefused("Word 文件里的内容嵌套过深，请简化后再试。")
    for child in node:
        tag = child.tag
        if tag == W + "r":
            yield _marked(child, "".join(_inline(child, document, boxes, depth + 1)))
        elif tag == W + "t":
            yield html.escape(child.text or "")
        elif tag in (W + "br", W + "cr") and child.get(W + "type") != "page":
            yield "<br>"
        elif tag == W + "tab":
            yield "\u3000"
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif tag == W + "hyperlink":
            inside = "".join(_inline(child, document, boxes, depth + 1))
            target = document.links.get(child.get(R + "id", ""))
            yield f'<a href="{html.escape(target)}">{inside}</a>' if target and inside else inside
        elif tag == W + "txbxContent":
            boxes.extend(_blocks(child, document, depth + 1))
        elif isinstance(tag, str) and tag not in _SKIPPED:
            yield from _inline(child, document, boxes, depth + 1)


def _marked(run: etree._Element, text: str) -> str:
    properties = run.find(W + "rPr")
    if properties is None or not text.strip():
        return text
    for name, tag in _MARKS:
        if is_on(properties, name):
            text = f"<{tag}>{text}</{tag}>"
    if _value(properties, "u") not in (None, "none"):
        text = f"<u>{text}</u>"
    raised = {"superscript": "sup", "subscript": "sub"}.get(_value(properties, "vertAlign") or "")
    return f"<{raised}>{text}</{raised}>" if raised else text


def _table(table: etree._Element, document: _Document, depth: int) -> str:
    grid: list[list[_Cell]] = []
    open_above: dict[int, _Cell] = {}
    for row in table.findall(W + "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        line: list[_Cell] = []
        column = 0
        for node in row.iter(W + "tc"):
            if next(node.iterancestors(W + "tr"), None) is not row:
                continue
            cell = _Cell(node)
            if cell.continues and column in open_above:
                open_above[column].down += 1
            else:
                cell.inside = "".join(_with_lists(list(_blocks(node, document, depth + 1))).split("\n"))
                open_above[column] = cell
                line.append(cell)
            column += cell.across
        grid.append(line)
    has_head = len(grid) > 1 and all(cell.down == 1 and 0 < len(cell.inside) < 80 for cell in grid[0])
    head = _row(grid[0], "th") if has_head else ""
    rows = "".join(_row(line, "td") for line in grid[1 if has_head else 0 :])
    return f"<table>{f'<thead>{head}</thead>' if head else ''}<tbody>{rows}</tbody></table>"


class _Cell:
    def __init__(self, node: etree._Element) -> None:
        merge = node.find(f"{W}tcPr/{W}vMerge")
        span = node.find(f"{W}tcPr/{W}gridSpan")
        self.across = max(1, min(number(span.get(W + "val") if span is not None else None, 1), _MAX_SPAN))
        self.continues = merge is not None and merge.get(W + "val", "continue") == "continue"
        self.down = 1
        self.inside = ""


_ONE_PARAGRAPH = re.compile(r"<p(?: class=\"sign\")?>((?:(?!</?p\b).)*)</p>", re.DOTALL)
_FIGURE = re.compile(r"-?[\d,.]+%?")


def _row(line: list[_Cell], tag: str) -> str:
    out = []
    for cell in line:
        alone = _ONE_PARAGRAPH.fullmatch(cell.inside)
        inside = alone[1] if alone else cell.inside
        spans = (f' colspan="{cell.across}"' if cell.across > 1 else "") + (
            f' rowspan="{cell.down}"' if cell.down > 1 else ""
        )
        scope = ' scope="col"' if tag == "th" else ' class="num"' if _FIGURE.fullmatch(inside) else ""
        out.append(f"<{tag}{scope}{spans}>{inside}</{tag}>")
    return f"<tr>{''.join(out)}</tr>"


def _with_lists(blocks: list[str]) -> str:
    """The blocks as lines, neighbouring items in one list."""
    out: list[str] = []
    for at, block in enumerate(blocks):
        if block.startswith("<li>") and (at == 0 or not blocks[at - 1].startswith("<li>")):
            out.append("<ul>")
        out.append(block)
        if block.startswith("<li>") and (at + 1 == len(blocks) or not blocks[at + 1].startswith("<li>")):
            out.append("</ul>")
    return "\n".join(out)


def _heading_styles(styles: etree._Element | None) -> dict[str, int]:
    """Outline level 1 to 3 of each style that is a heading, by its name or its stated level."""
    found = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        name = _HEADING_NAME.match(_value(style, "name") or "")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        level = int(name[1]) if name else number(outline.get(W + "val"), 8) + 1 if outline is not None else 9
        if level <= 3:
            found[style.get(W + "styleId", "")] = level
    return found


def _level(properties: etree._Element | None, headings: dict[str, int]) -> int:
    """The HTML level, 2 to 4, or 0: the page's own title is the first level."""
    if properties is None:
        return 0
    outline = properties.find(W + "outlineLvl")
    level = number(outline.get(W + "val"), 8) + 1 if outline is not None else 0
    level = level or headings.get(_value(properties, "pStyle") or "", 0)
    return level + 1 if 1 <= level <= 3 else 0


def _value(node: etree._Element | None, name: str) -> str | None:
    child = node.find(W + name) if node is not None else None
    return child.get(W + "val") if child is not None else None
