"""The command line itself: `gongkai`. One module each command; Django is loaded only where it is needed."""

from typing import Annotated

import typer

from gongkai.faces.cli import (
    agencies,
    applicants,
    assessment,
    demo,
    due,
    duties,
    inspection,
    intake,
    law,
    ledger,
    migrate,
    officers,
    registers,
    report,
    screen,
    search,
    serve,
    work,
)
from gongkai.faces.cli.start import Commands

app = typer.Typer(
    cls=Commands,
    name="gongkai",
    help="gongkai 政务公开: the open system for open government affairs.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"gongkai {version('gongkai')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


app.command("serve")(serve.serve)
app.command("work")(work.work)
app.command("demo")(demo.demo)
app.command("migrate")(migrate.migrate)
app.command("intake")(intake.intake)
app.add_typer(search.app, name="search")
app.command("screen")(screen.screen)
app.command("due")(due.due)
app.add_typer(law.app, name="law")
app.add_typer(duties.app, name="duties")
app.add_typer(report.app, name="report")
app.add_typer(registers.app, name="register")
app.add_typer(applicants.app, name="applicants")
app.command("assessment")(assessment.assessment)
app.command("inspect")(inspection.inspect)
app.command("ledger")(ledger.ledger)
app.add_typer(agencies.app, name="agencies")
app.add_typer(officers.app, name="officers")


def main() -> None:
    """The entry point `gongkai`."""
    app(prog_name="gongkai")


if __name__ == "__main__":
    main()
