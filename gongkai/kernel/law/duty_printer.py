"""The generated page about the duties of packs: what begins, halts, lengthens and ends each, on what basis."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gongkai.kernel.clock import FixedDate, parse_limit
from gongkai.kernel.law.duty_rules import DutyRule, Trigger
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.printer import table

_OWES = {"agency": "行为机关", "fact": "事件指明的机关", "role": "最近的设有该角色的机关", "each": "各"}
_KINDS = {
    "province": "省级政府", "city": "市级政府", "county": "县级政府", "department": "部门",
    "township": "乡镇（街道）", "village": "村（居）",
}  # fmt: skip
_COLUMNS = (
    "代号", "义务", "由谁", "期限", "开始", "履行或者计数", "暂停、恢复、重新起算", "延长或者改定", "不再承担",
    "效力", "依据", "施行",
)  # fmt: skip
_NOTE = (
    "“应当”逾期即为违反，“提倡”只提醒。“提前有效”指在开始之前所做的也算履行，算一次。"
    "事件后的括号写明事实须是什么。"
)
Histories = Mapping[str, tuple[DutyRule, ...]]


def duties_as_markdown(pack: Pack, *others: Pack) -> str:
    """All duty rules of a pack and of what it extends, each version a row, as Markdown; then, for each of the
    other packs, those that it has besides or otherwise."""
    histories = pack.duty_history()
    differing = {other: _differing(histories, other.duty_history()) for other in others}
    head = (*_COLUMNS, "另有规定的法规包") if others else _COLUMNS
    rows = []
    for id, rules in histories.items():
        changed = "、".join(other.title for other, found in differing.items() if id in found)
        rows += [(*_row(rule), *([changed] if others else [])) for rule in rules]
    parts = [f"# 义务：{pack.title}（`{pack.name}`）", _NOTE, table(head, rows)]
    for other in others:
        own = [_row(rule) for rules in differing[other].values() for rule in rules]
        parts += [f"## {other.title}（`{other.name}`）另有规定的", table(_COLUMNS, own) if own else "没有。"]
    return "\n\n".join(parts) + "\n"


def _differing(histories: Histories, other: Histories) -> Histories:
    """What the other says otherwise or besides; a limit of its own is enough."""

    def plain(rules: tuple[DutyRule, ...]) -> list[DutyRule]:
        return [replace(rule, pack="") for rule in rules]

    return {id: rules for id, rules in other.items() if plain(rules) != plain(histories.get(id, ()))}


def _row(rule: DutyRule) -> tuple[str, ...]:
    until = f" 至 {rule.until}" if rule.until else " 起"
    return (
        f"`{rule.id}`",
        rule.title,
        _owner(rule),
        _length(rule),
        _events(rule.starts) or "每个周期",
        _events(rule.ends or rule.counts),
        "；".join(
            f"{what}：{events}"
            for what, triggers in (
                ("暂停", rule.pauses), ("恢复", rule.resumes), ("重新起算", rule.restarts),
            )
            if (events := _events(triggers))
        ),
        "；".join(filter(None, [*map(_extension, rule.extends), _events(rule.redates)])),
        _events(rule.cancels),
        "应当" if rule.strength == "must" else "提倡",
        rule.citation,
        f"{rule.since}{until}",
    )  # fmt: skip


def _length(rule: DutyRule) -> str:
    if rule.told:
        return f"事件写明的日期（`{rule.told}`）"
    limit = parse_limit(rule.limit)
    words = f"{limit.zh()}前" if isinstance(limit, FixedDate) else limit.zh()
    return f"{words}，自`{rule.from_}`起算" if rule.from_ else words


def _extension(trigger: Trigger) -> str:
    consent = f"须经{trigger.consent_of}同意（`{trigger.consent}`）" if trigger.consent else "无须另经同意"
    times = f"，至多{trigger.times}次" if trigger.times > 1 else ""
    return f"{_event(trigger)}：延长{parse_limit(trigger.limit).zh()}{times}，{consent}"


def _owner(rule: DutyRule) -> str:
    how, _, name = rule.owes.partition(":")
    if how == "each":
        return _OWES[how] + "、".join(_KINDS[kind] for kind in rule.kinds)
    return _OWES[how] + (f"（`{name}`）" if name else "")


def _events(triggers: Iterable[Trigger]) -> str:
    return "、".join(dict.fromkeys(map(_event, triggers)))


def _event(trigger: Trigger) -> str:
    said = [f"{name}为{'或者'.join(map(_value, values))}" for name, values in trigger.where.items()]
    said += [f"`{trigger.of}`所指"] if trigger.of else []
    said += [f"以`{trigger.at}`为准"] if trigger.at else []
    said += ["提前有效"] if trigger.ahead else []
    return f"`{trigger.verb}`" + (f"（{'，'.join(said)}）" if said else "")


def _value(value: object) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
