"""Readers in other processes while one writes; a writer that is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.engines.search import damage, find, follow
from gongkai.engines.search.shelf import Position, Shelf, write_position
from gongkai.engines.search.tests.county import County, document, fill, searcher_of
from gongkai.engines.search.writer import Writer

pytestmark = pytest.mark.full

READER = """
import sys
from pathlib import Path
from gongkai.engines.search import find
from gongkai.engines.search.reader import Reader
from gongkai.engines.search.shelf import Shelf

reader, seen = Reader(Shelf(Path(sys.argv[1]))), [0]
print("ready", flush=True)
while seen[-1] < 60:
    found = find.search(reader.searcher(fresh=True), "“政务公开”", sort="date")
    assert len(found.hits) == min(found.total, 20), found
    seen.append(found.total)
assert seen == sorted(seen), seen
print(len(set(seen)))
"""

WRITER = """
import sys, time
from pathlib import Path
from gongkai.engines.search.shelf import Position, Shelf
from gongkai.engines.search.tests.county import document
from gongkai.engines.search.writer import Writer

writer = Writer(Shelf(Path(sys.argv[1])).current())
for number in range(50):
    writer.add(document(f"kept-{number}", "已提交"))
writer.commit(Position(50, ""))
for number in range(5000):
    writer.add(document(f"lost-{number}", "未提交"))
print("ready", flush=True)
time.sleep(60)
"""


def start(program: str, shelf: Shelf) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, str(shelf.home)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(find.__file__).parents[3])},
    )


def ready(process: "subprocess.Popen[str]") -> None:
    assert process.stdout
    assert process.stdout.readline() == "ready\n"


def test_readers_see_whole_commits_in_order_while_one_process_writes(shelf: Shelf) -> None:
    fill(shelf, [])
    readers = [start(READER, shelf) for _ in range(2)]
    for reader in readers:
        ready(reader)
    with Writer(shelf.current()) as writer:
        for number in range(60):
            writer.replace(document(str(number), "关于推进政务公开的通知"))
            if number % 4 == 3:
                writer.commit(Position())
    for reader in readers:
        out, _ = reader.communicate(timeout=30)
        assert reader.returncode == 0
        assert int(out) >= 2


def test_a_killed_writer_leaves_its_last_commit_and_no_lock(shelf: Shelf) -> None:
    fill(shelf, [])
    writer = start(WRITER, shelf)
    ready(writer)
    writer.send_signal(signal.SIGKILL)
    writer.communicate(timeout=30)
    assert damage.find(shelf.current()) == ""
    assert find.search(searcher_of(shelf), "").total == 50
    with Writer(shelf.current()) as successor:
        successor.add(document("next", "后来的文件"))
        successor.commit(Position())
    assert find.search(searcher_of(shelf), "").total == 51


def test_a_position_lost_in_a_crash_repeats_events_and_changes_nothing(shelf: Shelf) -> None:
    county = County()
    county.publish(document("dibao", "低保标准"))
    follow.rebuild(shelf, county, county.sources())
    county.publish(document("yaodian", "工作要点"))
    follow.catch_up(shelf, county, county.sources())
    write_position(shelf.current(), Position())
    assert follow.catch_up(shelf, county, county.sources()) == 2
    assert find.search(searcher_of(shelf), "").total == 2
