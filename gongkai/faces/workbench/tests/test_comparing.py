"""Two texts side by side say both texts whole; three say who wrote what."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.faces.workbench.comparing import MOST_ROWS, Row, compare, three_way

LINES = st.lists(st.text("甲乙丙丁一二", min_size=1, max_size=5), max_size=12)


def side(rows: list[Row], name: str) -> list[str]:
    return ["".join(piece.text for piece in getattr(row, name)) for row in rows if getattr(row, name)]


def test_a_changed_word_is_marked_within_its_line() -> None:
    compared = compare("每月五日前报送。", "每月十日前报送。")
    (row,) = compared.rows
    assert [(piece.text, piece.changed) for piece in row.before] == [
        ("每月", False), ("五", True), ("日前报送。", False),
    ]  # fmt: skip
    assert compared.changes == 1


def test_equal_runs_are_folded_but_beside_a_change() -> None:
    before = [f"第{n}行" for n in range(20)]
    after = [*before[:10], "新的一行", *before[10:]]
    rows = compare("\n".join(before), "\n".join(after)).rows
    assert [row.kind for row in rows] == ["folded", "same", "same", "new", "same", "same", "folded"]
    assert [row.count for row in rows if row.kind == "folded"] == [8, 8]
    assert compare("同", "同").changes == 0


def test_whoever_rewrote_everything_gets_a_bounded_page() -> None:
    compared = compare("\n".join(f"旧{n}" for n in range(9000)), "\n".join(f"新{n}" for n in range(9000)))
    assert compared.cut and len(compared.rows) == MOST_ROWS


@given(LINES, LINES)
def test_both_sides_are_told_whole(before: list[str], after: list[str]) -> None:
    compared = compare("\n".join(before), "\n".join(after))
    if not any(row.kind == "folded" for row in compared.rows):
        assert side(compared.rows, "before") == before
        assert side(compared.rows, "after") == after
    assert (compared.changes == 0) == (before == after)


@given(LINES, LINES, LINES)
def test_three_ways_name_every_change(base: list[str], theirs: list[str], mine: list[str]) -> None:
    regions = three_way("\n".join(base), "\n".join(theirs), "\n".join(mine))
    if base == theirs == mine:
        assert regions == []
    for name, whole in (("theirs", theirs), ("mine", mine)):
        kept = "\n".join(base)
        changed = sum(len(getattr(one, name)) - len(one.base) for one in regions)
        assert len(kept.splitlines()) + changed == len(whole)
    for one in regions:
        assert (one.kind == "mine") == (one.theirs == one.base and one.mine != one.base)
