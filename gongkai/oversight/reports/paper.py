"""Paper 文本: a report as the body of an official document, and from it Word and PDF; its tables as CSV."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from html import escape

from gongkai.engines.files import Official, to_docx, to_pdf
from gongkai.kernel.clock import day_of, today
from gongkai.oversight.reports.form import (
    CHAPTERS,
    COLUMN_TITLES,
    NOTE_3,
    NUMERALS,
    TABLE2,
    TABLE3,
    TABLE4,
    Number,
    Place,
    Tables,
    column_title,
    columns,
    read,
    row_title,
)
from gongkai.oversight.reports.models import AnnualReport, Edition

Cell = Callable[[Place, Number], str]
"""What stands in the cell of a figure, as HTML."""
_SECOND = re.compile("（[一二三四五六七八九十]+）")


def pdf(edition: Edition) -> bytes:
    """The edition as PDF. Raises FileRefused where the machine cannot set it."""
    return to_pdf(official_of(edition))


def docx(edition: Edition) -> bytes:
    """The edition as Word file."""
    return to_docx(official_of(edition))


def official_of(edition: Edition) -> Official:
    """An edition as an official document, dated by its publication."""
    chapters = {int(number): text for number, text in edition.chapters.items()}
    on = day_of(edition.published_at) if edition.published_at else today()
    return official(edition.report, chapters, read(edition.tables), on=on, note=edition.note)


def official(
    report: AnnualReport, chapters: Mapping[int, str], tables: Tables, *, on: date, note: str = ""
) -> Official:
    """Any state of a report as an official document."""
    return Official(
        title=report.title,
        html_body=body(chapters, tables),
        issuer=report.agency.name,
        signers=(report.agency.name,),
        date=on,
        notes=(f"更正说明：{note}",) if note else (),
    )


def body(chapters: Mapping[int, str], tables: Tables) -> str:
    """The six chapters as HTML."""
    drawn = drawn_tables(tables)
    parts = []
    for number, title in CHAPTERS.items():
        parts.append(f"<h2>{NUMERALS[number]}、{title}</h2>")
        parts += [drawn[number]] if number in drawn else paragraphs(chapters.get(number, ""))
    return "".join(parts)


def drawn_tables(tables: Tables, cell: Cell | None = None) -> dict[int, str]:
    """The tables of the second, third and fourth chapter as HTML; `cell` says what stands for a figure."""
    draw = cell or (lambda place, value: shown(value))
    return {
        2: _table2(tables["table2"], draw),
        3: _table3(tables["table3"], draw),
        4: _table4(tables["table4"], draw),
    }


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a chapter as HTML."""
    return [_paragraph(line) for line in text.splitlines()]


def _paragraph(line: str) -> str:
    """A short line that opens with （一） is a heading of the second rank (GB/T 9704-2012 §7.3.3)."""
    heading = _SECOND.match(line) and len(line) <= 30 and line[-1] not in "。；："
    return f"<h3>{escape(line)}</h3>" if heading else f"<p>{escape(line)}</p>"


def shown(value: Number) -> str:
    """A figure as it is printed: amounts without needless zeros."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _num(figure: str, across: int = 1) -> str:
    span = f' colspan="{across}"' if across > 1 else ""
    return f'<td class="num"{span}>{figure}</td>'


def _head(*titles: str) -> str:
    return "<tr>" + "".join(f'<th scope="col">{title}</th>' for title in titles) + "</tr>"


def _table2(lines: Mapping[str, Mapping[str, Number]], draw: Cell) -> str:
    """Blocks under one another, each with its own head, as the form has them."""
    rows, block = [], ""
    for row, line in TABLE2.items():
        if line.block != block:
            block = line.block
            span = 3 // len(line.columns)
            rows.append(f'<tr><th colspan="4" scope="colgroup">{block}</th></tr>')
            cells = "".join(
                f'<th scope="col" colspan="{span}">{COLUMN_TITLES[column]}</th>' for column in line.columns
            )
            rows.append(f'<tr><th scope="col">信息内容</th>{cells}</tr>')
        span = 3 // len(line.columns)
        cells = "".join(
            _num(draw(("table2", row, column), lines[row][column]), span) for column in line.columns
        )
        rows.append(f'<tr><th scope="row">{line.title}</th>{cells}</tr>')
    return f"<table><caption>表二　主动公开政府信息情况</caption><tbody>{''.join(rows)}</tbody></table>"


def _table3(lines: Mapping[str, Mapping[str, Number]], draw: Cell) -> str:
    """25 rows and 7 columns; parts and groups stand once, beside all their rows."""
    head = (
        f'<tr><th rowspan="3" colspan="3" scope="col">{NOTE_3}</th>'
        '<th colspan="7" scope="colgroup">申请人情况</th></tr>'
        '<tr><th rowspan="2" scope="col">自然人</th><th colspan="5" scope="colgroup">法人或其他组织</th>'
        '<th rowspan="2" scope="col">总计</th></tr>'
        + _head(*(COLUMN_TITLES[column] for column in ("business", "research", "welfare", "legal", "other")))
    )
    rows, part, group = [], "", ""
    for row, line in TABLE3.items():
        cells = ""
        if line.group and line.part != part:
            cells += f'<th rowspan="{_many("part", line.part)}" scope="rowgroup">{line.part}</th>'
        elif not line.group:
            cells += f'<th colspan="3" scope="row">{line.part}</th>'
        if line.group and not line.item:
            cells += f'<th colspan="2" scope="row">{line.group}</th>'
        elif line.item:
            if line.group != group:
                cells += f'<th rowspan="{_many("group", line.group)}" scope="rowgroup">{line.group}</th>'
            cells += f'<th scope="row">{line.item}</th>'
        part, group = line.part, line.group
        cells += "".join(
            _num(draw(("table3", row, column), lines[row][column])) for column in columns("table3", row)
        )
        rows.append(f"<tr>{cells}</tr>")
    return (
        "<table><caption>表三　收到和处理政府信息公开申请情况</caption>"
        f"<thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _many(name: str, value: str) -> int:
    return sum(getattr(line, name) == value for line in TABLE3.values())


def _table4(lines: Mapping[str, Mapping[str, Number]], draw: Cell) -> str:
    """One row of fifteen figures, as the form has it."""
    results = columns("table4", "reconsideration")
    head = (
        '<tr><th rowspan="2" colspan="5" scope="colgroup">行政复议</th>'
        '<th colspan="10" scope="colgroup">行政诉讼</th></tr>'
        f'<tr><th colspan="5" scope="colgroup">{TABLE4["litigation_direct"]}</th>'
        f'<th colspan="5" scope="colgroup">{TABLE4["litigation_after"]}</th></tr>'
        + _head(*(column_title("table4", column) for _row in TABLE4 for column in results))
    )
    cells = "".join(
        _num(draw(("table4", row, column), lines[row][column])) for row in TABLE4 for column in results
    )
    return (
        "<table><caption>表四　政府信息公开行政复议、行政诉讼情况</caption>"
        f"<thead>{head}</thead><tbody><tr>{cells}</tr></tbody></table>"
    )


def csv_rows(tables: Tables) -> Iterator[tuple[object, ...]]:
    """Every figure a line: table, row and column by key and in words, figure."""
    yield ("table", "row", "column", "表", "行", "列", "数")
    names = {"table2": "表二", "table3": "表三", "table4": "表四"}
    for table, lines in tables.items():
        for row, line in lines.items():
            for column, value in line.items():
                titles = (names[table], row_title(table, row), column_title(table, column))
                yield (table, row, column, *titles, shown(value))
