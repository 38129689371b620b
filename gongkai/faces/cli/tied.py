"""Run a command that ends when whoever started it is gone: `python -m gongkai.faces.cli.tied PARENT COMMAND …`.

A supervisor that is killed outright (kill -9, the out-of-memory killer) can end nobody. Linux sends the signal
asked for here to a process whose parent dies (prctl(2), PR_SET_PDEATHSIG), and keeps that over `exec`. Elsewhere
children outlive such a death; an orderly end is `serve`'s own business everywhere.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1


def tied(command: Sequence[str]) -> list[str]:
    """The command that runs this one tied to the present process."""
    return [sys.executable, "-m", "gongkai.faces.cli.tied", str(os.getpid()), *command]


def main(parent: int, command: list[str]) -> None:
    """Tie this process to its parent and become the command."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            return  # it died before it could be watched
    os.execvp(command[0], command)  # noqa: S606 (our own words)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
