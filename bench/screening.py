"""Screening: megabytes a second of one core, recall and precision, beside presidio-analyzer in the same run.

`python -m bench.screening [--megabytes 50] [--peer-python PATH]`. The text is composed: official documents of 3,000
characters, one in two with a sentence of the labelled set, half of which holds personal data and half what only looks
alike. The peer is installed into a temporary environment (the group `bench` of pyproject.toml, never a dependency of
the product), or taken from PATH; where neither works its lines are left out. Rates are of processor time, the best of
three; a bare search for long runs of digits in the same run says how busy the machine is.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from bench.intake_text import compose
from gongkai.engines.screening import DETECTORS, PERSONAL, Context, screen
from gongkai.engines.screening.tests import held_out as held
from gongkai.engines.screening.tests.labelled import NEGATIVE, POSITIVE, Case, cases, figures, fill

GOAL_PERSONAL, GOAL_ALL = 100, 20  # MB of UTF-8 a second
SAMPLE_MB = 0.2  # for the peer
KINDS = ("identity", "bank_card", "mobile", "landline", "passport", "plate", "email", "address")
GROUPS = Path(__file__).parent.parent / "pyproject.toml"


def documents(megabytes: float) -> list[str]:
    """Composed documents of so many megabytes together; the undamaged kinds of the intake bench."""
    chance = random.Random(4)
    pool = []
    for number in range(400):
        text = compose(number * 3 + (0 if number % 3 else 2))
        if number % 2:
            text += f"\n{fill(chance.choice((*POSITIVE, *NEGATIVE)), chance).text}\n"
        pool.append(text)
    size = sum(len(text.encode()) for text in pool) / 1e6
    return (
        pool * max(1, round(megabytes / size))
        if megabytes >= size
        else pool[: max(1, int(400 * megabytes / size))]
    )


def rate(texts: Sequence[str], work: Callable[[str], object]) -> float:
    """Megabytes of UTF-8 a second, the best of three."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = 0.0
    for _ in range(3):
        begun = process_time()
        for text in texts:
            work(text)
        best = max(best, size / (process_time() - begun))
    return best


def peer(texts: Sequence[str], sample: Sequence[str], python: str | None) -> dict[str, object] | None:
    """What the peer answers; None, and a line why, where it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        if python is None:
            wanted = tomllib.loads(GROUPS.read_text("utf-8"))["dependency-groups"]["bench"]
            python = str(Path(folder) / "bin" / "python")
            steps = ([sys.executable, "-m", "venv", folder], [python, "-m", "pip", "install", "-q", *wanted])
            for step in steps:
                if subprocess.run(step, capture_output=True, check=False).returncode:
                    print(
                        f"presidio-analyzer could not be installed ({' '.join(step[1:4])} failed); left out"
                    )
                    return None
        ran = subprocess.run(
            [python, str(Path(__file__).parent / "presidio_peer.py")],
            input=json.dumps({"cases": list(texts), "sample": list(sample)}),
            capture_output=True,
            text=True,
            check=True,
        )
        answer: dict[str, object] = json.loads(ran.stdout)
        return answer


def quality(name: str, found: list[set[tuple[str, int, int]]], wanted: list[Case]) -> None:
    """One line with recall and precision over all kinds compared, one with those that are not perfect."""
    recall, precision = figures(found, wanted, frozenset(KINDS))
    print(f"{name}: recall {recall:.3f}, precision {precision:.3f} on {len(wanted)} labelled sentences")
    for kind in KINDS:
        recall, precision = figures(found, wanted, frozenset((kind,)))
        if recall < 1 or precision < 1:
            print(f"    {kind}: recall {recall:.3f}, precision {precision:.3f}")


def held_out() -> None:
    """One line for the sentences that the detectors were not written to; their file tells the first sight of them."""
    told = labels = missing = false = 0
    for case in held.cases():
        found = {(one.kind, one.start, one.end) for one in screen(case.text) if one.kind in held.KINDS}
        told, labels = told + len(found), labels + len(case.expected)
        missing, false = missing + len(held.missed(found, case)), false + len(held.wrong(found, case))
    print(f"held out: recall {1 - missing / labels:.3f}, precision {1 - false / told:.3f} on {labels} labels")


def main() -> None:
    """Measure and print, one line a comparison."""
    parser = argparse.ArgumentParser(description="Screening beside presidio-analyzer.")
    parser.add_argument("--megabytes", type=float, default=50, help="size of the composed text")
    parser.add_argument("--peer-python", help="a Python that has presidio-analyzer")
    asked = parser.parse_args()
    texts = documents(asked.megabytes)
    size = sum(len(text.encode()) for text in texts) / 1e6
    context = Context()
    digits = re.compile("[0-9]{11,}")
    bare = rate(texts, lambda text: digits.findall(text))
    print(
        f"{size:.0f} MB in {len(texts):,} documents; a bare search for long runs of digits: {bare:,.0f} MB/s"
    )
    rates = {}
    for name, detectors, goal in (("personal data", PERSONAL, GOAL_PERSONAL), ("all", DETECTORS, GOAL_ALL)):
        ours = rates[name] = rate(
            texts, lambda text, these=detectors: screen(text, context=context, detectors=these)
        )
        print(
            f"{name}: {ours:,.0f} MB/s of one core, {ours / goal:.2f} times the goal of {goal}, "
            f"{ours / bare:.2f} times the bare search"
        )
    wanted = list(cases())
    found = [
        {(one.kind, one.start, one.end) for one in screen(case.text, context=context)} for case in wanted
    ]
    quality("gongkai", found, wanted)
    held_out()
    sample = documents(SAMPLE_MB)
    answer = peer([case.text for case in wanted], sample, asked.peer_python)
    if answer is None:
        return
    theirs = sum(len(text.encode()) for text in sample) / 1e6 / float(str(answer["seconds"]))
    print(
        f"presidio-analyzer: {theirs:.2f} MB/s on {SAMPLE_MB} MB; ours {rates['personal data'] / theirs:,.0f} times"
    )
    rows: list[list[tuple[str, int, int]]] = answer["found"]  # type: ignore[assignment]
    quality("presidio-analyzer", [{(one[0], one[1], one[2]) for one in row} for row in rows], wanted)


if __name__ == "__main__":
    main()
