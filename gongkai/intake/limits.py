"""Time limits 期限 in running text (3个工作日内, 每半年, 7月底前), each with the clause it stands in."""

import re
from functools import lru_cache

from gongkai.intake.record import LimitFound
from gongkai.kernel.clock.reading import parse_limit
from gongkai.kernel.hanzi.numerals import parse_numeral

N = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,5})"
WITHIN = re.compile(r"(个工作日|工作日|个自然日|个小时|小时|个月|日|天|年)(?:之内|以内|内)(?![容部外设涵])")
NUMBER_BEFORE = re.compile(rf"(?<![\d第年月])({N}) ?$")
EACH = re.compile(
    rf"每(半年|季度|年度?|个?月)(?:度)?(?:[^。,;:]{{0,16}}?(?:至少|不少于|"
    rf"不低于)[^。,;:0-9一二两三四五六七八九十]{{0,6}}({N}) ?次|[^。,;:]{{0,12}}?({N}) ?次)?"
)
YEARLY_MIN = re.compile(
    rf"年内[^。,;]{{0,24}}?(?:至少|不少于)[^。,;0-9一二两三四五六七八九十]{{0,6}}({N}) ?次"
)
BY_PERIOD = re.compile(r"按(季度|月|年度|半年)(?=[^份度])")
AT_MOST = re.compile(
    rf"(?:不|不得|不能|最长不|最迟不|一般不)超过({N}) ?(个工作日|工作日|个自然日|个小时|小时|个月|"
    rf"日|天)(?!内|以内|之内)"
)
BEFORE = re.compile(r"(?:[日底末旬]|结束)(?:之前|以前|前)|到 ?20\d\d ?年底?前?(?=,)")
DAY_BEFORE = re.compile(
    r"(?:(?:(?<!\d)20\d\d|每|当|本|次|今|翌) ?年 ?)?(?:(?<!\d)\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?日|底|末|[上中下]旬)(?:之前|以前|前)$"
    r"|(?:(?<!\d)20\d\d ?|每|当|本|今)?年(?:年底|底|末)(?:之前|以前|前)$|(?:每|"
    r"第[一二三四])季度(?:末|结束)(?:之前|以前|前)$|到 ?20\d\d ?年底?前?$"
)
LOOK_BACK = 24
PERIOD_WORDS = {
    "半年": "half-year",
    "季度": "quarter",
    "年": "year",
    "年度": "year",
    "月": "month",
    "个月": "month",
}
MAX_CONTEXT = 160


def limits_in(text: str, folded: str) -> list[LimitFound]:
    """Every time limit of `text`, in order; `limit` is null where the words cannot be counted by themselves."""
    found: list[tuple[int, int, str | None]] = []
    for match in WITHIN.finditer(folded):
        number = NUMBER_BEFORE.search(folded, max(0, match.start() - 8), match.start())
        if number is not None:
            found.append(
                (number.start(), match.end(), _canonical(f"{parse_numeral(number[1])}{_unit(match[1])}"))
            )
    for match in AT_MOST.finditer(folded):
        found.append((match.start(), match.end(), _canonical(f"{parse_numeral(match[1])}{_unit(match[2])}")))
    for match in EACH.finditer(folded):
        count = match[2] or match[3]
        period = PERIOD_WORDS.get(match[1])
        if period is not None and (count is not None or _is_duty(folded, match.end())):
            times = parse_numeral(count) if count is not None else 1
            found.append((match.start(), match.end(), _canonical(f"at least {times} per {period}")))
    for match in YEARLY_MIN.finditer(folded):
        found.append((match.start(), match.end(), _canonical(f"at least {parse_numeral(match[1])} per year")))
    for match in BY_PERIOD.finditer(folded):
        found.append((match.start(), match.end(), _canonical(f"at least 1 per {PERIOD_WORDS[match[1]]}")))
    for match in BEFORE.finditer(folded):
        day = DAY_BEFORE.search(folded, max(0, match.start() - LOOK_BACK), match.end())
        if day is not None:
            found.append((day.start(), day.end(), _fixed(day[0])))
    found.sort()
    kept: list[LimitFound] = []
    last_end = -1
    for start, end, limit in found:
        if start >= last_end:
            kept.append(LimitFound(text[start:end], limit, _context(text, folded, start, end)))
            last_end = end
    return kept


def _unit(word: str) -> str:
    return {"工作日": "个工作日", "个小时": "小时", "天": "日", "个自然日": "日"}.get(word, word)


def _is_duty(folded: str, at: int) -> bool:
    """每年 alone is only a limit when a duty follows, not in 每年增长, 每月工资."""
    return (
        re.match(
            r"[^。,;]{0,10}(?:听取|召开|报送|上报|公布|公开|发布|通报|调度|研究|开展|组织|培训|报告|"
            r"检查|督查|更新|编制|清理)",
            folded[at : at + 16],
        )
        is not None
    )


def _fixed(words: str) -> str | None:
    """A day of the year in canonical form; a whole date of one year, or a month's end, is no yearly limit."""
    plain = re.sub(r"[ ]", "", words)
    match = re.fullmatch(r"(每年|当年|本年|次年|今年|翌年)?(\d{1,2})月(\d{1,2})日(?:之前|以前|前)", plain)
    return _canonical(plain) if match is not None else None


@lru_cache(maxsize=1024)
def _canonical(words: str) -> str | None:
    try:
        return str(parse_limit(words))
    except ValueError:
        return None


def _context(text: str, folded: str, start: int, end: int) -> str:
    """The sentence around a place, shortened around it when it is very long."""
    top = folded.rfind("\n", 0, start) + 1
    bottom = folded.find("\n", end)
    bottom = len(folded) if bottom < 0 else bottom
    left = max(folded.rfind(mark, top, start) for mark in "。;!?") + 1 or top
    right = min(
        (at for at in (folded.find(mark, end, bottom) for mark in "。;!?") if at >= 0), default=bottom
    )
    if right - left > MAX_CONTEXT:
        left, right = max(left, start - MAX_CONTEXT // 2), min(right, end + MAX_CONTEXT // 2)
    return text[left:right].strip()
