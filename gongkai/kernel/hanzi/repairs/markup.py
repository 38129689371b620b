"""Leftover markup 标记残留: tags, entities, and titles in angle brackets that look like tags."""

from __future__ import annotations

import html
import re

from gongkai.kernel.hanzi.repairs.step import HAN, Step

_BLOCK = (
    "address|article|blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|section|"
    "table|tbody|td|th|thead|tr|ul"
)
_INLINE = (
    "a|abbr|b|big|body|button|col|colgroup|em|embed|font|footer|form|head|header|html|i|iframe|img|input|label|"
    "link|meta|nav|object|o:p|param|s|script|select|small|span|st1:\\w+|strike|strong|style|sub|sup|title|u|"
    "v:\\w+|w:\\w+"
)
_TAG = re.compile(
    rf"<!--(?:(?!<!--).)*?-->|</?(?:(?P<block>{_BLOCK})|{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE | re.DOTALL
)
# Named entities of running text only: a text about entities is not damaged by having others.
_ENTITY = re.compile(
    "&(?:amp;)*(?P<name>nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|ensp|emsp|bull|times|"
    "#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});"
)
_B = "[ \t\u00a0]*"
_IN_MARKS = re.compile(r"《[^《》<＜]{0,200}[<＜][^《》]{0,200}》")
_ANGLE = re.compile(rf"{_B}[<＜]{_B}(?P<title>[^<>＜＞《》\n]*[{HAN}][^<>＜＞《》\n]*?){_B}[>＞]{_B}")
# Outside of 《》 a bracket must end like the name of a document to be the marks of a title.
_KIND = (
    "决定|命令|公报|公告|通告|意见|通知|通报|报告|批复|函|纪要|要点|方案|办法|规定|条例|细则|规划|计划|目录|清单|"
    "指引|指南|标准|规范|制度"
)
_OUTSIDE = re.compile(
    rf"[<＜]{_B}(?P<title>[^<>＜＞《》\n]{{2,80}}(?:{_KIND})(?:[(（][^<>()（）\n]{{1,12}}[)）])?){_B}[>＞]"
)


def angle_title(text: str) -> Step:
    """Turn `<…要点>`, which an HTML reader would eat as a tag, into 〈…〉 inside 《》 and 《…》 outside."""
    changes: list[tuple[str, str]] = []

    def inner(match: re.Match[str]) -> str:
        after = _ANGLE.sub(lambda angle: f"〈{angle['title']}〉", match.group())
        if after != match.group():
            changes.append((match.group(), after))
        return after

    def outer(match: re.Match[str]) -> str:
        changes.append((match.group(), f"《{match['title']}》"))
        return f"《{match['title']}》"

    after = _OUTSIDE.sub(outer, _IN_MARKS.sub(inner, text))
    return Step(after, tuple(changes))


def tag_residue(text: str) -> Step:
    """Take away HTML tags and resolve entities left in running text; block tags become line ends."""
    changes: list[tuple[str, str]] = []

    def entity(match: re.Match[str]) -> str:
        changes.append((match.group(), html.unescape(f"&{match['name']};")))  # &amp;lt; was escaped twice
        return changes[-1][1]

    def tag(match: re.Match[str]) -> str:
        changes.append((match.group(), "\n" if match["block"] else ""))
        return changes[-1][1]

    return Step(_TAG.sub(tag, _ENTITY.sub(entity, text)), tuple(changes))
