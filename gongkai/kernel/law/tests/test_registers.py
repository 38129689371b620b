"""What a pack may say of a register; each fault is one sentence with file and line. A child changes its parent."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.kernel.law import PackError, load_pack
from gongkai.kernel.law.printer import law_as_markdown
from gongkai.kernel.law.register_law import register_named, registers_of
from gongkai.kernel.law.tests.folders import ACTS, write_pack

HEAD = '[register.subsidies]\ntitle = "补贴"\nkeepers = ["township"]\n[[register.subsidies.versions]]\n'
VERSION = 'since = 2022-03-01\nbasis = "plan:3"\nkey = ["year"]\nname = "year"\n'
YEAR = '[[register.subsidies.versions.columns]]\nid = "year"\ntitle = "年度"\nrequired = true\n'
NEXT = '[[register.subsidies.versions.columns]]\nid = "more"\ntitle = "其他"\n'
NAME = (
    NEXT.replace('"more"', '"whose"') + 'kind = "choice"\nchoices = ["自然人"]\n'
    + NEXT.replace("其他", "姓名") + 'kind = "person"\nshow = "masked"\nmask = "name"\n'
    + 'mask_if = { whose = ["自然人"] }\n'
)  # fmt: skip
MANIFEST = 'title = "青原县"\nextends = "national"\n'


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (HEAD.replace("township", "shop") + VERSION + YEAR, 1, "没有“shop”这类机构"),
        (HEAD + VERSION.replace('["year"]', '["number"]') + YEAR, 4, "没有“number”一栏"),
        (HEAD + VERSION + YEAR.replace("required = true\n", ""), 4, "须是必填、对外公开的一栏"),
        (HEAD + VERSION + 'limit = "publish"\n' + YEAR, 4, "须写明 dated"),
        (HEAD + VERSION + 'display = "publish"\n' + YEAR, 4, "display 和 after 必须同时写明"),
        (HEAD + VERSION + 'display = "show"\nafter = "kept"\n' + YEAR, 9, "没有名为“show”的期限"),
        (HEAD + VERSION + YEAR + YEAR, 4, "重复的 id"),
        (HEAD + VERSION + YEAR + NEXT + 'kind = "person"\n', 13, "是人名，须遮盖"),
        (HEAD + VERSION + YEAR + NEXT + 'kind = "choice"\n', 13, "只有 kind"),
        (HEAD + VERSION + YEAR + NEXT + 'kind = "money"\n', 13, "unit 须是元或者万元"),
        (
            HEAD + VERSION + YEAR + NEXT + 'show = "masked"\nmask = "colour"\n',
            17,
            "没有名为“colour”的遮盖方法",
        ),
        (
            HEAD + VERSION + YEAR + NEXT + 'kind = "date"\nshow = "masked"\nmask = "name"\n',
            13,
            "不能部分遮盖",
        ),
        (HEAD + VERSION + YEAR + NAME, 4, "决定“姓名”是否遮盖，须是必填的一栏"),
        (HEAD + VERSION + YEAR + NEXT + 'kind = "picture"\n', 16, "“kind”只能是以下之一"),
        (HEAD + VERSION.replace("plan:3", "plan:3, unknown") + YEAR, 6, "不在法规文件表中"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    write_pack(tmp_path, "qingyuan", manifest=MANIFEST, acts=ACTS, registers=text)
    with pytest.raises(PackError) as refused:
        load_pack("qingyuan", tmp_path)
    [problem] = refused.value.problems
    assert (problem.line, problem.file.name) == (line, "registers.toml") and sentence in problem.sentence


def test_a_child_speaks_before_its_parent_and_what_is_over_stays_readable(tmp_path: Path) -> None:
    text = HEAD + VERSION + "until = 2023-12-31\n" + YEAR
    write_pack(tmp_path, "qingyuan", manifest=MANIFEST, acts=ACTS, registers=text)
    pack = load_pack("qingyuan", tmp_path)
    on = registers_of(pack, on=date(2023, 12, 31))
    assert on["subsidies"].pack == "qingyuan" and on["licences"].pack == "national"
    assert "subsidies" not in registers_of(pack, on=date(2024, 1, 1))
    past = register_named(pack, "subsidies", on=date(2024, 1, 1))
    assert past is not None and list(past.columns) == ["year"]
    assert register_named(pack, "subsidies", on=date(2021, 1, 1)) is None
    assert "补贴" in law_as_markdown(pack) and "统一社会信用代码" in law_as_markdown(pack)
