"""The sections a pack may carry, each with the shape of its entries; a new one is one line in SECTIONS."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from pydantic import Field, field_validator, model_validator

from gongkai.kernel.clock import Limit, parse_limit
from gongkai.kernel.law.clauses import Clause
from gongkai.kernel.law.concerns import FormEntry, RiskEntry
from gongkai.kernel.law.dated import Entry, Sourced
from gongkai.kernel.law.duties import DutyEntry
from gongkai.kernel.law.fees import FeeEntry
from gongkai.kernel.law.gates import GateEntry
from gongkai.kernel.law.indicators import IndicatorEntry, OpennessEntry
from gongkai.kernel.law.inspections import CheckEntry
from gongkai.kernel.law.letters import LetterEntry
from gongkai.kernel.law.masks import MaskEntry
from gongkai.kernel.law.registers import RegisterEntry
from gongkai.kernel.law.reminders import QuietEntry, ReminderEntry
from gongkai.kernel.law.settings import SettingEntry

E = TypeVar("E", bound=Entry)

_EXAMPLES = "20 working days、5 hours、30 days、6 months、01-31、1 per quarter"


class Manifest(Entry):
    """pack.toml: what the pack is called and which pack it builds on."""

    title: str = Field(min_length=1)
    extends: str | None = None
    note: str = ""


class Act(Entry):
    """A law, regulation or official document that others refer to by its id.

    title: as it stands between 《 and 》. number: 发文字号 or number of the order. in_force: 施行日期, for an
    official document without one its date 成文日期; for a revised act that of the edition cited.
    until: the last day in force. parts: whether it is divided into articles (条) or numbered points.
    last: the number of its last article or point, where known; a reference beyond it is refused.
    """

    title: str = Field(min_length=1)
    number: str = ""
    in_force: date
    until: date | None = None
    parts: Literal["article", "point"] = "article"
    last: int | None = Field(default=None, gt=0)
    verified: bool = True
    note: str = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Act":
        if self.until is not None and self.until < self.in_force:
            raise ValueError(
                f"失效日期 {self.until} 早于施行日期 {self.in_force}，请核对 in_force 和 until。"
            )
        return self


class LimitVersion(Sourced):
    """How long, between two dates. value: as the clock's parse_limit reads it ("20 working days")."""

    value: str

    @field_validator("value")
    @classmethod
    def _is_a_limit(cls, value: str) -> str:
        try:
            parse_limit(value)
        except ValueError as error:
            raise ValueError(f"“{value}”不是可以识别的期限，可以写作：{_EXAMPLES}。") from error
        return value

    @property
    def length(self) -> Limit:
        """The value, ready for the clock."""
        return parse_limit(self.value)


class LimitEntry(Entry):
    """A time limit. counts: in Chinese, from (or until) what it is counted.

    bound: at_most for a deadline (20 working days to reply), at_least for time that must be given (30 days
    of consultation).
    """

    title: str = Field(min_length=1)
    counts: str = Field(min_length=1)
    bound: Literal["at_most", "at_least"] = "at_most"
    versions: list[LimitVersion] = Field(min_length=1)


class Ground(Sourced):
    """A ground on which information is withheld.

    effect: shall_not 不予公开; must_not_unless 不得公开 but for `exception`; may 可以不予公开;
    sever 区分处理: the rest is given. exception: when it is disclosed all the same, in Chinese.
    """

    title: str = Field(min_length=1)
    effect: Literal["shall_not", "must_not_unless", "may", "sever"]
    exception: str = ""


@dataclass(frozen=True)
class Section(Generic[E]):
    """A kind of entry, written `[name.id]` in any file of a pack; title names it in messages."""

    name: str
    title: str
    model: type[E]


ACTS = Section("act", "法规文件", Act)
LIMITS = Section("limit", "期限", LimitEntry)
GROUNDS = Section("ground", "不予公开情形", Ground)
CLAUSES = Section("clause", "条款", Clause)
SETTINGS = Section("setting", "设定", SettingEntry)
DUTIES = Section("duty", "义务", DutyEntry)
FEES = Section("fee", "收费标准", FeeEntry)
GATES = Section("gate", "关口", GateEntry)
MASKS = Section("mask", "遮盖", MaskEntry)
REMINDERS = Section("reminder", "提醒", ReminderEntry)
QUIET = Section("quiet", "静默时段", QuietEntry)
LETTERS = Section("letter", "文书", LetterEntry)
RISKS = Section("risk", "风险等级", RiskEntry)
RESPONSE_FORMS = Section("response_form", "回应形式", FormEntry)
INDICATORS = Section("indicator", "考核指标", IndicatorEntry)
OPENNESS = Section("openness", "五公开", OpennessEntry)
CHECKS = Section("check", "检查项目", CheckEntry)
REGISTERS = Section("register", "清单", RegisterEntry)

SECTIONS: dict[str, Section[Any]] = {
    section.name: section
    for section in (
        *(ACTS, LIMITS, GROUNDS, CLAUSES, SETTINGS, DUTIES, FEES, GATES, MASKS, REMINDERS, QUIET, LETTERS),
        *(RISKS, RESPONSE_FORMS),
        *(INDICATORS, OPENNESS, CHECKS),
        REGISTERS,
    )
}
