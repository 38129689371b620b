"""The registers of the five documents: complete, in our own words, each clause in its place."""

from pathlib import Path

import pytest

from gongkai.kernel.law import CAPABILITIES, check_packs, load_pack
from gongkai.kernel.law.clauses import CLAUSE_ID

COUNTS = {
    "shandong-rfb": ("SD", 67),
    "qingdao": ("QD", 73),
    "guangdong": ("GD", 144),
    "xiaoxian": ("XX", 87),
    "jiayuguan-wgx": ("JYG", 44),
}
ALL = {id: clause for name in COUNTS for id, clause in load_pack(name).register().items()}


@pytest.mark.parametrize("name", COUNTS)
def test_every_clause_of_the_document_is_there_and_no_other(name: str) -> None:
    prefix, number = COUNTS[name]
    register = load_pack(name).register()
    assert len(register) == number
    assert {id.split("-")[0] for id in register} == {prefix}
    assert [pack.name for pack in load_pack(name).chain()] == [name, "national"]


def test_the_whole_is_415_clauses() -> None:
    assert len(ALL) == 415
    assert all(CLAUSE_ID.fullmatch(id) for id in ALL)


@pytest.mark.seeds
def test_ids_order_and_capabilities_are_those_of_the_reference(seeds: Path) -> None:
    """The reference is read line by line: it is no file that the project brings along."""
    lines = (seeds.parent / "reference" / "clauses.yaml").read_text("utf-8").splitlines()
    ids = [line.removeprefix("- id: ") for line in lines if line.startswith("- id: ")]
    capabilities = [line.split(": ")[1] for line in lines if line.startswith("  capability: ")]
    assert list(ALL) == ids
    assert [clause.capability for clause in ALL.values()] == capabilities


def test_each_says_who_must_do_what_and_where_that_stands() -> None:
    for id, clause in ALL.items():
        assert clause.text.endswith("。") and 8 <= len(clause.text) <= 70, id
        assert clause.where.strip() and clause.actor.strip(), id
        assert clause.actor not in clause.together_with, id
    assert len({clause.text for clause in ALL.values()}) > 405


def test_every_capability_is_asked_for_by_some_document() -> None:
    assert {clause.capability for clause in ALL.values()} == set(CAPABILITIES)


def test_what_the_documents_only_encourage_is_not_demanded() -> None:
    soft = {id for id, clause in ALL.items() if clause.strength == "should"}
    assert soft == {
        *("SD-4.1c", "SD-4.1e", "QD-3.3b", "GD-21c", "GD-22f", "GD-22h", "GD-23c", "XX-3.7.1.3"),
    }


def test_the_packs_can_be_used() -> None:
    assert check_packs() == []


def test_a_clause_is_cited_by_its_place_in_the_document() -> None:
    xiaoxian = load_pack("xiaoxian")
    assert xiaoxian.cite("XX-3.4.1.1b") == "《全县基层政务公开提升行动实施方案》三（四）政策解读1"
    assert xiaoxian.cite("XX-3.4.3.2a, XX-3.4.3.2b, XX-4.3b") == (
        "《全县基层政务公开提升行动实施方案》三（四）回应关切2、四（三）加强监督指导"
    )
    assert load_pack("guangdong").cite("GD-22b, foi:33.2") == (
        "《关于我省全面推进政务公开工作实施意见》六、22.加强组织领导、《中华人民共和国政府信息公开条例》第三十三条第二款"
    )
    assert load_pack("jiayuguan-wgx").cite("JYG-3.2e").endswith("方案》三、2.组织保障队伍建设")
    assert load_pack("shandong-rfb").cite("SD-2.1a") == "《政务公开工作实施方案》二（一）推进决策公开"
    with pytest.raises(ValueError, match=r"“XX-9\.9”不在条款表中"):
        xiaoxian.cite("XX-9.9")
    with pytest.raises(ValueError, match="“GD-22b”中的“gd”不在法规文件表中"):
        xiaoxian.cite("GD-22b")


def test_the_register_stands_in_the_order_of_the_document() -> None:
    order = list(load_pack("guangdong").register())
    assert order.index("GD-3b") < order.index("GD-4a") < order.index("GD-10a") < order.index("GD-25")
