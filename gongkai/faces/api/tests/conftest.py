"""What the tests of the open interface share: asking, and reading the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask for an address under /api/v1 and return what its JSON says, after a look at the status."""

    def asking(address: str, query: dict[str, Any] | None = None, *, status: int = 200) -> Any:
        full = address if address.startswith("/api/") else f"/api/v1{address}"
        response = client.get(full, query)
        assert response.status_code == status, response.content.decode()
        assert response.headers["Content-Type"] == "application/json; charset=utf-8" or status >= 400
        return response.json()

    return asking
