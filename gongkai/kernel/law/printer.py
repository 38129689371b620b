"""The generated pages about a pack: what holds on a day, for how long, and on what basis."""

from collections.abc import Sequence
from datetime import date

from gongkai.kernel.clock import EachPeriod, FixedDate
from gongkai.kernel.law.assessing_printer import check_rows, indicator_rows
from gongkai.kernel.law.concern_printer import form_rows, risk_rows
from gongkai.kernel.law.dated import Sourced
from gongkai.kernel.law.fees import FeeVersion
from gongkai.kernel.law.gate_printer import gate_rows, mask_rows
from gongkai.kernel.law.letter_printer import letter_rows
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.register_printer import register_rows
from gongkai.kernel.law.reminder_printer import quiet_rows, reminder_rows
from gongkai.kernel.law.sections import FEES, GROUNDS, LIMITS, SETTINGS, Ground, LimitEntry, LimitVersion
from gongkai.kernel.law.settings import Value

_BOUNDS = {"at_most": "最长", "at_least": "最短"}
_EFFECTS = {
    "shall_not": "不予公开",
    "must_not_unless": "不得公开，法定例外除外",
    "may": "可以不予公开",
    "sever": "区分处理，部分公开",
}


def law_as_markdown(pack: Pack) -> str:
    """All that a pack and what it extends say, but for clauses and duties, with dates and basis, as Markdown."""
    parts = [f"# 法规包：{pack.title}（`{pack.name}`）", pack.note]
    lineage = [f"{each.title}（`{each.name}`）" for each in pack.chain()][1:]
    if lineage:
        parts.append("依次依据：" + "、".join(lineage) + "。")
    parts += [
        "“设定”是未经正式文本核实的默认值，可以由各单位另行设定，不是法律规定。",
        "## 期限",
        _limits(pack),
        "## 不予公开的情形",
        _grounds(pack),
        "## 公开前的关口",
        table(("代号", "关口", "谁办理", "哪些文种", "要点", "依据", "施行", "法规包"), gate_rows(pack)),
        "## 个人信息的遮盖",
        table(("代号", "信息", "保留", "遮盖用字", "依据", "施行", "说明", "法规包"), mask_rows(pack)),
        "## 清单",
        table(
            ("代号", "清单", "登记单位", "公开期限", "公示期", "栏目", "依据", "法规包"), register_rows(pack)
        ),
        "## 各地不同的要求",
        _settings(pack),
        "## 考核指标",
        table(("代号", "指标", "部分", "看什么", "计分", "依据", "施行", "法规包"), indicator_rows(pack)),
        "## 检查项目",
        table(("代号", "检查", "类别", "看什么", "依据", "施行", "法规包"), check_rows(pack)),
        "## 收费标准",
        _fees(pack),
        "## 文书",
        table(("代号", "文书", "致", "段落", "依据", "施行", "法规包"), letter_rows(pack)),
        "## 提醒",
        table(
            ("代号", "提醒", "何时", "对象（角色）", "哪些义务", "方式", "依据", "法规包"),
            reminder_rows(pack),
        ),
        table(("代号", "静默时段", "何时", "恢复发送", "依据", "法规包"), quiet_rows(pack)),
        "## 舆情的研判和回应",
        table(
            ("代号", "风险等级", "次序", "立即提醒（角色）", "研判要点", "依据", "说明", "法规包"),
            risk_rows(pack),
        ),
        table(("代号", "回应形式", "用于", "依据", "说明", "法规包"), form_rows(pack)),
        "## 法规文件",
        _acts(pack),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _limits(pack: Pack) -> str:
    rows = []
    for id in pack.entries(LIMITS):
        for each in pack.chain():
            if entry := each.own(LIMITS).get(id):
                rows += [_limit_row(pack, each, id, entry, version) for version in entry.versions]
    return table(("代号", "期限", "起算", "时长", "依据", "施行", "性质", "说明", "法规包"), rows)


def _limit_row(pack: Pack, owner: Pack, id: str, entry: LimitEntry, version: LimitVersion) -> tuple[str, ...]:
    return (
        f"`{id}`",
        entry.title,
        entry.counts,
        _length(entry, version),
        pack.source_of(version),
        _dates(version.since, version.until),
        _standing(version),
        version.note,
        owner.title,
    )


def _length(entry: LimitEntry, version: LimitVersion) -> str:
    match version.length:
        case FixedDate() as day:
            return f"{day.zh()}前"
        case EachPeriod() as times:
            return times.zh()
        case running:
            return _BOUNDS[entry.bound] + running.zh()


def _grounds(pack: Pack) -> str:
    rows = [
        (
            f"`{id}`",
            ground.title,
            _EFFECTS[ground.effect],
            "；".join(filter(None, (_exception(ground), ground.note))),
            pack.source_of(ground),
            _dates(ground.since, ground.until),
        )
        for id, ground in pack.entries(GROUNDS).items()
    ]
    return table(("代号", "情形", "效果", "例外和说明", "依据", "施行"), rows)


def _exception(ground: Ground) -> str:
    return f"例外：{ground.exception.rstrip('。')}" if ground.exception else ""


def _settings(pack: Pack) -> str:
    rows = [
        (
            f"`{id}`",
            entry.title,
            _answer(version.value),
            pack.source_of(version),
            _dates(version.since, version.until),
            _standing(version),
            version.note,
            each.title,
        )
        for id in pack.entries(SETTINGS)
        for each in pack.chain()
        if (entry := each.own(SETTINGS).get(id))
        for version in entry.versions
    ]
    return table(("代号", "事项", "要求", "依据", "施行", "性质", "说明", "法规包"), rows)


def _fees(pack: Pack) -> str:
    rows = [
        (
            f"`{id}`",
            entry.title,
            entry.counts,
            _scale(version, entry.unit),
            pack.source_of(version),
            _dates(version.since, version.until),
            version.note,
            each.title,
        )
        for id in pack.entries(FEES)
        for each in pack.chain()
        if (entry := each.own(FEES).get(id))
        for version in entry.versions
    ]
    return table(("代号", "方式", "计数", "标准", "依据", "施行", "说明", "法规包"), rows)


def _scale(version: FeeVersion, unit: str) -> str:
    first, words = 1, []
    for band in version.bands:
        until = f"第{first}至{band.to}{unit}" if band.to else f"第{first}{unit}起"
        words.append(f"{until}每{unit}{band.price}元")
        first = (band.to or 0) + 1
    if version.rises:
        words.append(
            f"第{first}{unit}起每{version.rises.every}{unit}为一档，每档每{unit}增加{version.rises.by}元"
        )
    return "；".join(words)


def _answer(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(value) if isinstance(value, list) else str(value)


def _standing(statement: Sourced) -> str:
    return "规定" if statement.verified else "设定"


def _acts(pack: Pack) -> str:
    rows = [
        (f"`{id}`", f"《{act.title}》", act.number, _dates(act.in_force, act.until), act.note)
        for id, act in pack.acts.items()
    ]
    return table(("代号", "名称", "文号", "施行或成文", "说明"), rows)


def _dates(since: date, until: date | None) -> str:
    return f"{since} 起" if until is None else f"{since} 至 {until}"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; an empty cell is a dash."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") or "—" for cell in line) + " |" for line in lines
    )
