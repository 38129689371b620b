"""Pages a second: the document page against a bare view that renders the same template from a dict.

    python -m bench.pages

Both run under granian with two workers and one blocking thread each, one after the other, on the demo county; the
load comes from this machine and shares its processors.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from typing import Any

from bench.load import requests_a_second

GOAL = 0.5  # of the bare view's requests a second
ROUNDS = 3


def run() -> list[dict[str, Any]]:
    """Two rows, each the median of three rounds in turn: pages as they are served, and rendered anew."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["GONGKAI_HOME"] = home
        number = _tell()
        os.environ["BENCH_INDEX_NUMBER"] = number
        page = f"/documents/{number}/"
        rounds = [
            (
                *_measure("gongkai.wsgi:application", page),
                _measure("bench.bare:application", "/bare/")[1],
            )
            for _ in range(ROUNDS)
        ]
    remembered, anew, bare = (sorted(values)[ROUNDS // 2] for values in zip(*rounds, strict=True))
    peer = "bare view, same template from a dict"
    return [
        {"name": "document page, as served", "peer": peer, "ours": remembered, "theirs": bare, "goal": GOAL},
        {
            "name": "document page, rendered anew each time",
            "peer": peer,
            "ours": anew,
            "theirs": bare,
            "goal": GOAL,
        },
    ]


def _tell() -> str:
    """The demo county in a fresh data folder; returns the index number of its best connected document."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from gongkai.affairs.documents.queries import live
    from gongkai.demo import story

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    story.tell()
    found = live().filter(document__kind="normative", document__incoming__isnull=False).first()
    if found is None:
        raise SystemExit("the demo has no normative document with an interpretation")
    return found.document.index_number


def _measure(application: str, path: str) -> tuple[float, float]:
    """Requests a second of one address asked for again and again, and of ever new ones."""
    port = _free_port()
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", "2", "--blocking-threads", "1", "--no-ws", "--log-level", "error", application,
        ],
        env=os.environ,
    )  # fmt: skip
    try:
        _wait(port)
        requests_a_second(port, path, seconds=1.0)
        return requests_a_second(port, path), requests_a_second(port, path, anew=True)
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int) -> None:
    end = time.perf_counter() + 30
    while time.perf_counter() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not come up")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def main() -> None:
    """Print the row."""
    for row in run():
        print(
            f"{row['name']}: {row['ours']:,.0f} requests/s; {row['peer']}: {row['theirs']:,.0f}; "
            f"ratio {row['ours'] / row['theirs']:.2f} (goal {row['goal']})"
        )


if __name__ == "__main__":
    main()
