"""What 县住房城乡建设局 and 桥头镇 owe under the pack they go by, and what of it everybody may know."""

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Wanted, public_subjects
from gongkai.engines.duties.selection import ALL
from gongkai.engines.duties.tests.conftest import PACK, write_pack
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import frozen
from gongkai.oversight.promises import queries
from gongkai.oversight.promises.tests.telling import TODAY, Told
from tests.county import County


def ids(rules: list[queries.Promise], kind: str) -> set[str]:
    return {one.rule.id for one in rules if one.rule.kind == kind and one.in_force}


def test_before_any_pack_only_what_happens_is_owed(county: County) -> None:
    rules = queries.rules_of(county.housing)
    assert {rule.kind for rule in rules} == {"event"}
    assert queries.pack_of(county.housing) == "national"
    assert queries.packs_followed([county.housing]) == {"zhujian": ""}


def test_what_recurs_is_owed_by_the_kinds_that_the_rule_names(told: Told) -> None:
    housing = ids(queries.promises_of(told.county.housing), "period")
    township = ids(queries.promises_of(told.county.township), "period")
    assert "hearing" in housing & township
    assert "subsidy_result" in township - housing
    assert "department_report" in housing - township


def test_the_figures_stand_beside_their_rule(told: Told) -> None:
    kept = {one.rule.id: one.figures for one in queries.promises_of(told.county.housing)}
    assert (kept["interpretation"].met, kept["interpretation"].overdue) == (1, 1)
    assert (kept["task"].met, kept["task"].open) == (1, 1)


def test_a_rule_of_former_days_keeps_its_figures(told: Told) -> None:
    adopt_pack(by=SYSTEM, agency=told.county.housing, pack="qingdao", from_=date(2026, 11, 13))
    with frozen("2026-11-16 10:00"):
        promises = queries.promises_of(told.county.housing)
        former = {one.rule.id: one for one in promises if not one.in_force}
        assert "guide_check" in former and former["guide_check"].figures.open
        assert queries.packs_followed([told.county.housing, told.county.township]) == {
            "zhujian": "qingdao",
            "qiaotou": "xiaoxian",
        }


def test_a_role_owes_where_somebody_holds_it(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(tmp_path, "qingyuan", PACK)
    monkeypatch.setenv("GONGKAI_PACKS", str(tmp_path))
    adopt_pack(by=SYSTEM, agency=county.government, pack="qingyuan", from_=TODAY.date())
    assert "list" in {rule.id for rule in queries.rules_of(county.government)}  # 何静's role stands here
    assert "list" not in {rule.id for rule in queries.rules_of(county.housing)}


def test_a_subject_is_found_only_where_everybody_may_know_it(told: Told) -> None:
    with transaction.atomic():
        record(
            "application.received", subject=("application", "A1"), by="tangke", agency="zhujian",
            facts={"channel": "web", "received_at": "2026-11-10T09:00:00+08:00"},
        )  # fmt: skip
    secret = Duty.objects.get(subject_kind="application", rule="reply")
    assert secret.pk not in public_subjects(Duty.objects.all())
    assert not queries.select(Wanted(subject=("application", "A1"), status=ALL))
    assert secret in queries.select(Wanted(agency="zhujian", rule="reply"))
    document = Duty.objects.filter(rule="interpretation").first()
    assert document is not None
    assert list(queries.select(Wanted(subject=document.subject, status=ALL, rule="interpretation"))) == [
        document
    ]
    assert queries.select(Wanted(subject=("agency", "zhujian"), status=ALL)).count() > 5


def test_days_narrow_by_when_things_fall_due(told: Told) -> None:
    found = queries.select(
        Wanted(agency="qiaotou", status=ALL), due_after=date(2026, 6, 30), due_before=date(2026, 6, 30)
    )
    assert {"task", "hearing"} <= {duty.rule for duty in found}
    assert not queries.select(Wanted(agency="qiaotou", status=ALL), due_after=date(2030, 1, 1))


def test_a_pack_that_cannot_be_read_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert queries.readable("nowhere") is None
    monkeypatch.setenv("GONGKAI_PACKS", "/nowhere/at/all")
    assert queries.installed() == []


def test_from_what_a_limit_is_counted(told: Told) -> None:
    rules = {rule.id: rule for rule in queries.rules_of(told.county.housing)}
    assert queries.counted_from(rules["reply"]).startswith("自")
    assert queries.counted_from(rules["task"]) == ""
