"""PDF files: lines by their place on the page, joined again to paragraphs; scans are told apart and refused."""

import re
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw as pdfium

from gongkai.engines.files.refused import FileRefused

MAX_PAGES = 2000
PAGE_NUMBER = re.compile(
    r"[-—–－\s]*(?:第\s*)?\d{1,4}(?:\s*[/／]\s*\d{1,4}|\s*页(?:\s*共\s*\d{1,4}\s*页)?)?[-—–－\s]*"
)
TITLE_END = re.compile(r"的(?:通知|意见|报告|函|公告|通告|决定|批复|复函|请示|通报|方案|办法)$")


@dataclass(slots=True)
class _Line:
    left: float
    right: float
    bottom: float
    top: float
    text: str


def paragraphs(data: bytes) -> list[str]:
    """The text of a PDF, paragraph by paragraph; raises FileRefused for a scan, a password or a damaged file."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise FileRefused("PDF 设有打开密码，请解除密码后重试。") from None
        raise FileRefused("PDF 已损坏，无法打开，请重新获取。") from None
    try:
        if len(document) > MAX_PAGES:
            raise FileRefused(f"PDF 超过 {MAX_PAGES} 页，请拆分后重试。")
        pages = [_page_lines(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError:
        raise FileRefused("PDF 已损坏，无法读取，请重新获取。") from None
    finally:
        document.close()
    if not any(line.text for page in pages for line in page):
        raise FileRefused("PDF 里没有文字，可能是扫描件，请先做文字识别再导入。")
    return _paragraphs(pages)


def _page_lines(document: pypdfium2.PdfDocument, index: int) -> list[_Line]:
    page = document[index]
    textpage = page.get_textpage()
    try:
        found: list[_Line] = []
        for number in range(textpage.count_rects()):
            left, bottom, right, top = textpage.get_rect(number)
            text = textpage.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", "")
            if text.strip():
                _place(found, _Line(left, right, bottom, top, text))
        return [line for line in found if not PAGE_NUMBER.fullmatch(line.text.strip())]
    finally:
        textpage.close()
        page.close()


def _place(found: list[_Line], piece: _Line) -> None:
    """Add a run of text to the line it stands on, or as a new line."""
    last = found[-1] if found else None
    if last is not None:
        overlap = min(last.top, piece.top) - max(last.bottom, piece.bottom)
        if overlap > 0.5 * min(last.top - last.bottom, piece.top - piece.bottom) and piece.left >= last.left:
            gap = piece.left - last.right
            last.text += ("\t" if gap > 1.5 * (piece.top - piece.bottom) else "") + piece.text
            last.right = max(last.right, piece.right)
            last.top, last.bottom = max(last.top, piece.top), min(last.bottom, piece.bottom)
            return
    found.append(piece)


def _paragraphs(pages: list[list[_Line]]) -> list[str]:
    """Join lines that were broken at the right margin; an indented line or a short one before ends a paragraph."""
    lines = [line for page in pages for line in page]
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    paragraphs: list[str] = []
    open_line: _Line | None = None
    for line in lines:
        size = max(line.top - line.bottom, 6.0)
        starts_at_margin = line.left - left < 0.8 * size
        if (
            open_line is not None
            and starts_at_margin
            and right - open_line.right < 2.2 * size
            and _goes_on(open_line, line)
        ):
            paragraphs[-1] += line.text.strip()
        else:
            paragraphs.append(line.text.strip())
        open_line = line
    return paragraphs


def _goes_on(above: _Line, line: _Line) -> bool:
    """Whether a line can continue the one above: set in the same size, and the one above no finished title."""
    heights = sorted((above.top - above.bottom, line.top - line.bottom))
    return heights[0] > 0.8 * heights[1] and TITLE_END.search(above.text.rstrip()) is None
