"""Marks 线条和图形: what is drawn on a page of a PDF besides letters, by its shape; points, as the page is seen."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

# More than any table of a page has: what is drawn of more is a drawing, and is not looked at piece by piece.
MOST_OBJECTS = 20_000
MOST_SEGMENTS = 40_000
_THIN = 4.0  # a line's own width, and half of it again at each side, as pdfium counts it
_STRAIGHT = 0.5
_DEEPEST = 8

Matrix = tuple[float, float, float, float, float, float]
# A page is turned clockwise by quarters; where it stands then does not matter, only what lies beside what.
TURNS: tuple[Matrix, ...] = (
    (1, 0, 0, 1, 0, 0),
    (0, -1, 1, 0, 0, 0),
    (-1, 0, 0, -1, 0, 0),
    (0, 1, -1, 0, 0, 0),
)


class Box(NamedTuple):
    """A rectangle with its sides along the page's."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def within(self, other: "Box", slack: float = 1.0) -> bool:
        """Whether nothing of it stands out of the other."""
        return (
            self.left >= other.left - slack
            and self.right <= other.right + slack
            and self.bottom >= other.bottom - slack
            and self.top <= other.top + slack
        )


class Rule(NamedTuple):
    """A straight line along a side of the page: its place, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Marks:
    """across, down: ruling lines; boxes: filled rectangles; strokes: straight slanted lines; shapes: curves, slanted
    areas, shades; pictures: whether there is any; countless: there is more than anybody rules, the rest not looked at.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    pictures: bool = False
    countless: bool = False


def turn_of(page: pypdfium2.PdfPage, back: bool = False) -> Matrix:
    """What brings a place on the page to where it is seen, or back."""
    quarters = int(page.get_rotation()) // 90
    return TURNS[(-quarters if back else quarters) % 4]


def turned(by: Matrix, box: Box) -> Box:
    """The box around a box that was turned."""
    x0, y0 = _moved(by, box.left, box.bottom)
    x1, y1 = _moved(by, box.right, box.top)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def marks_of(page: pypdfium2.PdfPage) -> Marks:
    """All that stands on the page beside letters."""
    return _Reader(page).marks


class _Reader:
    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.marks = Marks()
        self._objects = self._segments = 0
        self._four = [ctypes.c_float() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._read(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, turn_of(page), _DEEPEST)

        self.marks.countless = self._objects > MOST_OBJECTS or self._segments > MOST_SEGMENTS

    def _read(
        self,
        holder: Any,
        count: Callable[[Any], int],
        get: Callable[[Any, int], Any],
        by: Matrix,
        depth: int,
    ) -> None:
        for at in range(count(holder)):
            self._objects += 1
            if self._objects > MOST_OBJECTS or self._segments > MOST_SEGMENTS:
                return
            one = get(holder, at)
            kind = pdfium.FPDFPageObj_GetType(one)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(one, by)
            elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
                self.marks.shapes.append(self._bounds(one, by))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.marks.pictures = True
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
                inner = self._placed(one, by)
                self._read(
                    one, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth - 1
                )

    def _path(self, path: Any, by: Matrix) -> None:
        pdfium.FPDFPath_GetDrawMode(path, self._fill, self._stroke)
        filled, stroked = self._fill.value != pdfium.FPDF_FILLMODE_NONE, self._stroke.value != 0
        if not filled and not stroked:
            return
        bounds = self._bounds(path, by)
        if bounds.height <= _THIN or bounds.width <= _THIN:
            self._rule(bounds)
            return
        shown = filled and not self._is_white(path)
        for points, is_curved in self._outlines(path, self._placed(path, by)):
            around = _around(points)
            if stroked:
                self._stroked(points, around, is_curved)
            elif around.height <= _THIN or around.width <= _THIN:
                self._rule(around)
            if shown and around.height > _THIN and around.width > _THIN:
                upright = not is_curved and all(_is_straight(a, b) for a, b in _sides([*points, points[0]]))
                (self.marks.boxes if upright else self.marks.shapes).append(around)

    def _stroked(self, points: list[tuple[float, float]], around: Box, is_curved: bool) -> None:
        if is_curved:
            self.marks.shapes.append(around)
            return
        slanted = False
        for a, b in _sides(points):
            if _is_straight(a, b):
                self._rule(_around([a, b]))
            else:
                slanted = True
        if slanted:
            (self.marks.strokes if len(points) == 2 else self.marks.shapes).append(around)

    def _rule(self, box: Box) -> None:
        if box.width > max(_THIN, box.height):
            self.marks.across.append(Rule((box.bottom + box.top) / 2, box.left, box.right))
        elif box.height > max(_THIN, box.width):
            self.marks.down.append(Rule((box.left + box.right) / 2, box.bottom, box.top))

    def _outlines(self, path: Any, by: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The parts of a path that hang together: their corners, and whether any of their sides is curved."""
        x, y = self._four[:2]
        points: list[tuple[float, float]] = []
        is_curved = False
        for at in range(min(pdfium.FPDFPath_CountSegments(path), MOST_SEGMENTS + 1)):
            self._segments += 1
            segment = pdfium.FPDFPath_GetPathSegment(path, at)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points, is_curved
                points, is_curved = [], False
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(_moved(by, x.value, y.value))
            is_curved = is_curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if points:
            yield points, is_curved

    def _bounds(self, one: Any, by: Matrix) -> Box:
        left, bottom, right, top = self._four
        if not pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
            return Box(0, 0, 0, 0)
        return turned(by, Box(left.value, bottom.value, right.value, top.value))

    def _placed(self, one: Any, by: Matrix) -> Matrix:
        if not pdfium.FPDFPageObj_GetMatrix(one, self._matrix):
            return by
        own = self._matrix
        a, b = _moved((by[0], by[1], by[2], by[3], 0, 0), own.a, own.b)
        c, d = _moved((by[0], by[1], by[2], by[3], 0, 0), own.c, own.d)
        e, f = _moved(by, own.e, own.f)
        return a, b, c, d, e, f

    def _is_white(self, path: Any) -> bool:
        """White and wholly clear areas hide or show nothing."""
        if not pdfium.FPDFPageObj_GetFillColor(path, *self._colour):
            return False
        red, green, blue, opaque = (one.value for one in self._colour)
        return opaque == 0 or min(red, green, blue) >= 250


def _moved(by: Matrix, x: float, y: float) -> tuple[float, float]:
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


def _sides(points: list[tuple[float, float]]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return pairwise(points)


def _is_straight(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) <= _STRAIGHT or abs(a[1] - b[1]) <= _STRAIGHT
