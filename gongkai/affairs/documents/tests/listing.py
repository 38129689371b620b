"""A list of subsidies as a bureau would hand it in: numbers of nobody, valid by their check digits."""

import csv
import io
import zipfile

from docx import Document
from openpyxl import Workbook

from gongkai.engines.files import Official, to_pdf

# Composed: the place code and the check digit are right, the people do not exist.
IDENTITY = "371322198807123454"
MOBILE = "13800138000"
SECRETS = (IDENTITY, MOBILE)
HEAD = ("姓名", "身份证号", "联系电话", "补助金额（元）")
ROW = ("孟小禾", IDENTITY, MOBILE, "20000")
ROWS = (HEAD, ROW)
BODY = (
    "<p>各乡镇人民政府：</p><p>现将2025年农村危房改造补助对象予以公布。</p><table><thead><tr>"
    + "".join(f'<th scope="col">{cell}</th>' for cell in HEAD)
    + "</tr></thead><tbody><tr>"
    + "".join(f"<td>{cell}</td>" for cell in ROW)
    + "</tr></tbody></table>"
)


def as_csv() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(ROWS)
    return text.getvalue().encode("utf-8-sig")


def as_workbook() -> bytes:
    """With a hidden sheet that holds the same, and an author."""
    book = Workbook()
    book.properties.creator = "马晓"
    for row in ROWS:
        book.active.append(row)
    hidden = book.create_sheet("底稿")
    hidden.append(ROW)
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_word() -> bytes:
    document = Document()
    document.core_properties.author = "马晓"
    table = document.add_table(len(ROWS), len(HEAD))
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell
    spread = document.add_paragraph("联系电话：1380")
    spread.add_run("0138").bold = True
    spread.add_run("000。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf() -> bytes:
    return to_pdf(Official(title="补助名单", html_body=BODY))


def as_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("名单.csv", as_csv())
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as nested:
            nested.writestr("再包一层.csv", as_csv())
        archive.writestr("内层.zip", inner.getvalue())
    return stream.getvalue()


FILES = {"名单.csv": as_csv, "名单.xlsx": as_workbook, "名单.docx": as_word, "名单.pdf": as_pdf}
