"""The pack of the duties' tests, with reminders; people who can be written to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.engines.duties.tests.conftest import PACK, write_pack
from gongkai.engines.duties.tests.telling import adopt
from gongkai.engines.notices.sweep import remind
from gongkai.kernel.clock import frozen
from gongkai.kernel.law import forget_packs
from tests.county import County, make_county

# Without what recurs by itself: a test speaks of what it tells.
DUTIES = PACK.partition("[duty.hearing]")[0]
REMINDERS = """
[reminder.warning]
title = "到期前提醒"
[[reminder.warning.versions]]
since = 2020-01-01
basis = "rules:20"
when = "warn"
to = ["undertaker", "liaison"]
channels = ["email", "webhook"]

[reminder.today]
title = "到期当日提醒"
[[reminder.today.versions]]
since = 2020-01-01
basis = "rules:20"
when = "due"
to = ["undertaker", "liaison"]
channels = ["email"]

[reminder.leader]
title = "逾期报告领导"
[[reminder.leader.versions]]
since = 2020-01-01
basis = "rules:21"
when = "overdue"
to = ["approver"]
clock = "days"
after = "1 working day"
every = "5 working days"
times = 2
channels = ["email"]

[reminder.office]
title = "逾期报告政务公开办"
[[reminder.office.versions]]
since = 2020-01-01
basis = "rules:21"
when = "overdue"
to = ["openness_office"]
clock = "days"
strength = "must"
after = "3 working days"
channels = ["email"]

[reminder.urgent]
title = "按小时计的逾期报告"
[[reminder.urgent.versions]]
since = 2020-01-01
basis = "rules:21"
when = "overdue"
to = ["undertaker", "approver", "openness_office"]
clock = "hours"
after = "1 hour"
channels = ["email"]

[quiet.officers]
title = "静默时段"
[[quiet.officers.versions]]
since = 2020-01-01
basis = "rules:22"
nights = "22:00-07:00"
rest_days = true
resume = "08:30"
"""


@pytest.fixture(autouse=True)
def _late_in_2026() -> Iterator[None]:
    """Whatever is not told at an instant of its own is seen from here."""
    with frozen("2026-11-20 09:00"):
        yield


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the pack `qingyuan`."""
    folder = tmp_path / "packs"
    write_pack(folder, "qingyuan", DUTIES + REMINDERS)
    monkeypatch.setenv("GONGKAI_PACKS", str(folder))
    forget_packs()
    yield folder
    forget_packs()


def settle(packs: Path) -> County:
    """The county under the pack; everybody has an address, and what began with the adoption has been told."""
    county = make_county()
    for officer in (county.zhou_min, county.tang_ke, county.lu_fang, county.he_jing, county.guo_liang):
        officer.user.email = f"{officer.handle}@example.gov.cn"
        officer.user.save()
    adopt("2026-01-05 08:00", county.government)
    with frozen("2026-01-05 09:00"):
        remind()
    return county


@pytest.fixture
def reminded(db: None, packs: Path) -> County:
    """See `settle`."""
    return settle(packs)
