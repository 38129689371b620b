"""What the tests of this package share."""

from pathlib import Path

import pytest


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No built-in packs: what a test writes is all there is, and is read at once."""
    empty: Path = tmp_path_factory.mktemp("no-packs")
    monkeypatch.setattr("gongkai.kernel.law.loading.BUILT_IN", empty)
