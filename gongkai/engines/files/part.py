"""A part 部分: one piece of a file that a screener must see, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What sort of place the text comes from."""

    BODY = "body"
    MARGIN = "margin"  # headers and footers
    NOTE = "note"  # footnotes, endnotes, speaker notes
    COMMENT = "comment"
    REVISION = "revision"
    PROPERTY = "property"
    NAME = "name"  # of the file itself, of members, sheets, attachments
    CODE = "code"  # field codes, formulas, scripts, links
    NOT_READABLE = "not_readable"


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of text with its place in human words (“第2张工作表“名单”（隐藏）第3行”).

    `hidden` says that a reader of the page does not see it. For NOT_READABLE, `text` is a sentence for the person
    who must look instead of the program.
    """

    where: str
    text: str
    hidden: bool = False
    kind: PartKind = PartKind.BODY


LOOK = "程序读不出其中的文字，请人工查看。"


def not_readable(where: str, why: str = LOOK) -> Part:
    """The part that asks a person to look."""
    return Part(where, why, kind=PartKind.NOT_READABLE)
