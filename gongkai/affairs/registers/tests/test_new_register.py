"""A new register is a file of data in a pack: it is entered, shown for its time and read as history, without a line
of code."""

from pathlib import Path

import pytest

from gongkai.affairs.registers import queries, schemas
from gongkai.affairs.registers.actions.archiving import archive_due, consult
from gongkai.affairs.registers.actions.closing import withdraw
from gongkai.affairs.registers.actions.publishing import publish
from gongkai.affairs.registers.tests.telling import DAY, at, entered
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from gongkai.kernel.law import forget_packs
from tests.county import County

PACK = """
[limit.shown]
title = "公示"
counts = "自公开之日起"
bound = "at_least"
[[limit.shown.versions]]
since = 2020-01-01
value = "7 days exactly"
basis = "foi:20(10)"

[register.quota]
title = "救助名额"
keepers = ["township"]
[[register.quota.versions]]
since = 2020-01-01
basis = "foi:20(10)"
key = ["year"]
name = "year"
display = "shown"
after = "history"
[[register.quota.versions.columns]]
id = "year"
title = "年度"
kind = "number"
required = true
[[register.quota.versions.columns]]
id = "places"
title = "名额"
kind = "number"
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "packs" / "qingyuan"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text('title = "青原县"\nextends = "national"\n', "utf-8")
    (folder / "registers.toml").write_text(PACK.replace("2020-01-01", "2019-05-15"), "utf-8")
    monkeypatch.setenv("GONGKAI_PACKS", str(tmp_path / "packs"))
    forget_packs()
    return folder.name


def test_from_the_file_to_history(county: County, pack: str) -> None:
    with frozen(at(DAY)) as clock:
        adopt_pack(by=SYSTEM, agency=county.government, pack=pack, from_=DAY)
        assert "quota" in schemas.kept_by(county.township) and "quota" not in schemas.kept_by(county.housing)
        row = entered(county.guo_liang, county.township, "quota", {"year": "２０２６", "places": "1,200"})
        (row,) = publish([row], by=county.guo_liang)
        assert row.shown == {"year": "2026", "places": "1200"}
        clock.move_to(at("2026-03-11"))
        assert archive_due(by=SYSTEM) == 1
        past = queries.published("quota").get()
        assert past.state == "archived" and past.shown["places"] == "1200"
        with pytest.raises(Refused, match="不留存查阅"):
            consult(past, by=county.guo_liang, on=DAY, people=1)
        withdraw(past, by=county.guo_liang, ground="mistaken", reason="名额已经取消。")
        assert not queries.published("quota").exists()
