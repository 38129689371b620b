"""The works on files run in the test's own process unless a test is about the process itself."""

import json
from typing import Any

import pytest

from gongkai.engines.files import outside
from gongkai.engines.files.worker import WORKS


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Same words in and out, no process."""

    def run(work: str, data: bytes, **arguments: Any) -> tuple[Any, bytes]:
        result, made = WORKS[work](data, **json.loads(json.dumps(arguments)))
        return json.loads(json.dumps(result)), made

    monkeypatch.setattr(outside, "isolated", run)
