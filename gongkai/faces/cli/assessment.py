"""gongkai assessment: the scores of the units of a scheme, counted now or as they were frozen."""

from typing import Annotated

import typer

from gongkai.faces.cli.output import misused, note, print_json, print_table
from gongkai.faces.cli.start import django


def assessment(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="The scheme: slug of the agency and the year.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one unit a line.")] = False,
) -> None:
    """Assessment 考核: list the schemes, or the scores of the units under one of them."""
    django()
    from gongkai.oversight.assessment.queries import named, schemes, standings

    if code is None:
        print_table(
            ("code", "state", "weight", "pack"),
            ((one.code, one.state, f"{one.weight}%", one.pack) for one in schemes()),
        )
        return
    scheme = named(schemes(), code)
    if scheme is None:
        misused(f"There is no scheme “{code}”; `gongkai assessment` lists them.")
    found = standings(scheme)
    if as_json:
        for one in found:
            result = one.result
            scores = {
                row.indicator.indicator: {"applies": row.applies, "asked": row.asked, "kept": row.kept}
                for row in one.scores
            }
            print_json(
                {
                    "unit": one.unit.slug,
                    "score": None if result.score is None else str(result.score),
                    "vetoed": result.vetoed,
                    "indicators": scores,
                },
                indent=None,
            )
        return
    print_table(
        ("unit", "score", "of", "vetoed"),
        ((one.unit.slug, one.result.score, one.result.of, one.result.vetoed) for one in found),
    )
    if scheme.state == "draft":
        note("The scheme is a draft: these figures bind nobody yet.")
