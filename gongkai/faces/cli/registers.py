"""gongkai register: tables of records in and out."""

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.faces.cli.output import misused, note, print_json, print_table
from gongkai.faces.cli.start import django

if TYPE_CHECKING:
    from gongkai.engines.agencies.models import Agency

app = typer.Typer(help="Registers 清单: tables of records in and out.", no_args_is_help=True)
RegisterOption = Annotated[
    str, typer.Option("--register", metavar="ID", help="The register, e.g. licences or penalties.")
]


@app.command("import")
def bring(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or Excel (xlsx) table.")],
    register: RegisterOption,
    agency: Annotated[str, typer.Option(metavar="SLUG", help="The agency whose records they are.")],
    check: Annotated[
        bool, typer.Option("--check", help="Only say what would be entered, and what is wrong.")
    ] = False,
) -> None:
    """Enter every line of a table as a draft, or none; lines that are there already are left alone."""
    django()
    from gongkai.affairs.registers.actions.importing import import_rows
    from gongkai.affairs.registers.importing import checked
    from gongkai.affairs.registers.schemas import kept_by
    from gongkai.engines.agencies.queries import SYSTEM
    from gongkai.engines.files import FileRefused, grid
    from gongkai.kernel.flow import Refused

    place = _agency(agency)
    kept = kept_by(place)
    if register not in kept:
        misused(f"{agency} keeps no register “{register}”; it keeps {', '.join(kept) or 'none'}.")
    try:
        rows = grid(file.read_bytes())
    except OSError as error:
        misused(f"{file} cannot be read: {error.strerror}.")
    except FileRefused as refused:
        raise Refused(f"{file.name}：{refused}") from None
    if check:
        table = checked(place, kept[register], rows)
        if reasons := table.reasons():
            raise Refused(reasons)
        note(f"{len(table.fresh)} would be entered, {table.same} are there already.")
        return
    done = import_rows(by=SYSTEM, agency=place, register=register, rows=rows)
    note(f"{len(done.added)} entered as drafts, {done.same} were there already.")


@app.command()
def export(
    register: RegisterOption,
    agency: Annotated[
        str | None, typer.Option(metavar="SLUG", help="An agency; its own and all below it. Default: all.")
    ] = None,
    format: Annotated[str, typer.Option(metavar="csv|json|credit", help="What to write.")] = "csv",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it. Default: standard output.")
    ] = None,
) -> None:
    """Write the published records of a register: exactly what the public reads; `credit`: as the credit platform
    takes them, a CSV table."""
    django()
    from gongkai.affairs.registers import credit, queries, schemas
    from gongkai.faces.ui.csv_file import safe

    if format not in {"csv", "json", "credit"}:
        misused(f"There is no format “{format}”; choose from csv, json, credit.")
    known = schemas.of_house()
    if register not in known:
        misused(f"There is no register “{register}”; choose from {', '.join(known)}.")
    schema = known[register]
    if format == "credit" and schema.credit is None:
        misused(f"The register “{register}” does not go to the credit platform.")
    found = queries.published(register, agency=_agency(agency) if agency else None)
    columns = [column.id for column in schema.public]
    text = io.StringIO()
    if format == "credit":
        heads = list(credit.credit_columns(schema))
        lines = ([credit.credit_row(schema, one)[code] for code in heads] for one in found)
    else:
        heads = ["agency", *columns]
        lines = ([one.agency.slug, *(one.shown.get(id, "") for id in columns)] for one in found)
    if format == "json":
        items = [dict(zip(heads, line, strict=True)) for line in lines]
        if out is None:
            print_json(items)
            return
        import json

        text.write(json.dumps(items, ensure_ascii=False, indent=2) + "\n")
    elif out is None and sys.stdout.isatty():
        print_table(heads, lines)
        return
    else:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(heads)
        # The platform takes what is written; people open the other table in a spreadsheet.
        writer.writerows(lines if format == "credit" else ([safe(cell) for cell in line] for line in lines))
    try:
        if out is None:
            typer.echo(text.getvalue(), nl=False)
        else:
            out.write_text(text.getvalue(), "utf-8")
    except OSError as error:
        misused(f"{out} cannot be written: {error.strerror}.")


def _agency(slug: str) -> "Agency":
    from gongkai.engines.agencies.models import Agency
    from gongkai.engines.agencies.queries import agency

    try:
        return agency(slug)
    except Agency.DoesNotExist:
        misused(f"There is no agency “{slug}”; `gongkai agencies list` names them.")
