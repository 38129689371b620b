"""gongkai serve: one command runs everything, keeps it running, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from gongkai.faces.cli import serve
from gongkai.faces.cli.tests.conftest import Run

GONGKAI = [sys.executable, "-m", "gongkai.faces.cli.main"]
NOTICE = """青原县住房和城乡建设局关于做好水库汛期值守工作的通知
青建〔2026〕18号

各乡镇人民政府：
现将汛期值守有关事项通知如下，请认真贯彻执行。
青原县住房和城乡建设局
2026年3月6日
"""
COUNTY = """
[[agencies]]
slug = "zhujian"
kind = "department"
name = "青原县住房和城乡建设局"
"""


def until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something comes to hold before the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def test_an_address_in_use_is_one_clear_sentence(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for command in (["serve"], ["demo"]):
            error = run(*command, "--port", port, code=1).err
            assert f"127.0.0.1:{port}" in error and "--port" in error
            assert len(error.strip().splitlines()) == 1


def test_a_server_that_ends_by_itself_ends_the_rest() -> None:
    follower = [sys.executable, "-c", "import time; time.sleep(600)"]
    started: list[int] = []
    original = serve._start

    def noting(command: list[str]) -> "subprocess.Popen[bytes]":
        child = original(command)
        started.append(child.pid)
        return child

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serve, "_start", noting)
        code = serve.run(
            [sys.executable, "-c", "raise SystemExit(3)"],
            follower,
            is_up=lambda: False,
            when_up=lambda: None,
        )
    assert code == 3
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


class Served:
    """A server of its own in a data folder of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.env = {**os.environ, "GONGKAI_HOME": str(home / "data")}
        self.log = (home / "log").open("w+b")
        self.process = subprocess.Popen(
            [*GONGKAI, "serve", "--port", str(self.port)], env=self.env, stdout=self.log, stderr=self.log
        )

    def run(self, *words: str) -> None:
        """A command in another process."""
        subprocess.run([*GONGKAI, *words], env=self.env, check=True, capture_output=True)

    def get(self, address: str) -> bytes:
        """What the server answers; nothing while it does not."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=10) as response:
                return bytes(response.read())
        except (URLError, ConnectionError):
            return b""

    def total(self, query: str) -> int:
        """The number of documents that a search finds."""
        answer = self.get(f"/api/v1/search?q={quote(query)}")
        return int(json.loads(answer)["total"]) if answer else 0

    def children(self) -> set[int]:
        """All processes below the server's."""
        found, todo = set(), [self.process.pid]
        while todo:
            listed = Path(f"/proc/{(parent := todo.pop())}/task/{parent}/children")
            below = [int(pid) for pid in listed.read_text().split()] if listed.exists() else []
            found |= set(below)
            todo += below
        return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path)
    try:
        assert until(lambda: b'"ok"' in server.get("/healthz")), (tmp_path / "log").read_text()
        yield server
    finally:
        server.process.terminate()
        server.process.wait(30)
        server.log.close()


@pytest.mark.full
def test_what_another_process_publishes_is_found_and_nothing_outlives_the_end(
    served: Served, tmp_path: Path
) -> None:
    (tmp_path / "county.toml").write_text(COUNTY, "utf-8")
    (tmp_path / "notice.txt").write_text(NOTICE, "utf-8")
    assert b"<h1" in served.get("/")
    assert b"@layer" in served.get("/static/gongkai/app.css")
    served.run("agencies", "import", str(tmp_path / "county.toml"))
    served.run("intake", str(tmp_path / "notice.txt"), "--agency", "zhujian", "--publish")
    assert until(lambda: served.total("汛期值守") == 1)

    follower = next(
        pid for pid in served.children() if b"follow" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(follower, signal.SIGKILL)
    (tmp_path / "other.txt").write_text(NOTICE.replace("汛期", "冬季").replace("18号", "19号"), "utf-8")
    served.run("intake", str(tmp_path / "other.txt"), "--agency", "zhujian", "--publish")
    assert until(lambda: served.total("冬季值守") == 1)

    children = served.children()
    assert len(children) >= 3
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 10)
    assert served.get("/healthz") == b""
