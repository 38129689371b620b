"""What a pack may not say: each fault is one sentence with its file and line."""

from pathlib import Path

import pytest

from gongkai.kernel.law import PackError, check_packs, load_pack
from gongkai.kernel.law.sections import SECTIONS
from gongkai.kernel.law.tests.folders import ACTS, limit, write_pack

pytestmark = pytest.mark.usefixtures("alone")
KNOWN = "、".join(f"[{section}.…]" for section in SECTIONS)
GOOD = 'since = 2022-01-01\nvalue = "5 days"\nbasis = "rules:1"'


def problems(directory: Path) -> list[tuple[str, int, str]]:
    return [(problem.file.name, problem.line, problem.sentence) for problem in check_packs(directory)]


# limit() writes three lines of head and one of [[versions]]: the first line of a version is line 5
@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (
            limit("reply", 'since = 2022-01-01\nvalue = "5 days"'),
            4,
            "没有写明依据，请补充 basis；尚无依据的，注明 verified = false 并在 note 中说明。",
        ),
        (
            limit("reply", 'since = 2022-01-01\nvalue = "5 days"\nverified = false'),
            4,
            "注明 verified = false 的，须在 note 中说明来源和核实情况。",
        ),
        (
            limit("reply", 'since = 2022-01-01\nvalue = "5 moons"\nbasis = "rules:1"'),
            6,
            "“5 moons”不是可以识别的期限，可以写作：20 working days、5 hours、30 days、6 months、01-31、"
            "1 per quarter。",
        ),
        (limit("reply", 'value = "5 days"\nbasis = "rules:1"'), 4, "缺少“since”，请补充。"),
        (
            limit("reply", 'since = "2022-01-01"\nvalue = "5 days"\nbasis = "rules:1"'),
            5,
            "“since”应是不带引号的日期，如 2019-05-15。",
        ),
        (
            limit("reply", GOOD + "\nbases = 'rules:2'"),
            8,
            "不认识“bases”，此处可以写的有：since、until、basis、verified、note、value。",
        ),
        (
            limit("reply", "until = 2021-12-31\n" + GOOD),
            4,
            "失效日期 2021-12-31 早于生效日期 2022-01-01，请核对 since 和 until。",
        ),
        (
            limit("reply", 'since = 2022-01-01\nvalue = "5 days"\nbasis = "ruls:1"'),
            7,
            "依据“ruls:1”中的“ruls”不在法规文件表中，请在 [act.…] 中登记该文件。",
        ),
        (
            limit("reply", 'since = 2022-01-01\nvalue = "5 days"\nbasis = "rules:31"'),
            7,
            "“rules:31”不存在：《青原县政务公开办法》只到第30条。",
        ),
        (
            limit("reply", 'since = 2022-01-01\nvalue = "5 days"\nbasis = "rules第一条"'),
            7,
            "依据“rules第一条”写法不对，应写作“法规代号:条”，多个依据以半角逗号分开。",
        ),
        (
            limit("reply", 'since = 2022-01-01\nvalue = "5 days"\nbasis = "rules:1；rules:2"'),
            7,
            "“rules:1；rules:2”的条款写法不对，应写作“rules:33”“rules:33.2”或“rules:20(5)”。",
        ),
        (
            limit("reply", 'since = 2019-01-01\nvalue = "5 days"\nbasis = "rules:1"'),
            5,
            "生效日期 2019-01-01 早于其依据“rules:1”的施行日期 2020-01-01，请核对。",
        ),
        (
            limit("reply", GOOD, GOOD.replace("2022", "2023")),
            8,
            "与 2022-01-01 起施行的一款日期重叠，请把前一款的 until改到 2023-01-01 之前。",
        ),
        (
            limit("reply", "until = 2023-01-01\n" + GOOD, GOOD.replace("2022", "2023")),
            9,
            "与 2022-01-01 起施行的一款日期重叠，请把前一款的 until（2023-01-01）改到 2023-01-01 之前。",
        ),
        (
            '[limit.reply]\ntitle = "答复"\ncounts = "自收到之日起"\nversions = []\n',
            4,
            "“versions”至少要有一项。",
        ),
        (
            limit("reply", GOOD).replace("[[limit", 'bound = "about"\n[[limit'),
            4,
            "“bound”只能是以下之一：at_most, at_least。",
        ),
        ('\nlimit = "5 days"\n', 2, f"不认识“limit”，此处可以写的有：{KNOWN}。"),
        ("[limits.reply]\n", 1, f"不认识“limits”，此处可以写的有：{KNOWN}。"),
        ("[limit]\n\nreply = 5\n", 3, "此处应是一组“名称 = 值”。"),
        (
            '[ground.x]\ntitle = ""\neffect = "may"\nbasis = "rules:1"\nsince = 2022-01-01\n',
            2,
            "“title”不能为空。",
        ),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=text)
    assert problems(tmp_path) == [("limits.toml", line, sentence)]
    with pytest.raises(PackError, match=rf"limits\.toml:{line}: "):
        load_pack("qingyuan", tmp_path)


