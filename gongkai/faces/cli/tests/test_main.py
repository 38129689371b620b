"""The command line as a whole: help, version, fast starts, sentences for what goes wrong."""

import os
import subprocess
import sys

import pytest
from django.db import OperationalError

from gongkai.faces.cli.reference import cli_reference
from gongkai.faces.cli.tests.conftest import Run

COMMANDS = ("serve", "demo", "migrate", "intake", "due", "ledger", "search", "law", "agencies", "officers")


def test_help_names_every_command(run: Run) -> None:
    told = run("--help").out
    assert all(f"\n  {command} " in told for command in COMMANDS)


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("gongkai 0.")


@pytest.mark.full
@pytest.mark.parametrize(
    "words", [["--help"], ["due", "--from", "2026-02-10", "--limit", "20 working days"], ["law", "limits"]]
)
def test_what_needs_no_database_starts_without_django(words: list[str]) -> None:
    code = (
        "import sys\n"
        "from gongkai.faces.cli.main import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']\n"
    )
    subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, env=os.environ)


@pytest.mark.django_db
def test_a_database_without_tables_is_explained(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def untouched(*_: object, **__: object) -> None:
        raise OperationalError("no such table: ledger_event")

    monkeypatch.setattr("gongkai.engines.ledger.models.Event.objects.filter", untouched)
    assert "gongkai migrate" in run("ledger", code=1).err


def test_an_unknown_command_is_a_misuse(run: Run) -> None:
    assert "No such command" in run("publish", code=2).err


@pytest.mark.full
def test_the_reference_shows_the_help_of_every_command() -> None:
    text = cli_reference()
    assert text == cli_reference()
    for command in (*COMMANDS, "search rebuild", "law check", "agencies import", "officers password"):
        assert f"# `gongkai {command}`" in text
