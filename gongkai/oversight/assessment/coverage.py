"""Coverage 五公开覆盖: how far the kinds of openness reach among the agencies, against a target date (GD-3a).

Breadth is how many agencies have published something of a kind, depth how much of it is new in the last twelve
months, participation how many normative documents made in that time were put before the public.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from gongkai.affairs.documents.models import Edition, State
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import agencies, below
from gongkai.engines.duties.packs import pack_for
from gongkai.kernel.clock import add_months, today
from gongkai.kernel.law.assessing import OpennessKind, openness_kinds
from gongkai.oversight.assessment.figures import UNITS

TARGET = "five_kinds_target"
MONTHS = 12


@dataclass(frozen=True)
class Reach:
    """One kind of openness: the agencies that have published something of it, and how much is new."""

    kind: OpennessKind
    covered: Sequence[Agency]
    missing: Sequence[Agency]
    recent: int
    newest: date | None


@dataclass(frozen=True)
class Coverage:
    """All kinds for an agency and its units. target: by when, None where the pack sets no date; citation: its basis.

    made, consulted: normative documents of the last twelve months, and those put before the public.
    """

    agency: Agency
    reaches: Sequence[Reach]
    target: date | None
    citation: str
    made: int
    consulted: int

    @property
    def units(self) -> int:
        return len(self.reaches[0].covered) + len(self.reaches[0].missing) if self.reaches else 0

    @property
    def whole(self) -> bool:
        """Whether every unit covers every kind."""
        return all(not reach.missing for reach in self.reaches)


def coverage(root: Agency) -> Coverage:
    """How far openness reaches at an agency and the departments and townships under it, as it stands today."""
    units = list((below(root) & agencies()).filter(Q(kind__in=UNITS) | Q(pk=root.pk)))
    since = add_months(today(), -MONTHS)
    rows = (
        Edition.objects.filter(state=State.LIVE, document__agency__in=units)
        .order_by()
        .values_list("document__agency", "document__kind")
        .annotate(
            recent=Count("id", filter=Q(document__published_on__gte=since)),
            newest=Max("document__published_on"),
        )
    )
    by_kind: dict[str, list[tuple[int, int, date | None]]] = defaultdict(list)
    for agency, kind, recent, newest in rows:
        by_kind[kind].append((agency, recent, newest))
    pack = pack_for(root)
    target = pack.setting(TARGET, on=today())
    normative = Edition.objects.filter(
        state=State.LIVE,
        document__agency__in=units,
        document__kind="normative",
        document__taken_from="",
        document__published_on__gte=since,
    )
    return Coverage(
        root,
        [_reach(kind, units, by_kind) for kind in openness_kinds(pack, on=today())],
        date.fromisoformat(target.value) if isinstance(target.value, str) and target.value else None,
        target.citation if target.value else "",
        normative.count(),
        normative.filter(document__consultation__began_on__isnull=False).count(),
    )


def _reach(
    kind: OpennessKind, units: Sequence[Agency], by_kind: dict[str, list[tuple[int, int, date | None]]]
) -> Reach:
    found = [row for name in kind.documents for row in by_kind.get(name, [])]
    there = {agency for agency, _recent, _newest in found}
    return Reach(
        kind,
        [one for one in units if one.pk in there],
        [one for one in units if one.pk not in there],
        sum(recent for _agency, recent, _newest in found),
        max((newest for _agency, _recent, newest in found if newest), default=None),
    )
