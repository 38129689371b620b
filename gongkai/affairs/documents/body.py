"""Body 正文: from plain text to the small HTML that is kept, and back; the one place that sanitises."""

import html
import re
from collections.abc import Sequence

import nh3

_TAGS = {
    "h2", "h3", "h4", "p", "br", "strong", "em", "u", "sub", "sup", "ul", "ol", "li",
    "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "hr",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
_CLASSES = {"p": {"to", "sign"}, "td": {"num"}, "th": {"num"}}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style", "noscript", "iframe", "object", "svg", "math"},
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener nofollow",
)

_CHAPTER = re.compile(r"^第[一二三四五六七八九十百零]+[章编节](?:[\s\u3000]|$)")
_LEVEL_ONE = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_LEVEL_TWO = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]")
_ADDRESSEE = re.compile(r"^(?!.*(?:如下|下列|以下))[^。；]{2,200}[：:]$")
# What a notice issues (印发) stands whole behind its signature, and begins with its own name.
_ISSUED = re.compile(
    r"^[^。；;，：:]{2,50}(?:办法|规定|规则|规程|规范|细则|章程|制度|方案|预案|计划|规划|纲要|意见|要点|标准|目录|清单|指南)"
    r"(?:[（(][^（()）]{1,10}[）)])?$"
)
_DATE_LINE = re.compile(r"^(?:[\d〇○零一二三四五六七八九十]{2,4}年.{1,3}月.{1,3}日)$")
_TABLE_RULE = re.compile(r"^\|?[\s:|-]+\|[\s:|-]*$")
_BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|tr|caption|blockquote)>|<br\s*/?>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(r"<[^>]*>|&#?\w+;|[^<&]+|[<&]")
# Where a blank or line end of the plain text comes from that no letter of the HTML stands for.
NOWHERE = (-1, -1)
# A heading is a line of its own; a numbered paragraph that goes on in sentences is none.
_HEADING_LIMIT = 40


def sanitise(body: str) -> str:
    """The body with nothing left but the tags, attributes and link schemes that documents need."""
    return _CLEANER.clean(body).strip()


def from_text(text: str) -> str:
    """Plain text as HTML, set by the conventions of official documents.

    Level marks （第一章, 一、, （一）) that stand as short lines become headings, the line that ends in a
    colon before the first paragraph the addressee, the lines before a date that stands alone the
    signature, and lines of `| cells |` a table.
    """
    lines = [line.strip(" \t\u3000\xa0") for line in text.splitlines()]
    lines = [line for line in lines if line]
    parts = roles(lines)
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if parts[at] == "row":
            end = at
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            out.append(_table(lines[at:end]))
            at = end
            continue
        out.append(element(parts[at], html.escape(line)))
        at += 1
    return sanitise("\n".join(out))


def roles(lines: Sequence[str]) -> list[str]:
    """What each line of a text is by those conventions: h2, h3, p, to (addressee), sign (signature), row (table)."""
    signed = _signature_lines(lines)
    found: list[str] = []
    for at, line in enumerate(lines):
        if line.startswith("|") and line.endswith("|") and len(line) > 2:
            found.append("row")
        elif at in signed:
            found.append("sign")
        elif at - 1 in signed and _ISSUED.match(line):
            found.append("h2")
        elif at < 4 and "to" not in found and _ADDRESSEE.match(line):
            found.append("to")
        else:
            found.append(_heading(line))
    return found


def element(role: str, inner: str) -> str:
    """The element that a line of this role is, around markup."""
    return f'<p class="{role}">{inner}</p>' if role in {"to", "sign"} else f"<{role}>{inner}</{role}>"


def plain(body: str) -> str:
    """The text of a sanitised body: one line a block, cells parted by blanks."""
    text = _CELL_END.sub(" ", _BLOCK_END.sub("\n", body))
    text = html.unescape(_TAG.sub("", text))
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def traced(body: str) -> tuple[str, list[tuple[int, int]]]:
    """The plain text as `plain` makes it, and for each of its letters the span of the HTML it comes from."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(body):
        word, start, end = token[0], token.start(), token.end()
        if word.startswith("<") and word != "<":
            drawn = "\n" if _BLOCK_END.fullmatch(word) else " " if _CELL_END.fullmatch(word) else ""
            letters += drawn
            places += [NOWHERE] * len(drawn)
        elif word.startswith("&"):
            drawn = html.unescape(word)
            letters += drawn
            places += [(start, end), *[NOWHERE] * (len(drawn) - 1)]
        else:
            letters += word
            places += [(at, at + 1) for at in range(start, end)]
    lines: list[str] = []
    kept: list[tuple[int, int]] = []
    at = 0
    for line in "".join(letters).splitlines(keepends=True):
        content = line.strip()
        if content:
            first = at + len(line) - len(line.lstrip())
            kept += [*([NOWHERE] if lines else []), *places[first : first + len(content)]]
            lines.append(content)
        at += len(line)
    return "\n".join(lines), kept


def _heading(line: str) -> str:
    if len(line) > _HEADING_LIMIT or line.endswith(("。", "；", ";")):
        return "p"
    if _CHAPTER.match(line) or _LEVEL_ONE.match(line):
        return "h2"
    return "h3" if _LEVEL_TWO.match(line) else "p"


def _signature_lines(lines: Sequence[str]) -> set[int]:
    """A date that stands alone, and up to three short lines right before it that are no sentences."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if not _DATE_LINE.match(line.replace(" ", "")):
            continue
        found.add(at)
        before = at - 1
        while before >= 0 and at - before <= 3 and _is_name(lines[before]):
            found.add(before)
            before -= 1
    return found


def _is_name(line: str) -> bool:
    return 2 <= len(line) <= 40 and not re.search(r"[。；;：:，,|！？《]", line) and _heading(line) == "p"


def _table(rows: list[str]) -> str:
    parsed = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    has_head = len(rows) > 1 and bool(_TABLE_RULE.match(rows[1]))
    head, data = (parsed[0], parsed[2:]) if has_head else ([], parsed)
    out = ["<table>"]
    if head:
        cells = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
        out.append(f"<thead><tr>{cells}</tr></thead>")
    out.append("<tbody>")
    for row in data:
        cells = "".join(
            f'<td class="num">{html.escape(cell)}</td>'
            if re.fullmatch(r"-?[\d,.]+%?", cell)
            else f"<td>{html.escape(cell)}</td>"
            for cell in row
        )
        out.append(f"<tr>{cells}</tr>")
    out.append("</tbody></table>")
    return "".join(out)
