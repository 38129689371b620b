"""Unified social credit codes are checked to the last character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.agencies.credit_code import (
    _ALPHABET,
    check_character,
    fault,
    organisation_check,
    organisation_code,
)


@pytest.mark.parametrize("code", ["11341702486344515H", "11441700007280420Y", "11370322004222241N"])
def test_codes_of_real_governments_are_sound(code: str) -> None:
    assert fault(code) is None
    organisation = organisation_code(code)
    assert organisation_check(organisation[:8]) == organisation[8]


def test_each_fault_is_one_sentence() -> None:
    assert "18位" in (fault("11341702486344515") or "")
    assert "字母I" in (fault("1134170248634451IH") or "")
    assert "校验位" in (fault("11341702486344515J") or "")


@given(st.text(_ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(_ALPHABET))
def test_one_wrong_character_is_always_noticed(seventeen: str, at: int, other: str) -> None:
    code = seventeen + check_character(seventeen)
    assert fault(code) is None
    changed = code[:at] + other + code[at + 1 :]
    assert (fault(changed) is None) == (changed == code)
