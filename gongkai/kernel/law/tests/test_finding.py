"""Packs stand in the installed package and in a folder that an authority names."""

from pathlib import Path

import pytest

from gongkai.kernel.law import PackError, check_packs, load_pack
from gongkai.kernel.law.tests.folders import write_pack


def test_an_authority_names_its_own_folder_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(tmp_path, "qingyuan", manifest='title = "青原县"\nextends = "national"\n')
    monkeypatch.setenv("GONGKAI_PACKS", str(tmp_path))
    assert load_pack("qingyuan").title == "青原县"
    monkeypatch.delenv("GONGKAI_PACKS")
    with pytest.raises(PackError, match=r"没有名为“qingyuan”的法规包，现有：.*national"):
        load_pack("qingyuan")


def test_a_folder_that_is_missing_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_PACKS", str(tmp_path / "packs"))
    with pytest.raises(PackError, match="没有这个法规包目录，请检查 GONGKAI_PACKS 的设置。"):
        load_pack("national")
    assert len(check_packs()) == 1


def test_nobody_replaces_the_national_pack_by_using_its_name(tmp_path: Path) -> None:
    write_pack(tmp_path, "national")
    with pytest.raises(PackError, match=r"法规包“national”与 .* 重名，请把其中一个文件夹改名。"):
        load_pack("national", tmp_path)


def test_a_folder_without_its_manifest_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, "half", limits="")
    (folder / "pack.toml").unlink()
    write_pack(tmp_path, "whole")
    assert load_pack("whole", tmp_path).title == "青原县"
    [problem] = check_packs(tmp_path)
    assert (problem.file, problem.line) == (folder / "pack.toml", 1)
