"""Guiding 公开指南: how the office is reached, kept and gone through at intervals (条例 art 12)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from gongkai.affairs.applications.models import Guide
from gongkai.affairs.applications.rows import assign, email_faults
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now, today
from gongkai.kernel.flow import Refused

# Field → its title and how long it may be.
FIELDS: dict[str, tuple[str, int]] = {
    "office": (_("政府信息公开工作机构"), 100),
    "address": (_("办公地址"), 200),
    "postcode": (_("邮政编码"), 6),
    "phone": (_("联系电话"), 40),
    "fax": (_("传真号码"), 40),
    "email": (_("电子邮箱"), 200),
    "hours": (_("办公时间"), 120),
    "reconsideration_organ": (_("行政复议机关"), 100),
    "court": (_("有管辖权的人民法院"), 100),
}


@transaction.atomic
def keep_guide(agency: Agency, *, by: Actor, **fields: str) -> Guide:
    """Set the fields of `FIELDS` that are given; what is left empty is answered by the agency's own data."""
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"A guide has no {', '.join(sorted(unknown))}.")
    Agency.objects.select_for_update().get(pk=agency.pk)  # two may begin it at once
    guide = Guide.objects.filter(agency=agency).first()
    told = {name: text.strip() for name, text in fields.items()}
    reasons = _may_keep(agency, by)
    if not told.get("office", guide.office if guide else ""):
        reasons.append("请填写政府信息公开工作机构的名称。")
    reasons += [
        f"{FIELDS[name][0]}最多{FIELDS[name][1]}字，请压缩。"
        for name, text in told.items()
        if len(text) > FIELDS[name][1]
    ]
    reasons += email_faults(told.get("email", ""))
    if reasons:
        raise Refused(reasons)
    values: dict[str, Any] = {**told, "changed_by": by.handle, "changed_at": now()}
    if guide is None:
        guide = Guide.objects.create(agency=agency, **values)
    else:
        assign(guide, **values)
    record(
        "guide.kept", subject=("guide", agency.slug), agency=agency.slug, by=by.handle,
        facts={"changed": sorted(told)}, public=True,
    )  # fmt: skip
    return guide


@transaction.atomic
def check_guide(agency: Agency, *, by: Actor, faults: str = "") -> Guide:
    """Gone through today: addresses, telephone, links and attachments. faults: what was found wrong, if anything."""
    guide = Guide.objects.select_for_update().filter(agency=agency).first()
    reasons = _may_keep(agency, by)
    if guide is None:
        reasons.append("还没有编制公开指南，请先填写联系方式。")
    if len(faults.strip()) > 500:
        reasons.append("发现的问题最多500字，请压缩。")
    if reasons or guide is None:
        raise Refused(reasons)
    assign(guide, checked_by=by.handle, checked_at=now())
    record(
        "guide.checked", subject=("guide", agency.slug), agency=agency.slug, by=by.handle,
        facts={"on": today(), "sound": not faults.strip(), "faults": covered(faults.strip())},
    )  # fmt: skip
    return guide


def _may_keep(agency: Agency, by: Actor) -> list[str]:
    if by.may(Permission.REGISTER_APPLICATIONS, agency):
        return []
    return [f"您没有为{agency.name}维护公开指南的权限，请交由信息公开联络员办理。"]
