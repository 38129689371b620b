"""The generated page about a pack's clause register: what each asks, where, and what meets it."""

from gongkai.kernel.law.clauses import CAPABILITIES, MET_BY, Clause, tally
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.printer import table

_HEAD = ("编号", "要求", "出处", "责任主体", "强度", "期限", "落实")


def clauses_as_markdown(pack: Pack) -> str:
    """The clauses that this pack itself registers, grouped by capability, as Markdown."""
    clauses = pack.register()
    counts = tally(clauses.values())
    parts = [
        f"# 条款：{pack.title}（`{pack.name}`）",
        f"共{len(clauses)}条，已有落实{counts.met}条，尚未落实{counts.open}条；"
        f"其中{counts.should}条为“力争”“鼓励”“有条件的”要求，只提醒，不计为违反。",
        "“要求”一栏为本系统的概括，不是原文。",
    ]
    for slug, title in CAPABILITIES.items():
        rows = [_row(id, clause) for id, clause in clauses.items() if clause.capability == slug]
        if rows:
            parts += [f"## {title}", table(_HEAD, rows)]
    return "\n\n".join(parts) + "\n"


def _row(id: str, clause: Clause) -> tuple[str, ...]:
    return (
        f"`{id}`",
        clause.text,
        clause.where,
        "、".join((clause.actor, *clause.together_with)),
        "应当" if clause.strength == "must" else "力争",
        f"`{clause.limit}`" if clause.limit else "",
        "<br>".join(_reference(reference) for reference in clause.met_by),
    )


def _reference(reference: str) -> str:
    kind, _, name = reference.partition(":")
    return f"{MET_BY[kind]} `{name}`"
