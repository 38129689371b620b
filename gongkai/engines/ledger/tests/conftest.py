"""The ledger alone: nobody listens but who is asked to."""

import pytest

from gongkai.engines.ledger import actions


@pytest.fixture(autouse=True)
def _fresh_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_listeners", type(actions._listeners)(list))
