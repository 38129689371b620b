"""Noting work done: one verb for every kind of `records`."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.affairs.documents.queries import public_since
from gongkai.engines.agencies.models import Actor, Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks import checks
from gongkai.oversight.tasks.facts import Publication
from gongkai.oversight.tasks.models import Record
from gongkai.oversight.tasks.records import KINDS, Kind, covered_words, read_facts


@transaction.atomic
def note(*, kind: str, agency: Agency, by: Actor, on: date, **facts: Any) -> Record:
    """Keep that the agency did this on that day; `facts` as the kind asks (`records.KINDS`).

    Raises Refused with every fault, also for a day that has not come.
    """
    reasons = checks.may(by, Permission.NOTE_RECORDS, agency)
    known = KINDS.get(kind)
    if known is None:
        titles = "、".join(f"{name} {one.title}" for name, one in KINDS.items())
        raise Refused([*reasons, f"没有“{kind}”这一类记录，可选：{titles}。"])
    told, faults = read_facts(known, facts)
    reasons += faults
    if on > today():
        reasons.append(f"日期{on}尚未到来，请在完成之后再登记。")
    if on < agency.opened_on:
        reasons.append(f"日期早于{agency.name}的设立日期{agency.opened_on}，请核对。")
    if "officers" in told:
        told["officers"] = list(dict.fromkeys(told["officers"]))
        reasons += _unknown(told["officers"])
    if "document" in told:
        reasons += _not_public(known, told["document"], on)
    if known.continues and told:
        reasons += _not_continued(kind, agency, on, told["of"])
    if reasons:
        raise Refused(reasons)
    row = Record.objects.create(
        kind=kind, agency=agency, on=on, facts=told, noted_by=by.handle, noted_at=now()
    )
    known.tell(
        subject=(known.subject, str(told["of"] if known.continues else row.pk)),
        agency=agency.slug,
        by=by.handle,
        facts={"on": on, **covered_words(told), **known.adds},
    )
    return row


def _not_public(kind: Kind, index_number: str, on: date) -> list[str]:
    """Why the document is no proof. What was published on a day was not public only later."""
    title = kind.facts.model_fields["document"].title
    since = public_since(index_number)
    if since is None:
        return [f"没有索引号为{index_number}的已公开文件，请核对{title}的索引号。"]
    if issubclass(kind.facts, Publication) and on < since:
        return [f"日期早于{title}的公开日期{since}，请核对日期或者改填所公开的文件。"]
    return []


def _unknown(usernames: list[str]) -> list[str]:
    known = set(Officer.objects.filter(user__username__in=usernames).values_list("user__username", flat=True))
    missing = [name for name in usernames if name not in known]
    return [f"没有用户名为{'、'.join(missing)}的人员，请核对参训人员。"] if missing else []


def _not_continued(kind: str, agency: Agency, on: date, of: int) -> list[str]:
    """Why no record of this kind can carry that one on. The agency is held, so that two cannot do it at once."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    before = KINDS[kind].continues
    first = Record.objects.filter(pk=of, kind=before, agency=agency).first() if 0 < of < 2**63 else None
    if first is None:
        return [f"{agency.name}没有编号为{of}的“{KINDS[before].title}”记录，请核对编号。"]
    reasons = []
    if on < first.on:
        reasons.append(f"日期早于“{KINDS[before].title}”的日期{first.on}，请核对。")
    if Record.objects.filter(kind=kind, agency=agency, facts__of=of).exists():
        reasons.append(f"编号为{of}的记录已经登记过“{KINDS[kind].title}”，无需再次登记。")
    return reasons
