"""The head of a document 版头与标题: its title, broken over lines or repeated, its number, its red head."""

import re
from dataclasses import dataclass

from gongkai.intake.genre import FIRM_END, GENRE_END, bare, same, tidy_title
from gongkai.intake.issuers import issuers_in_title
from gongkai.intake.lines import Line, is_prose, is_row
from gongkai.intake.marks import MARK
from gongkai.intake.units import is_agency
from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.numbers import find_numbers

RED_HEAD = re.compile(r"^([\u4e00-\u9fff ,()]{3,60}?)(?:文件|公报|专报)?$")
SERIAL = re.compile(
    r"^\(?((?:(?:20\d\d年|\[20\d\d\])? ?第 ?[0-9一二三四五六七八九十百〇零]{1,6}|\[20\d\d\] ?\d{1,4}) ?号)\)?$"
)
ADDRESSEE = re.compile(r"[各局委办厅政府部门单位会处科室校村院社公司机关同志们群众企业]")
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[,、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.,]|第[一二三四五六七八九十百]+[章条])"
)
BESIDE_NUMBER = re.compile(
    r" *[(\[]?(?:签发人|(?:信息)?公开(?:属性|方式|选项|类别|形式)|密级|缓急|办理结果)[^:]{0,4}:.*$"
    r"| +[\[(]?(?:不予公开|主动公开|依申请公开|特急|加急|平急|急件)[\])]?$"
)
MAX_HEAD = 60
MAX_TITLE = 300


@dataclass(slots=True)
class Head:
    """What stands before the text: `end` is the index of the first line after it."""

    title: str | None = None
    number: str | None = None
    red_head: str | None = None
    before: tuple[int, int] = (0, 0)
    end: int = 0
    doubt: str | None = None


def read_head(lines: list[Line], hint: str | None) -> Head:
    """Find title and number at the head of `lines`; `hint` is the title that markup states.

    The title in the page and the one over the text are one title when they say the same; the first is kept. What
    stands before the title and is neither number nor agency is left to the caller to drop (`before`).
    """
    head = Head()
    limit = _head_limit(lines)
    spans = list(_title_spans(lines, limit))
    if spans:
        start, end, text = spans[0]
        head.before, head.end, head.title = (0, start), end, text
        _extend_over_repeats(lines, head, limit)
    if hint is not None:
        _weigh_hint(lines, head, hint, limit)
    if head.title is None:
        _fall_back(lines, head, limit)
    if head.title is not None and len(head.title) > MAX_TITLE:
        head.doubt = f"标题长达 {len(head.title)} 字，只取前 {MAX_TITLE} 字作标题，全文留在正文，请核对。"
        head.title, head.end = head.title[:MAX_TITLE] + "…", head.before[1]
    _read_numbers(lines, head, limit)
    return head


def is_number_line(line: Line) -> str | None:
    """The document number that a line consists of, in canonical form; 签发人 may follow it."""
    folded = BESIDE_NUMBER.sub("", line.folded).strip()
    serial = SERIAL.match(folded)
    if serial is not None:
        return line.text[: len(folded)].strip(" ()（）").replace(" ", "")
    if len(folded) > 40 or "《" in folded:
        return None
    found = find_numbers(line.text[: len(folded)])
    if len(found) == 1 and found[0].number is not None:
        rest = (folded[: found[0].start] + folded[found[0].end :]).strip(" ()[]:")
        if rest in ("", "文号", "发文字号", "字号"):
            return str(found[0].number)
    return None


def _head_limit(lines: list[Line]) -> int:
    """The head ends at the first addressee, paragraph or numbered heading."""
    for at, line in enumerate(lines[:MAX_HEAD]):
        if is_row(line) or _is_text(line):
            return at
        if line.folded.endswith(":") and ADDRESSEE.search(line.folded) and at > 0:
            return at
        if at > 0 and HEADING.match(line.folded) and not GENRE_END.search(line.folded):
            return at
    return min(len(lines), MAX_HEAD)


def _is_text(line: Line) -> bool:
    """Prose, but not a very long title: that one ends in a kind of document and has no full stop."""
    return is_prose(line) and not ("。" not in line.folded and FIRM_END.search(line.folded))


def _title_spans(lines: list[Line], limit: int) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    at = 0
    while at < limit:
        span = _title_at(lines, at, limit)
        if span is None:
            at += 1
            continue
        spans.append(span)
        at = span[1]
    return spans


def title_at(lines: list[Line], at: int, limit: int) -> tuple[int, int, str] | None:
    """The title that begins at line `at`: start, end and text, or null."""
    return _title_at(lines, at, limit)


