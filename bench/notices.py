"""Reminders among many open duties: a look when nothing has come, a midnight, the first look ever.

    python -m bench.notices [NUMBER]

NUMBER is that of the open duties: 100,000 by default, 1,000,000 for the design's own figure. The peer is the
plain way: read every open duty and ask what has come for it.
"""

import os
import sys
import tempfile
import time
from datetime import timedelta
from typing import Any

from bench.duties import _at_most, _county, _fill, _median

NUMBER = 100_000
LOOK = 50.0


def run(number: int = NUMBER) -> list[dict[str, Any]]:
    """Rows with name, unit, ours, and the limit or the peer."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["GONGKAI_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _county()
        return _rows(number)


def _rows(number: int) -> list[dict[str, Any]]:
    from django.db import transaction

    from gongkai.engines.duties.models import Duty
    from gongkai.engines.ledger.actions import record
    from gongkai.engines.notices.models import Notice
    from gongkai.engines.notices.sweep import remind
    from gongkai.kernel.clock import frozen, now

    with transaction.atomic():  # from here on the ledger holds the rule that all the others are opened under
        record("application.received", subject=("application", "first"), by="x", agency="unit7", facts={})
    _fill(number)
    begun = time.perf_counter()
    remind(batch=1000)
    first = number / (time.perf_counter() - begun)
    look = _median(remind)
    rows = [
        {"name": "the first look ever", "unit": "duties/s", "ours": first},
        _at_most("a look when nothing has come", "ms", look, LOOK),
    ]
    midnight = (now() + timedelta(days=1)).replace(hour=0, minute=0, second=1)
    before = Notice.objects.count()
    with frozen(midnight):
        begun = time.perf_counter()
        remind()
        took = time.perf_counter() - begun
        made = Notice.objects.count() - before
        begun = time.perf_counter()
        _plainly()
        plain = time.perf_counter() - begun
    held = Duty.objects.filter(closed_at=None).count()
    rows.append(
        {
            "name": f"a midnight among {held:,} ({made} notices), against reading every duty",
            "unit": "s",
            "ours": took,
            "peer": plain,
            "ratio": plain / took,
        }
    )
    return rows


def _plainly() -> int:
    """What a sweep without marks would do: ask each open duty what has come for it."""
    from gongkai.engines.duties.models import Duty
    from gongkai.engines.notices.stages import stages_until
    from gongkai.engines.notices.sweep import Outlook

    outlook, come = Outlook(), 0
    for duty in Duty.objects.filter(closed_at=None, due_at__isnull=False).iterator(chunk_size=2000):
        rule, policy = outlook.book.texts[duty.version], outlook.policy_for(duty.agency)
        come += len(
            stages_until(
                outlook.at, duty.due_at, duty.limit, duty.strength, rule.warn, policy, outlook.book.calendar
            )
        )
    return come


def main() -> None:
    """Print every row."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    print(f"{number:,} open duties")
    for row in run(number):
        beside = ""
        if "goal" in row:
            beside = f", {row['ratio']:.1f} times as good as the limit of {row['goal']:g}"
        elif "peer" in row:
            beside = f", {row['ratio']:.1f} times as fast ({row['peer']:.1f} s)"
        print(f"{row['name']}: {row['ours']:,.1f} {row['unit']}{beside}", flush=True)


if __name__ == "__main__":
    main()
