"""Invisible characters 不可见字符: controls, zero width, direction marks, halves of characters, line ends."""

from __future__ import annotations

import re

from gongkai.kernel.hanzi.repairs.step import Step

LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# C0 and C1 controls but tab and line feed; soft hyphen; zero-width and direction marks; overrides
# that show a text in another order than it has; byte order mark; tags; non-characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]+"
)
INVISIBLE = re.compile(_CONTROL.pattern[:-2] + "\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]+")
# What is left when bytes that are no text were read as text and written again: 锟斤拷 is U+FFFD twice.
_LOST = re.compile("\ufffd+|(?:锟斤拷)+|(?:烫烫|屯屯){2,}")


def line_ends(text: str) -> Step:
    """Make every line end a line feed; reported once, as it is one property of a file."""
    after, count = LINE_END.subn("\n", text)
    return Step(after, (("CRLF", "LF"),)) if count else Step(text)


def control_chars(text: str) -> Step:
    """Take away characters that show nothing; bytes that were no text become U+FFFD and a doubt."""
    changes = [(match.group(), "") for match in _CONTROL.finditer(text)]
    after = _CONTROL.sub("", text) if changes else text
    changes += [(match.group(), "\ufffd") for match in _SURROGATE.finditer(after)]
    return Step(_SURROGATE.sub("\ufffd", after), tuple(changes))


def lost_text(text: str) -> tuple[str, ...]:
    """Return a doubt where characters were lost for good (U+FFFD, 锟斤拷)."""
    places = _LOST.findall(text)
    if not places:
        return ()
    return (f"有{len(places)}处文字已在转码时丢失（如“{places[0][:6]}”），无法恢复，请对照原件补录。",)
