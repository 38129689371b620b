"""A phrase is found exactly where a scan of the text finds it: nothing missed, nothing invented."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.engines.search.shelf import Shelf
from gongkai.engines.search.tests.county import document, fill, ids, searcher_of
from gongkai.kernel.hanzi.fold import fold

# Few characters, so that chance composes near misses: both scripts, digits, words, all sorts of breaks.
TEXTS = st.text("公开開政務务一公8a1，。 （\n", max_size=24)


def plain(text: str) -> str:
    """The folded text with each run of anything but characters, letters and digits as one bar."""
    bars = "".join(c if c.isalnum() else "|" for c in fold(text))
    while "||" in bars:
        bars = bars.replace("||", "|")
    return bars


def word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text, with whole numbers and words at its ends."""
    text, phrase = f"|{plain(text)}|", plain(phrase).strip("|")
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(phrase)]
        if not (word(phrase[0]) and word(before)) and not (word(phrase[-1]) and word(after)):
            return True
        at = text.find(phrase, at + 1)
    return False


@pytest.mark.full
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), data=st.data())
def test_phrases_equal_a_scan_of_the_text(texts: list[str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        fill(shelf, [document(str(n), "", text) for n, text in enumerate(texts)])
        searcher = searcher_of(shelf)
        for _ in range(8):
            phrase = data.draw(cuts(texts) | TEXTS)
            if plain(phrase).strip("|"):
                expected = {str(n) for n, text in enumerate(texts) if holds(text, phrase)}
                assert set(ids(searcher, f"「{phrase}」")) == expected, phrase


def cuts(texts: list[str]) -> st.SearchStrategy[str]:
    places = st.tuples(st.sampled_from(texts), st.integers(0, 20), st.integers(1, 9))
    return places.map(lambda place: place[0][place[1] : place[1] + place[2]])
