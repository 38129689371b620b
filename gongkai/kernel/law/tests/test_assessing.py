"""Indicators and checks of the packs: what may not be written, and that the packs of the house add up."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.kernel.law import check_packs, load_pack, pack_names
from gongkai.kernel.law.assessing import REQUIRED_GROUPS, checks, indicators, openness_kinds, version_of
from gongkai.kernel.law.indicators import GROUPS
from gongkai.kernel.law.inspections import FAULTS
from gongkai.kernel.law.tests.folders import ACTS, write_pack

DAY = date(2026, 1, 1)
HEAD = '[indicator.x]\ntitle = "按时"\ngroup = "openness"\nmeasure = "duties"\n[[indicator.x.versions]]\n'
BASIS = 'since = 2022-01-01\nbasis = "rules:1"\n'


@pytest.mark.parametrize("name", pack_names())
def test_what_a_pack_offers_makes_a_whole_scheme(name: str) -> None:
    pack = load_pack(name)
    found = indicators(pack, on=DAY)
    assert sum(one.rule.points for one in found) == 100
    asked = pack.setting(REQUIRED_GROUPS, on=DAY).value
    assert isinstance(asked, list) and set(asked) <= {one.group for one in found} <= set(GROUPS)
    assert {one.fault for one in checks(pack, on=DAY)} == set(FAULTS)
    assert len(openness_kinds(pack, on=DAY)) == 5


def test_a_version_tells_packs_apart_and_nothing_else() -> None:
    versions = {name: version_of(load_pack(name), on=DAY) for name in ("national", "guangdong", "xiaoxian")}
    assert len(set(versions.values())) == 3
    assert versions["xiaoxian"] == version_of(load_pack("xiaoxian"), on=date(2026, 6, 1))


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('points = 10\nscoring = "each"\n', "请补充 each"),
        ('points = 10\nscoring = "each"\neach = 2\ncap = 11\n', "扣分上限 cap（11）超过了指标的分值（10）"),
        ('points = 10\nscoring = "threshold"\nbelow = 11\n', "below（11）超过了指标的分值"),
        ('points = 10\nscoring = "veto"\n', "请把 points 写作 0"),
        ('points = 10\nkinds = ["bureau"]\n', "没有“bureau”这类机构"),
    ],
)
def test_a_rule_that_cannot_score_is_refused_in_its_line(tmp_path: Path, words: str, sentence: str) -> None:
    write_pack(tmp_path, "qingyuan", a=ACTS + HEAD + BASIS + words)
    (problem,) = check_packs(tmp_path)
    assert sentence in problem.sentence and problem.file.name == "a.toml"
