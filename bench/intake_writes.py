"""Documents a second taken in with everything kept: extraction, database, ledger, one transaction each.

    python -m bench.intake_writes

The limit named by the design is thirty a second on one processor. Beside it, in the same run, stands the same
extraction without the writes.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

GOAL = 30.0
DOCUMENTS = 150


def run(documents: int = DOCUMENTS) -> list[dict[str, Any]]:
    """Two rows: with writes (published), and extraction alone."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as folder:
        os.environ["GONGKAI_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)

        from bench.intake_text import compose
        from gongkai.engines.agencies.queries import SYSTEM
        from gongkai.intake.actions import take_in

        for number in range(documents):
            Path(folder, f"{number:05d}.txt").write_text(compose(number), "utf-8")
        begun = time.perf_counter()
        dry = list(take_in([Path(folder)], by=SYSTEM, dry_run=True))
        alone = len(dry) / (time.perf_counter() - begun)
        begun = time.perf_counter()
        outcomes = list(take_in([Path(folder)], by=SYSTEM, publish=True))
        kept = len(outcomes) / (time.perf_counter() - begun)
    refused = [outcome for outcome in outcomes if outcome.status != "new" or not outcome.published]
    if refused:
        raise SystemExit(f"{len(refused)} documents were not published: {refused[0].reasons}")
    return [
        {
            "name": "extraction and writes",
            "unit": "documents/s",
            "ours": kept,
            "goal": GOAL,
            "ratio": kept / GOAL,
        },
        {"name": "extraction alone", "unit": "documents/s", "ours": alone, "ratio": alone / kept},
    ]


def main() -> None:
    """Print both rows."""
    kept, alone = run()
    print(
        f"{kept['name']}: {kept['ours']:,.0f} {kept['unit']}, {kept['ratio']:.1f} times the limit of {GOAL:.0f}"
    )
    print(f"{alone['name']}: {alone['ours']:,.0f} {alone['unit']}, {alone['ratio']:.1f} times as many")


if __name__ == "__main__":
    main()
