"""Withheld documents 不公开文件 looked at again (regulations art 18): all of an agency in one round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from gongkai.affairs.documents import course
from gongkai.affairs.documents.models import Edition, State, WithheldLook, WithheldRound
from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import SYSTEM, agencies_where
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused

REVIEWERS = (Permission.REVIEW_SECRECY, Permission.REVIEW_DISCLOSURE)


@dataclass(frozen=True)
class Verdict:
    """What is found of one withheld edition, and why: it stays withheld, or is taken up again."""

    reopen: bool
    reason: str


@transaction.atomic
def look_again(*, by: Actor, agency: Agency, verdicts: Mapping[Edition, Verdict]) -> WithheldRound:
    """Look at all that the agency withholds; each gets its verdict, and what may be open becomes a draft again.

    One who wrote on a document does not decide on it. Raises Refused with every fault, also when one was left
    out: a round is over all of them.
    """
    held = list(withheld(agency).select_for_update(of=("self",)).order_by("id"))
    reasons = []
    if by.handle == SYSTEM.handle or not any(by.may(one, agency) for one in REVIEWERS):
        reasons.append(f"您没有评估{agency.name}不公开文件的权限，请由保密审查或者公开审查人员办理。")
    if not held:
        reasons.append(f"{agency.name}没有不公开存档的文件，无需评估。")
    given = {edition.pk: verdict for edition, verdict in verdicts.items()}
    for edition in held:
        reasons += _faults(edition, given.get(edition.pk), by)
    if set(given) - {edition.pk for edition in held}:
        reasons.append("所列文件中有的不在不公开存档之列，请刷新后重新评估。")
    if reasons:
        raise Refused(reasons)
    round_ = WithheldRound.objects.create(agency=agency, held_on=today(), held_by=by.handle, held_at=now())
    for edition in held:
        verdict = given[edition.pk]
        WithheldLook.objects.create(
            round=round_, edition=edition, reopened=verdict.reopen, reason=verdict.reason.strip()
        )
        if verdict.reopen:
            course.reopen(edition, by=by, reason=verdict.reason)
    reopened = sum(one.reopen for one in given.values())
    record(
        "inspection.held",
        subject=round_.subject,
        agency=agency.slug,
        by=by.handle,
        facts={
            "subject": "withheld",
            "on": round_.held_on,
            "result": f"评估不公开文件{len(held)}份，重新公开{reopened}份。",
            "looked_at": len(held),
            "reopened": reopened,
        },
    )
    return round_


def _faults(edition: Edition, verdict: Verdict | None, by: Actor) -> list[str]:
    number = edition.document.index_number
    if verdict is None:
        return [f"{number}还没有评估意见，请逐件评估。"]
    reasons = [] if verdict.reason.strip() else [f"请写明{number}的评估理由。"]
    if by.handle in edition.hands:
        reasons.append(f"{number}由您起草，请由他人评估。")
    if not verdict.reopen and not _holds(edition):
        reasons.append(
            f"{number}所依据的负面清单条目已经停止使用，不能据此继续不公开；请启封后重新确定公开属性。"
        )
    return reasons


def withheld(agency: Agency) -> QuerySet[Edition]:
    """What an agency withholds, in the order of the index numbers."""
    return (
        Edition.objects.filter(state=State.WITHHELD, document__agency=agency)
        .select_related("document__agency", "document__negative_entry")
        .order_by("document__index_number")
    )


def reviewed_by(officer: Officer) -> QuerySet[Any]:
    """The agencies whose withheld documents the officer looks at again; `.held` counts them, `.looked` is the day of
    the last round."""
    reach = Q(pk__in=[])
    for power in REVIEWERS:
        reach |= Q(pk__in=agencies_where(officer, power).values("pk"))
    count = Count("documents__editions", filter=Q(documents__editions__state=State.WITHHELD), distinct=True)
    return Agency.objects.filter(reach).annotate(held=count, looked=Max("withheld_rounds__held_on"))


def last_looks(agency: Agency) -> dict[int, date]:
    """When each withheld edition of the agency was last looked at, by its key."""
    rows = WithheldLook.objects.filter(
        edition__state=State.WITHHELD, edition__document__agency=agency
    ).values_list("edition_id")
    return dict(rows.annotate(on=Max("round__held_on")))


def resting_on(entry: NegativeEntry) -> QuerySet[Edition]:
    """What is withheld under an entry, whichever of its versions: to be looked at when it is adjusted or ends."""
    return (
        Edition.objects.filter(
            state=State.WITHHELD,
            document__negative_entry__agency=entry.agency_id,
            document__negative_entry__code=entry.code,
        )
        .select_related("document__agency", "document__negative_entry")
        .order_by("document__index_number")
    )


def _holds(edition: Edition) -> bool:
    """Whether the entry that it rests on is still on the list, in this version or a later one."""
    entry = edition.document.negative_entry
    if entry is None:
        return False
    rows = NegativeEntry.objects.filter(agency=entry.agency_id, code=entry.code, ground=entry.ground)
    return any(row.holds_on(today()) for row in rows)
