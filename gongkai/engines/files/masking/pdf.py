"""Masks on PDF pages: each page touched becomes a picture with black boxes; the others stay as they are."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from gongkai.engines.files.cleaning.pdf import forget_structure, replace_page, stripped
from gongkai.engines.files.masking.raster import Box, flattened_page
from gongkai.engines.files.pdf_open import opened, saved
from gongkai.engines.files.refused import FileRefused

Area = tuple[int, float, float, float, float]

_FINE = 20  # device units a point, for the whole numbers that pdfium answers in


def page_texts(data: bytes) -> list[str]:
    """The text layer of each page, exactly as the places of its letters are counted."""
    with opened(data) as pdf:
        count = len(pdf.pages)
    return [_text_of(data, index) for index in range(count)]


def redacted(data: bytes, areas: Sequence[Area], words: Sequence[str]) -> bytes:
    """The PDF with areas and every occurrence of the words blackened, cleaned besides.

    An area is (page counted from 1, left, bottom, right, top) in points from the lower left corner. Words are
    found across blanks and line breaks. FileRefused when a page or a word does not exist: nothing is half done.
    """
    data = stripped(data)  # forms become page text first, so that their words are found too
    boxes: dict[int, list[Box]] = {}
    texts = page_texts(data)
    for page, *box in areas:
        if not 1 <= page <= len(texts):
            raise FileRefused(f"要遮盖的第{page}页不存在，这份 PDF 共{len(texts)}页。")
        boxes.setdefault(page - 1, []).append((box[0], box[1], box[2], box[3]))
    missing = set(words)
    for index, text in enumerate(texts):
        spans = []
        for word in words:
            found = _occurrences(text, word)
            spans += found
            missing -= {word} if found else set()
        if spans:
            boxes.setdefault(index, []).extend(_boxes(data, index, spans))
    if missing:
        listed = "、".join(f"“{word}”" for word in sorted(missing))
        raise FileRefused(f"PDF 的文字层里找不到{listed}，请改用框选区域的办法遮盖。")
    return _with_boxes(data, boxes)


def replaced(data: bytes, changes: dict[str, str]) -> bytes:
    """The cleaned PDF with the changed letters of every changed page text blackened."""
    boxes: dict[int, list[Box]] = {}
    for index, text in enumerate(page_texts(data)):
        if text in changes:
            boxes[index] = _boxes(data, index, changed_spans(text, changes[text]))
    return _with_boxes(data, boxes)


def changed_spans(old: str, new: str) -> list[tuple[int, int]]:
    """Where `old` is no longer in `new`: spans (start, end); letters of equal masks are matched by place."""
    if len(old) == len(new):
        return [(at, at + 1) for at in range(len(old)) if old[at] != new[at]]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i1, i2) for tag, i1, i2, _, _ in matcher.get_opcodes() if tag in ("replace", "delete")]


def _with_boxes(data: bytes, boxes: dict[int, list[Box]]) -> bytes:
    """`data` is a cleaned PDF."""
    with opened(data) as pdf:
        pictures = {index: flattened_page(data, index, found) for index, found in sorted(boxes.items())}
        if boxes:
            forget_structure(pdf)
        for index, picture in pictures.items():
            replace_page(pdf, index, picture)
        return saved(pdf)


@contextmanager
def _page(data: bytes, index: int) -> Iterator[tuple[Any, Any]]:
    """A page and its text layer."""
    try:
        document = pypdfium2.PdfDocument(data)
        page = document[index]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise FileRefused("PDF 已损坏，无法读取，请重新另存或打印为 PDF。") from None
    try:
        yield page, layer
    finally:
        layer.close()
        page.close()
        document.close()


def _text_of(data: bytes, index: int) -> str:
    """Letter by letter, so that a place in the text is the number under which the letter's box is known."""
    with _page(data, index) as (_, layer):
        codes = (pdfium.FPDFText_GetUnicode(layer, at) for at in range(layer.count_chars()))
        return "".join(chr(code) if code else " " for code in codes)


def _occurrences(text: str, word: str) -> list[tuple[int, int]]:
    """Spans of a word; blanks and line breaks inside the text do not hide it."""
    wanted = "".join(word.split())
    places = [at for at, char in enumerate(text) if not char.isspace()]
    plain = "".join(text[at] for at in places)
    found, at = [], plain.find(wanted) if wanted else -1
    while at >= 0:
        found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = plain.find(wanted, at + 1)
    return found


def _boxes(data: bytes, index: int, spans: list[tuple[int, int]]) -> list[Box]:
    """The boxes of letters on the page as it is seen, whatever its turning and cropping."""
    with _page(data, index) as (page, layer):
        width, height = page.get_size()
        found = []
        for start, end in spans:
            for at in range(start, end):
                left, bottom, right, top = layer.get_charbox(at, loose=True)
                x0, y0 = _seen(page, width, height, left, bottom)
                x1, y1 = _seen(page, width, height, right, top)
                found.append((x0, y0, x1, y1))
        return found


def _seen(page: Any, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, round(width * _FINE), round(height * _FINE), 0, x, y, across, down)
    return across.value / _FINE, height - down.value / _FINE