def _title_at(lines: list[Line], start: int, limit: int) -> tuple[int, int, str] | None:
    if not _can_start(lines[start]):
        return None
    text, folded = "", ""
    best: tuple[int, int, str] | None = None
    for end in range(start + 1, min(start + 6, limit) + 1):
        line = lines[end - 1]
        if end > start + 1 and (not _can_continue(line) or is_number_line(line)):
            break
        if end > start + 1 and issuers_in_title(line.text) and not is_agency(lines[end - 2].bare):
            return best
        gap = " " if text and is_agency(lines[end - 2].bare) and is_agency(line.bare) else ""
        text, folded = text + gap + line.text, folded + gap + line.folded
        if GENRE_END.search(folded.strip()) and len(bare(folded)) >= 4:
            finished = _is_finished(folded)
            if best is None or finished:
                best = (start, end, tidy_title(text.strip()))
            if finished:
                break
    return best


def _can_start(line: Line) -> bool:
    return (
        len(line.text) >= 2
        and not is_row(line)
        and not _is_text(line)
        and not line.folded.endswith((":", ","))
        and not MARK.search(line.folded)
        and is_number_line(line) is None
        and not line.bare.endswith("文件")
        and not re.match(r"^(?:附件|附:|签发人|抄送|主题词|特此|现将)", line.folded)
        and not (HEADING.match(line.folded) and not FIRM_END.search(line.folded))
    )


def _can_continue(line: Line) -> bool:
    return not (
        is_row(line) or _is_text(line) or line.folded.endswith(":") or line.folded.startswith("(此件")
    )


def _is_finished(folded: str) -> bool:
    """A title that opened with 关于 or 印发 ends at 的通知, not at the plan it names; marks must be closed."""
    if folded.count("《") != folded.count("》"):
        return False
    if re.search(r"关于|印发|转发", folded):
        return re.search(r"的 ?[^的《》]{0,10}$", folded) is not None and FIRM_END.search(folded) is not None
    return True


def _extend_over_repeats(lines: list[Line], head: Head, limit: int) -> None:
    """Swallow the same title standing again over the text; a fuller writing of a cut one wins."""
    assert head.title is not None
    at = head.end
    while at < min(limit, head.end + 8):
        span = _title_at(lines, at, limit)
        if span is None:
            at += 1
            continue
        first, second = bare(fold(head.title)), bare(fold(span[2]))
        if first == second or second.endswith(first):
            head.end = at = span[1]
        elif (first.rstrip("…").rstrip(".") and second.startswith(first.rstrip("…"))) or _is_headless(
            first, second
        ):
            head.title, head.end, at = span[2], span[1], span[1]
        else:
            return


def _is_headless(first: str, second: str) -> bool:
    return len(first) >= 6 and first in second and len(second) <= len(first) + 30


def _weigh_hint(lines: list[Line], head: Head, hint: str, limit: int) -> None:
    """A title that markup states stands first, unless it is a site's name or a cut form of the text's own."""
    hint = tidy_title(" ".join(hint.split()))
    folded = fold(hint)
    if head.title is None:
        top = "".join(line.bare for line in lines[: limit + 1])
        if GENRE_END.search(folded) or bare(folded) in bare(top):
            head.title = hint
            _skip_lines_of(lines, head, limit)
        return
    own = fold(head.title)
    if same(own, folded):
        head.title = hint
    elif GENRE_END.search(folded) and bare(own) not in bare(folded) and len(bare(folded)) > 8:
        starts_here = head.before[1] < 2 and bare(folded).startswith(bare(own)[:6])
        if not starts_here:
            head.title, head.end, head.before = hint, head.before[0], (0, 0)


def _skip_lines_of(lines: list[Line], head: Head, limit: int) -> None:
    title = bare(fold(head.title or ""))
    at, seen = 0, ""
    while at < limit and title.startswith(seen + bare(lines[at].folded)):
        seen += bare(lines[at].folded)
        at += 1
    if seen == title:
        head.end = at


def _fall_back(lines: list[Line], head: Head, limit: int) -> None:
    """No line ends in a kind of document: the first short line that is no agency's red head is the title."""
    for at in range(min(limit, 6)):
        line = lines[at]
        if (
            _can_start(line)
            and 4 <= len(bare(line.folded)) <= 80
            and not re.fullmatch(r"[\x00-\x7f]*", line.folded)
        ):
            head.title, head.before, head.end = tidy_title(line.text), (0, at), at + 1
            _extend_over_repeats(lines, head, limit)
            return


def _read_numbers(lines: list[Line], head: Head, limit: int) -> None:
    """The number on a line of its own among the head's lines, and the agency of the red head."""
    for at in range(min(max(limit, head.end) + 1, len(lines))):
        line = lines[at]
        number = is_number_line(line)
        if number is not None and head.number is None:
            head.number = number
            if at == head.end:
                head.end = at + 1
        if at < head.before[1] and line.bare.endswith("文件") and is_agency(line.bare.removesuffix("文件")):
            head.red_head = line.text.replace(" ", "").removesuffix("文件")
