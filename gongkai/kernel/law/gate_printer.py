"""The part of the page about a pack that says which gates a document passes, and what personal data shows."""

from gongkai.kernel.law.gates import GateVersion
from gongkai.kernel.law.masks import Mask
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.sections import GATES, MASKS

_REVIEWERS = {
    "secrecy": "保密审查",
    "legality": "合法性审查",
    "wording": "发布前把关",
    "disclosure": "公开审查",
}


def gate_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, whose power, which kinds, what is looked at, basis, standing, pack; each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            _REVIEWERS[entry.reviewer],
            _kinds(version),
            "；".join(version.checklist),
            pack.source_of(version),
            _since(version),
            each.title,
        )
        for id in pack.entries(GATES)
        for each in pack.chain()
        if (entry := each.own(GATES).get(id))
        for version in entry.versions
    ]


def mask_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, what stays visible, what covers the rest, basis, standing, note, pack; each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            _visible(version),
            version.char,
            pack.source_of(version),
            _since(version),
            version.note,
            each.title,
        )
        for id in pack.entries(MASKS)
        for each in pack.chain()
        if (entry := each.own(MASKS).get(id))
        for version in entry.versions
    ]


def _kinds(version: GateVersion) -> str:
    if "*" in version.kinds:
        return "全部"
    return "、".join(f"`{one}`" for one in version.kinds) or "不再适用"


def _visible(mask: Mask) -> str:
    ends = [(mask.keep_first, "前"), (mask.keep_last, "后")]
    shown = "、".join(f"{side}{n}位" for n, side in ends if n) or "不保留"
    only = "，只遮盖数字" if mask.only == "numerals" else ""
    return f"{shown}{only}{f'，{mask.up_to}以后照录' if mask.up_to else ''}"


def _since(version: GateVersion | Mask) -> str:
    until = f" 至 {version.until}" if version.until else " 起"
    return f"{version.since}{until}"
