"""Sieve 筛查: everything of a document that the public could read, put through the detectors; no tables, no Django."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import unquote

from gongkai.engines.files import PartKind, parts
from gongkai.engines.screening import DETECTORS, KINDS, PERSONAL, Context, Finding, covered, mask, screen
from gongkai.engines.screening.hidden import find_hidden
from gongkai.engines.screening.marks import find_internal_marks, find_secrecy_marks, find_withheld_numbers

HIDDEN = "文件中不显示的内容，公开后仍可被读出，请删去。"
# What the public reads is looked over for everything, what it does not for what must not lie in the file.
_READ = frozenset({PartKind.BODY, PartKind.MARGIN, PartKind.NOTE})
_BESIDE = (*PERSONAL, find_secrecy_marks, find_internal_marks, find_withheld_numbers)
# Words before and after a finding that are shown with it.
AROUND = 16
ATTRIBUTE = re.compile(r'\s(?:href|title)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its place: `where` in human words (of a file), `raw` what stands there, `around` that and
    the words beside it, personal data covered."""

    where: str
    finding: Finding
    raw: str
    around: str = ""


def of_text(text: str, context: Context) -> list[Found]:
    """What stands in a plain text."""
    return list(_placed("", text, screen(text, context=context)))


def of_links(body: str, context: Context) -> list[Found]:
    """What stands in the HTML of a body beside its text: hidden parts, and personal data in its links.

    Offsets count characters of the HTML for hidden parts, of the link otherwise.
    """
    page = replace(context, html=True, title="", doc_number="", signed_on=None)
    found = list(_placed("", body, screen(body, context=page, detectors=(find_hidden,))))
    for attribute in ATTRIBUTE.finditer(body):
        text = unquote(unescape(attribute[1]))
        found += _placed("", text, screen(text, context=context, detectors=PERSONAL))
    return found


def of_file(data: bytes, name: str, context: Context) -> list[Found]:
    """What stands in a file: text, margins, notes, comments, revisions, properties, names, hidden parts.

    What the program cannot read (a picture, a damaged member, a file that crashes its reader) is a finding that
    asks a person to look. Wording counts in what is read: nobody corrects a property or a formula.
    """
    found: list[Found] = []
    for part in parts(data, name):
        where = covered(part.where, context)
        if part.kind is PartKind.NOT_READABLE:
            look = Finding("not_readable", 0, len(part.text), "", "look", part.text)
            found.append(Found(where, look, part.text))
            continue
        detectors = DETECTORS if part.kind in _READ else _BESIDE
        placed = list(_placed(where, part.text, screen(part.text, context=context, detectors=detectors)))
        if part.hidden and part.text.strip() and part.kind is PartKind.BODY:
            shown = mask(part.text, _personal(one.finding for one in placed))
            hidden = Finding("hidden_text", 0, len(part.text), shown, "block", HIDDEN)
            found.append(Found(where, hidden, part.text, shown))
        found += placed
    return found


def missing_file(name: str) -> list[Found]:
    """What is told of a file whose bytes are not where they were kept."""
    note = f"附件“{name}”的文件不在存放处，请删去后重新上传。"
    return [Found("整个文件", Finding("not_readable", 0, 0, "", "look", note), note)]


def _placed(where: str, text: str, findings: Iterable[Finding]) -> Iterator[Found]:
    found = list(findings)
    shown = mask(text, _personal(found))
    whole = len(shown) == len(text)  # masks keep length; one that does not, is shown alone
    for one in found:
        around = shown[max(0, one.start - AROUND) : one.end + AROUND] if whole else one.masked
        yield Found(where, one, text[one.start : one.end], " ".join(around.split()))


def _personal(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if KINDS[one.kind].group == "personal"]
