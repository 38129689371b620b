"""gongkai screen: Zhou Min looks over a list before it goes out."""

import json
from pathlib import Path

import pytest

from gongkai.affairs.documents.findings import findings_for
from gongkai.faces.cli.tests.conftest import Run
from tests.county import County

LINE = "周敏，身份证号371322198807123454，电话13800138000。\n"


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    file = tmp_path / "名单.txt"
    file.write_text(LINE, "utf-8")
    return file


def test_each_finding_is_a_line_of_json_that_shows_nothing(run: Run, listing: Path) -> None:
    out = run("screen", listing, "--json").out
    told = [json.loads(line) for line in out.splitlines()]
    assert [(one["kind"], LINE[one["start"] : one["end"]]) for one in told] == [
        ("name", "周敏"),
        ("identity", "371322198807123454"),
        ("mobile", "13800138000"),
    ]
    assert told[1]["masked"] == "371322********3454" and told[1]["severity"] == "block"
    assert "13800138000" not in out and "371322198807123454" not in out


def test_a_person_gets_a_table(run: Run, listing: Path) -> None:
    told = run("screen", listing)
    assert [row[3] for row in told.rows] == ["与个人信息相连的姓名", "居民身份证号码", "手机号码"]
    assert "3 findings" in told.err


def test_offsets_count_characters_of_the_decoded_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("各乡镇人民政府：现将公开工作有关事项通知如下，电话13800138000".encode("gb18030"))
    [told] = [json.loads(line) for line in run("screen", file, "--json").out.splitlines()]
    assert (told["start"], told["end"]) == (25, 36)


def test_hidden_parts_of_a_page_are_found(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text('<p>公开信息目录</p><p style="display:none">暗文</p>', "utf-8")
    [told] = [json.loads(line) for line in run("screen", file, "--json").out.splitlines()]
    assert told["kind"] == "hidden_text"


def test_an_installation_brings_its_own_words(run: Run, listing: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text(
        '[[list]]\nkind = "wrong_word"\nseverity = "warn"\nnote = "n"\nwords = ["电话"]\n', "utf-8"
    )
    assert "wrong_word" in run("screen", listing, "--words", words, "--json").out
    words.write_text("[[", "utf-8")
    assert "无法读取" in run("screen", listing, "--words", words, code=2).err


def test_it_must_be_told_what_to_screen(run: Run, listing: Path) -> None:
    assert "--published" in run("screen", code=2).err
    assert "--published" in run("screen", listing, "--published", code=2).err
    assert "nowhere.txt" in run("screen", "nowhere.txt", code=2).err


@pytest.mark.django_db
def test_what_is_public_is_screened(run: Run) -> None:
    assert "Nothing found" in run("screen", "--published").err


def test_what_is_public_becomes_a_work_list_when_asked(run: Run, county: County) -> None:
    county.publish("2025年危房改造补助名单", kind="subsidy", body=f"<p>{LINE}</p>")
    seen = [json.loads(line) for line in run("screen", "--published", "--json").out.splitlines()]
    assert [(one["kind"], one["where"]) for one in seen] == [
        ("name", "正文"),
        ("identity", "正文"),
        ("mobile", "正文"),
    ]
    assert findings_for(county.tang_ke).count() == 0
    kept = run("screen", "--published", "--record", "--json").out
    assert {json.loads(line)["kind"] for line in kept.splitlines()} == {"name", "identity", "mobile"}
    assert findings_for(county.tang_ke).count() == 3 and "371322198807123454" not in kept
    assert "--published" in run("screen", "--record", code=2).err
