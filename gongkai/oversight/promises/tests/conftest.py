"""The county of these tests, seen from the middle of November 2026."""

from collections.abc import Iterator

import pytest

from gongkai.kernel.clock import frozen
from gongkai.oversight.promises.tests.telling import TODAY, Told, tell
from tests.county import County


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with frozen(TODAY):
        yield


@pytest.fixture
def told(county: County) -> Told:
    return tell(county)
