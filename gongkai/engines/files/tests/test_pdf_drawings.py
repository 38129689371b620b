"""Charts, flow charts and pictures on PDF pages: nobody sets them anew without them, and a person is asked to look."""

import io

import pytest
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

from gongkai.engines.files import PartKind, parts, readable, to_html
from gongkai.engines.files.reading import pdf_marks
from gongkai.engines.files.tests import composed, papers
from gongkai.engines.files.tests.papers import PROSE, paper, words

pytestmark = pytest.mark.usefixtures("at_home")


def asked(data: bytes) -> list[str]:
    return [part.where for part in parts(data, "表.pdf") if part.kind is PartKind.NOT_READABLE]


def is_left_out(data: bytes) -> bool:
    """The same answer through all three doors."""
    answer = to_html(data, "表.pdf", sanitise=lambda html: html).left_out
    read = readable(data, "表.pdf")
    assert (read.form == "") is answer and read.text
    assert bool(asked(data)) is answer
    return answer


@pytest.mark.parametrize("kind", ["bar", "line", "pie", "flow"])
def test_a_chart_is_told_and_keeps_the_file_from_being_set_anew(kind: str) -> None:
    data = paper(words(PROSE), papers.chart(kind))
    assert is_left_out(data)
    assert asked(data) == ["第1页的图片或者图形"]


def test_pictures_count_as_much() -> None:
    picture = ImageReader(io.BytesIO(composed.photograph()))

    def draw(canvas: papers.Canvas) -> None:
        canvas.drawString(72, 700, "照片说明")
        canvas.drawImage(picture, 72, 500, 60, 60)

    assert is_left_out(papers.drawn(draw))
    assert to_html(composed.word(), "稿.docx", sanitise=str).left_out


def test_what_belongs_to_text_and_tables_is_no_drawing() -> None:
    ground = [
        ("BACKGROUND", (0, 0), (-1, 1), "lightblue"),
        ("ROWBACKGROUNDS", (0, 2), (-1, -1), ["white", "silver"]),
    ]

    def draw(canvas: papers.Canvas) -> None:
        canvas.rect(40, 40, 515, 760)
        canvas.setFillGray(0.9)
        canvas.rect(60, 690, 480, 40, stroke=0, fill=1)  # a ground under a heading
        canvas.setFillGray(0)
        canvas.drawString(72, 700, "一、总体要求")
        for at in range(15):
            canvas.circle(76, 650 - 20 * at, 2, fill=1)  # the marks before items
            canvas.drawString(90, 646 - 20 * at, f"第{at}项")

    assert not is_left_out(paper(words(PROSE), papers.budget(*ground, papers.GRID)))
    assert not is_left_out(papers.drawn(draw))


def test_a_chart_beside_a_table_and_a_grid_without_words_are_drawings() -> None:
    def empty(canvas: papers.Canvas) -> None:
        canvas.grid(range(72, 400, 40), range(300, 600, 30))
        canvas.drawString(72, 700, "统计图")

    assert is_left_out(paper(papers.budget(), papers.chart("bar")))
    assert is_left_out(papers.drawn(empty))


@pytest.mark.parametrize("shape", ["one path", "many paths", "many tables"])
def test_more_than_anybody_draws_is_not_looked_at_piece_by_piece(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200,000 pieces as the limits stand; fewer here, with lower limits, for the same course."""
    monkeypatch.setattr(pdf_marks, "MOST_OBJECTS", 300)
    monkeypatch.setattr(pdf_marks, "MOST_SEGMENTS", 600)

    def draw(canvas: papers.Canvas) -> None:
        canvas.drawString(72, 800, "地形图")
        path = canvas.beginPath()
        for at in range(1000):
            path.moveTo(72 + at % 400, 100 + at // 4)
            path.lineTo(72 + (at * 7) % 400, 100)
            if shape == "many paths":
                canvas.drawPath(path)
                path = canvas.beginPath()
            elif shape == "many tables":
                canvas.rect(72 + at % 400, 100 + at // 4, 5, 5)
        canvas.drawPath(path)

    data = papers.drawn(draw)
    assert is_left_out(data)
    assert "地形图" in to_html(data, "图.pdf", sanitise=lambda html: html).html
