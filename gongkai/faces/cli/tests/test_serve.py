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
    helper = [sys.executable, "-c", "import time; time.sleep(600)"]
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
            {"search index": helper, "worker": helper},
            is_up=lambda: False,
            when_up=lambda: None,
        )
    assert code == 3
    assert len(started) == 3
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


SUPERVISOR = """
import sys
from gongkai.faces.cli import serve
sleeps = [sys.executable, "-c", "import time; time.sleep(600)"]
serve.run(sleeps, {"worker": sleeps}, is_up=lambda: True, when_up=lambda: print("up", flush=True))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_no_child_outlives_a_supervisor_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", SUPERVISOR], stdout=subprocess.PIPE) as supervisor:
        assert supervisor.stdout is not None and supervisor.stdout.readline() == b"up\n"
        children = below(supervisor.pid)
        assert len(children) == 2
        assert until(lambda: all(b"sleep" in of(pid, "cmdline").split(b"\0")[2] for pid in children))
        supervisor.kill()
    assert until(lambda: not any(runs(pid) for pid in children), 10)


def of(pid: int, name: str) -> bytes:
    """What /proc says of a process; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def runs(pid: int) -> bool:
    """Whether a process is there and is no zombie that nobody has buried yet."""
    return (found := of(pid, "stat")) != b"" and found.rpartition(b")")[2].split()[0] != b"Z"


def below(root: int) -> set[int]:
    """All processes below one."""
    found: set[int] = set()
    todo = [root]
    while todo:
        parent = todo.pop()
        children = {int(pid) for pid in of(parent, f"task/{parent}/children").split()}
        found |= children
        todo += children
    return found


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
        return below(self.process.pid)


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

    for word in (b"follow", b"work"):
        helper = next(pid for pid in served.children() if word in of(pid, "cmdline").split(b"\0"))
        os.kill(helper, signal.SIGKILL)
    (tmp_path / "other.txt").write_text(NOTICE.replace("汛期", "冬季").replace("18号", "19号"), "utf-8")
    served.run("intake", str(tmp_path / "other.txt"), "--agency", "zhujian", "--publish")
    assert until(lambda: served.total("冬季值守") == 1)

    children = served.children()
    assert len(children) >= 4
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 10)
    assert served.get("/healthz") == b""


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_nothing_outlives_a_server_that_is_killed_outright(served: Served) -> None:
    children = served.children()
    assert len(children) >= 4
    served.process.kill()
    assert until(lambda: not any(runs(pid) for pid in children), 20)
    assert served.get("/healthz") == b""
