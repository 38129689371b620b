"""Rows: what the verbs share: who may, the row as it stands now, and what the ledger is told."""

import hashlib
import json
from collections.abc import Sequence

from gongkai.affairs.registers import schemas, workflow
from gongkai.affairs.registers.models import GONE, Record
from gongkai.affairs.registers.values import Facts
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import hold, record
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date
from gongkai.kernel.law.register_law import Register


def kept_register(by: Actor, agency: Agency, register: str) -> Register:
    """The register that the actor may enter records in. Raises Refused with every fault."""
    reasons = []
    if not by.may(Permission.KEEP_REGISTERS, agency):
        reasons.append(f"您没有为{agency.name}登记清单的权限，请交由该单位的人员登记。")
    if agency.closed_on is not None and agency.closed_on <= today():
        reasons.append(f"{agency.name}已于{format_date(agency.closed_on)}撤销，请改用承接其职责的机构。")
    kept = schemas.kept_by(agency)
    if register not in kept:
        titles = "、".join(f"{id}（{one.title}）" for id, one in kept.items()) or "无"
        reasons.append(f"{agency.name}不登记“{register}”这一清单，可以登记的有：{titles}。")
    if reasons:
        raise Refused(reasons)
    return kept[register]


def locked(records: Sequence[Record]) -> list[Record]:
    """The rows as they stand now, held until the commit, in the order of their numbers. The ledger is held first:
    whoever enters or imports holds it before the rows, and two in another order would wait for each other."""
    hold()
    numbers = [one.pk for one in records]
    rows = Record.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
    return list(rows.select_related("agency"))


def taken(record: Record, step: str, by: Actor, faults: Sequence[str] = ()) -> Record:
    """The row as it stands now and locked, if the step may be taken. Raises Refused with every fault."""
    held = locked([record])[0]
    workflow.FLOW.take(held, step, roles=workflow.held(held, by), actor=by, faults=faults)
    return held


def unseen(record: Record, seen: int) -> list[str]:
    """Why a change may not be saved over one that its author has not seen."""
    if record.version == seen:
        return []
    return ["这条记录在您打开以后已由他人修改，请刷新页面，核对后重新办理。"]


def twins(agency: Agency, register: Register, key: str, *, of: Record | None = None) -> list[str]:
    """Why another record with this key cannot stand; asked while nobody else can record (`ledger.hold`)."""
    others = Record.objects.filter(register=register.id, agency=agency, key=key).exclude(state__in=GONE)
    if of is not None:
        others = others.exclude(pk=of.pk)
    if not others.exists():
        return []
    titles = "、".join(register.columns[one].title for one in register.version.key)
    return [f"{titles}“{key}”已经登记过，请修改或者更正原记录。"]


def digest(shown: Facts) -> str:
    """The SHA-256 of what the public reads, as canonical JSON: that it was not changed later can be checked."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def tell(verb: str, row: Record, by: Actor, *, public: bool = False, **facts: object) -> Event:
    """Record an event of a record: nothing in it that a column masks or keeps inside."""
    return record(
        verb,
        subject=row.subject,
        agency=row.agency.slug,
        by=by.handle,
        facts={"register": row.register, "key": row.key, **facts},
        public=public,
    )
