"""The report on paper: the form's tables in Word and PDF, every figure readable on A4."""

import io
from datetime import date
from decimal import Decimal

import docx
import pypdfium2
import pytest

from gongkai.engines.files import to_docx, to_pdf
from gongkai.oversight.reports import paper
from gongkai.oversight.reports.form import CHAPTERS, TABLE3, Tables, blank, plain, read
from gongkai.oversight.reports.models import AnnualReport
from gongkai.oversight.reports.tests.telling import CHAPTERS as TEXTS
from tests.county import County

pytestmark = pytest.mark.django_db
A4 = (595, 842)


@pytest.fixture
def tables() -> Tables:
    """Every figure another one of five digits."""
    found, n = blank(), 10_000
    for lines in found.values():
        for line in lines.values():
            for column in line:
                n += 1
                line[column] = Decimal(n) / 8 if column == "amount" else n
    return found


def test_every_figure_stands_whole_in_the_pdf(county: County, tables: Tables) -> None:
    official = paper.official(
        AnnualReport(agency=county.housing, year=2025), TEXTS, tables, on=date(2026, 1, 15)
    )
    document = pypdfium2.PdfDocument(io.BytesIO(to_pdf(official)))
    try:
        text = "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
        assert all(document[at].get_size() == pytest.approx(A4, abs=1) for at in range(len(document)))
    finally:
        document.close()
    # A figure that is cut in two by a narrow column has a line end in it.
    for lines in tables.values():
        for line in lines.values():
            for value in line.values():
                assert paper.shown(value) in text
    assert "2026年1月15日" in text


def test_word_has_the_three_tables_row_by_row(county: County, tables: Tables) -> None:
    official = paper.official(
        AnnualReport(agency=county.housing, year=2025), TEXTS, tables, on=date(2026, 1, 15)
    )
    document = docx.Document(io.BytesIO(to_docx(official)))
    second, third, fourth = document.tables
    assert len(third.rows) == 3 + len(TABLE3) and len(third.columns) == 3 + 7
    assert [cell.text for cell in third.rows[3].cells][3:] == [
        str(value) for value in tables["table3"]["new"].values()
    ]
    assert len(fourth.columns) == 15 and len(second.rows) == 4 * 2 + 6
    headings = [one.text for one in document.paragraphs]
    assert all(any(title in heading for heading in headings) for title in CHAPTERS.values())


def test_kept_figures_are_read_back_as_they_were(tables: Tables) -> None:
    assert (
        read({table: {row: dict(line) for row, line in lines.items()} for table, lines in tables.items()})
        == tables
    )
    assert plain(tables)["table2"]["fees"]["amount"] == float(tables["table2"]["fees"]["amount"])
    assert (
        read({"table3": {"new": {"natural": 4, "firms": 9}}, "table9": {}})["table3"]["new"]["natural"] == 4
    )


def test_text_is_escaped_and_short_lines_become_headings() -> None:
    drawn = paper.paragraphs(
        "（一）主动公开\n<b>正文</b>，较长的一句。\n（二）这一行以句号结尾，不是小标题。"
    )
    assert drawn == [
        "<h3>（一）主动公开</h3>",
        "<p>&lt;b&gt;正文&lt;/b&gt;，较长的一句。</p>",
        "<p>（二）这一行以句号结尾，不是小标题。</p>",
    ]


def test_amounts_lose_needless_zeros() -> None:
    assert [paper.shown(value) for value in (Decimal("1.50"), Decimal("100"), Decimal("0"), 12)] == [
        "1.5", "100", "0", "12",
    ]  # fmt: skip
