"""Output 输出: tables for people, tab-separated lines for pipes, JSON for programs, sentences on failure."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import typer


def say(text: str) -> None:
    """A line for whoever reads."""
    typer.echo(text)


def note(text: str) -> None:
    """A line for the person at the terminal; it goes to stderr, so that a pipe does not see it."""
    typer.echo(text, err=True)


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """One JSON value; Chinese stays readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on a terminal; tab-separated lines, a head line first, anywhere else."""
    if not sys.stdout.isatty():
        typer.echo("\t".join(columns))
        for row in rows:
            typer.echo("\t".join(_cell(value) for value in row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        # Text, not str: a title in square brackets is no markup.
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    Console().print(table)


def refuse(reasons: str | Iterable[str], *, code: int = 1) -> NoReturn:
    """End the command: one sentence, or each reason a line, on stderr."""
    for reason in [reasons] if isinstance(reasons, str) else reasons:
        typer.echo(reason, err=True)
    raise typer.Exit(code)


def misused(sentence: str) -> NoReturn:
    """End the command because it was called wrongly."""
    refuse(sentence, code=2)


@contextmanager
def progress(label: str) -> Iterator[Any]:
    """A progress display on stderr; call the result with (done, total or None, what is at hand).

    Nothing is shown where stderr is no terminal.
    """
    if not sys.stderr.isatty():
        yield lambda done, total=None, at_hand="": None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.text import Text

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[at_hand]}", markup=False),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, at_hand="")

        def update(done: int, total: int | None = None, at_hand: str = "") -> None:
            bar.update(task, completed=done, total=total, at_hand=Text(at_hand).plain[-60:])

        yield update


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
