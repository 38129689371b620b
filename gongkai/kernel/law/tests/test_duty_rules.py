"""Duty rules of a pack: what may be written, what comes out of it on a day, and how it is kept."""

import json
from datetime import date
from pathlib import Path

import pytest

from gongkai.kernel.law import check_packs, load_pack, rule_of
from gongkai.kernel.law.duty_printer import duties_as_markdown
from gongkai.kernel.law.tests.folders import ACTS, limit, write_pack

GOOD = 'since = 2022-01-01\nvalue = "5 days"\nbasis = "rules:1"'
HEAD = 'since = 2022-01-01\nbasis = "rules:1"\n'
EVENT = (
    HEAD + 'limit = "reply"\nstarts = [{ verb = "letter.received" }]\nends = [{ verb = "letter.answered" }]\n'
)
PERIOD = (
    HEAD + 'limit = "at least 1 per half-year"\ncounts = [{ verb = "hearing.held" }]\nowes = "each:county"\n'
)


def duty(text: str, kind: str = "event", id: str = "reply") -> str:
    """Five lines of head; the first line of the version is line 6."""
    head = f'[duty.{id}]\ntitle = "答复"\nstrength = "must"\nkind = "{kind}"\n'
    return head + f"[[duty.{id}.versions]]\n{text}"


# EVENT: since 6, basis 7, limit 8, starts 9, ends 10; further lines from 11 on
@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (duty(EVENT.replace('"reply"', '"replyy"')), 8, "既不是本法规包中的期限代号"),
        (duty(EVENT.replace("2022-01-01", "2021-06-01")), 8, "在 2021-06-01 尚未施行"),
        (duty(EVENT.replace("letter.received", "received")), 9, "不是事件名称"),
        (duty(EVENT.replace('received"', 'received", where = { n = [] }')), 9, "列表是空的"),
        (duty(EVENT.replace('received"', 'received", of = "fact:letters"')), 9, "of_kind"),
        (duty(EVENT.replace('received"', 'received", at = "held_on"')), 9, "at"),
        (duty(EVENT.replace('received"', 'received", wheer = {}')), 9, "verb、where、of、of_kind、at"),
        (duty(EVENT + 'owes = "nobody"\n'), 11, "不能说明由谁承担"),
        (duty(EVENT + 'owes = "each:county"\n'), 11, "只有周期性义务"),
        (duty(PERIOD.replace("county", "country"), "period"), 10, "没有“country”这类机构"),
        (duty(EVENT + 'form = "fact:x"\n'), 11, "owes、from、warn"),
        (duty(EVENT + 'warn = ["soon"]\n'), 11, "提前提醒"),
        (duty(EVENT + 'warn = ["01-31"]\n'), 11, "提前提醒"),
        (duty(EVENT + 'pauses = [{ verb = "letter.sent" }]\n'), 5, "pauses 和 resumes"),
        (duty(EVENT + 'counts = [{ verb = "letter.sent" }]\n'), 11, "只有周期性义务可以写 counts"),
        (duty(EVENT + 'extends = [{ verb = "letter.extended" }]\n'), 11, "limit"),
        (duty(EVENT + 'extends = [{ verb = "letter.extended", limit = "1 hour" }]\n'), 11, "同一单位"),
        (
            duty(EVENT + 'extends = [{ verb = "letter.extended", limit = "1 day", times = 0 }]\n'),
            11,
            "大于零",
        ),
        (duty(HEAD + 'limit = "5 days"\nends = [{ verb = "letter.answered" }]\n'), 5, "缺少 starts"),
        (duty(HEAD + 'limit = "5 days"\nstarts = [{ verb = "letter.received" }]\n'), 5, "缺少 ends"),
        (duty(HEAD + 'owes = "each:county"\nlimit = "1 per year"\n', "period"), 5, "counts"),
        (duty(PERIOD.replace("each:county", "agency"), "period"), 10, "某类机构分别承担"),
        (duty(PERIOD.replace("at least 1 per half-year", "5 days"), "period"), 8, "at least 1 per quarter"),
        (duty(PERIOD.replace("at least 1 per half-year", "01-31 next year"), "period"), 8, "当年以内"),
        (duty(PERIOD + 'ends = [{ verb = "letter.answered" }]\n', "period"), 11, "改用 counts"),
        (duty(EVENT).replace('"must"', '"may"'), 3, "must, should"),
        (duty(EVENT).replace("rules:1", "rulez:1"), 7, "rulez"),
        (duty(EVENT + "[[duty.reply.versions]]\n" + EVENT), 11, "日期重叠"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limit("reply", GOOD), duties=text)
    [problem] = check_packs(tmp_path)
    assert (problem.file.name, problem.line) == ("duties.toml", line), problem
    assert sentence in problem.sentence


