"""青原县 builds on the national pack: what it says goes before, the rest stays as it was."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.kernel.law import Pack, PackError, load_pack
from gongkai.kernel.law.tests.folders import ACTS, limit, write_pack

BUILDS_ON_NATIONAL = 'title = "青原县"\nextends = "national"\n'


@pytest.fixture
def qingyuan(tmp_path: Path) -> Pack:
    own = limit(
        "reply",
        'since = 2022-07-01\nuntil = 2023-12-31\nvalue = "15 working days"\nbasis = "rules:12"',
        'since = 2025-01-01\nvalue = "10 working days"\nbasis = "rules:12, foi:33"',
    )
    hearing = limit("hearing", 'since = 2022-03-01\nvalue = "1 per half-year"\nbasis = "plan:4"')
    write_pack(tmp_path, "qingyuan", manifest=BUILDS_ON_NATIONAL, acts=ACTS, limits=own + hearing)
    return load_pack("qingyuan", tmp_path)


@pytest.mark.parametrize(
    ("on", "value", "pack"),
    [
        (date(2022, 6, 30), "20 working days", "national"),
        (date(2022, 7, 1), "15 working days", "qingyuan"),
        (date(2023, 12, 31), "15 working days", "qingyuan"),
        (date(2024, 1, 1), "20 working days", "national"),
        (date(2025, 1, 1), "10 working days", "qingyuan"),
    ],
)
def test_days_that_the_county_leaves_open_are_decided_nationally(
    qingyuan: Pack, on: date, value: str, pack: str
) -> None:
    limit = qingyuan.limit("reply", on=on)
    assert (limit.value, limit.pack) == (value, pack)


def test_the_county_cites_its_own_acts_and_those_it_inherits(qingyuan: Pack) -> None:
    assert qingyuan.limit("reply", on=date(2025, 6, 1)).citation == (
        "《青原县政务公开办法》第十二条、《中华人民共和国政府信息公开条例》第三十三条"
    )


def test_the_county_adds_limits_and_keeps_the_others(qingyuan: Pack) -> None:
    limits = qingyuan.limits(on=date(2025, 6, 1))
    national = load_pack("national").limits(on=date(2025, 6, 1))
    assert set(limits) == {*national, "hearing"}
    assert limits["hearing"].limit.zh() == "每半年至少1次"
    assert limits["publish"] == national["publish"]
    assert [pack.name for pack in qingyuan.chain()] == ["qingyuan", "national"]


def test_an_act_or_ground_of_the_county_stands_before_the_national_one(tmp_path: Path) -> None:
    ground = 'title = "内部事务信息"\neffect = "may"\nbasis = "foi:16"\nsince = 2024-01-01\n'
    acts = '[act.foi]\ntitle = "政府信息公开条例"\nin_force = 2019-05-15\n'
    write_pack(
        tmp_path, "own", manifest=BUILDS_ON_NATIONAL, more=acts + "[ground.internal_affairs]\n" + ground
    )
    own = load_pack("own", tmp_path)
    assert own.cite("foi:16") == "《政府信息公开条例》第十六条"
    assert own.grounds(on=date(2024, 1, 1))["internal_affairs"].title == "内部事务信息"
    assert own.grounds(on=date(2023, 12, 31))["internal_affairs"].title.startswith("内部事务信息（")


def test_a_township_may_build_on_the_county(tmp_path: Path, qingyuan: Pack) -> None:
    own = limit("reply", 'since = 2025-01-01\nvalue = "5 working days"\nbasis = "rules:13"')
    write_pack(tmp_path, "shihe", manifest='title = "石河镇"\nextends = "qingyuan"\n', limits=own)
    shihe = load_pack("shihe", tmp_path)
    assert shihe.limit("reply", on=date(2025, 6, 1)).value == "5 working days"
    assert shihe.limit("hearing", on=date(2025, 6, 1)).pack == "qingyuan"
    assert shihe.limit("reply", on=date(2020, 6, 1)).pack == "national"


def test_a_fault_of_the_parent_refuses_the_child(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, "county", limits='[limit.reply]\ntitle = "答复"\n')
    write_pack(tmp_path, "town", manifest='title = "石河镇"\nextends = "county"\n')
    with pytest.raises(PackError) as error:
        load_pack("town", tmp_path)
    assert {problem.file for problem in error.value.problems} == {folder / "limits.toml"}


def test_a_pack_is_read_once_and_kept(qingyuan: Pack, tmp_path: Path) -> None:
    assert load_pack("qingyuan", tmp_path) is qingyuan
