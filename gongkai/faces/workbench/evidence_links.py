"""Where evidence is shown 佐证所在: the pages of what cases and findings are about, if the reader may open them."""

from collections import defaultdict
from collections.abc import Iterable

from gongkai.affairs.documents.reports_of_error import reports_for
from gongkai.engines.agencies.models import Officer
from gongkai.engines.duties.queries import readable
from gongkai.faces.workbench.about import Subject, page, subjects


def addresses_of(abouts: Iterable[Subject], officer: Officer) -> dict[Subject, str]:
    """The addresses of those that have a page for this officer, in a few queries however many there are."""
    named: dict[str, set[str]] = defaultdict(set)
    for kind, name in abouts:
        named[kind].add(name)
    found = {subject: one.url for subject, one in subjects(named, officer).items() if one.url}
    duties = readable(officer, _numbers(named["duty"]))
    reports = reports_for(officer).filter(pk__in=_numbers(named["error_report"]))
    for kind, rows in (("duty", duties), ("error_report", reports)):
        for number in rows.order_by().values_list("pk", flat=True):
            found[kind, str(number)] = page(f"workbench:{kind}", str(number))
    return found


def _numbers(names: Iterable[str]) -> list[int]:
    return [int(one) for one in names if one.isdecimal()]
