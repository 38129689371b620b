"""Cited documents 引用文件: titles in 《》 with the numbers behind them, and numbers that stand alone."""

import re

from gongkai.intake.genre import GENRE_END, bare
from gongkai.intake.record import Cite
from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.numbers import find_numbers
from gongkai.kernel.hanzi.titles import find_titles

# what a title may end in without naming a kind of document: 《…精神》, journals, columns, books
KNOWN_ENDS = re.compile(
    r"(?:法|条例|规定|办法|宪法|宣言|公约|决定|意见|报告|纪要|目录|标准|指数|白皮书|蓝皮书|任务|事项|计划|讲话|论述)$"
)
NUMBER_SIGN = re.compile(r"[\d一二三四五六七八九十百〕\])）] ?[号號]")


def cites_in(text: str, own: set[str], own_number: str | None) -> tuple[list[Cite], list[str]]:
    """Every document that `text` cites, in order, each once, and doubts about damaged numbers.

    `own` holds the bare folded titles that are the document's own (title, inner title, annexes). A title that names
    no kind of document and carries no number (a journal, a column, a book) is not a cite.
    """
    found: dict[str, Cite] = {}
    doubts: list[str] = []
    covered: list[tuple[int, int]] = []
    with_number = 0
    for reference in find_titles(text):
        name = bare(fold(reference.title))
        number = str(reference.doc_number) if reference.doc_number is not None else None
        covered.append((reference.start, reference.end))
        with_number += number is not None
        if reference.doubt is not None:
            doubts.append(reference.doubt)
        if number is None and not _names_a_document(fold(reference.title)):
            continue
        if name in own or (number is not None and number == own_number):
            continue
        known = found.get(name)
        if known is None or (known.doc_number is None and number is not None):
            found[name] = Cite(reference.title, number)
    cites = list(found.values())
    if len(NUMBER_SIGN.findall(text)) == with_number:
        return cites, doubts
    numbers = {cite.doc_number for cite in cites} | {own_number}
    for at in find_numbers(text):
        if at.number is None or any(start <= at.start < end for start, end in covered):
            continue
        if str(at.number) not in numbers and at.number.year is not None:
            numbers.add(str(at.number))
            cites.append(Cite(None, str(at.number)))
    return cites, doubts


def _names_a_document(folded: str) -> bool:
    folded = re.sub(r"\s", "", folded)
    return len(bare(folded)) >= 3 and (
        GENRE_END.search(folded) is not None or KNOWN_ENDS.search(folded) is not None
    )
