"""A worker cut off at any line, and several at once: no reminder is lost, none is told twice."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from gongkai.engines.duties.tests.telling import tell
from gongkai.engines.ledger.models import Event, OutboxMessage
from gongkai.engines.notices import actions, sweep
from gongkai.engines.notices.models import Mark, Notice
from gongkai.engines.notices.tests.conftest import settle
from gongkai.kernel.clock import frozen
from tests.county import County

pytestmark = pytest.mark.full

NUMBER = 4
# Zhou Min and Tang Ke are told the day, Lu Fang and He Jing that it has passed.
WHOLE = 4 * NUMBER


@pytest.fixture
def owing(transactional_db: None, packs: Path) -> Iterator[County]:
    """Four applications, three weeks late, told to nobody yet."""
    county = settle(packs)
    for n in range(NUMBER):
        tell("2026-02-10 09:00", "application.received", f"A{n}", channel="web")
    with frozen("2026-03-20 09:00"):
        yield county


def told_once() -> bool:
    """Everything that has come was told, written down and left in the outbox, each once."""
    keys = list(Notice.objects.values_list("officer_id", "key"))
    carried = sum(body.count(",") + 1 for body in OutboxMessage.objects.values_list("body", flat=True))
    reminded = Event.objects.filter(verb="duty.reminded").values_list("subject_id", flat=True)
    return len(keys) == len(set(keys)) == carried == WHOLE and len(set(reminded)) == NUMBER


class Killed(BaseException):
    pass


LINES: list[tuple[Any, str]] = [
    (sweep, "hold"), (sweep, "tell"), (actions, "_not_told_yet"), (actions, "record"), (actions.outbox, "put"),
    (Mark, "save"), (Notice.objects, "bulk_create"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "line"), LINES, ids=lambda one: one if isinstance(one, str) else "")
def test_killed_at_any_line_and_started_again(
    place: Any, line: str, owing: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Again and again the worker dies, before the line and after it by turns."""
    original, calls, deaths = getattr(place, line), 0, 0

    def dying(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls % 5 == 2:
            raise Killed
        result = original(*args, **kwargs)
        if calls % 5 == 4:
            raise Killed
        return result

    with monkeypatch.context() as patched:
        patched.setattr(place, line, dying)
        for _ in range(40):
            try:
                sweep.remind(batch=1)
            except Killed:
                deaths += 1
    assert deaths >= 2
    sweep.remind(batch=1)
    assert told_once()
    assert sweep.remind() == 0


def test_dying_once_in_every_call_moves_nothing(owing: County, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(*args: Any, **kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Mark, "save", dying)
        for _ in range(3):
            with pytest.raises(Killed):
                sweep.remind()
    assert not Notice.objects.exists() and not OutboxMessage.objects.exists() and not Mark.objects.exists()
    assert sweep.remind() == WHOLE and told_once()


def together(work: Callable[[int], None], number: int = 3) -> None:
    """Run the same in several threads, each with its own connection."""
    failures: list[BaseException] = []

    def run(n: int) -> None:
        try:
            work(n)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_three_workers_at_once_tell_each_once(owing: County, batch: int) -> None:
    made: list[int] = []
    together(lambda n: made.append(sweep.remind(batch=batch)))
    assert sum(made) == WHOLE and told_once()


def test_workers_and_the_office_at_once(owing: County) -> None:
    """New duties appear, old ones are answered, while three workers sweep."""

    def work(n: int) -> None:
        if n < 3:
            for _ in range(5):
                sweep.remind(batch=2)
            return
        for m in range(5):
            tell("2026-03-20 09:00", "application.received", f"B{m}", channel="web", received_at="2026-02-10")

    together(work, 4)
    sweep.remind()
    keys = list(Notice.objects.values_list("officer_id", "key"))
    assert len(keys) == len(set(keys)) == WHOLE + 4 * 5
