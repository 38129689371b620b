"""What a register may not say: each fault is one sentence with its file and line."""

from collections.abc import Collection
from pathlib import Path

import pytest

from gongkai.kernel.law import Resolver, check_packs
from gongkai.kernel.law.tests.folders import ACTS, limit, write_pack

pytestmark = pytest.mark.usefixtures("alone")
LIMIT = limit("reply", 'since = 2022-03-01\nvalue = "5 days"\nbasis = "PLAN-1"')


class Small:
    """A system with one page and one step."""

    def known(self, kind: str) -> Collection[str]:
        return {"page": {"portal:home"}, "workflow": {"documents.publish"}}.get(kind, ())


def clause(id: str = "PLAN-1", **given: str) -> str:
    """A clause, one line each: header, text, where, actor, capability, met_by, and what is given."""
    values = {
        "text": '"县政府办公室公开要点。"',
        "where": '"一、总体要求"',
        "actor": '"县政府办公室"',
        "capability": '"interpretation"',
        "met_by": "[]",
    } | given
    return f'[clause."{id}"]\n' + "".join(f"{key} = {value}\n" for key, value in values.items() if value)


def problems(directory: Path, resolver: Resolver | None = None) -> list[tuple[str, int, str]]:
    return [(one.file.name, one.line, one.sentence) for one in check_packs(directory, resolver)]


def test_a_clause_without_fault(tmp_path: Path) -> None:
    met = clause(limit='"reply"', met_by='["limit:reply", "page:portal:home", "workflow:documents.publish"]')
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=LIMIT, clauses=met)
    assert problems(tmp_path) == []
    assert problems(tmp_path, Small()) == []


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (clause(text='""'), 2, "“text”不能为空。"),
        (clause(met_by=""), 1, "缺少“met_by”，请补充。"),
        (clause(strength='"may"'), 7, "“strength”只能是以下之一：must, should。"),
        (
            clause("plan-1"),
            1,
            "条款编号“plan-1”写法不对，应写作“文件代号大写-条款位置”，如“XX-3.4.1.1b”。",
        ),
        (
            clause("PLAN-1") + clause("QY-1"),
            7,
            "条款“QY-1”所属的文件“qy”不在法规文件表中，请在 [act.…] 中登记该文件。",
        ),
        (
            clause(limit='"replies"'),
            7,
            "没有名为“replies”的期限，请在 [limit.…] 中登记，或者改正名称。",
        ),
        (
            clause(met_by='["limit:replies"]'),
            6,
            "“limit:replies”所指的期限不存在，不能算作已经落实，请改为现有的期限，或者删去这一项。",
        ),
        (
            clause(met_by='["duty:reply"]'),
            6,
            "“duty:reply”所指的义务不存在，不能算作已经落实，请改为现有的义务，或者删去这一项。",
        ),
        (
            clause(met_by='["page:portal:home", "page:portal:house"]'),
            6,
            "“page:portal:house”所指的页面不存在，不能算作已经落实，请改为现有的页面，或者删去这一项。",
        ),
        (
            clause(met_by='["register:power_list"]'),
            6,
            "“register:power_list”所指的清单不存在，不能算作已经落实，请改为现有的清单，或者删去这一项。",
        ),
        (
            clause(met_by='["portal:home"]'),
            6,
            "“portal:home”写法不对，应写作“种类:名称”，如“duty:reply”，种类有：duty、limit、letter、workflow、kind、"
            "register、page、command、api、evidence。",
        ),
        (
            clause(met_by='["page:portal:home", "page:portal:home"]'),
            6,
            "“page:portal:home”写了不止一次，请删去多余的一处。",
        ),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    limits = LIMIT if '"PLAN-1"]' in text else ""
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limits, clauses=text)
    assert problems(tmp_path, Small()) == [("clauses.toml", line, sentence)]


def test_an_unknown_capability_names_the_known_ones(tmp_path: Path) -> None:
    write_pack(tmp_path, "qingyuan", acts=ACTS, clauses=clause(capability='"openness"'))
    [(file, line, sentence)] = problems(tmp_path)
    assert (file, line) == ("clauses.toml", 5)
    assert sentence.startswith("没有“openness”这一类能力，请从以下各类中选择：publishing-workflow、")


def test_a_limit_may_not_rest_on_a_clause_that_is_not_there(tmp_path: Path) -> None:
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=LIMIT.replace("PLAN-1", "PLAN-2"), clauses=clause())
    sentence = "依据“PLAN-2”不在条款表中，请核对编号，或者在 [clause.…] 中登记该条款。"
    assert problems(tmp_path) == [("limits.toml", 7, sentence)]


def test_a_clause_stands_only_once(tmp_path: Path) -> None:
    write_pack(tmp_path, "qingyuan", acts=ACTS, clauses=clause(), more="\n" + clause())
    sentence = "条款“PLAN-1”已在 clauses.toml 第1行写过，请合并为一处。"
    assert problems(tmp_path) == [("more.toml", 2, sentence)]


def test_a_town_may_rest_on_the_clauses_of_its_county(tmp_path: Path) -> None:
    write_pack(tmp_path, "county", acts=ACTS, limits=LIMIT, clauses=clause())
    manifest = 'title = "青石镇"\nextends = "county"\n'
    stricter = LIMIT.replace("5 days", "3 days")
    write_pack(tmp_path, "town", manifest=manifest, limits=stricter)
    assert problems(tmp_path) == []


@pytest.mark.parametrize("value", ["1.5", "2022-03-01", '["a", 1]', "{ a = 1 }"])
def test_a_setting_is_a_word_a_number_yes_or_no_or_words(tmp_path: Path, value: str) -> None:
    version = f'since = 2022-03-01\nvalue = {value}\nbasis = "plan"\n'
    text = f'[setting.chain]\ntitle = "审批环节"\n[[setting.chain.versions]]\n{version}'
    write_pack(tmp_path, "qingyuan", acts=ACTS, settings=text)
    sentence = "“value”只能是文字、整数、true、false，或者由文字组成的列表。"
    assert problems(tmp_path) == [("settings.toml", 5, sentence)]
