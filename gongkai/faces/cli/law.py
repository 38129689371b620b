"""gongkai law: the limits that packs set, what their clauses ask and what meets it, and whether packs can be used."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from gongkai.faces.cli.output import misused, note, print_json, print_table, refuse, say

if TYPE_CHECKING:
    from gongkai.kernel.law import Pack

app = typer.Typer(
    help="Law packs 法规包: dated limits, each with its basis, and the clauses of documents.",
    no_args_is_help=True,
)


@app.command()
def limits(
    pack: Annotated[str, typer.Option(metavar="NAME", help="Name of the pack.")] = "national",
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day; today by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the limits in force on a day, each with its legal basis."""
    from gongkai.kernel.clock import today
    from gongkai.kernel.law import PackError, load_pack

    try:
        day = date.fromisoformat(on) if on else today()
    except ValueError:
        misused(f"“{on}” is no date; write for example 2026-02-10.")
    try:
        found = load_pack(pack).limits(on=day).values()
    except PackError as error:
        refuse(str(problem) for problem in error.problems)
    if as_json:
        print_json(
            [
                {
                    "id": one.id,
                    "title": one.title,
                    "limit": one.value,
                    "limit_zh": one.limit.zh(),
                    "bound": one.bound,
                    "counts": one.counts,
                    "basis": one.basis,
                    "citation": one.citation,
                    "verified": one.verified,
                    "since": one.since.isoformat(),
                    "until": one.until.isoformat() if one.until else None,
                    "note": one.note,
                    "pack": one.pack,
                }
                for one in found
            ]
        )
        return
    print_table(
        ("id", "title", "limit", "counts", "basis"),
        ((one.id, one.title, one.limit.zh(), one.counts, one.citation) for one in found),
    )


@app.command()
def clauses(
    pack: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the pack; all that have clauses by default.")
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only those that nothing meets yet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what the documents ask, clause by clause, and what of the system meets it."""
    from gongkai.kernel.law import PackError, load_pack, pack_names, tally

    try:
        packs = [*load_pack(pack).chain()] if pack else [load_pack(name) for name in pack_names()]
    except PackError as error:
        refuse(str(problem) for problem in error.problems)
    registers = {one: shown for one in packs if (shown := one.register())}
    if not registers:
        refuse(f"The pack {pack} registers no clauses; leave out --pack to see those of all packs.")
    if as_json:
        print_json([_as_data(one, only_open) for one in registers])
        return
    print_table(
        ("id", "where", "text", "met by"),
        (
            (id, clause.where, clause.text, ", ".join(clause.met_by))
            for register in registers.values()
            for id, clause in register.items()
            if not (only_open and clause.met)
        ),
    )
    for one, register in registers.items():
        counts = tally(register.values())
        note(f"{one.name}: {counts.met} met, {counts.open} open, {counts.should} should.")


def _as_data(pack: "Pack", only_open: bool) -> dict[str, Any]:
    from gongkai.kernel.law import tally

    register = pack.register()
    return {
        "pack": pack.name,
        "title": pack.title,
        **tally(register.values())._asdict(),
        "clauses": [
            {"id": id, **clause.model_dump()}
            for id, clause in register.items()
            if not (only_open and clause.met)
        ],
    }


@app.command()
def check(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="A folder of packs beside the built-in ones; else GONGKAI_PACKS."),
    ] = None,
) -> None:
    """Check every pack and name each fault with file and line."""
    from gongkai.faces.cli.installed import Installed
    from gongkai.kernel.law import check_packs

    root = context.find_root().command
    assert isinstance(root, TyperGroup)
    if problems := check_packs(folder, Installed(root)):
        refuse(str(problem) for problem in problems)
    say("All packs can be used.")
