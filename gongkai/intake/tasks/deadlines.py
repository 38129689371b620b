"""Deadlines of tasks: the words, and the day where the text itself fixes the year."""

import calendar
import re
from datetime import date

from gongkai.intake.record import DeadlineFound
from gongkai.kernel.hanzi.numerals import parse_numeral

NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = r"(?:20\d\d|二[〇零][〇零一二三四五六七八九]{2})"
WHEN = re.compile(
    rf"(?:(?<!\d)(?P<y1>{YEAR}) ?年 ?|(?P<same>当年|本年|今年|每年) ?|(?<![\d年]))(?P<m1>{NUM}) ?月 ?"
    rf"(?:(?P<d1>{NUM}) ?日|(?P<end>底|末)|(?P<third>上旬|中旬|下旬))?(?:之前|以前|前)"
    rf"|(?:(?<!\d)(?P<y2>{YEAR}) ?年?|(?P<rel>当年|本年|今年|每年|当|本|今|每)?年?)(?P<yend>年底|底|"
    rf"末|年末)(?:之前|以前|前)"
    rf"|(?:(?P<y3>{YEAR}) ?年 ?)?第?(?P<q>[一二三四1-4])季度(?:末|底|结束)?(?:之前|以前|前)"
    rf"|(?:到|至) ?(?P<y4>{YEAR}) ?年(?P<e4>底|末)?"
    rf"|(?<!\d)(?P<y5>{YEAR}) ?年(?P<e5>底|末)"
)
MAYBE = re.compile(r"前|年(?:底|末)|[到至] ?[二2]")
COLUMN_ONLY = re.compile(rf"(?:(?P<y>{YEAR}) ?年 ?)?(?P<m>{NUM}) ?月 ?(?:(?P<d>{NUM}) ?日|(?P<end>底|末))?$")


def deadline_in(folded: str, text: str, year: int | None) -> DeadlineFound | None:
    """The first deadline of running words (…前, …底前, 到2020年); `year` is the year that the title states."""
    if MAYBE.search(folded) is None:
        return None
    for match in WHEN.finditer(folded):
        if match["yend"] and match["y2"] is None and "年" not in match[0]:
            continue
        return DeadlineFound(text[match.start() : match.end()].strip(), _day(match, year))
    return None


def deadline_stated(folded: str, text: str, year: int | None) -> DeadlineFound | None:
    """The deadline that a column or a label 完成时限 states: any words at all; a bare month or day counts too."""
    text, folded = text.strip(" 。;"), folded.strip(" 。;")
    if not folded or folded in ("/", "-", "无"):
        return None
    found = deadline_in(folded, text, year)
    if found is not None and len(found.text) >= len(text) - 4:
        return DeadlineFound(text, found.date)
    bare = COLUMN_ONLY.match(folded)
    if bare is not None:
        at = _number(bare["y"]) or year
        end = bare["end"] is not None
        if at is not None and (bare["d"] is not None or end):
            return DeadlineFound(text, _iso(at, _number(bare["m"]), _number(bare["d"]), end))
        return DeadlineFound(text, None)
    whole = re.fullmatch(r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?", folded)
    if whole is not None:
        return DeadlineFound(text, _iso(int(whole[1]), int(whole[2]), int(whole[3]), False))
    return DeadlineFound(text, found.date if found is not None else None)


def _day(match: re.Match[str], year: int | None) -> str | None:
    """The ISO day of a match, or null: no year stated, or words that name no single day."""
    if match["m1"]:
        if match["same"] == "每年" or match["third"]:
            return None
        at = _number(match["y1"]) or year
        if at is None or (match["d1"] is None and match["end"] is None):
            return None
        return _iso(at, _number(match["m1"]), _number(match["d1"]), match["end"] is not None)
    if match["yend"]:
        at = _number(match["y2"]) or (None if (match["rel"] or "").startswith("每") else year)
        return None if at is None else _iso(at, 12, 31, False)
    if match["q"]:
        at = _number(match["y3"]) or year
        quarter = _number(match["q"])
        ends = re.search(r"季度(?:末|底|结束)", match[0]) is not None
        return _iso(at, quarter * 3, None, True) if at is not None and quarter and ends else None
    ends_year = match["y4"] if match["e4"] else match["y5"]
    return _iso(_number(ends_year), 12, 31, False) if ends_year else None


def _number(text: str | None) -> int | None:
    return parse_numeral(text) if text else None


def _iso(year: int | None, month: int | None, day: int | None, end_of_month: bool) -> str | None:
    if year is None or month is None or not 1 <= month <= 12:
        return None
    if end_of_month or day is None:
        day = calendar.monthrange(year, month)[1]
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
