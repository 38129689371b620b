"""Many at once, and work that is cut off: no duty is lost, none is opened or closed twice."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from gongkai.engines.duties import law
from gongkai.engines.duties.actions import ensure_periods
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.duties.store import Table
from gongkai.engines.duties.tests.telling import adopt, duty, tell
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import frozen
from tests.county import make_county

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("packs")]


@pytest.fixture(autouse=True)
def _adopted(transactional_db: None, packs: Path) -> None:
    adopt("2026-01-05 08:00", make_county().government)


def together(work: Callable[[int], None], number: int = 4) -> None:
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


def say(verb: str, id: str, **facts: Any) -> None:
    with transaction.atomic():
        record(verb, subject=("application", id), by="x", agency="zhujian", facts=facts)


def test_two_officers_answer_the_same_application() -> None:
    with frozen("2026-02-10 09:00"):
        say("application.received", "A1", channel="web")
        together(lambda n: say("application.answered", "A1"))
    one = duty("reply")
    answers = Event.objects.filter(verb="application.answered").order_by("seq")
    assert one.status == "met" and one.closed_seq == answers[0].seq
    assert rebuild(check=True).differing == 0


def test_the_same_receipt_from_all_sides_opens_one_duty() -> None:
    with frozen("2026-02-10 09:00"):
        together(lambda n: say("application.received", "A1", channel="web"))
    assert Duty.objects.filter(rule="reply").count() == 1


def test_many_open_and_close_at_once() -> None:
    def work(n: int) -> None:
        for m in range(5):
            say("application.received", f"A{n}-{m}", channel="web")
            say("application.answered", f"A{n}-{m}")

    with frozen("2026-02-10 09:00"):
        together(work)
    assert Duty.objects.filter(rule="reply", outcome="met").count() == 20
    assert rebuild(check=True).differing == 0


def test_workers_begin_a_period_once() -> None:
    before = Duty.objects.filter(rule="hearing").count()
    with frozen("2026-07-01 00:00"):
        together(lambda n: ensure_periods() and None)
    assert Duty.objects.filter(rule="hearing").count() == 2 * before


class Killed(BaseException):
    pass


@pytest.mark.parametrize("line", ["insert", "update"])
@pytest.mark.parametrize("after", [False, True])
def test_a_process_killed_at_any_line_leaves_all_or_nothing(
    line: str, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("2026-02-10 09:00", "application.received", "A0", channel="web")
    seq = Event.objects.count()
    original = getattr(Table, line)

    def dying(self: Table, duties: Any) -> None:
        if after:
            original(self, duties)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Table, line, dying)
        act = ("application.received", "A1") if line == "insert" else ("application.answered", "A0")
        with pytest.raises(Killed):
            tell("2026-02-11 09:00", *act, channel="web")
    assert Event.objects.count() == seq
    assert [(row.subject_id, row.status) for row in Duty.objects.filter(rule="reply")] == [("A0", "overdue")]
    tell("2026-02-11 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.answered", "A0")
    assert Duty.objects.filter(rule="reply").count() == 2
    assert rebuild(check=True).differing == 0


@pytest.mark.parametrize("line", ["insert", "update", "commit"])
def test_a_process_that_is_really_killed_leaves_nothing_behind(line: str) -> None:
    tell("2026-02-10 09:00", "application.received", "A0", channel="web")
    before = Event.objects.count(), list(Duty.objects.order_by("id").values())
    kept: list[object] = []

    def dying() -> None:
        if line != "commit":
            setattr(Table, line, lambda self, duties: os.kill(os.getpid(), signal.SIGKILL))
        with frozen("2026-02-11 09:00"), transaction.atomic():
            say("application.received", "A1", channel="web")
            say("application.answered", "A0")
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        for one in connections.all():
            # the parent's own connection: neither used nor closed here
            kept.append(one.connection)
            one.connection = None
        law.drop()
        dying()
        os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert (Event.objects.count(), list(Duty.objects.order_by("id").values())) == before
    tell("2026-02-11 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.answered", "A0")
    assert Duty.objects.filter(rule="reply").count() == 2
    assert rebuild(check=True).differing == 0


def test_two_officers_extend_and_answer_at_once() -> None:
    with frozen("2026-02-10 09:00"):
        say("application.received", "A1", channel="web")
        acts = [
            "application.answered",
            "application.extended",
            "application.withdrawn",
            "application.answered",
        ]
        together(lambda n: say(acts[n], "A1", by="何静"))
    assert Duty.objects.filter(rule="reply", closed_at__isnull=False).count() == 1
    assert rebuild(check=True).differing == 0


def test_an_interpretation_and_its_policy_published_at_once_leave_nothing_owed() -> None:
    def publish(n: int) -> None:
        with transaction.atomic():
            if n % 2:
                record("policy.published", subject=("policy", f"P{n // 2}"), by="x", agency="zhujian")
            else:
                record(
                    "interpretation.published", subject=("interpretation", f"I{n}"), by="x", agency="zhujian",
                    facts={"interprets": [f"P{n // 2}"]},
                )  # fmt: skip

    with frozen("2026-02-10 09:00"):
        together(publish, 8)
    found = Duty.objects.filter(rule="county_interpret").values_list("subject_id", "outcome")
    assert sorted(found) == [(f"P{n}", "met") for n in range(4)]
    assert rebuild(check=True).differing == 0


def test_a_law_that_was_rolled_back_binds_nobody() -> None:
    with pytest.raises(Killed), frozen("2026-02-10 09:00"), transaction.atomic():
        record(
            "pack.adopted", subject=("agency", "zhujian"), by="x", agency="zhujian",
            facts={"pack": "national", "from": "2026-02-10"},
        )  # fmt: skip
        say("application.received", "A1", channel="web")
        raise Killed
    tell("2026-02-10 09:00", "application.received", "A2", channel="web")
    assert duty("reply").pack == "qingyuan"
    assert law.present_book().adoptions.keys() == {"qingyuan"}