def test_a_rule_carries_its_limit_and_its_citation(tmp_path: Path) -> None:
    text = EVENT + 'from = "fact:sent_on"\nextends = [{ verb = "letter.extended", limit = "3 days" }]\n'
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limit("reply", GOOD), duties=duty(text))
    rule = load_pack("qingyuan", tmp_path).duties(on=date(2022, 1, 1))["reply"]
    assert (rule.limit, rule.limit_id, rule.from_, rule.pack) == ("5 days", "reply", "sent_on", "qingyuan")
    assert rule.citation.startswith("《青原县政务公开办法》") and rule.citation.endswith("第一条")
    assert (rule.extends[0].limit, rule.extends[0].times) == ("3 days", 1)
    assert rule_of(json.loads(json.dumps(rule.as_data()))) == rule


def test_a_new_value_of_the_limit_is_a_new_version(tmp_path: Path) -> None:
    limits = limit("reply", GOOD + "\nuntil = 2023-12-31", GOOD.replace("2022", "2024").replace("5", "7"))
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limits, duties=duty(EVENT))
    pack = load_pack("qingyuan", tmp_path)
    old, new = pack.duty_history()["reply"]
    assert (old.limit, old.since, old.until) == ("5 days", date(2022, 1, 1), date(2023, 12, 31))
    assert (new.limit, new.since, new.until) == ("7 days", date(2024, 1, 1), None)
    assert old.version != new.version
    assert pack.duties(on=date(2023, 12, 31))["reply"] == old
    assert pack.duties(on=date(2024, 1, 1))["reply"] == new
    assert pack.duties(on=date(2021, 12, 31)) == {}


def test_a_day_without_a_limit_has_no_duty(tmp_path: Path) -> None:
    limits = limit("reply", GOOD + "\nuntil = 2022-12-31", GOOD.replace("2022", "2024"))
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limits, duties=duty(EVENT))
    pack = load_pack("qingyuan", tmp_path)
    assert "reply" in pack.duties(on=date(2022, 12, 31))
    assert "reply" not in pack.duties(on=date(2023, 6, 1))
    assert "reply" in pack.duties(on=date(2024, 1, 1))


def test_a_childs_duty_replaces_its_parents_and_a_childs_limit_is_taken(tmp_path: Path) -> None:
    write_pack(
        tmp_path, "a", acts=ACTS, limits=limit("reply", GOOD), duties=duty(EVENT) + duty(EVENT, id="x")
    )
    write_pack(
        tmp_path, "b", manifest='title = "b"\nextends = "a"\n', duties=duty(PERIOD, "period", id="x"),
        limits=limit("reply", GOOD.replace("2022", "2023").replace("5", "3")),
    )  # fmt: skip
    pack = load_pack("b", tmp_path)
    rules = pack.duties(on=date(2023, 1, 1))
    assert (rules["reply"].limit, rules["x"].kind, rules["x"].pack) == ("3 days", "period", "b")
    assert pack.duties(on=date(2022, 12, 31))["reply"].limit == "5 days"


def test_the_last_day_of_a_version_does_not_change_what_it_is(tmp_path: Path) -> None:
    write_pack(tmp_path, "a", acts=ACTS, limits=limit("reply", GOOD), duties=duty(EVENT))
    write_pack(
        tmp_path, "b", acts=ACTS, limits=limit("reply", GOOD), duties=duty("until = 2024-12-31\n" + EVENT)
    )
    a, b = (load_pack(name, tmp_path).duties(on=date(2022, 1, 1))["reply"] for name in "ab")
    assert a.until != b.until
    assert a.version == load_pack("a", tmp_path).duties(on=date(2026, 1, 1))["reply"].version
    assert b.pack != a.pack and a.version != b.version


def test_every_built_in_pack_has_rules_that_write_themselves() -> None:
    pack = load_pack("national")
    for rules in pack.duty_history().values():
        assert rules
        for rule in rules:
            assert rule_of(json.loads(json.dumps(rule.as_data(), ensure_ascii=False))) == rule


def test_the_page_of_a_pack_has_a_row_for_each_version(tmp_path: Path) -> None:
    limits = limit("reply", GOOD + "\nuntil = 2023-12-31", GOOD.replace("2022", "2024").replace("5", "7"))
    text = duty(EVENT + 'owes = "role:openness_office"\n') + duty(PERIOD, "period", id="hearing")
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limits, duties=text)
    rows = duties_as_markdown(load_pack("qingyuan", tmp_path)).splitlines()[6:]
    assert [row.split(" | ")[5] for row in rows] == ["5日", "7日", "每半年至少1次"]
    assert "最近的设有该角色的机关（`openness_office`）" in rows[0] and "2022-01-01 至 2023-12-31" in rows[0]
    assert "各县级政府" in rows[2] and "每个周期" in rows[2] and "`hearing.held`" in rows[2]
