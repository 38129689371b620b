"""gongkai agencies: entering agencies and their officers."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai.faces.cli.output import print_json, print_table, say
from gongkai.faces.cli.start import django

app = typer.Typer(help="Agencies 机构: entering and listing them.", no_args_is_help=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="Agencies, officers and roles as TOML.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Enter the agencies, officers and roles of a file that are not there yet.

    Officers get no password; `gongkai officers password USERNAME` sets one.
    """
    django()
    from gongkai.engines.agencies.files import import_file
    from gongkai.engines.agencies.queries import SYSTEM

    made = import_file(file, by=SYSTEM)
    if as_json:
        print_json(
            {"agencies": made.agencies, "officers": made.officers, "roles": made.roles, "kept": made.kept}
        )
        return
    for what, names in (("agency", made.agencies), ("officer", made.officers), ("role", made.roles)):
        for name in names:
            say(f"new {what} {name}")
    say(
        f"{len(made.agencies)} agencies, {len(made.officers)} officers and {len(made.roles)} roles are new; "
        f"{made.kept} were there already."
    )


@app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the agencies that are open today."""
    django()
    from gongkai.engines.agencies.queries import agencies

    rows = [
        {"slug": a.slug, "name": a.name, "kind": a.kind, "parent": a.parent.slug if a.parent else None}
        for a in agencies().select_related("parent")
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(("slug", "name", "kind", "parent"), (tuple(row.values()) for row in rows))
