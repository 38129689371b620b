"""Three workers as processes, one of them killed outright again and again: each reminder is told once."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from gongkai.engines.duties.tests.telling import tell
from gongkai.engines.ledger.models import Event, OutboxMessage
from gongkai.engines.notices.models import Notice
from gongkai.engines.notices.sweep import remind
from gongkai.engines.notices.tests.conftest import settle
from gongkai.kernel.clock import frozen

AT, NUMBER = "2026-03-20 09:00", 80
WORKER = f"""
import django
django.setup()
from gongkai.engines.notices.sweep import remind
from gongkai.kernel.clock import frozen
print("ready", flush=True)
with frozen("{AT}"):
    remind(batch=1)
"""


def start() -> "subprocess.Popen[bytes]":
    """A worker on the database of the tests."""
    base = connection.settings_dict
    url = f"sqlite:///{base['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgresql://{base['USER']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, stdout=subprocess.PIPE)


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
def test_three_workers_and_one_is_killed(packs: Path) -> None:
    settle(packs)
    for n in range(NUMBER):
        tell("2026-02-10 09:00", "application.received", f"A{n}", channel="web")
    connection.close()
    killed = 0
    for _ in range(6):
        workers = [start() for _ in range(3)]
        for worker in workers:
            assert worker.stdout is not None
            worker.stdout.readline()
        time.sleep(random.uniform(0.02, 0.15))
        for worker in workers:  # the first is killed at work; the others soon after, wherever they are
            killed += worker.poll() is None
            worker.kill()
            worker.wait()
            worker.stdout.close()  # type: ignore[union-attr]
    told_by_the_killed = Notice.objects.count()
    with frozen(AT):
        rest = remind()
    keys = list(Notice.objects.values_list("officer_id", "key"))
    assert killed >= 6 and told_by_the_killed > 0 and told_by_the_killed + rest == len(keys)
    assert len(keys) == len(set(keys)) == 4 * NUMBER
    carried = [int(n) for m in OutboxMessage.objects.all() for n in m.body.strip("[]").split(",")]
    assert sorted(carried) == sorted(Notice.objects.values_list("id", flat=True))
    assert Event.objects.filter(verb="duty.reminded").values("subject_id").distinct().count() == NUMBER
