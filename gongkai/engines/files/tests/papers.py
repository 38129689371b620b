"""Composed PDF files with tables and drawings, as office programs, print drivers and browsers write them."""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from reportlab.graphics.charts.barcharts import VerticalBarChart  # type: ignore[import-untyped]
from reportlab.graphics.charts.linecharts import HorizontalLineChart  # type: ignore[import-untyped]
from reportlab.graphics.charts.piecharts import Pie  # type: ignore[import-untyped]
from reportlab.graphics.shapes import Drawing, Line, Polygon, Rect, String  # type: ignore[import-untyped]
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Table  # type: ignore[import-untyped]

FONT = "STSong-Light"
BLACK = colors.black
GRID = ("GRID", (0, 0), (-1, -1), 0.5, BLACK)
PROSE = "坚持以公开为常态、不公开为例外，全面推进决策公开、执行公开、管理公开，保障公众的知情权。" * 2
LIST_HEAD = ["序号", "姓名", "村居", "金额（元）"]


def paper(*story: Any, wide: bool = False) -> bytes:
    """A4 pages; wide: landscape."""
    _register()
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=landscape(A4) if wide else A4, invariant=1).build(list(story))
    return stream.getvalue()


def turned(data: bytes) -> bytes:
    """Landscape pages as many printers write them: upright, and to be turned by the reader."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox, page.obj.Rotate = [0, 0, *A4], 90
            page.contents_add(b"q 0 1 -1 0 %f 0 cm" % A4[0], prepend=True)
            page.contents_add(b"Q")
        pdf.save(stream)
    return stream.getvalue()


def _register() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def words(text: str, size: int = 12, **style: Any) -> Paragraph:
    _register()
    return Paragraph(
        text, ParagraphStyle("a", fontName=FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK", **style)
    )


def table(rows: Sequence[Sequence[Any]], *style: tuple[Any, ...], **more: Any) -> LongTable:
    _register()
    return LongTable(rows, style=[("FONT", (0, 0), (-1, -1), FONT, 10), *(style or (GRID,))], **more)


def budget(*style: tuple[Any, ...]) -> Table:
    """A head of two rows with merged cells, empty cells, a name over two lines, figures at the right."""
    rows = [
        ["科目", "", "2024年预算数", "", ""],
        ["编码", "名称", "小计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "1,234.56", "1,000.00", "234.56"],
        ["208", words("社会保障和就业支出，含养老支出和其他各类社会保险补助", 10), "88.00", "", "88.00"],
        ["合计", "", "1,322.56", "1,000.00", "322.56"],
    ]
    merged = [("SPAN", (0, 0), (1, 0)), ("SPAN", (2, 0), (4, 0)), ("SPAN", (0, -1), (1, -1))]
    right = ("ALIGN", (2, 2), (-1, -1), "RIGHT")
    return table(rows, *merged, right, *(style or (GRID,)), colWidths=[60, 150, 80, 80, 80])


def people(count: int) -> list[list[str]]:
    return [[str(at), f"某{at}", f"第{at % 7}居委会", f"{at * 3}.00"] for at in range(1, count + 1)]


def chart(kind: str) -> Drawing:
    """A bar, line or pie chart, or boxes with an arrow between them."""
    drawing = Drawing(400, 200)
    if kind == "flow":
        for y, name in ((150, "one"), (20, "two")):
            drawing.add(Rect(50, y, 120, 40, fillColor=None, strokeColor=BLACK))
            drawing.add(String(80, y + 15, name))
        drawing.add(Line(110, 150, 110, 60))
        drawing.add(Polygon([105, 68, 115, 68, 110, 60]))
        return drawing
    made = {"bar": VerticalBarChart, "line": HorizontalLineChart, "pie": Pie}[kind]()
    made.data = [1, 2, 3] if kind == "pie" else [(4, 2, 6, 3)]
    made.x, made.y, made.width, made.height = 50, 30, 300, 150
    drawing.add(made)
    return drawing


def drawn(draw: Any) -> bytes:
    """One page with what `draw` puts on its canvas."""
    _register()
    stream = io.BytesIO()
    canvas = Canvas(stream, A4, invariant=1)
    canvas.setFont(FONT, 10)
    draw(canvas)
    canvas.save()
    return stream.getvalue()
