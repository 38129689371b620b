"""gongkai report: the annual report of an agency, as it was published or as it would be today."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from gongkai.faces.cli.output import misused, note
from gongkai.faces.cli.start import django

app = typer.Typer(help="Reports 年报: annual reports with their tables.", no_args_is_help=True)
BINARY = {"docx", "pdf"}


@app.callback()
def report() -> None:
    pass


@app.command()
def annual(
    agency: Annotated[
        str | None,
        typer.Option(
            metavar="SLUG", help="The agency; its own and all below it. Default: the one at the top."
        ),
    ] = None,
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="The year it is about. Default: the last full year.")
    ] = None,
    format: Annotated[str, typer.Option(metavar="html|docx|pdf|csv|json", help="What to write.")] = "html",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it. Default: standard output.")
    ] = None,
) -> None:
    """Write the annual report of an agency: the published one, else what it would be today."""
    from gongkai.kernel.clock import today

    last = today().year - 1
    wanted = last if year is None else _year(year, last + 1)
    django()
    from gongkai.engines.agencies.models import Agency
    from gongkai.engines.agencies.queries import agency as named
    from gongkai.engines.files import FileRefused
    from gongkai.oversight.promises.clauses import seat
    from gongkai.oversight.reports.export import FORMATS, exported
    from gongkai.oversight.reports.queries import shown

    if format not in FORMATS:
        misused(f"There is no format “{format}”; choose from {', '.join(FORMATS)}.")
    if out is None and format in BINARY and sys.stdout.isatty():
        misused(f"A {format} file is not for the screen: name a file with --out.")
    try:
        found = named(agency) if agency is not None else seat()
    except Agency.DoesNotExist:
        misused(f"There is no agency “{agency}”; `gongkai agencies list` names them.")
    if found is None:
        misused("There is no agency yet; `gongkai agencies import` enters them.")
    report = shown(found, wanted)
    try:
        written = exported(report, format)
    except FileRefused as refused:
        misused(str(refused))
    try:
        sys.stdout.buffer.write(written) if out is None else out.write_bytes(written)
    except OSError as error:
        misused(f"{out} cannot be written: {error.strerror}.")
    if report.edition is None:
        note(f"{found.slug} has published no report on {wanted}: these are the figures of today.")


def _year(given: str, latest: int) -> int:
    """A year that can have a report."""
    if not (given.isascii() and given.isdigit() and len(given) == 4 and 2008 <= int(given) <= latest):
        misused(f"“{given}” is no year of a report; write one from 2008 to {latest}.")
    return int(given)
