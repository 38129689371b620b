"""gongkai law clauses: what the documents ask, what meets it, and that nothing is called met that is not."""

from pathlib import Path

from gongkai.faces.cli.tests.conftest import Run

PACKS = ["guangdong", "jiayuguan-wgx", "qingdao", "shandong-rfb", "xiaoxian"]


def test_all_clauses_of_all_packs(run: Run) -> None:
    ran = run("law", "clauses")
    assert len(ran.rows) == 415
    assert [line.split(":")[0] for line in ran.err.splitlines()] == PACKS
    row = next(row for row in ran.rows if row[0] == "XX-3.4.1.1b")
    assert row[1] == "三（四）政策解读1" and "duty:interpretation" in row[3]


def test_only_the_open_ones(run: Run) -> None:
    rows = run("law", "clauses", "--pack", "xiaoxian", "--open").rows
    assert 0 < len(rows) < 87
    assert all(row[3] == "" for row in rows)


def test_json_counts_met_open_and_should(run: Run) -> None:
    given = run("law", "clauses", "--json").json
    assert [one["pack"] for one in given] == PACKS
    assert sum(one["met"] + one["open"] for one in given) == 415
    assert sum(one["should"] for one in given) == 8
    assert {"id", "text", "where", "actor", "strength", "limit", "met_by"} <= set(given[0]["clauses"][0])


def test_a_pack_without_a_register_is_refused(run: Run) -> None:
    assert "national registers no clauses" in run("law", "clauses", "--pack", "national", code=1).err


def test_the_packs_of_the_house_name_only_what_exists(run: Run) -> None:
    assert run("law", "check").out == "All packs can be used.\n"


def test_a_page_that_does_not_exist_meets_nothing(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "qingyuan"
    pack.mkdir()
    (pack / "pack.toml").write_text('title = "青原县"\n', "utf-8")
    (pack / "acts.toml").write_text('[act.plan]\ntitle = "青原县要点"\nin_force = 2022-03-01\n', "utf-8")
    head = '[clause."PLAN-{}"]\ntext = "公开。"\nwhere = "一"\nactor = "县政府"\ncapability = "interaction"\n'
    names = [
        "page:portal:home",
        "page:feed",
        "workflow:documents.publish",
        "kind:policy",
        "command:law.check",
    ]
    there = head.format(1) + "met_by = [{}]\n".format(
        ", ".join(f'"{name}"' for name in [*names, "api:search"])
    )
    for missing in ("page:portal:mailbox", "workflow:documents.sign", "api:nowhere", "evidence:minutes"):
        wrong = head.format(2) + f'met_by = ["{missing}"]\n'
        (pack / "clauses.toml").write_text(there + wrong, "utf-8")
        error = run("law", "check", tmp_path, code=1).err
        assert "clauses.toml:12: " in error and missing in error
        assert len(error.splitlines()) == 1
