"""gongkai law clauses: what the documents ask, what meets it, and that nothing is called met that is not."""

import re
from collections.abc import Iterator
from pathlib import Path

import gongkai
from gongkai.faces.cli.tests.conftest import Run
from gongkai.kernel.law import Clause, DutyRule, load_pack

PACKS = ["guangdong", "jiayuguan-wgx", "qingdao", "shandong-rfb", "xiaoxian"]
CLAUSES = [(pack, id, clause) for pack in PACKS for id, clause in load_pack(pack).register().items()]

# Of these subjects, and of those that set or rest on a limit, no clause is open.
WHOLLY_MET = {"task-and-organisation", "training-and-exchange", "annual-report"}


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
        "evidence:hearing",
    ]
    there = head.format(1) + "met_by = [{}]\n".format(
        ", ".join(f'"{name}"' for name in [*names, "api:search"])
    )
    for missing in ("page:portal:mailbox", "workflow:documents.seal", "api:nowhere", "evidence:minutes"):
        wrong = head.format(2) + f'met_by = ["{missing}"]\n'
        (pack / "clauses.toml").write_text(there + wrong, "utf-8")
        error = run("law", "check", tmp_path, code=1).err
        assert "clauses.toml:12: " in error and missing in error
        assert len(error.splitlines()) == 1


def test_clauses_about_time_tasks_training_organisation_and_reports_are_met() -> None:
    asked = {id for _, id, clause in CLAUSES if clause.capability in WHOLLY_MET or clause.limit}
    open_ = {id for _, id, clause in CLAUSES if not clause.met}
    assert asked and not asked & open_


def recorded() -> set[str]:
    """Every verb that some code records."""
    called = re.compile(r'\b_?(?:record|record_event|tell)\(\s*"([a-z_]+\.[a-z_]+)"')
    files = [path for path in Path(gongkai.__file__).parent.rglob("*.py") if "/tests/" not in str(path)]
    return {verb for path in files for verb in called.findall(path.read_text("utf-8"))}


def duties_of(pack: str, clause: Clause) -> Iterator[DutyRule]:
    """Every version of the duties by which a clause is met."""
    for reference in clause.met_by:
        kind, _colon, name = reference.partition(":")
        if kind == "duty":
            yield from load_pack(pack).duty_history()[name]


def test_a_duty_meets_a_clause_only_if_it_can_begin_and_be_fulfilled() -> None:
    verbs = recorded()
    assert {"hearing.held", "document.published", "task.dispatched"} <= verbs
    for pack, id, clause in CLAUSES:
        for rule in duties_of(pack, clause):
            for trigger in (*rule.starts, *rule.counts):
                assert trigger.verb in verbs, (id, rule.id, trigger.verb)
            assert not rule.ends or any(one.verb in verbs for one in rule.ends), (id, rule.id)
