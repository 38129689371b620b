"""gongkai serve: everything on one machine: the web server, what keeps the search index, and a worker."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated

import typer

from gongkai.faces.cli.output import note, refuse
from gongkai.faces.cli.start import django
from gongkai.faces.cli.tied import tied

# Seconds: how often the children are looked at, how long one may take to end, how long until a helper
# that died is started again.
LOOK_EVERY = 0.2
PATIENCE = 10.0
RESTART_AFTER = 1.0
# A service manager's end, Ctrl-C, and the end of the terminal.
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="Port to listen at.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Web processes.")] = 2,
) -> None:
    """Serve all pages, the API and the workbench; keep the search index, work. Ends on SIGTERM or Ctrl-C."""
    prepare_address(host, port)
    django()
    from django.conf import settings
    from django.core.management import call_command

    from gongkai.engines.duties import actions as duties
    from gongkai.faces.cli.start import bring_up_to_date

    bring_up_to_date()
    for problem in duties.take_up_law().problems:
        note(problem)
    call_command("collectstatic", interactive=False, verbosity=0)
    if host not in ("127.0.0.1", "localhost", "::1") and not os.environ.get("GONGKAI_HOSTS"):
        note("Only localhost is answered: name the site's host names in GONGKAI_HOSTS.")
    gongkai = [sys.executable, "-m", "gongkai.faces.cli.main"]
    code = run(
        _web_server(host, port, workers),
        {"search index": [*gongkai, "search", "follow"], "worker": [*gongkai, "work"]},
        is_up=lambda: _answers(host, port),
        when_up=lambda: note(f"Serving {settings.GONGKAI_ORIGIN}/ from {settings.HOME}; Ctrl-C stops it."),
    )
    if code:
        refuse(f"The web server ended by itself with code {code}; its last lines say why.")


def prepare_address(host: str, port: int) -> None:
    """Refuse an address that cannot be had, before anything is set up."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server does it: an address that was left a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            refuse(
                f"Cannot listen at {host}:{port} ({error.strerror}): "
                f"stop what uses it, or choose another address with --port."
            )
    os.environ.setdefault("GONGKAI_ORIGIN", f"http://localhost:{port}")


def _web_server(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "gongkai.wsgi:application", "--interface", "wsgi",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "1",
        "--log-level", "warning", "--workers-kill-timeout", "5",
    ]  # fmt: skip


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=LOOK_EVERY).close()
    except OSError:
        return False
    return True


def run(
    server: Sequence[str],
    helpers: Mapping[str, Sequence[str]],
    *,
    is_up: Callable[[], bool],
    when_up: Callable[[], None],
) -> int:
    """Run all until a signal comes, starting a helper again when it dies; no child outlives this.

    `when_up` is called once, as soon as `is_up` says so. Returns the exit code of a server that ended by
    itself, else 0.
    """
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in ENDINGS}
    web = _start(server)
    running = {name: _start(command) for name, command in helpers.items()}
    up = False
    try:
        while not stop.wait(LOOK_EVERY):
            if (code := web.poll()) is not None:
                return code or 1
            if not up and (up := is_up()):
                when_up()
            for name, child in running.items():
                if child.poll() is not None and not stop.wait(RESTART_AFTER):
                    note(f"The process of the {name} ended; starting it again.")
                    running[name] = _start(helpers[name])
        return 0
    finally:
        _end(web, *running.values())
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    # Its own session: Ctrl-C reaches this process alone, which then ends the others in order.
    return subprocess.Popen(tied(command), start_new_session=True, stdin=subprocess.DEVNULL)


def _end(*children: "subprocess.Popen[bytes]") -> None:
    """Ask all to end, then make those end that do not, and what they left behind."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        with suppress(ProcessLookupError):  # nobody of its session is left: the rule
            os.killpg(child.pid, signal.SIGKILL)
