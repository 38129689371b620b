"""Annual report: the tables of a county over its cases, the whole report as files, the statistics of a year.

    python -m bench.annual [NUMBER]

NUMBER is that of the applications, 100,000 by default: received over three years by 300 agencies, a twentieth still
open. The report stands beside the limit that the design names for it.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

NUMBER = 100_000
AGENCIES = 300
YEAR = 2025
LIMIT = 2.0  # seconds
ROUNDS = 5


def run(number: int = NUMBER) -> list[dict[str, Any]]:
    """Rows with name, seconds (median of five), and, of the report, the limit and how many times better it is."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["GONGKAI_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        county = _county()
        _fill(number)
        return _measure(county, number)


def _county() -> Any:
    from gongkai.engines.agencies import actions
    from gongkai.engines.agencies.queries import SYSTEM

    def opened(slug: str, name: str, kind: str, **more: Any) -> Any:
        return actions.open_agency(
            by=SYSTEM, slug=slug, name=name, kind=kind, index_code=slug, opened_on=date(2004, 1, 1), **more
        )

    county = opened("county", "青原县人民政府", "county")
    for n in range(AGENCIES):
        opened(f"unit{n}", f"青原县第{n}局", "department", parent=county)
    return county


def _fill(number: int) -> None:
    """Applications of the three years around the report, written as rows."""
    from gongkai.affairs.applications.models import Application, Kind
    from gongkai.affairs.applications.outcomes import outcomes
    from gongkai.engines.agencies.models import Agency

    random, places, ends = Random(YEAR), list(Agency.objects.all()), list(outcomes())
    wanted = ("农村危房改造补助发放明细", "学校招生名额分配方案", "公路养护预算", "会议纪要")

    def one(n: int) -> Any:
        place = places[n % len(places)]
        day = date(YEAR - 1, 1, 1) + timedelta(random.randrange(1_000))
        is_open = random.random() < 0.05
        return Application(
            number=f"SQ-{n}", agency=place, undertaker=place, kind=random.choice(Kind.values), channel="web",
            wanted=wanted[n % len(wanted)], medium="paper", delivery="web", code_hash="-",
            submitted_by="applicant", submitted_at="2024-01-01T00:00:00Z", arrived_on=day, received_on=day,
            concluded_on=None if is_open else day + timedelta(random.randrange(60)),
            outcome="" if is_open else random.choice(ends), stage="handling" if is_open else "answered",
        )  # fmt: skip

    Application.objects.bulk_create((one(n) for n in range(number)), batch_size=2_000)


def _measure(county: Any, number: int) -> list[dict[str, Any]]:
    from gongkai.engines.agencies.queries import below
    from gongkai.oversight.reports import identities
    from gongkai.oversight.reports.export import exported
    from gongkai.oversight.reports.queries import shown
    from gongkai.oversight.reports.statistics import statistics as counted

    faults = identities.faults(shown(county, YEAR).tables)
    if faults:
        raise SystemExit(faults[0])
    members = list(below(county))
    first, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    cases = f"over {number:,} cases"
    return [
        _row(f"the tables {cases}", lambda: shown(county, YEAR)),
        _row(f"the report as JSON {cases}", lambda: exported(shown(county, YEAR), "json")),
        _row(f"the report as PDF {cases}", lambda: exported(shown(county, YEAR), "pdf")),
        _row(f"statistics of a year {cases}", lambda: counted(members, first, last), limit=None),
    ]


def _row(name: str, work: Callable[[], object], limit: float | None = LIMIT) -> dict[str, Any]:
    """The median of five runs; the design names no limit for statistics."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    ours = statistics.median(times)
    row = {"name": name, "unit": "s", "ours": ours}
    return row | {"limit": limit, "ratio": limit / ours} if limit else row


def main() -> None:
    """Print the rows; the number of cases may stand in the command."""
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER):
        beside = f"; limit {row['limit']} s; {row['ratio']:.1f} times better" if "limit" in row else ""
        print(f"{row['name']}: {row['ours']:.3f} s{beside}")


if __name__ == "__main__":
    main()
