"""Leaving 离岗: an officer goes; his roles end with him, and a successor may take on those that he lacks."""

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.engines.agencies.models import Actor, Delegation, Grant, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, forget_grants, in_office
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date


@transaction.atomic
def leave(officer: Officer, *, by: Actor, successor: Officer | None = None) -> list[Grant]:
    """End the officer's office, roles and delegations today; returns the roles that the successor takes on.

    What he did stays as he did it. Raises Refused with every fault.
    """
    row = Officer.objects.select_for_update(of=("self",)).select_related("agency", "user").get(pk=officer.pk)
    reasons = []
    if not by.may(Permission.MANAGE_OFFICERS, row.agency):
        reasons.append(f"您没有管理{row.agency.name}人员的权限。")
    if row.until is not None:
        reasons.append(f"{row.name}已于{format_date(row.until)}离岗，无需再次办理。")
    if by.handle == row.handle:
        reasons.append("离岗须由他人办理，请交由本单位的人员管理员。")
    if successor is not None:
        if successor.pk == row.pk:
            reasons.append("接手人不能是离岗人本人，请另选一位同事。")
        elif not in_office().filter(pk=successor.pk, user__is_active=True).exists():
            reasons.append(f"{successor.name}已不在岗，请选择一位在岗的同事接手。")
    if reasons:
        raise Refused(reasons)
    day = today()
    ending = list(row.grants.filter(Q(until=None) | Q(until__gt=day)).select_related("agency").order_by("id"))
    taken = [_take_on(successor, grant) for grant in ending if successor and _lacks(successor, grant)]
    for grant in ending:
        grant.until = max(day, grant.since)
        grant.save(update_fields=["until"])
    lent = Delegation.objects.filter(Q(officer=row) | Q(to=row), ended_at=None, until__gt=day)
    lent.update(ended_at=now(), ended_by=by.handle)
    row.until = day
    row.save(update_fields=["until"])
    for one in filter(None, (officer, successor)):
        forget_grants(one)
    officer.until = row.until
    record(
        "officer.left",
        subject=row.subject,
        agency=row.agency.slug,
        by=by.handle,
        facts={
            "successor": successor.handle if successor else "",
            "roles": [[grant.role, grant.agency.slug] for grant in ending],
            "taken_on": [[grant.role, grant.agency.slug] for grant in taken],
        },
    )
    return taken


def left_officers(manager: Officer) -> QuerySet[Officer]:
    """Those who left the agencies whose officers somebody manages, the last first."""
    reach = agencies_where(manager, Permission.MANAGE_OFFICERS)
    found = Officer.objects.filter(agency__in=reach, until__lte=today()).select_related("agency", "user")
    return found.order_by("-until", "-pk")


def _lacks(successor: Officer, grant: Grant) -> bool:
    day = today()
    held = successor.grants.filter(role=grant.role, agency=grant.agency, since__lte=day)
    return not held.filter(Q(until=None) | Q(until__gt=day)).exists()


def _take_on(successor: Officer, grant: Grant) -> Grant:
    return Grant.objects.create(officer=successor, role=grant.role, agency=grant.agency, since=today())
