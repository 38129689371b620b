"""Every test of the package happens in the middle of January 2026."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from gongkai.kernel.clock import CHINA, Traveller, frozen

TODAY = datetime(2026, 1, 15, 10, 0, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def today() -> Iterator[Traveller]:
    with frozen(TODAY) as clock:
        yield clock
