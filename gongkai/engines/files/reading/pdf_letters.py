"""Letters 字: what is written on a page of a PDF, letter by letter in the order of the file, as the page is seen."""

from collections.abc import Iterator
from typing import NamedTuple

from pypdfium2 import PdfPage, PdfTextPage
from pypdfium2 import raw as pdfium

from gongkai.engines.files.reading.pdf_marks import Box, turn_of, turned

_NONE = frozenset({0, 0xFFFE, 0xFFFF})  # pdfium's signs for letters it does not know, and for hyphens
# Rare letters, of names often, come in two halves.
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_LINE_ENDS = frozenset({10, 13})
_WORD_GAP = 0.2  # of the size


class Letter(NamedTuple):
    """at: its number on the page; text: the letter, led by a blank where one stands before it."""

    at: int
    box: Box
    text: str


def letters(page: PdfPage, layer: PdfTextPage) -> Iterator[Letter]:
    """All letters but blanks. A blank that only a line's end makes is none between letters that stand close."""
    rect, turn, raw = pdfium.FS_RECTF(), turn_of(page), layer.raw
    is_upright = page.get_rotation() == 0
    code_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    blank = broken = False
    end = Box(0, 0, 0, 0)
    for at in range(layer.count_chars()):
        code = code_at(raw, at)
        if code in _LINE_ENDS:
            broken = True
            continue
        letter = _letter(code, code_at(raw, at + 1)) if code in _HIGH else chr(code)
        if code in _LOW:
            continue
        if code in _NONE or letter.isspace():
            blank = True
            continue
        box_at(raw, at, rect)
        box = Box(rect.left, rect.bottom, rect.right, rect.top)
        if not is_upright:
            box = turned(turn, box)
        blank = blank or (broken and box.left - end.right > _WORD_GAP * (box.top - box.bottom))
        yield Letter(at, box, " " + letter if blank else letter)
        blank, broken, end = False, False, box


def _letter(high: int, low: int) -> str:
    return chr(0x10000 + ((high - _HIGH.start) << 10) + (low - _LOW.start)) if low in _LOW else "\ufffd"
