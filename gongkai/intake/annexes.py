"""Annexes 附件 and the inner title: what a notice carries with it, and what of that is missing from the file."""

import re
from dataclasses import dataclass, field

from gongkai.intake.genre import NOTICE_VERB, bare, tidy_title
from gongkai.intake.heads import title_at
from gongkai.intake.lines import Line, is_prose, is_row
from gongkai.intake.marks import MARK
from gongkai.kernel.hanzi.fold import fold
from gongkai.kernel.hanzi.titles import find_titles

ANNEX_HEADING = re.compile(r"^附 ?件 ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[:.]?$|^附[:.]?$")
ANNEX_LIST = re.compile(r"^附 ?件 ?(?:\d{1,2})?[:.] ?(?=\S)|^附: ?(?=\S)")
ITEM = re.compile(r"^(?:\d{1,2}[.,、] ?|[一二三四五六七八九十]{1,3}[,、] ?)")
TABLE_END = re.compile(r"(?:表|清单|目录|名单|台账|汇总|一览)$")
FILE_END = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd|jpg|png)$")


@dataclass(slots=True)
class Annexes:
    """Inner title, the annexes the text lists (folded, bare), and sentences about what is missing."""

    inner_title: str | None = None
    inner_at: int | None = None
    listed: list[str] = field(default_factory=list)
    quoted: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)


def read_annexes(lines: list[Line], title: str | None, head_end: int, signed_at: int | None) -> Annexes:
    """Look after the signature (or for a title that the notice quotes) for the plan that the notice carries.

    `signed_at` is the line after the signature, null when there is none.
    """
    found = Annexes()
    quoted = found.quoted = _quoted(lines, title, head_end, signed_at)
    _list_annexes(lines, found)
    if signed_at is not None:
        _after_signature(lines, found, quoted, title, signed_at)
    if found.inner_title is None and quoted:
        _quoted_heading(lines, found, quoted, head_end)
    _missing(lines, found)
    return found


def _quoted(lines: list[Line], title: str | None, head_end: int, signed_at: int | None) -> set[str]:
    """Titles that the notice issues: named in its own title, or in a sentence 现将《…》印发."""
    quoted: set[str] = set()
    if title is not None:
        folded = fold(title)
        for reference in find_titles(title) if NOTICE_VERB.search(folded) else ():
            quoted.add(bare(fold(reference.title)))
        plain = re.search(r"印发(.{4,80}?)的通知$", folded)
        if plain is not None and "《" not in folded:
            quoted.add(bare(plain[1]))
    if title is None or NOTICE_VERB.search(fold(title)) or re.search(r"令$", fold(title)):
        until = signed_at if signed_at is not None else head_end + 6
        for line in lines[head_end:until]:
            if re.search(r"印发|公布|发布|转发|施行|通过", line.folded):
                for reference in find_titles(line.text):
                    if (
                        line.folded[: reference.start].strip(" ") in ("", "现将", "现", "为", "经研究,现将")
                        or "现将" in line.folded
                    ):
                        quoted.add(bare(fold(reference.title)))
    return {name for name in quoted if len(name) >= 4}


def _list_annexes(lines: list[Line], found: Annexes) -> None:
    in_list = False
    for line in lines:
        lead = ANNEX_LIST.match(line.folded)
        if lead is not None and len(line.text) <= 120 and not is_prose(line):
            rest, in_list = line.folded[lead.end() :], True
        elif in_list and ITEM.match(line.folded) and len(line.text) <= 120 and not is_prose(line):
            rest = line.folded
        else:
            in_list = False
            continue
        name = FILE_END.sub("", ITEM.sub("", rest).strip())
        if len(bare(name)) >= 2 and bare(name) not in found.listed:
            found.listed.append(bare(name))


def _after_signature(
    lines: list[Line], found: Annexes, quoted: set[str], title: str | None, signed_at: int
) -> None:
    issues = (title is not None and NOTICE_VERB.search(fold(title)) is not None) or bool(quoted)
    for at in range(signed_at, min(signed_at + 12, len(lines))):
        line = lines[at]
        if ANNEX_HEADING.match(line.folded) or MARK.search(line.folded) or ANNEX_LIST.match(line.folded):
            continue
        if is_prose(line) or is_row(line):
            return
        span = title_at(lines, at, len(lines))
        if span is None:
            continue
        name = bare(fold(span[2]))
        if not issues or (quoted and not _close(name, quoted) and name in found.listed):
            return
        if title is not None and name == bare(fold(title)):
            continue
        found.inner_title, found.inner_at = span[2], span[0]
        return


def _close(name: str, quoted: set[str]) -> bool:
    return any(name == other or name in other or other in name for other in quoted)


def _quoted_heading(lines: list[Line], found: Annexes, quoted: set[str], head_end: int) -> None:
    """A quoted title standing as a heading of its own further down, on one line or over two or three."""
    for at in range(head_end + 1, len(lines)):
        text = shadow = ""
        for end in range(at, min(at + 3, len(lines))):
            line = lines[end]
            if is_row(line) or line.folded.endswith((":", "。")):
                break
            text, shadow = text + line.text, shadow + line.folded
            if bare(shadow) in quoted and "《" not in shadow[:1]:
                found.inner_title, found.inner_at = tidy_title(text), at
                return


def _missing(lines: list[Line], found: Annexes) -> None:
    """Annexes with a heading and nothing under it, and listed annexes with no trace in the file."""
    headings = [at for at, line in enumerate(lines) if ANNEX_HEADING.match(line.folded)]
    reported: set[str] = set()
    for number, at in enumerate(headings):
        until = headings[number + 1] if number + 1 < len(headings) else len(lines)
        span = title_at(lines, at + 1, until) if at + 1 < until else None
        start = span[1] if span is not None else at + 1
        if any(True for _ in lines[start:until]):
            if span is not None:
                reported.add(bare(fold(span[2])))
            continue
        name = span[2] if span is not None else lines[at].text
        what = "表格内容缺失" if TABLE_END.search(fold(name)) else "内容缺失"
        found.doubts.append(f"附件《{name}》{what}，只有标题，请向发文机关补齐。")
        reported.add(bare(fold(name)))
    present = {bare(line.folded) for line in lines if len(line.text) < 120}
    inner = bare(fold(found.inner_title)) if found.inner_title else ""
    if headings and len(headings) >= len(found.listed):
        return
    for name in found.listed:
        if name not in reported and name != inner and name not in present:
            found.doubts.append(f"正文所列附件“{name}”不在文件中，请核对是否另行提供。")
