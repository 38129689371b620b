"""What a screening knows beside the text: who publishes it, what it is called, what must not be in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.engines.screening.masks import Masks, national_masks
from gongkai.engines.screening.words import Words, built_in_words


@dataclass(frozen=True, slots=True)
class Context:
    """Facts that the detectors weigh a text by; each may be left out.

    own_phones: the agency's published numbers in any writing; None where they are not known. withheld_numbers:
    document numbers (发文字号) of what is not open. title, doc_number, signed_on: what the record says of the
    document, held against its text. others: texts that it may copy, by a label a person knows. html: the text is
    HTML, so hidden parts are looked for. words, masks: the installation's lists and the pack's masks.
    """

    own_phones: frozenset[str] | None = None
    withheld_numbers: frozenset[str] = frozenset()
    title: str = ""
    doc_number: str = ""
    signed_on: date | None = None
    others: Mapping[str, str] = field(default_factory=dict)
    html: bool = False
    words: Words = field(default_factory=built_in_words)
    masks: Masks = field(default_factory=national_masks)
