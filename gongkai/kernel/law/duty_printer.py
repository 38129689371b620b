"""The generated page about the duties of a pack: what begins and ends each, for how long, on what basis."""

from collections.abc import Iterable

from gongkai.kernel.clock import parse_limit
from gongkai.kernel.law.duty_rules import DutyRule, Trigger
from gongkai.kernel.law.pack import Pack

_OWES = {"agency": "行为机关", "fact": "事件指明的机关", "role": "最近的设有该角色的机关", "each": "各"}
_KINDS = {
    "province": "省级政府", "city": "市级政府", "county": "县级政府", "department": "部门",
    "township": "乡镇（街道）", "village": "村（居）",
}  # fmt: skip
_COLUMNS = ("代号", "义务", "由谁", "开始", "结束或计数", "期限", "依据", "施行", "效力")


def duties_as_markdown(pack: Pack) -> str:
    """All duty rules of a pack and of what it extends, each version a row, as Markdown."""
    rows = [_row(rule) for rules in pack.duty_history().values() for rule in rules]
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *rows]
    table = "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") or "—" for cell in line) + " |" for line in lines
    )
    return f"# 义务：{pack.title}（`{pack.name}`）\n\n“应当”逾期即为违反，“提倡”只提醒。\n\n{table}\n"


def _row(rule: DutyRule) -> tuple[str, ...]:
    until = f" 至 {rule.until}" if rule.until else " 起"
    return (
        f"`{rule.id}`",
        rule.title,
        _owner(rule),
        _events(rule.starts) or "每个周期",
        _events(rule.ends or rule.counts),
        parse_limit(rule.limit).zh(),
        rule.citation,
        f"{rule.since}{until}",
        "应当" if rule.strength == "must" else "提倡",
    )


def _owner(rule: DutyRule) -> str:
    how, _, name = rule.owes.partition(":")
    if how == "each":
        return _OWES[how] + "、".join(_KINDS[kind] for kind in rule.kinds)
    return _OWES[how] + (f"（`{name}`）" if name else "")


def _events(triggers: Iterable[Trigger]) -> str:
    return "、".join(dict.fromkeys(f"`{trigger.verb}`" for trigger in triggers))
