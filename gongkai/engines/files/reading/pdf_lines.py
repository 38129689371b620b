"""PDF files: lines by their place on the page, joined again to paragraphs; scans are told apart and refused."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pypdfium2
from pypdfium2 import PdfPage, PdfTextPage
from pypdfium2 import raw as pdfium

from gongkai.engines.files.reading.html import BULLET
from gongkai.engines.files.reading.pdf_letters import Letter, letters
from gongkai.engines.files.refused import FileRefused

Read = TypeVar("Read")
Edges = dict[float, tuple[float, float]]

MAX_PAGES = 2000
PAGE_NUMBER = re.compile(
    r"[-—–－\s]*(?:第\s*)?\d{1,4}(?:\s*[/／]\s*\d{1,4}|\s*页(?:\s*共\s*\d{1,4}\s*页)?)?[-—–－\s]*"
)
FIGURE = re.compile(r"[-+−△▲]?[\d,.，]*\d[\d,.，]*[%％‰]?")
ITEM = re.compile(rf"{BULLET}|\d{{1,2}}[.．、]|[（(]\d{{1,2}}[)）]|[①-⑳]")
_NARROWEST = 0.35  # of the page: where all lines are short, none of them is full
_WORD_END = re.compile(r"[!-~]+$")
_WORD_START = re.compile(r"[0-9A-Za-z]")
_ADDRESS = re.compile(r"[/@\\]|[.\-_]$|\.\w")
TITLE_END = re.compile(r"的(?:通知|意见|报告|函|公告|通告|决定|批复|复函|请示|通报|方案|办法)$")


@dataclass(slots=True)
class Line:
    """Letters beside one another; points. page: how wide the page is, for pages of one width have the same margins."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    page: float = 0.0


def paragraphs(data: bytes) -> list[str]:
    """The text of a PDF, paragraph by paragraph; raises FileRefused for a scan, a password or a damaged file."""
    pages = each_page(data, lambda page, layer: without_number(page_lines(page, layer)))
    lines = [line for page in pages for line in page]
    return joined(lines, edges_of(lines))


def each_page(data: bytes, read: Callable[[PdfPage, PdfTextPage], list[Read]]) -> list[list[Read]]:
    """What `read` finds on each page; raises FileRefused for a password, damage, and where it finds nothing at all."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise FileRefused("PDF 设有打开密码，请解除密码后重试。") from None
        raise FileRefused("PDF 已损坏，无法打开，请重新获取。") from None
    try:
        if len(document) > MAX_PAGES:
            raise FileRefused(f"PDF 超过 {MAX_PAGES} 页，请拆分后重试。")
        pages = [_page(document, index, read) for index in range(len(document))]
    except pypdfium2.PdfiumError:
        raise FileRefused("PDF 已损坏，无法读取，请重新获取。") from None
    finally:
        document.close()
    if not any(pages):
        raise FileRefused("PDF 里没有文字，可能是扫描件，请先做文字识别再导入。")
    return pages


def _page(
    document: pypdfium2.PdfDocument, index: int, read: Callable[[PdfPage, PdfTextPage], list[Read]]
) -> list[Read]:
    page = document[index]
    layer = page.get_textpage()
    try:
        return read(page, layer)
    finally:
        layer.close()
        page.close()


def page_lines(page: PdfPage, layer: PdfTextPage) -> list[Line]:
    """The lines of a page as they follow one another in the file."""
    width = round(page.get_width())
    found: list[Line] = []
    for letter in letters(page, layer):
        place(found, letter, width)
    return found


def without_number(lines: Sequence[Line], low: float = math.inf, high: float = -math.inf) -> list[Line]:
    """The lines without the number of the page, which stands below or above all else, from `low` to `high` too."""
    low, high = min([low, *(line.bottom for line in lines)]), max([high, *(line.top for line in lines)])
    return [
        line
        for line in lines
        if PAGE_NUMBER.fullmatch(line.text.strip()) is None or (line.bottom > low and line.top < high)
    ]


def place(found: list[Line], letter: Letter, page: float) -> None:
    """Add a letter to the line it stands on, or as a new line."""
    left, bottom, right, top = letter.box
    if found:
        last = found[-1]
        if left >= last.left and _is_beside(last, bottom, top):
            gap = left - last.right
            apart = gap > 0 and gap > 1.5 * max(last.top - last.bottom, top - bottom)
            last.text += "\t" + letter.text if apart else letter.text
            if right > last.right:
                last.right = right
            if top > last.top:
                last.top = top
            if bottom < last.bottom:
                last.bottom = bottom
            return
    found.append(Line(left, right, bottom, top, letter.text, page))


def _is_beside(line: Line, bottom: float, top: float) -> bool:
    """Whether a letter stands at the height of the line, by half of the lower one at least."""
    if bottom >= line.bottom and top <= line.top:
        return True
    overlap = min(line.top, top) - max(line.bottom, bottom)
    return overlap > 0.5 * min(line.top - line.bottom, top - bottom)


def edges_of(lines: Iterable[Line]) -> Edges:
    """The left and right margin of the pages of each width, by the lines that fill at least half of the widest."""
    pages: dict[float, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    found: Edges = {}
    for page, those in pages.items():
        half = max(line.right - line.left for line in those) / 2
        wide = [line for line in those if line.right - line.left >= half]
        found[page] = min(line.left for line in wide), max(line.right for line in wide)
    return found


def joined(lines: Iterable[Line], edges: Edges) -> list[str]:
    """Join lines that were broken at the right margin; an indented line or a short one before ends a paragraph.

    Of an item with its mark outside, the lines stand further in.
    """
    paragraphs: list[str] = []
    first: Line | None = None
    above: Line | None = None
    for line in lines:
        if first is not None and above is not None and _goes_on(first, above, line, edges):
            said = line.text.strip()
            paragraphs[-1] += glue(paragraphs[-1], said) + said
        else:
            paragraphs.append(line.text.strip())
            first = line
        above = line
    return paragraphs


def glue(above: str, below: str) -> str:
    """What stands between the end of a line and the next: a blank between words, nothing in a number or an address."""
    before, after = _WORD_END.search(above), _WORD_START.match(below)
    if before is None or after is None or (before[0][-1].isdigit() and after[0].isdigit()):
        return ""
    return "" if _ADDRESS.search(before[0]) else " "


def _goes_on(first: Line, above: Line, line: Line, edges: Edges) -> bool:
    """Whether a line can continue the one above, in a paragraph that begins with `first`: at the margin or under its
    item, set in the same size, and the one above is full and no finished title."""
    size = max(line.top - line.bottom, 6.0)
    at_margin = line.left - edges[line.page][0] < 0.8 * size
    in_item = ITEM.match(first.text.strip()) is not None and 0.5 * size < line.left - first.left < 4 * size
    heights = sorted((above.top - above.bottom, line.top - line.bottom))
    return (
        (at_margin or in_item)
        and edges[above.page][1] - above.right < 2.2 * size
        and above.right - first.left > _NARROWEST * above.page
        and heights[0] > 0.8 * heights[1]
        and TITLE_END.search(above.text.rstrip()) is None
    )
