"""gongkai law: limits with their basis, and the check of packs."""

from pathlib import Path

from gongkai.faces.cli.tests.conftest import Run


def test_limits_name_their_basis(run: Run) -> None:
    rows = {row[0]: row for row in run("law", "limits", "--on", "2026-02-10").rows}
    assert rows["reply"][2] == "20个工作日"
    assert "政府信息公开条例" in rows["reply"][4]


def test_limits_of_another_day(run: Run) -> None:
    before = {one["id"] for one in run("law", "limits", "--on", "2008-01-01", "--json").json}
    assert "reply" not in before


def test_an_unknown_pack_is_refused_with_the_known_ones(run: Run) -> None:
    assert "national" in run("law", "limits", "--pack", "nowhere", code=1).err


def test_a_misspelt_day_is_a_misuse(run: Run) -> None:
    assert "2026-02-10" in run("law", "limits", "--on", "tomorrow", code=2).err


def test_the_packs_of_the_house_can_be_used(run: Run) -> None:
    assert run("law", "check").out == "All packs can be used.\n"


def test_every_fault_of_a_pack_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "qingyuan"
    pack.mkdir()
    (pack / "pack.toml").write_text('title = "青原县"\nextends = "nowhere"\n', "utf-8")
    error = run("law", "check", tmp_path, code=1).err
    assert "pack.toml:2" in error and "nowhere" in error
