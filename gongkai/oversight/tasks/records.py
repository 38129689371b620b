"""Records 工作记录: the kinds of work done that the ledger keeps, a row each, with the facts each must tell.

A duty rule counts the event; its `where` looks at these facts, and `at = "fact:on"` takes the day it happened.
Officers are named by their user names. What was published is proved by the public document
(`facts.Publication`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from django.utils.translation import gettext_noop as _
from pydantic import ValidationError

from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.engines.screening import covered
from gongkai.oversight.tasks.facts import (
    LABELS,
    Assessment,
    Attendance,
    Continued,
    Experience,
    Facts,
    Handover,
    Hearing,
    Inspection,
    Listed,
    Post,
    Report,
    Shared,
    Support,
    Titled,
    Training,
)

__all__ = ["KINDS", "LABELS", "Kind", "covered_words", "read_facts"]


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    subject: what the ledger calls one. facts: the shape of its facts. tell: records its event. continues: the
    kind of record that this one carries on; both then have the same subject in the ledger. adds: facts that
    every event of the kind tells besides.
    """

    title: str
    subject: str
    facts: type[Facts]
    tell: Callable[..., Event]
    continues: str = ""
    adds: Mapping[str, Any] = field(default_factory=dict)


KINDS: dict[str, Kind] = {
    "hearing": Kind(_("听取汇报"), "hearing", Hearing, lambda **e: record("hearing.held", **e)),
    "training": Kind(_("举办培训"), "training", Training, lambda **e: record("training.held", **e)),
    "named": Kind(_("明确组织安排"), "post", Post, lambda **e: record("organisation.named", **e)),
    "confirmed": Kind(_("重新确认组织安排"), "post", Post, lambda **e: record("organisation.confirmed", **e)),
    "dispatch_meeting": Kind(
        _("调度工作"), "dispatch_meeting", Titled, lambda **e: record("organisation.dispatch_held", **e)
    ),
    "liaison_report": Kind(
        _("联络员报送信息"),
        "liaison_report",
        Titled,
        lambda **e: record("organisation.liaison_reported", **e),
    ),
    "zone": Kind(_("建成政务公开专区"), "zone", Titled, lambda **e: record("organisation.zone_opened", **e)),
    "standards": Kind(
        _("标准化规范化延伸到位"),
        "standards",
        Titled,
        lambda **e: record("organisation.standards_extended", **e),
    ),
    "handover": Kind(_("开始工作交接"), "handover", Handover, lambda **e: record("handover.opened", **e)),
    "handover_accepted": Kind(
        _("完成工作交接"), "handover", Continued, lambda **e: record("handover.accepted", **e), "handover"
    ),
    "experience": Kind(
        _("报送典型经验"), "experience", Experience, lambda **e: record("experience.submitted", **e)
    ),
    "experience_shared": Kind(
        _("刊登、推广典型经验"), "experience", Shared, lambda **e: record("experience.shared", **e)
    ),
    "support": Kind(_("落实保障措施"), "support", Support, lambda **e: record("organisation.supported", **e)),
    "inspection": Kind(_("检查核查"), "inspection", Inspection, lambda **e: record("inspection.held", **e)),
    "assessment": Kind(_("完成考核"), "assessment", Assessment, lambda **e: record("assessment.closed", **e)),
    "report": Kind(_("发布工作报告"), "report", Report, lambda **e: record("report.published", **e)),
    "published_list": Kind(
        _("公布清单、目录"), "list", Listed, lambda **e: record("register.published", **e)
    ),
    "public_meeting": Kind(
        _("邀请公众代表列席会议"),
        "meeting",
        Attendance,
        lambda **e: record("decision.meeting_held", **e),
        adds={"public_attended": True},
    ),
}


# What an officer writes in his own words; everything else names things that the ledger knows.
_WORDS = frozenset({"remark", "title", "name", "from", "to", "result", "attended"})


def covered_words(told: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a record as the ledger may keep them: with personal data masked in what was written freely."""
    return {key: covered(value) if key in _WORDS else value for key, value in told.items()}


def read_facts(kind: Kind, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The facts as plain data without what was left empty, and every fault as a sentence."""
    try:
        return kind.facts(**given).model_dump(by_alias=True, exclude_defaults=True), []
    except ValidationError as error:
        return {}, list(dict.fromkeys(_sentence(kind, one) for one in error.errors()))


def _sentence(kind: Kind, error: Mapping[str, Any]) -> str:
    name = str(error["loc"][0])
    fields = kind.facts.model_fields
    field = fields.get(name) or next((one for one in fields.values() if one.alias == name), None)
    if field is None:
        return f"“{kind.title}”的记录没有“{name}”这一项，请删去。"
    fault = error["type"]
    if fault in {"missing", "string_too_short", "too_short"}:
        return f"请填写{field.title}。"
    if fault == "string_too_long":
        return f"{field.title}最多{error['ctx']['max_length']}字，请压缩。"
    if fault == "literal_error":
        choices = get_args(field.annotation)
        return f"请从{'、'.join(f'{one}（{LABELS[name][one]}）' for one in choices)}中选择{field.title}。"
    return f"{field.title}填写有误，请核对。"
