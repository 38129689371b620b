"""gongkai intake: a county's old files come in."""

import json
from pathlib import Path

import pytest

from gongkai.affairs.documents.models import Document
from gongkai.faces.cli.tests.conftest import Run
from gongkai.intake import actions
from gongkai.intake.actions import Outcome
from tests.county import County

TEXT = """青原县住房和城乡建设局关于开展农村危房排查的通知
青建〔2024〕18号

各乡镇人民政府：
为做好农村危房排查工作，现将有关事项通知如下。
一、排查范围
全县农村住房。
青原县住房和城乡建设局
2024年3月6日
（此件公开发布）
"""


@pytest.fixture
def old_files(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "notice.txt").write_text(TEXT, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_each_document_is_a_line_of_json(county: County, run: Run, old_files: Path) -> None:
    lines = run(
        "intake", old_files / "notice.txt", "--agency", "zhujian", "--publish", "--json"
    ).out.splitlines()
    [told] = [json.loads(line) for line in lines]
    assert (told["status"], told["published"]) == ("new", True)
    assert told["doc_number"] == "青建〔2024〕18号"
    assert Document.objects.get(index_number=told["index_no"]).agency == county.housing


def test_a_refused_file_does_not_stop_the_rest(county: County, run: Run, old_files: Path) -> None:
    told = run("intake", old_files, "--agency", "zhujian", code=1)
    assert [line.split("\t")[0] for line in told.out.splitlines()] == ["new"]
    assert "empty.txt" in told.err and "1 refused" in told.err


def test_a_dry_run_keeps_nothing(county: County, run: Run, old_files: Path) -> None:
    assert run("intake", old_files / "notice.txt", "--dry-run").out.startswith("described\t")
    assert not Document.objects.exists()


def test_a_second_run_knows_the_file(county: County, run: Run, old_files: Path) -> None:
    for status in ("new", "known"):
        assert run("intake", old_files / "notice.txt").out.startswith(f"{status}\t")
    assert Document.objects.count() == 1


def test_breaking_off_says_how_to_go_on(
    county: County, run: Run, old_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object):  # type: ignore[no-untyped-def]
        yield Outcome("a.txt", "new")
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "take_in", interrupted)
    told = run("intake", old_files, code=130)
    assert "1 new" in told.err and "run the same command again" in told.err


def test_what_is_not_there_is_named_before_anything_is_done(
    county: County, run: Run, old_files: Path
) -> None:
    assert "nowhere.txt" in run("intake", old_files, "nowhere.txt", code=2).err
    assert "mars" in run("intake", old_files, "--agency", "mars", code=2).err
    assert not Document.objects.exists()
