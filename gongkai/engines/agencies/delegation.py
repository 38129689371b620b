"""Delegation 委托代办: an officer who is away lends the roles he holds to a colleague, for days that are named.

The colleague acts under his own name; who he acts for is read from the grants that gave him the power
(`lenders`). Only what somebody holds himself is lent: a lent role is never lent on, and none outlives its lender.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.engines.agencies.models import Actor, Agency, Delegation, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, forget_grants, grants_in_force, in_office
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused


@transaction.atomic
def delegate(
    officer: Officer, *, by: Actor, to: Officer, until: date, since: date | None = None, reason: str = ""
) -> Delegation:
    """Lend all roles that `officer` holds to a colleague, from `since` (today) up to the day before `until`.

    He does it himself, or whoever manages the officers of his agency does. Raises Refused with every fault.
    """
    # Both rows are held, in one order: of two delegations at once the later one sees the earlier.
    pair = Officer.objects.select_for_update().filter(pk__in={officer.pk, to.pk}).order_by("pk")
    known = {one.pk: one for one in pair}
    begin = since or today()
    reasons = _may_arrange(by, officer)
    if begin < today():
        reasons.append("委托不能从过去的日期开始，请从今天或者以后的日期开始。")
    if until <= max(begin, today()):
        reasons.append("委托的结束日期须晚于开始日期，到期自动终止，请核对。")
    if officer.pk == to.pk:
        reasons.append("不能委托给本人，请选择一位同事。")
    elif known[to.pk].agency_id != known[officer.pk].agency_id:
        reasons.append(f"{to.name}不在{officer.agency.name}任职，请选择本单位的同事。")
    if not in_office().filter(pk=to.pk, user__is_active=True).exists():
        reasons.append(f"{to.name}已不在岗，请选择一位在岗的同事。")
    if not any(grant.officer_id == officer.pk for grant in grants_in_force(officer)):
        reasons.append(f"{officer.name}本人没有角色，无需委托；受托而来的权限不能再委托。")
    overlapping = _running(begin).filter(since__lt=until)
    if overlapping.filter(officer=officer).exists():
        reasons.append(f"{officer.name}在这段时间已有委托，请先终止原来的委托。")
    if overlapping.filter(officer=to).exists():
        reasons.append(f"{to.name}在这段时间也已外出并委托他人，请选择另一位同事。")
    if overlapping.filter(to=officer).exists():
        reasons.append(f"{officer.name}在这段时间受他人委托，请先终止该委托，再委托自己的工作。")
    if reasons:
        raise Refused(reasons)
    row = Delegation.objects.create(
        officer=officer,
        to=to,
        since=begin,
        until=until,
        reason=reason.strip(),
        made_by=by.handle,
        made_at=now(),
    )
    forget_grants(to)
    record(
        "role.delegated",
        subject=officer.subject,
        agency=officer.agency.slug,
        by=by.handle,
        facts={"to": to.handle, "since": begin, "until": until},
    )
    return row


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Actor) -> Delegation:
    """The officer is back: what he lent ends today, or does not begin."""
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    reasons = _may_arrange(by, row.officer)
    if row.ended_at is not None or row.until <= today():
        reasons.append("这项委托已经终止，无需再次终止。")
    if reasons:
        raise Refused(reasons)
    row.ended_at, row.ended_by = now(), by.handle
    row.save(update_fields=["ended_at", "ended_by"])
    record(
        "role.delegation_ended",
        subject=row.officer.subject,
        agency=row.officer.agency.slug,
        by=by.handle,
        facts={"to": row.to.handle, "since": row.since, "until": row.until},
    )
    return row


def delegations_of(officer: Officer) -> list[Delegation]:
    """What he lends or is lent today or later, the earliest first."""
    rows = _running(today()).filter(Q(officer=officer) | Q(to=officer))
    return list(rows.select_related("officer__user", "to__user").order_by("since", "id"))


def delegations_for(officer: Officer) -> list[Delegation]:
    """Those of today or later of the officers whom he manages, the earliest first."""
    reach = agencies_where(officer, Permission.MANAGE_OFFICERS)
    rows = _running(today()).filter(officer__agency__in=reach)
    return list(rows.select_related("officer__user", "officer__agency", "to__user").order_by("since", "id"))


def lenders(actor: Actor, permission: Permission, agency: Agency) -> list[str]:
    """The handles of those for whom the actor holds this permission; none when he holds it himself, or not."""
    if not isinstance(actor, Officer):
        return []
    giving = [one for one in grants_in_force(actor) if one.gives(permission, agency)]
    if any(grant.officer_id == actor.pk for grant in giving):
        return []
    return list(dict.fromkeys(grant.officer.handle for grant in giving))


def _running(day: date) -> QuerySet[Delegation]:
    return Delegation.objects.filter(ended_at=None, until__gt=day)


def _may_arrange(by: Actor, officer: Officer) -> list[str]:
    if by.handle == officer.handle or by.may(Permission.MANAGE_OFFICERS, officer.agency):
        return []
    return [f"委托须由{officer.name}本人或者管理{officer.agency.name}人员的人员办理。"]
