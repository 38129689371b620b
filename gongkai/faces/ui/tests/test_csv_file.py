"""CSV files open in Excel, run nothing there, and may be written while their rows are read."""

from collections.abc import Iterator

from gongkai.faces.ui.csv_file import csv_file, csv_stream

ROWS = [["编号", "内容"], ["1", "=1+1"], ["2", "-3"], ["3", None]]
WHOLE = "\ufeff编号,内容\r\n1,'=1+1\r\n2,'-3\r\n3,\r\n"


def test_what_would_be_a_formula_is_text() -> None:
    assert csv_file("清单", ROWS).content.decode() == WHOLE == csv_stream("清单", ROWS).getvalue().decode()


def test_a_stream_reads_no_more_than_it_has_written() -> None:
    read = 0

    def rows() -> Iterator[list[int]]:
        nonlocal read
        while True:
            read += 1
            yield [read]

    pieces = iter(csv_stream("清单", rows()))
    assert next(pieces) == "\ufeff".encode() and read == 0
    assert next(pieces).startswith(b"1\r\n2\r\n") and read <= 500
