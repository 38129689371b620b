"""The part of the page about a pack that says whom the system reminds, and when it keeps quiet."""

from gongkai.kernel.clock import parse_limit
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.reminders import ReminderVersion
from gongkai.kernel.law.sections import QUIET, REMINDERS

_STRENGTH = {"must": "应当履行的", "should": "力争、鼓励的"}
_CHANNELS = {"email": "邮件", "webhook": "推送"}


def reminder_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, when, to which roles, which duties, how, and what it rests on, for each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            _when(version),
            "、".join(f"`{role}`" for role in version.to) or "不提醒",
            _duties(version),
            "、".join(["工作台", *(_CHANNELS[one] for one in version.channels)]),
            pack.source_of(version),
            each.title,
        )
        for id in sorted(pack.entries(REMINDERS))
        for each in pack.chain()
        if (entry := each.own(REMINDERS).get(id))
        for version in entry.versions
    ]


def quiet_rows(pack: Pack) -> list[tuple[str, ...]]:
    """The quiet hours in words, for each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            f"{version.nights}" + ("和非工作日" if version.rest_days else ""),
            f"{'下一个工作日' if version.rest_days else '次日'}{version.resume}",
            pack.source_of(version),
            each.title,
        )
        for id in sorted(pack.entries(QUIET))
        for each in pack.chain()
        if (entry := each.own(QUIET).get(id))
        for version in entry.versions
    ]


def _when(version: ReminderVersion) -> str:
    match version.when:
        case "warn":
            return "各项义务的预警时间"
        case "due":
            return "到期当日早晨，按小时计的为届满之时"
        case "overdue":
            again = f"，此后每{_zh(version.every)}一次，共{version.times}次" if version.every else ""
            return f"逾期{_zh(version.after)}{again}"


def _duties(version: ReminderVersion) -> str:
    clock = {"days": "按日计的", "hours": "按小时计的", None: ""}[version.clock]
    return "、".join(filter(None, (clock, _STRENGTH.get(version.strength or "")))) or "全部"


def _zh(text: str) -> str:
    return parse_limit(text).zh()
