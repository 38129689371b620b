"""What a clause of the register may refer to: its act, a limit, and things that exist."""

from collections.abc import Collection, Iterator

from gongkai.kernel.law.clauses import CLAUSE_ID, IN_PACK, MET_BY, Clause, Resolver
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.source import Route


def clause_faults(
    id: str, clause: Clause, pack: Pack, resolver: Resolver | None
) -> Iterator[tuple[Route, str]]:
    """Where in a clause and why, one sentence for each reference that leads nowhere."""
    match = CLAUSE_ID.fullmatch(id)
    if match is None:
        yield (), f"条款编号“{id}”写法不对，应写作“文件代号大写-条款位置”，如“XX-3.4.1.1b”。"
    elif match["act"].lower() not in pack.acts:
        act = match["act"].lower()
        yield (), f"条款“{id}”所属的文件“{act}”不在法规文件表中，请在 [act.…] 中登记该文件。"
    if clause.limit and clause.limit not in _in_chain(pack, "limit"):
        yield ("limit",), f"没有名为“{clause.limit}”的期限，请在 [limit.…] 中登记，或者改正名称。"
    for reference in clause.met_by:
        kind, _, name = reference.partition(":")
        if name in _names(kind, pack, resolver, default=(name,)):
            continue
        yield (
            ("met_by",),
            f"“{reference}”所指的{MET_BY[kind]}不存在，不能算作已经落实，请改为现有的{MET_BY[kind]}，或者删去这一项。",
        )


def _names(kind: str, pack: Pack, resolver: Resolver | None, *, default: Collection[str]) -> Collection[str]:
    if kind in IN_PACK:
        return _in_chain(pack, kind)
    return default if resolver is None else resolver.known(kind)


def _in_chain(pack: Pack, section: str) -> set[str]:
    """The ids that a section has in this pack and in those it extends."""
    return {id for each in pack.chain() for id in each.sections.get(section, {})}
