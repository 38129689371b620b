"""Files: Word and PDF of a document made, and Word read back to a body, each beside a named peer in the same run.

`python -m bench.files`. The document is a composed notice of three pages with a table. PDF: the peer is typst alone,
given a source of the same words with no layout of its own, so the ratio is what the layout of an official document
and its preparation cost. Word: python-docx writing and reading the same paragraphs. HTML: python-docx only reading
the paragraphs of the same file. Rates are of processor time on one core, the best of three.
"""

from __future__ import annotations

import io
import os
import resource
from collections.abc import Callable
from time import process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")

import pypdfium2
import typst
from docx import Document

from gongkai.engines.files import Official, to_docx, to_pdf
from gongkai.engines.files.cleaning import stripped
from gongkai.engines.files.making.fonts import shelf
from gongkai.engines.files.masking import replaced, texts_of
from gongkai.engines.files.reading import parts_of
from gongkai.engines.files.reading.html import body_of
from gongkai.engines.files.reading.readable import readable

GOAL = 5  # PDF files a second
COUNT = 20
SENTENCE = "坚持以公开为常态、不公开为例外，全面推进决策、执行、管理、服务和结果公开，做到应公开尽公开。"


def notice(number: int) -> Official:
    """One notice of three pages; the same number gives the same text."""
    rows = "".join(
        f"<tr><td class='num'>{at}</td><td>完善第{at}类公开目录</td><td>县财政局</td><td>2024年{at}月底前</td></tr>"
        for at in range(1, 9)
    )
    body = f"<p>第{number}号任务。{SENTENCE}</p>" + "".join(
        f"<h2>{mark}、工作任务</h2><p>{SENTENCE * 3}</p>" for mark in "一二三四五"
    )
    head = "<tr><th>序号</th><th>任务</th><th>单位</th><th>时限</th></tr>"
    body += f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    return Official(
        title=f"青原县人民政府办公室关于第{number}号公开任务的通知",
        html_body=body,
        issuer="青原县人民政府办公室",
        number=f"青政办发〔2024〕{number}号",
        addressee="各乡镇人民政府，县政府各部门",
        signers=("青原县人民政府办公室",),
        notes=("此件公开发布",),
    )


def bare(number: int) -> bytes:
    """The same words as plain paragraphs, set by typst with nothing asked of it."""
    blocks = notice(number).html_body.replace("<", "\n<").split("\n")
    lines = [block.split(">", 1)[1] for block in blocks if ">" in block and block.split(">", 1)[1]]
    source = '#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")\n' + "\n\n".join(lines)
    made = typst.compile(source.encode(), font_paths=shelf()[0])
    assert isinstance(made, bytes)
    return made


def written_by_peer(number: int) -> bytes:
    """The same paragraphs and table through python-docx."""
    document = Document()
    for block in notice(number).html_body.replace("<", "\n<").split("\n"):
        if ">" in block and block.split(">", 1)[1] and not block.startswith(("<td", "<th")):
            document.add_paragraph(block.split(">", 1)[1])
    table = document.add_table(9, 4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "县财政局"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def rate(work: Callable[[int], object]) -> float:
    """Documents a second of processor time, the best of three; every call gets a document of its own."""
    best, number = 0.0, 1
    for _ in range(3):
        start = process_time()
        for _ in range(COUNT):
            work(number)
            number += 1
        best = max(best, COUNT / (process_time() - start))
    return best


def masking(files: list[bytes]) -> float:
    """Files a second in which one word is covered wherever it stands; a PDF gets pictures of its pages."""
    change = {one: one.replace("县财政局", "*" * 4) for one in texts_of(files[0])}
    changes = {one: new for one, new in change.items() if one != new}
    return rate(lambda number: replaced(files[number % len(files)], changes))


def main() -> None:
    """Measure and print, one line a comparison."""
    first = to_pdf(notice(0))
    pages = len(pypdfium2.PdfDocument(first))
    bare(0)
    pdf, alone = rate(lambda number: to_pdf(notice(number))), rate(bare)
    print(
        f"PDF of {pages} pages: {pdf:.1f}/s, {pdf / GOAL:.1f} times the goal of {GOAL}; "
        f"{pdf / alone:.2f} times typst alone on the bare words ({alone:.1f}/s)"
    )
    word, peer = rate(lambda number: to_docx(notice(number))), rate(written_by_peer)
    print(f"Word: {word:.0f}/s, {word / peer:.1f} times python-docx ({peer:.0f}/s)")
    files = [to_docx(notice(number)) for number in range(COUNT)]
    html = rate(lambda number: body_of(files[number % COUNT]))
    reading = rate(
        lambda number: [one.text for one in Document(io.BytesIO(files[number % COUNT])).paragraphs]
    )
    print(
        f"Word to HTML: {html:.0f}/s, {html / reading:.1f} times python-docx only reading ({reading:.0f}/s)"
    )
    seen = rate(lambda number: list(parts_of(files[number % COUNT], "a.docx")))
    clean = rate(lambda number: stripped(files[number % COUNT]))
    print(f"Word read for screening: {seen:.0f}/s; cleaned: {clean:.0f}/s (without the process of its own)")
    papers = [to_pdf(notice(number)) for number in range(5)]
    whole = rate(lambda number: readable(files[number % COUNT], "a.docx"))
    sheets = rate(lambda number: readable(papers[number % 5], "a.pdf"))
    print(f"read as one body and as words: Word {whole:.0f}/s, PDF {sheets:.0f}/s")
    print(f"masked: Word {masking(files):.0f}/s, PDF {masking(papers):.1f}/s")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
