"""gongkai work: does what is due, tells what it was, goes on when one job fails, and ends when asked."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.engines.notices.models import Notice
from gongkai.faces.cli import work
from gongkai.faces.cli.tests.conftest import Run
from gongkai.faces.cli.tests.test_serve import until
from gongkai.kernel.clock import frozen
from gongkai.kernel.law import forget_packs
from tests.county import County

GONGKAI = [sys.executable, "-m", "gongkai.faces.cli.main"]


@pytest.mark.full
@pytest.mark.django_db
def test_once_does_what_is_due_and_says_so(county: County, run: Run) -> None:
    from gongkai.engines.agencies.queries import SYSTEM
    from gongkai.engines.duties.actions import adopt_pack

    with frozen("2026-03-30 09:00") as clock:
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=clock.at.date())
        county.publish("青原县农村危房改造实施办法", expires_on=clock.at.date())
        county.publish_new()
        run("work", "--once")
        clock.move_to("2026-04-20 09:00")
        done = dict(run("work", "--once").rows)
        assert list(done) == [
            *("law", "periods", "publications", "displays", "days", "screening", "inspection"),
            *(
                "reminders",
                "news",
                "unconfirmed",
                "contacts",
                "sessions",
                "opinions",
                "applicants",
                "messages",
            ),
        ]
        assert int(done["periods"]) == Duty.objects.filter(period="2026-Q2").count() > 0
        assert done["days"] == "1" and Event.objects.filter(verb="document.lapsed").count() == 1
        assert int(done["reminders"]) > 0
        assert Notice.objects.filter(officer=county.he_jing, kind="overdue", title__contains="解读").exists()
        again = dict(run("work", "--once").rows)
        assert set(again.values()) == {"0"}


@pytest.mark.django_db
def test_a_job_that_fails_does_not_stop_the_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(stop: work.Stop) -> int:
        raise ConnectionError("the disk is full")

    monkeypatch.setattr(work, "jobs", lambda: [work.Job("first", broken), work.Job("second", lambda stop: 7)])
    ran = run("work", "--once", code=1)
    assert ran.rows == [["first", "ConnectionError: the disk is full"], ["second", "7"]]
    assert "tried again" in ran.err and "first failed" in ran.err


def test_a_job_is_run_at_its_time_or_when_something_calls_for_it() -> None:
    called = False
    job = work.Job("law", lambda stop: 1, every=3600.0, again=lambda: called)
    assert [one.count for one in work.look([job], lambda: False)] == [1]
    assert work.look([job], lambda: False) == []
    called = True
    assert [one.count for one in work.look([job], lambda: False)] == [1]
    assert work.look([job], lambda: True) == [], "asked to stop"


@pytest.mark.django_db(transaction=True)
def test_it_looks_again_at_once_while_there_is_something_to_do() -> None:
    left = [3, 2, 1, 0]
    stop = threading.Event()

    def count(stopped: work.Stop) -> int:
        if len(left) == 1:
            stop.set()
        return left.pop(0)

    work.keep_looking([work.Job("job", count)], stop, every=3600.0)
    assert left == []


def test_a_changed_pack_file_calls_for_the_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_PACKS", str(tmp_path))
    forget_packs()
    watch = work._Watch()
    assert not watch.changed()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pack.toml").write_text('title = "own"\n', "utf-8")
    assert watch.changed() and not watch.changed()
    forget_packs()


@pytest.mark.full
def test_it_ends_when_asked(tmp_path: Path) -> None:
    environment = {**os.environ, "GONGKAI_HOME": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    subprocess.run([*GONGKAI, "migrate"], env=environment, check=True, capture_output=True)
    worker = subprocess.Popen([*GONGKAI, "work"], env=environment, stderr=subprocess.PIPE)
    with worker:
        assert worker.stderr is not None and worker.stderr.readline().startswith(b"Done: law")
        worker.send_signal(signal.SIGTERM)
        assert until(lambda: worker.poll() is not None, 20)
    assert worker.returncode == 0
