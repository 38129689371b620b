"""The demo county, told into a data folder of its own and served as it is for real: a fixture for the full tests."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

GONGKAI = str(Path(sys.executable).parent / "gongkai")


@dataclass(frozen=True)
class Served:
    """Where the county answers, and the data folder it lives in."""

    address: str
    home: Path
    environment: dict[str, str]

    def gongkai(self, *arguments: str) -> str:
        """Run a command on the same data folder and return what it printed."""
        done = subprocess.run(
            [GONGKAI, *arguments], env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a county told by `gongkai demo`, by one worker for all the workers of a run."""
    run = tmp_path_factory.getbasetemp()
    told = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "told"
    told.mkdir(exist_ok=True)
    with (told / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (told / "done").exists():
            shutil.rmtree(told / "home", ignore_errors=True)
            environment = {**os.environ, "GONGKAI_HOME": str(told / "home")}
            environment.pop("DATABASE_URL", None)
            subprocess.run([GONGKAI, "demo", "--no-serve"], env=environment, check=True, timeout=900)
            (told / "done").touch()
    return told / "home"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`gongkai demo --no-serve`, a copy of it each worker, and `gongkai serve` on a free port until all is done."""
    home = tmp_path_factory.mktemp("served") / "home"
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "GONGKAI_HOME": str(home), "GONGKAI_ORIGIN": address}
    environment.pop("DATABASE_URL", None)
    shutil.copytree(_told_once(tmp_path_factory), home)
    server = subprocess.Popen([GONGKAI, "serve", "--port", str(port)], env=environment)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None, "the server stopped"
                time.sleep(0.1)
        yield Served(address, home, environment)
    finally:
        server.terminate()
        server.wait(30)
