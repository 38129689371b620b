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
from pathlib import Path

OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=127.0.0.1"


def main(command: list[str]) -> int:
    """Start, run, stop; returns the command's exit code."""
    if not command:
        sys.exit("Say which command to run: python -m scripts.with_postgres COMMAND")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        sys.exit("PostgreSQL is not installed: run scripts/system-packages as root first.")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="gongkai-postgres-"))
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", _free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs[-1] / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    try:
        run("initdb", "-D", str(data), "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(
            "pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"),
            "-o", f"{OPTIONS} -p {port} -k {folder}", "start",
        )  # fmt: skip
        url = f"postgresql://gongkai@127.0.0.1:{port}/postgres"
        try:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
