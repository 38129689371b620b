"""Detectors 检测器: the one place that lists them, and screening itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter

from gongkai.engines.screening.confusable import find_slips
from gongkai.engines.screening.context import Context
from gongkai.engines.screening.contradictions import find_contradictions
from gongkai.engines.screening.copying import find_copies
from gongkai.engines.screening.damage import find_blanks, find_garbled, find_pinyin
from gongkai.engines.screening.finding import KINDS, Finding
from gongkai.engines.screening.hidden import find_hidden
from gongkai.engines.screening.marks import find_internal_marks, find_secrecy_marks, find_withheld_numbers
from gongkai.engines.screening.masks import mask
from gongkai.engines.screening.personal.addresses import find_addresses
from gongkai.engines.screening.personal.cards import find_cards
from gongkai.engines.screening.personal.emails import find_emails
from gongkai.engines.screening.personal.identity import find_identity
from gongkai.engines.screening.personal.names import find_minors, find_names
from gongkai.engines.screening.personal.papers import find_passports, find_plates
from gongkai.engines.screening.personal.phones import find_landlines, find_mobiles
from gongkai.engines.screening.reading import Detector, Reading
from gongkai.engines.screening.wording import find_words

PERSONAL: tuple[Detector, ...] = (
    find_identity,
    find_cards,
    find_mobiles,
    find_landlines,
    find_passports,
    find_plates,
    find_emails,
    find_addresses,
    find_names,
    find_minors,
)
DETECTORS: tuple[Detector, ...] = (
    *PERSONAL,
    find_secrecy_marks,
    find_internal_marks,
    find_withheld_numbers,
    find_words,
    find_slips,
    find_garbled,
    find_pinyin,
    find_blanks,
    find_contradictions,
    find_hidden,
    find_copies,
)
_PERSONAL = frozenset(PERSONAL)
_KINDS = frozenset(kind for kind, about in KINDS.items() if about.group == "personal")
# The shortest personal data that can stand inside something else: a plate.
FEWEST = 7
# Where digits can be read in two ways, the one further left is the more certain.
_CERTAIN = {
    kind: rank for rank, kind in enumerate(("identity", "bank_card", "mobile", "passport", "landline"))
}


def screen(
    text: str, *, context: Context | None = None, detectors: Iterable[Detector] = DETECTORS
) -> list[Finding]:
    """Everything in `text` that a person must look at, in order; `context` is what else is known of it.

    The same digits are one number: an identity number is not reported as a card as well.
    """
    asked = tuple(detectors)
    reading = Reading(text, context or Context(), everything=not _PERSONAL.issuperset(asked))
    found = [finding for detector in reading.worth(asked) for finding in reading.by(detector)]
    if len(found) > 1:
        found = _covered(text, _undoubled(list(dict.fromkeys(found))))
        found.sort(key=itemgetter(1, 2))
    return found


def covered(text: str, context: Context | None = None) -> str:
    """A text with all personal data in it masked: as a ledger, which forgets nothing, may keep it."""
    return mask(text, screen(text, context=context, detectors=PERSONAL))


def _covered(text: str, found: list[Finding]) -> list[Finding]:
    """A finding around personal data (a hidden stretch, a copied text) shows it only masked."""
    personal = sorted([one for one in found if one.kind in _KINDS], key=itemgetter(1))
    if len(personal) in (0, len(found)):
        return found
    starts = [one.start for one in personal]
    shown = []
    for one in found:
        moved: list[Finding] = []
        if one.kind not in _KINDS and one.end - one.start >= FEWEST:
            inside = personal[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
            moved = [
                each._replace(start=each.start - one.start, end=each.end - one.start)
                for each in inside
                if each.end <= one.end
            ]
        shown.append(one._replace(masked=mask(text[one.start : one.end], moved)) if moved else one)
    return shown


def _undoubled(found: list[Finding]) -> list[Finding]:
    """Without what reads the same digits in a less certain way."""
    numbers = sorted(
        [one for one in found if one.kind in _CERTAIN], key=lambda one: (one.start, _CERTAIN[one.kind])
    )
    doubled = set()
    last: Finding | None = None
    for one in numbers:
        if last is None or one.start >= last.end:
            last = one
            continue
        surer = min(last, one, key=lambda each: _CERTAIN[each.kind])
        doubled.add(one if surer is last else last)
        last = surer
    return [one for one in found if one not in doubled] if doubled else found
