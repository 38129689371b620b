"""gongkai inspect: what is wrong with what stands in public, found now and noted, or only looked at."""

from typing import Annotated

import typer

from gongkai.faces.cli.output import note, print_json, print_table, refuse
from gongkai.faces.cli.start import django


def inspect(
    agency: Annotated[
        str | None,
        typer.Option(metavar="SLUG", help="This agency and those below it; by default the one at the top."),
    ] = None,
    dry: Annotated[bool, typer.Option("--dry", help="Only look; note nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one finding a line.")] = False,
) -> None:
    """Inspect 检查: hold a round now, as the worker does every day, and list what is wrong.

    New faults are noted and the units owe their rectification; what is no longer seen is closed.
    """
    django()
    from gongkai.engines.agencies.models import Agency
    from gongkai.engines.agencies.queries import SYSTEM
    from gongkai.engines.agencies.queries import agency as named
    from gongkai.oversight.inspection import running
    from gongkai.oversight.promises.clauses import seat

    try:
        root = named(agency) if agency else seat()
    except Agency.DoesNotExist:
        refuse(f"There is no agency “{agency}”; `gongkai agencies list` names them.")
    if root is None:
        refuse("There is no agency yet; `gongkai agencies import` enters them.")
    if not dry:
        held = running.inspect(root, by=SYSTEM)
        note(f"{held.found} new, {held.rectified} rectified.")
    rows = [
        (check.fault, check.id, seen.agency.slug, seen.place, seen.proof)
        for check, seen in running.look(running.inspected(root))
    ]
    heads = ("fault", "check", "agency", "place", "proof")
    if as_json:
        for row in rows:
            print_json(dict(zip(heads, row, strict=True)), indent=None)
        return
    print_table(heads, rows)