def test_gaps_between_versions_are_allowed(tmp_path: Path) -> None:
    text = limit("reply", "until = 2022-06-30\n" + GOOD, GOOD.replace("2022", "2024"))
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=text)
    assert problems(tmp_path) == []


def test_all_faults_of_all_packs_are_told_at_once(tmp_path: Path) -> None:
    write_pack(tmp_path, "a", limits=limit("reply", "note = 1"), more="[act.x\n")
    write_pack(tmp_path, "b", manifest="titel = 'b'\n")
    assert problems(tmp_path) == [
        ("limits.toml", 4, "缺少“since”，请补充。"),
        ("limits.toml", 4, "缺少“value”，请补充。"),
        ("limits.toml", 5, "“note”应是带引号的文字。"),
        ("more.toml", 1, problems(tmp_path)[3][2]),
        ("pack.toml", 1, "不认识“titel”，此处可以写的有：title、extends、note。"),
        ("pack.toml", 1, "缺少“title”，请补充。"),
    ]


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path, "a", acts=ACTS, first=limit("reply", GOOD), second="\n" + limit("reply", GOOD))
    assert problems(tmp_path) == [
        ("second.toml", 2, "期限“reply”已在 first.toml 第1行写过，请合并为一处。"),
    ]


def test_a_limit_may_not_outlive_the_act_it_rests_on(tmp_path: Path) -> None:
    acts = '[act.old]\ntitle = "青原县旧办法"\nin_force = 2010-01-01\nuntil = 2019-12-31\n'
    lasting = limit("reply", 'since = 2015-01-01\nvalue = "5 days"\nbasis = "old:1"')
    write_pack(tmp_path, "a", acts=acts, limits=lasting)
    sentence = "依据“old:1”已于 2019-12-31 失效，请把 until 写到该日为止，或者改用现行依据。"
    assert problems(tmp_path) == [("limits.toml", 4, sentence)]
    write_pack(tmp_path, "a", acts=acts, limits=lasting + "until = 2019-12-31\n")
    assert problems(tmp_path) == []


def test_a_date_of_an_act_that_is_not_verified_binds_nobody(tmp_path: Path) -> None:
    doubtful = 'verified = false\nnote = "施行日期待核实。"\n'
    acts = f'[act.old]\ntitle = "青原县旧办法"\nin_force = 2020-01-01\n{doubtful}'
    early = limit("reply", 'since = 2015-01-01\nvalue = "5 days"\nbasis = "old:1"')
    write_pack(tmp_path, "a", acts=acts, limits=early)
    assert problems(tmp_path) == []


def test_an_act_cannot_end_before_it_begins(tmp_path: Path) -> None:
    write_pack(tmp_path, "a", acts='[act.x]\ntitle = "x"\nin_force = 2020-01-01\nuntil = 2019-12-31\n')
    sentence = "失效日期 2019-12-31 早于施行日期 2020-01-01，请核对 in_force 和 until。"
    assert problems(tmp_path) == [("acts.toml", 1, sentence)]


def test_packs_may_not_extend_each_other_in_a_circle(tmp_path: Path) -> None:
    for name, parent in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "d")):
        write_pack(tmp_path, name, manifest=f'title = "{name}"\n\nextends = "{parent}"\n')
    found = problems(tmp_path)
    assert ("pack.toml", 3, "法规包之间循环依据：d → d，请去掉其中一处 extends。") in found
    assert ("pack.toml", 3, "法规包之间循环依据：a → b → c → a，请去掉其中一处 extends。") in found


def test_a_pack_must_extend_one_that_exists(tmp_path: Path) -> None:
    write_pack(tmp_path, "a", manifest='title = "a"\nextends = "nation"\n')
    write_pack(tmp_path, "b")
    assert problems(tmp_path) == [("pack.toml", 2, "所依据的法规包“nation”不存在，现有：a、b。")]
