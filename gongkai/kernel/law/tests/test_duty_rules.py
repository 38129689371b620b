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


TOLD = EVENT.replace('"reply"', '"fact:due_on"')


def longer(extension: str) -> str:
    """A line with an extension."""
    return f'extends = [{{ verb = "letter.extended", {extension} }}]\n'


def duty(text: str, kind: str = "event", id: str = "reply") -> str:
    """Five lines of head; the first line of the version is line 6."""
    head = f'[duty.{id}]\ntitle = "答复"\nstrength = "must"\nkind = "{kind}"\n'
    return head + f"[[duty.{id}.versions]]\n{text}"


# EVENT: since 6, basis 7, limit 8, starts 9, ends 10; further lines from 11 on
@pytest.mark.full
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
        (duty(EVENT + longer('consent = "none"')), 11, "limit"),
        (duty(EVENT + longer('limit = "1 hour", consent = "none"')), 11, "同一单位"),
        (duty(EVENT + longer('limit = "1 day", consent = "none", times = 0')), 11, "大于零"),
        (duty(EVENT + longer('limit = "1 day"')), 11, "缺少“consent”"),
        (duty(EVENT + longer('limit = "1 day", consent = "nobody"')), 11, "由谁同意"),
        (duty(EVENT + longer('limit = "1 day", consent = { of = "科长" }')), 11, "fact"),
        (duty(EVENT.replace('"reply"', '"fact:"')), 8, "没有写明事实的名称"),
        (duty(TOLD + longer('limit = "1 day", consent = "none"')), 8, "不能延长或者重新起算"),
        (duty(TOLD + 'restarts = [{ verb = "letter.sent" }]\n'), 8, "不能延长或者重新起算"),
        (duty(EVENT + 'redates = [{ verb = "letter.dated" }]\n'), 11, "由事件写明日期的义务"),
        (
            duty(PERIOD.replace("at least 1 per half-year", "fact:due_on"), "period"),
            8,
            "at least 1 per quarter",
        ),
        (
            duty(
                EVENT.replace('received"', 'received", of = "fact:letters", of_kind = "letter"').replace(
                    'answered"', 'answered", ahead = true'
                )
            ),
            10,
            "不能提前履行",
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
    consent = '{ of = "负责人", fact = "fact:consented_by" }'
    text = EVENT + 'from = "fact:sent_on"\n' + longer(f'limit = "3 days", consent = {consent}')
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limit("reply", GOOD), duties=duty(text))
    rule = load_pack("qingyuan", tmp_path).duties(on=date(2022, 1, 1))["reply"]
    assert (rule.limit, rule.limit_id, rule.from_, rule.pack) == ("5 days", "reply", "sent_on", "qingyuan")
    assert rule.citation.startswith("《青原县政务公开办法》") and rule.citation.endswith("第一条")
    [extension] = rule.extends
    assert (extension.limit, extension.times, extension.consent) == ("3 days", 1, "consented_by")
    assert (rule.consents, rule.told, rule.limit_zh) == (("负责人",), "", "5日")
    assert rule_of(json.loads(json.dumps(rule.as_data()))) == rule


def test_a_limit_may_be_a_day_that_the_event_tells(tmp_path: Path) -> None:
    text = TOLD + 'redates = [{ verb = "letter.dated" }]\npauses = [{ verb = "letter.sent" }]\n'
    text += 'resumes = [{ verb = "letter.returned" }]\n'
    write_pack(tmp_path, "qingyuan", acts=ACTS, limits=limit("reply", GOOD), duties=duty(text))
    rule = load_pack("qingyuan", tmp_path).duties(on=date(2022, 1, 1))["reply"]
    assert (rule.told, rule.limit_zh, rule.limit_id) == ("due_on", "以确定的日期为准", "")
    assert rule_of(json.loads(json.dumps(rule.as_data()))) == rule


def test_what_rules_learnt_to_say_later_changes_no_version_of_one_that_does_not_say_it() -> None:
    """Duties of running installations stand under these digits, and the ledger keeps the readings so."""
    duties = load_pack("national").duty_history()
    assert duties["message_reply"][0].version == "15008641a481"
    told = json.dumps(duties["message_reply"][0].as_data())
    assert not any(f'"{word}"' in told for word in ("redates", "consent", "consent_of", "ahead"))


def test_a_reply_is_extended_by_consent_of_the_head_of_the_openness_office() -> None:
    reply = load_pack("national").duties(on=date(2026, 1, 1))["reply"]
    assert reply.consents == ("政府信息公开工作机构负责人",)


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
    assert [row.split(" | ")[3] for row in rows] == ["5日", "7日", "每半年至少1次"]
    assert "最近的设有该角色的机关（`openness_office`）" in rows[0] and "2022-01-01 至 2023-12-31" in rows[0]
    assert "各县级政府" in rows[2] and "每个周期" in rows[2] and "`hearing.held`" in rows[2]


def test_the_page_says_which_packs_change_a_duty_and_what_an_extension_needs(tmp_path: Path) -> None:
    consent = 'limit = "3 days", consent = { of = "科长", fact = "fact:by" }'
    told = duty(TOLD + 'redates = [{ verb = "letter.dated" }]\n', id="told")
    parent = duty(EVENT + longer(consent)) + told
    write_pack(tmp_path, "a", acts=ACTS, limits=limit("reply", GOOD), duties=parent)
    child = 'title = "子"\nextends = "a"\n'
    write_pack(tmp_path, "b", manifest=child, limits=limit("reply", GOOD.replace("5", "7")), duties="")
    page = duties_as_markdown(load_pack("a", tmp_path), load_pack("b", tmp_path))
    reply, dated = (
        line
        for line in page.splitlines()
        if line.startswith(("| `reply` | 答复 | 行为机关 | 5日", "| `told`"))
    )
    assert "`letter.extended`：延长3日，须经科长同意（`by`）" in reply and reply.endswith("| 子 |")
    assert "事件写明的日期（`due_on`）" in dated and dated.endswith("| — |")
    assert "| `reply` | 答复 | 行为机关 | 7日 |" in page.split("## 子")[1]
    assert "`told`" not in page.split("## 子")[1]
