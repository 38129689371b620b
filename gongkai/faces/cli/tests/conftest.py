"""What the tests of the command line share: running a command in this process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from typer.testing import CliRunner

from gongkai.faces.cli.main import app


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """The lines of a table, cells apart, without its head."""
        return [line.split("\t") for line in self.out.splitlines()[1:]]


Run = Callable[..., Ran]


@pytest.fixture
def run() -> Run:
    """Run `gongkai` with these words."""

    def running(*words: object, code: int = 0, given: str | None = None) -> Ran:
        result = CliRunner().invoke(app, [str(word) for word in words], input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return Ran(result.exit_code, result.stdout, result.stderr)

    return running
