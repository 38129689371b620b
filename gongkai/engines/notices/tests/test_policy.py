"""Whose pack decides: a child's reminder instead of its parent's, the national ones while a file is broken."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.engines.duties.tests.telling import tell
from gongkai.engines.notices.models import Notice
from gongkai.engines.notices.policy import policy_of
from gongkai.engines.notices.sweep import remind
from gongkai.kernel.clock import frozen
from gongkai.kernel.law import forget_packs, load_pack
from tests.county import County

DAY = date(2026, 3, 2)
SILENT = """
[reminder.overdue_leader]
title = "逾期不报告领导"
[[reminder.overdue_leader.versions]]
since = 2026-01-01
basis = "foi:3"
when = "overdue"
to = []
clock = "days"
after = "1 working day"
"""


def child(folder: Path, text: str) -> None:
    (folder / "own").mkdir(parents=True, exist_ok=True)
    (folder / "own" / "pack.toml").write_text('title = "own"\nextends = "national"\n', "utf-8")
    (folder / "own" / "reminders.toml").write_text(text, "utf-8")
    forget_packs()


def test_a_child_silences_one_reminder_from_a_day_on(tmp_path: Path) -> None:
    child(tmp_path, SILENT)
    pack = load_pack("own", tmp_path)
    national = {one.id for one in policy_of(load_pack("national"), DAY).reminders}
    assert national - {one.id for one in policy_of(pack, DAY).reminders} == {"overdue_leader"}
    assert {one.id for one in policy_of(pack, date(2025, 12, 31)).reminders} == national
    assert policy_of(pack, DAY).quiet == policy_of(load_pack("national"), DAY).quiet


@pytest.mark.django_db
def test_while_a_file_is_half_saved_the_national_reminders_hold(reminded: County, packs: Path) -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    (packs / "qingyuan" / "duties.toml").write_text("[reminder.warn", "utf-8")
    forget_packs()
    with frozen("2026-03-11 09:00"):
        assert remind() == 2
        assert {notice.key.split(" ", 3)[3] for notice in Notice.objects.all()} == {
            "warning: warn 3 working days"
        }


@pytest.mark.django_db
def test_a_new_reminder_of_a_changed_pack_reaches_what_is_late_already(reminded: County, packs: Path) -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    with frozen("2026-03-20 09:00"):
        assert remind() == 4
        path = packs / "qingyuan" / "duties.toml"
        more = '\n[reminder.principal]\ntitle = "x"\n[[reminder.principal.versions]]\nsince = 2020-01-01\n'
        more += 'basis = "rules:21"\nwhen = "overdue"\nclock = "days"\nafter = "2 working days"\n'
        path.write_text(path.read_text("utf-8") + more + 'to = ["openness_office"]\n', "utf-8")
        forget_packs()
        assert remind() == 0, "He Jing has been told the last that has come for her"
        path.write_text(path.read_text("utf-8").replace('"2 working days"', '"4 working days"'), "utf-8")
        forget_packs()
        assert remind() == 1
