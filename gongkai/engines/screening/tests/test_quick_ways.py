"""The quick ways of a reading against the plain ones: one search a word, runs sought in the whole text."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.engines.screening import DETECTORS, PERSONAL, Context, screen
from gongkai.engines.screening.lexicon import lexicon_of
from gongkai.engines.screening.reading import Reading
from gongkai.engines.screening.runs import numbers_in, runs_at, spans_of
from gongkai.engines.screening.tests.labelled import NEGATIVE, POSITIVE, fill

CONTEXT = Context(title="青原县2024年政务公开工作要点", doc_number="青政办发〔2024〕3号")
# Every anchor and listed word stands somewhere here, among characters of two units and blanks of all widths.
LISTED = sorted({*lexicon_of(CONTEXT.words)._words})
PIECES = st.one_of(
    st.builds(
        lambda template, seed: fill(template, random.Random(seed)).text,
        st.sampled_from((*POSITIVE, *NEGATIVE)),
        st.integers(0, 999),
    ),
    st.sampled_from(LISTED),
    st.text(
        alphabet="0123456789０３９ABGEXx·•\u2003\u3000\u00a0 —－-\n\t😀𠮷年月日村组室岁鲁，（", max_size=25
    ),
)


class Plain(Reading):
    """Reads without an automaton, and seeks runs everywhere."""

    def __init__(self, text: str, context: Context) -> None:
        super().__init__(text, context)
        self._found = {
            word: [spot.start() for spot in re.finditer(f"(?={re.escape(word)})", text)]
            for word in LISTED
            if word in text
        }
        self.runs = runs_at(text, spans_of(text, bytes(len(text))))
        self.numbers = list(numbers_in(self.runs))


@settings(max_examples=40)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_the_quick_reading_finds_what_the_plain_one_finds(text: str) -> None:
    fast, slow = Reading(text, CONTEXT), Plain(text, CONTEXT)
    assert (fast.runs, fast.numbers) == (slow.runs, slow.numbers)
    for detector in DETECTORS:
        assert fast.by(detector) == slow.by(detector)
    only = Reading(text, CONTEXT, everything=False)
    assert set(screen(text, context=CONTEXT)) == set(
        screen(text, context=CONTEXT, detectors=reversed(DETECTORS))
    )
    asked = only.worth(PERSONAL)
    assert all(slow.by(detector) == (only.by(detector) if detector in asked else []) for detector in PERSONAL)
