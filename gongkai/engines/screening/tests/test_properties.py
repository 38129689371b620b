"""Properties: whatever stands around it, a valid number is found where it stands, and masking leaves nothing of it."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.engines.screening import DETECTORS, Context, mask, screen
from gongkai.engines.screening.tests import compose
from gongkai.engines.screening.tests.labelled import NEGATIVE, POSITIVE, fill

CHANCES = st.integers(0, 2**32).map(random.Random)
PROSE = st.text(
    alphabet=st.sampled_from("，。；、：（）《》 \n\t\u3000的公开信息县局办理情况通知附件人户号"), max_size=30
)
CONTEXT = Context()


@given(CHANCES, PROSE, PROSE, st.sampled_from(("identity", "card", "mobile")))
def test_a_valid_number_is_found_exactly(chance: random.Random, left: str, right: str, what: str) -> None:
    number = compose.broken(getattr(compose, what)(chance), chance)
    text = f"{left}{number}{right}"
    kind = "bank_card" if what == "card" else what
    place = (kind, len(left), len(left) + len(number))
    assert place in [(one.kind, one.start, one.end) for one in screen(text, context=CONTEXT)]


@given(CHANCES, PROSE, st.integers(1, 9))
def test_a_wrong_check_digit_is_no_identity(chance: random.Random, prose: str, shift: int) -> None:
    number = compose.identity(chance)
    signs = "0123456789X"
    wrong = number[:-1] + signs[(signs.index(number[-1]) + shift) % 11]
    assert "identity" not in [one.kind for one in screen(f"{prose}{wrong}{prose}", context=CONTEXT)]


@given(CHANCES, st.sampled_from(POSITIVE))
def test_masked_text_shows_no_number_whole_and_finds_none_again(chance: random.Random, template: str) -> None:
    case = fill(template, chance)
    masked = mask(case.text, screen(case.text, context=CONTEXT))
    for kind, start, end in case.expected:
        if kind not in ("name",):
            assert case.text[start:end] not in masked
    again = {one.kind for one in screen(masked, context=CONTEXT)}
    assert not again & {"identity", "bank_card", "mobile", "passport", "landline", "email"}


@given(st.text(max_size=300), st.booleans())
def test_any_text_can_be_screened(text: str, html: bool) -> None:
    found = screen(
        text, context=Context(html=html, title=text[:20], doc_number=text[:10], others={"旧文": text[::-1]})
    )
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    mask(text, found)


@settings(max_examples=40)
@given(CHANCES, st.lists(st.sampled_from((*POSITIVE, *NEGATIVE)), max_size=4))
def test_screening_is_the_sum_of_its_detectors(chance: random.Random, templates: list[str]) -> None:
    text = "\n".join(fill(template, chance).text for template in templates)
    places = {(one.kind, one.start, one.end) for one in screen(text, context=CONTEXT)}
    each = {
        (one.kind, one.start, one.end)
        for detector in DETECTORS
        for one in screen(text, context=CONTEXT, detectors=(detector,))
    }
    assert places <= each
