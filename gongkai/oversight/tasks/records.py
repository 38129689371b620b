"""Records 工作记录: the kinds of work done that the ledger keeps, a row each, with the facts each must tell.

A duty rule counts the event; its `where` looks at these facts, and `at = "fact:on"` takes the day it happened.
Officers are named by their user names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event

Text = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class Facts(BaseModel):
    """What a kind of record tells; the title of a field is what a refusal calls it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True)


class Hearing(Facts):
    subject: Literal["openness", "interpretation"] = Field(
        title="听取的内容（openness 政务公开工作，interpretation 政策解读）"
    )


class Training(Facts):
    subject: Literal["key_points", "statutes", "practice"] = Field(
        title="培训的内容（key_points 年度要点和指标，statutes 法规制度，practice 业务）"
    )
    officers: list[Name] = Field(title="参训人员", min_length=1)


class Post(Facts):
    post: Literal["leading_group", "leader_in_charge", "full_time_officer", "liaison", "mechanism"] = Field(
        title="组织安排（leading_group 领导小组，leader_in_charge 分管领导，full_time_officer 专职人员，"
        "liaison 联络员，mechanism 工作机制）"
    )
    name: Text = Field(title="人员或者机构的名称")


class Handover(Facts):
    from_: Name = Field(title="移交人", alias="from")
    to: Name = Field(title="接收人")


class Continued(Facts):
    of: int = Field(title="所接续的记录编号")


class Experience(Facts):
    title: Text = Field(title="稿件标题")
    to: Name = Field(title="报送的单位")


class Titled(Facts):
    title: Text = Field(title="名称")


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    subject: what the ledger calls one. facts: the shape of its facts. tell: records its event. continues: the
    kind of record that this one carries on; both then have the same subject in the ledger.
    """

    title: str
    subject: str
    facts: type[Facts]
    tell: Callable[..., Event]
    continues: str = ""


KINDS: dict[str, Kind] = {
    "hearing": Kind("听取汇报", "hearing", Hearing, lambda **e: record("hearing.held", **e)),
    "training": Kind("举办培训", "training", Training, lambda **e: record("training.held", **e)),
    "named": Kind("明确组织安排", "post", Post, lambda **e: record("organisation.named", **e)),
    "confirmed": Kind("重新确认组织安排", "post", Post, lambda **e: record("organisation.confirmed", **e)),
    "dispatch_meeting": Kind(
        "调度工作", "dispatch_meeting", Titled, lambda **e: record("organisation.dispatch_held", **e)
    ),
    "liaison_report": Kind(
        "联络员报送信息", "liaison_report", Titled, lambda **e: record("organisation.liaison_reported", **e)
    ),
    "zone": Kind("建成政务公开专区", "zone", Titled, lambda **e: record("organisation.zone_opened", **e)),
    "standards": Kind(
        "标准化规范化延伸到位",
        "standards",
        Titled,
        lambda **e: record("organisation.standards_extended", **e),
    ),
    "handover": Kind("开始工作交接", "handover", Handover, lambda **e: record("handover.opened", **e)),
    "handover_accepted": Kind(
        "完成工作交接", "handover", Continued, lambda **e: record("handover.accepted", **e), "handover"
    ),
    "experience": Kind(
        "报送典型经验", "experience", Experience, lambda **e: record("experience.submitted", **e)
    ),
}


def read_facts(kind: Kind, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The facts as plain data, and every fault as a sentence."""
    try:
        return kind.facts(**given).model_dump(by_alias=True), []
    except ValidationError as error:
        return {}, list(dict.fromkeys(_sentence(kind, one["loc"], one["type"]) for one in error.errors()))


def _sentence(kind: Kind, place: tuple[int | str, ...], fault: str) -> str:
    name = str(place[0])
    fields = kind.facts.model_fields
    field = fields.get(name) or next((one for one in fields.values() if one.alias == name), None)
    if field is None:
        return f"“{kind.title}”的记录没有“{name}”这一项，请删去。"
    if fault in {"missing", "string_too_short", "too_short"}:
        return f"请填写{field.title}。"
    return f"{field.title}填写有误，请核对。"
