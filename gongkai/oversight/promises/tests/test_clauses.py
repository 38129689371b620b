"""The clauses of the packs: found, narrowed down, and how each stands."""

import pytest

from gongkai.kernel.law import CAPABILITIES, load_pack, pack_names
from gongkai.oversight.promises import clauses
from gongkai.oversight.promises.clauses import Selection
from gongkai.oversight.promises.tests.telling import Told


@pytest.mark.django_db
def test_every_clause_of_every_pack_is_found_by_its_number() -> None:
    known = [id for name in pack_names() for id in load_pack(name).register()]
    assert len(known) == 415
    shown = [entry.id for register in clauses.registers().values() for entry in register.entries]
    assert sorted(shown) == sorted(known)
    assert clauses.entry("XX-99") is None


def test_the_pack_followed_here_comes_first(told: Told) -> None:
    register = next(iter(clauses.registers().values()))
    assert (register.pack.name, register.agencies, clauses.house_pack()) == ("xiaoxian", 3, "xiaoxian")


@pytest.mark.django_db
def test_facets_count_what_each_choice_would_leave() -> None:
    register = clauses.registers()["xiaoxian"]
    chosen = Selection(met="open", capability="task-and-organisation")
    counted = register.facets(chosen)
    for name in clauses.FACETS:
        for value, number in counted[name]:
            there = Selection(**{**vars(chosen), name: value})
            assert len(register.select(there)) == number, (name, value)
    assert set(dict(counted["capability"])) <= set(CAPABILITIES)


@pytest.mark.django_db
def test_words_are_found_in_either_script() -> None:
    register = clauses.registers()["xiaoxian"]
    found = register.select(Selection(words="主要负责同志 汇报"))
    assert [entry.id for entry in found] == ["XX-3.1.1.2a"]
    assert register.select(Selection(words="主要負責同志 匯報")) == found
    assert register.select(Selection(words="没有这样的词")) == []


def test_a_clause_shows_the_rules_that_rest_on_it(told: Told) -> None:
    found = clauses.entry("XX-3.1.1.2a")
    assert found is not None
    register, entry = found
    (kept,) = clauses.rules_under(register, entry)
    assert kept.rule.id == "hearing" and kept.figures is not None and kept.figures.open
    assert entry.citation == "《全县基层政务公开提升行动实施方案》三（一）组织领导2"
    assert entry.section == "三（一）组织领导"
    limit = clauses.limit_of(entry)
    assert limit is not None and limit.limit.zh() == "每半年至少1次"


def test_rules_of_a_pack_that_nobody_follows_have_no_figures(told: Told) -> None:
    register = clauses.registers()["guangdong"]
    under = [clauses.rules_under(register, entry) for entry in register.entries]
    assert any(under)
    assert all(kept.figures is None for rules in under for kept in rules)


@pytest.mark.django_db
def test_without_any_agency_nothing_is_followed() -> None:
    assert clauses.seat() is None
    assert clauses.house_pack() == "national"
    assert all(register.agencies == 0 for register in clauses.registers().values())
