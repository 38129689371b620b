"""Run a command with DATABASE_URL pointing to a PostgreSQL server made for it and thrown away after.

    python -m scripts.with_postgres COMMAND [ARGUMENT ...]

The server listens on a free loopback port, keeps its data in a temporary folder and trusts local
connections. PostgreSQL refuses to run as root, so root lends it the `postgres` account.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Quick and forgetful, for tests; a server that is to keep what it confirmed is made with DURABLE.
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"


class Server:
    """A PostgreSQL server in a folder of its own; `url` is its DATABASE_URL."""

    def __init__(self, folder: Path, options: str) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs:
            sys.exit("PostgreSQL is not installed: run scripts/system-packages as root first.")
        self._programs, self._folder, port = programs[-1], folder, _free_port()
        self._as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._as_user:
            shutil.chown(folder, "postgres", "postgres")
        self._options = f"{options} -c listen_addresses=127.0.0.1 -p {port} -k {folder}"
        self.url = f"postgresql://gongkai@127.0.0.1:{port}/postgres"

    def start(self) -> None:
        """Make the data folder and start on it."""
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self._control("-l", str(self._folder / "log"), "-o", self._options, "start")

    def crash_and_start(self) -> None:
        """Cut every connection without a checkpoint, as a crash does, and start again from the log."""
        self._control("-l", str(self._folder / "log"), "-o", self._options, "-m", "immediate", "restart")

    def stop(self) -> None:
        """Stop at once."""
        self._control("-m", "immediate", "stop")

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [*self._as_user, str(self._programs / program), *arguments],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def server(options: str = QUICK) -> Iterator[Server]:
    """A server that runs while the block does; its folder goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-postgres-"))
    try:
        made = Server(folder, options)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Start, run, stop; returns the command's exit code."""
    if not command:
        sys.exit("Say which command to run: python -m scripts.with_postgres COMMAND")
    with server() as made:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": made.url}, check=False).returncode


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
