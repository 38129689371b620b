"""Levels of risk and forms of answering as data: each pack has what the course needs, and its page tells of it."""

from datetime import date

import pytest
from pydantic import ValidationError

from gongkai.kernel.law import law_as_markdown, load_pack, pack_names
from gongkai.kernel.law.concerns import FormVersion, RiskVersion
from gongkai.kernel.law.sections import RESPONSE_FORMS, RISKS

DAY = date(2026, 3, 2)


def test_every_pack_has_a_highest_level_and_a_form_for_every_step() -> None:
    for name in pack_names():
        pack = load_pack(name)
        ranks = [version.rank for one in pack.entries(RISKS).values() for version in one.versions]
        assert sorted(ranks) == [1, 2, 3], name
        forms = [version for one in pack.entries(RESPONSE_FORMS).values() for version in one.versions]
        assert {step for one in forms for step in one.steps} == {"release", "hold_conference", "respond"}, (
            name
        )


def test_the_four_forms_of_guangdong_rest_on_its_clause() -> None:
    own = load_pack("guangdong").own(RESPONSE_FORMS)
    assert set(own) == {"online", "expert", "conference", "interview"}
    assert {version.basis for one in own.values() for version in one.versions} == {"GD-12b"}


def test_the_page_of_a_pack_says_what_a_level_asks_and_that_it_is_a_setting() -> None:
    page = law_as_markdown(load_pack("qingdao"))
    (row,) = [line for line in page.splitlines() if line.startswith("| `high` |") and "从源头" in line]
    assert "`openness_office`" in row and "待核实" in row


def test_a_point_that_stands_twice_or_a_step_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError, match="重复的一项"):
        RiskVersion(since=DAY, basis="opinion_response", rank=1, checklist=["核实", "核实"])
    with pytest.raises(ValidationError):
        FormVersion(since=DAY, basis="opinion_response", steps=["publish"])  # type: ignore[list-item]
