"""Every benchmark in turn: `python -m bench [NAME ...]`."""

import os
import platform
import subprocess
import sys

from gongkai.kernel.clock import now

NAMES = (
    "deadlines",
    "intake_text",
    "intake_writes",
    "duties",
    "notices",
    "search",
    "screening",
    "pages",
    "files",
    "annual",
    "applications",
    "applying",
)


def main(names: list[str]) -> None:
    """Run those named, or all."""
    unknown = set(names) - set(NAMES)
    if unknown:
        sys.exit(f"No such benchmark: {', '.join(unknown)}. Choose from {', '.join(NAMES)}.")
    print(
        f"{now():%Y-%m-%d}, {os.cpu_count()} processors, Python {platform.python_version()}, {platform.platform()}"
    )
    for name in names or NAMES:
        print(f"\n## {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
