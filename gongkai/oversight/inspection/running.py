"""Rounds of inspection 检查轮次: every check of each agency's pack; new faults are noted, mended ones closed.

The worker holds one a day where the pack says so; anybody who organises inspections holds one when he wants.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from gongkai.engines.agencies.models import Actor, Agency, AgencyKind
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM, agencies, below
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.actions import hold, record
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.law.assessing import Check, checks
from gongkai.oversight.inspection.models import STANDING, Finding, Round, State
from gongkai.oversight.inspection.probes import PROBES, Scope, Seen

INTERVAL = "site_inspection_interval"
Sight = tuple[Check, Seen]


def inspect_due() -> int:
    """What the worker does: a round for each agency at the top of those whose pack asks for one every day, unless
    today has one; how many were held."""
    done = 0
    for root in _roots():
        if not Round.objects.filter(agency=root, on=today()).exists():
            done += _hold(root, SYSTEM, once=True) is not None
    return done


def inspect(agency: Agency, *, by: Actor) -> Round:
    """Hold a round over an agency and all below it now. Raises Refused for whoever may not."""
    if not by.may(Permission.ASSESS, agency):
        raise Refused(f"您没有对{agency.name}组织检查的权限，请交由政务公开主管机构办理。")
    held = _hold(agency, by, once=False)
    assert held is not None, "only the daily round is left to others"
    return held


def look(members: Iterable[Agency], *, only: str = "") -> list[Sight]:
    """What is wrong at these agencies now, by the checks of the packs they go by; nothing is noted.

    only: the id of one check.
    """
    by_pack: dict[str, list[Agency]] = defaultdict(list)
    book, day = present_book(), today()
    for one in members:
        by_pack[book.pack_of(one.slug, day)].append(one)
    found: list[Sight] = []
    for group in by_pack.values():
        for check in checks(pack_for(group[0]), on=day):
            if only in {"", check.id}:
                found += [(check, seen) for seen in PROBES[check.probe](_scope(group, check), check)]
    return found


def inspected(root: Agency) -> list[Agency]:
    """Whom a round over this agency looks at: the open agencies from it down that owe anything."""
    return list((below(root) & agencies()).exclude(kind=AgencyKind.OTHER))


def _scope(group: Sequence[Agency], check: Check) -> Scope:
    wanted = [one for one in group if not check.rule.kinds or one.kind in check.rule.kinds]
    return Scope({one.pk: one for one in wanted}, today())


def _roots() -> list[Agency]:
    """The highest agencies that have adopted a pack which asks for daily inspection."""
    book, day = present_book(), today()
    found: list[Agency] = []
    for one in agencies().exclude(kind=AgencyKind.OTHER).order_by("path"):
        if any(one.path.startswith(root.path) for root in found) or not book.adopted_by(one.slug, day):
            continue
        if pack_for(one).setting(INTERVAL, on=day).value == "daily":
            found.append(one)
    return found


def _hold(root: Agency, by: Actor, *, once: bool) -> Round | None:
    """Look, then note under the ledger's lock what is new and what is gone; None when another was faster."""
    members = inspected(root)
    sights = look(members)
    with transaction.atomic():
        hold()
        if once and Round.objects.filter(agency=root, on=today()).exists():
            return None
        held = Round.objects.create(agency=root, on=today(), held_by=by.handle, held_at=now())
        known = {
            (one.agency_id, one.check_id, one.key): one
            for one in Finding.objects.filter(~Q(state=State.RECTIFIED), agency__in=members)
        }
        there = {(seen.agency.pk, check.id, seen.key): (check, seen) for check, seen in sights}
        for place, (check, seen) in there.items():
            if place not in known:
                note(check, seen, by)
        stay = [one.pk for place, one in known.items() if place in there]
        Finding.objects.filter(pk__in=stay).update(seen_at=now())
        gone = [one for place, one in known.items() if place not in there]
        held.rectified = sum(one.state in STANDING for one in gone)
        for one in gone:
            # What was accepted as it stood is over too: if it comes back, it is asked about anew.
            rectify(one, by)
        held.seen = Counter(check.id for check, _seen in there.values())
        held.found = len(there) - len(stay)
        held.save(update_fields=["seen", "found", "rectified"])
        record(
            "inspection.round_held",
            subject=held.subject,
            agency=root.slug,
            by=by.handle,
            facts={"found": held.found, "rectified": held.rectified, "standing": len(there)},
        )
    return held


def note(check: Check, seen: Seen, by: Actor) -> Finding:
    """Keep a fault that is new; the unit's clock begins with it."""
    at = now()
    row = Finding.objects.create(
        agency=seen.agency,
        check_id=check.id,
        fault=check.fault,
        title=check.title,
        advice=check.advice,
        basis=check.citation[:300],
        key=seen.key[:150],
        place=seen.place[:450],
        proof=seen.proof[:500],
        about_kind=seen.about[0],
        about_id=seen.about[1],
        found_at=at,
        seen_at=at,
    )
    record(
        "inspection.found",
        subject=row.subject,
        agency=seen.agency.slug,
        by=by.handle,
        facts={"check": check.id, "fault": check.fault, "about": row.about_id},
    )
    return row


def rectify(row: Finding, by: Actor) -> Finding:
    """Close a finding that a look no longer saw."""
    row.state, row.closed_by, row.closed_at = State.RECTIFIED, by.handle, now()
    row.save(update_fields=["state", "closed_by", "closed_at"])
    record("inspection.rectified", subject=row.subject, agency=row.agency.slug, by=by.handle)
    return row
