"""What the tests of screening share: the findings of a text as (kind, what stands there)."""

from collections.abc import Callable

import pytest

from gongkai.engines.screening import Context, screen

Found = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def found() -> Found:
    """Screen a text; the facts of the context are keyword arguments."""

    def finding(text: str, **facts: object) -> list[tuple[str, str]]:
        context = Context(**facts)  # type: ignore[arg-type]
        return [(one.kind, text[one.start : one.end]) for one in screen(text, context=context)]

    return finding
