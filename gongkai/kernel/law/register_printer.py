"""The part of the page about a pack that says which registers there are, who keeps them and what they show."""

from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.registers import Column, RegisterVersion
from gongkai.kernel.law.sections import REGISTERS

_KEEPERS = {
    "province": "省", "city": "市", "county": "县", "department": "部门", "township": "乡镇", "village": "村（居）",
}  # fmt: skip
_SHOWN = {"public": "", "masked": "（遮盖）", "internal": "（不公开）"}
_AFTER = {"kept": "期满留存供查阅", "history": "期满转为历史"}


def register_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, keepers, limit, display, columns, basis and pack of each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            "、".join(_KEEPERS[one] for one in entry.keepers),
            f"`{version.limit}`" if version.limit else "",
            _display(version),
            "、".join(_column(one) for one in version.columns),
            each.source_of(version),
            each.title,
        )
        for id in pack.entries(REGISTERS)
        for each in pack.chain()
        if (entry := each.own(REGISTERS).get(id))
        for version in entry.versions
    ]


def _display(version: RegisterVersion) -> str:
    return f"`{version.display}`，{_AFTER[version.after]}" if version.after else ""


def _column(column: Column) -> str:
    return f"{column.title}{'*' if column.required else ''}{_SHOWN[column.show]}"
