"""docs/cli.md: the help of every command in Markdown."""

from collections.abc import Iterator

from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from gongkai.faces.cli.main import app

# Columns of a terminal, fixed so that the text is the same on every machine.
WIDTH = 100


def cli_reference() -> str:
    """The whole reference; generated anew it is the same text until a command changes."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    parts = ["# Command line 命令行"]
    for path in ((), *_commands(root, ())):
        heading = "#" * min(len(path) + 2, 4)
        parts += [f"{heading} `{' '.join(('gongkai', *path))}`", f"```text\n{_help(path)}\n```"]
    return "\n\n".join(parts) + "\n"


def _commands(group: TyperGroup, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        path = (*above, name)
        yield path
        if isinstance(command, TyperGroup):
            yield from _commands(command, path)


def _help(path: tuple[str, ...]) -> str:
    result = CliRunner().invoke(
        app, [*path, "--help"], prog_name="gongkai", env={"COLUMNS": str(WIDTH), "TERMINAL_WIDTH": str(WIDTH)}
    )
    return result.output.strip()
