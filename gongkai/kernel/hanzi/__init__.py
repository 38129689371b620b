"""hanzi 文字: folding for search, numerals, dates, document numbers, titles, script and damage repair.

Owns what can be said of Chinese official text from its characters alone. Does not own what a document
is (affairs.documents), which files it came in (intake) or how it is indexed (engines.search).
"""

from gongkai.kernel.hanzi.dates import FoundDate, find_dates, format_date, format_date_chinese, parse_date
from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.numbers import (
    DocumentNumber,
    FoundNumber,
    find_numbers,
    joint_numbers,
    parse_number,
)
from gongkai.kernel.hanzi.numerals import parse_numeral, to_numeral
from gongkai.kernel.hanzi.repair import Repair, Repaired, repair
from gongkai.kernel.hanzi.script import is_traditional, to_simplified, to_traditional
from gongkai.kernel.hanzi.titles import TitleRef, find_titles

__all__ = [
    "DocumentNumber",
    "FoundDate",
    "FoundNumber",
    "Repair",
    "Repaired",
    "TitleRef",
    "find_dates",
    "find_numbers",
    "find_titles",
    "fold",
    "format_date",
    "format_date_chinese",
    "is_traditional",
    "joint_numbers",
    "parse_date",
    "parse_number",
    "parse_numeral",
    "repair",
    "to_numeral",
    "to_simplified",
    "to_traditional",
]
