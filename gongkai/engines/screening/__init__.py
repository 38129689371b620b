"""screening 审查: pure detectors from text to findings, and masks; what a person decides of a finding is not its own.

Nothing here needs Django or a database. Reading files is engines.files' part, deciding affairs.documents'.
"""

from gongkai.engines.screening.context import Context
from gongkai.engines.screening.copying import Likeness, similar
from gongkai.engines.screening.detectors import DETECTORS, PERSONAL, covered, screen
from gongkai.engines.screening.finding import KINDS, Finding, Kind, Severity
from gongkai.engines.screening.masks import Masks, mask, masks_of
from gongkai.engines.screening.words import Word, Words, WordsError, built_in_words, read_words

__all__ = [
    "DETECTORS",
    "KINDS",
    "PERSONAL",
    "Context",
    "Finding",
    "Kind",
    "Likeness",
    "Masks",
    "Severity",
    "Word",
    "Words",
    "WordsError",
    "built_in_words",
    "covered",
    "mask",
    "masks_of",
    "read_words",
    "screen",
    "similar",
]
