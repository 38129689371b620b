"""The verbs on the negative list: enter, adjust, review, end."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date


@transaction.atomic
def enter(
    *,
    by: Actor,
    agency: Agency,
    code: str,
    title: str,
    ground: str,
    scope: str,
    examples: str = "",
    since: date | None = None,
) -> NegativeEntry:
    """Put an entry on an agency's list, from today or a later day on. Raises Refused with every fault."""
    since = since or today()
    reasons = _may(by, agency) + _faults(agency, title=title, ground=ground, scope=scope, since=since)
    if not code.strip():
        reasons.append("请填写条目编号。")
    if NegativeEntry.objects.filter(agency=agency, code=code.strip()).exists():
        reasons.append(f"编号{code.strip()}已经使用过，请换一个编号，或者调整原条目。")
    if reasons:
        raise Refused(reasons)
    entry = _keep(agency, code.strip(), 1, title, ground, scope, examples, since, "", by)
    _record("negative_entry.entered", entry, by)
    return entry


@transaction.atomic
def adjust(
    entry: NegativeEntry,
    *,
    by: Actor,
    reason: str,
    title: str,
    ground: str,
    scope: str,
    examples: str = "",
    since: date | None = None,
) -> NegativeEntry:
    """Let another version take the place of the one in force, from today or a later day on."""
    before = _open_version(entry)
    since = since or today()
    reasons = _may(by, before.agency) + _why(reason) + _ended(before)
    reasons += _faults(before.agency, title=title, ground=ground, scope=scope, since=since)
    if since < before.since:
        reasons.append(f"现行版本自{format_date(before.since)}起施行，新版本不能早于它。")
    same = (before.title, before.ground, before.scope, before.examples)
    if same == (title.strip(), ground, scope.strip(), examples.strip()):
        reasons.append("没有改动任何内容，请修改后再保存；只是复核的，请登记复核。")
    if reasons:
        raise Refused(reasons)
    before.until = since
    before.save(update_fields=["until"])
    after = _keep(
        before.agency, before.code, before.version + 1, title, ground, scope, examples, since, reason, by
    )
    _record("negative_entry.adjusted", after, by)
    return after


@transaction.atomic
def review(entry: NegativeEntry, *, by: Actor) -> NegativeEntry:
    """Note that the entry was looked at again today and stays as it is."""
    before = _open_version(entry)
    if reasons := _may(by, before.agency) + _ended(before):
        raise Refused(reasons)
    before.reviewed_on = today()
    before.save(update_fields=["reviewed_on"])
    _record("negative_entry.reviewed", before, by)
    return before


@transaction.atomic
def review_round(*, by: Actor, agency: Agency, kept: Sequence[NegativeEntry]) -> list[NegativeEntry]:
    """Look at an agency's whole list: `kept` are the entries that stay as they are.

    Every entry that was neither adjusted, ended nor reviewed today must be among them, so that none is passed
    over. Raises Refused with every fault.
    """
    waiting = NegativeEntry.objects.filter(agency=agency, until=None, reviewed_on__lt=today())
    named = {entry.code for entry in kept}
    reasons = _may(by, agency)
    reasons += [
        f"条目{entry.code}“{entry.title}”还没有复核，请确认保留，或者先调整、停止使用。"
        for entry in waiting
        if entry.code not in named
    ]
    if any(entry.agency_id != agency.pk for entry in kept):
        reasons.append(f"所列条目中有的不是{agency.name}的，请由列入该条目的机构复核。")
    if reasons:
        raise Refused(reasons)
    reviewed = [review(entry, by=by) for entry in kept]
    record(
        "negative_list.reviewed",
        subject=("negative_list", agency.slug),
        agency=agency.slug,
        by=by.handle,
        facts={"on": today(), "kept": sorted(named)},
        public=True,
    )
    return reviewed


@transaction.atomic
def end(entry: NegativeEntry, *, by: Actor, reason: str) -> NegativeEntry:
    """Take an entry off the list from today on; what was withheld under it is to be looked at again."""
    before = _open_version(entry)
    if reasons := _may(by, before.agency) + _why(reason) + _ended(before):
        raise Refused(reasons)
    before.until, before.reason = max(today(), before.since), reason.strip()
    before.save(update_fields=["until", "reason"])
    _record("negative_entry.ended", before, by)
    return before


def _open_version(entry: NegativeEntry) -> NegativeEntry:
    """The newest version of the entry, held until the commit."""
    rows = NegativeEntry.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.filter(agency=entry.agency_id, code=entry.code).order_by("-version")[0]


def _keep(
    agency: Agency, code: str, version: int, title: str, ground: str, scope: str, examples: str,
    since: date, reason: str, by: Actor,
) -> NegativeEntry:  # fmt: skip
    return NegativeEntry.objects.create(
        agency=agency, code=code, version=version, title=title.strip(), ground=ground, scope=scope.strip(),
        examples=examples.strip(), since=since, reviewed_on=today(), reason=reason.strip(),
        noted_by=by.handle, noted_at=now(),
    )  # fmt: skip


def _record(verb: str, entry: NegativeEntry, by: Actor) -> None:
    record(
        verb,
        subject=entry.subject,
        agency=entry.agency.slug,
        by=by.handle,
        facts={
            "version": entry.version,
            "title": covered(entry.title),
            "ground": entry.ground,
            "since": entry.since,
            "until": entry.until,
            "reason": covered(entry.reason),
        },
        public=True,
    )


def _may(by: Actor, agency: Agency) -> list[str]:
    if by.may(Permission.KEEP_NEGATIVE_LIST, agency):
        return []
    return [f"您没有管理{agency.name}负面清单的权限，请由政务公开办办理。"]


def _why(reason: str) -> list[str]:
    return [] if reason.strip() else ["请写明理由，公众将看到这一理由。"]


def _ended(entry: NegativeEntry) -> list[str]:
    if entry.until is None:
        return []
    return [f"条目{entry.code}已于{format_date(entry.until)}停止使用，请新列一条。"]


def _faults(agency: Agency, *, title: str, ground: str, scope: str, since: date) -> list[str]:
    reasons = [
        f"请填写{name}。"
        for name, value in (("事项名称", title), ("不予公开的范围", scope))
        if not value.strip()
    ]
    if ground not in pack_for(agency).grounds(on=max(since, today())):
        reasons.append("请选择一项法定的不予公开情形作为依据；没有法定依据的，应当公开。")
    if since < today():
        reasons.append(f"施行日期只能是今日（{today()}）或者以后。")
    return reasons
