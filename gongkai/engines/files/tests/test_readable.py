"""What is set anew of a file: all of it or nothing; and that it cannot be read keeps nothing from being cleaned."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from gongkai.engines.files import ReaderFailed, outside
from gongkai.engines.files.reading import readable as reading


def two_sheets() -> bytes:
    book = Workbook()
    for title, rows in (("汇总", 1), ("明细", 4)):
        sheet = book.create_sheet(title)
        for at in range(rows):
            sheet.append([f"{title}{at}", at])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_of_a_workbook_all_sheets_are_set_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    data = two_sheets()
    form, body, words = reading.readable(data, "名单.xlsx")
    assert form == "table" and "汇总0" in body and "明细3" in body
    monkeypatch.setattr(reading, "MOST_CELLS", 5)
    assert reading.readable(data, "名单.xlsx") == ("", "", words) and "明细3" in words


def test_a_file_that_no_reader_survives_is_cleaned_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def died(work: str, data: bytes, **arguments: Any) -> tuple[Any, bytes]:
        if work != "strip":
            raise ReaderFailed("处理这个文件的程序出错。")
        return None, b"clean"

    monkeypatch.setattr(outside, "isolated", died)
    assert outside.strip_and_read(two_sheets(), "名单.xlsx") == (b"clean", outside.Readable("", "", ""))


def test_a_merged_cell_spans_the_rows_that_are_shown() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["桥头镇", "甲"], [None, None], [None, "乙"], [None, "丙"], ["城关镇", "丁"]):
        sheet.append(row)
    sheet.merge_cells("A1:A4")
    sheet.row_dimensions[4].hidden = True
    target = io.BytesIO()
    book.save(target)
    _, body, _ = reading.readable(target.getvalue(), "名单.xlsx")
    assert (
        '<td colspan="1" rowspan="2">桥头镇</td><td>甲</td></tr><tr><td>乙</td></tr><tr><td>城关镇</td>'
        in body
    )
