"""Indicators 考核指标 and the kinds of openness 五公开: what an assessment measures, for how many points, how.

A pack names a measure of the evidence that the system holds; figures are computed from it and typed by nobody.
"""

from typing import Literal, TypeAlias

from pydantic import Field, model_validator

from gongkai.kernel.law.dated import Entry, Sourced
from gongkai.kernel.law.duties import AGENCY_KINDS

Scoring: TypeAlias = Literal["share", "each", "threshold", "veto"]
# What there is evidence of; gongkai.oversight.assessment.measures says what each shows.
MeasureName: TypeAlias = Literal["duties", "interpretations", "content", "findings", "leaks"]
# What an assessment is divided into; the packs say which parts a scheme must have.
GROUPS = {
    "openness": "政务公开",
    "disclosure": "信息公开",
    "portal": "网站内容保障",
    "standardisation": "基层公开标准化规范化",
}


class IndicatorVersion(Sourced):
    """How an indicator is scored between two dates.

    points: full points; 0 leaves the indicator out. of: what of the measure counts (ids of duty rules, kinds of
    documents); none for all. kinds: the kinds of agencies it applies to; none for all.
    scoring: `share` gives points in proportion to what was kept; `each` takes `each` points off for every miss, at
    most `cap` (without it all points); `threshold` gives full points from `full_at` percent on and `below` points
    under it; `veto` has no points: a miss limits the whole result to `becomes`.
    """

    points: int = Field(ge=0, le=100)
    scoring: Scoring = "share"
    each: int = Field(default=0, ge=0)
    cap: int | None = Field(default=None, gt=0)
    full_at: int = Field(default=100, ge=1, le=100)
    below: int = Field(default=0, ge=0)
    becomes: int = Field(default=0, ge=0)
    of: list[str] = []
    kinds: list[str] = []

    @model_validator(mode="after")
    def _is_a_rule(self) -> "IndicatorVersion":
        faults = []
        if self.scoring == "each" and self.points and not self.each:
            faults.append("按次扣分的指标须写明每次扣几分，请补充 each。")
        if self.cap is not None and self.cap > self.points:
            faults.append(f"扣分上限 cap（{self.cap}）超过了指标的分值（{self.points}），请核对。")
        if self.scoring == "threshold" and self.below > self.points:
            faults.append(f"未达标的得分 below（{self.below}）超过了指标的分值（{self.points}），请核对。")
        if self.scoring == "veto" and self.points:
            faults.append("一票否决的指标不计分，请把 points 写作 0。")
        if unknown := [kind for kind in self.kinds if kind not in AGENCY_KINDS]:
            faults.append(f"没有“{unknown[0]}”这类机构，可以写的有：{'、'.join(AGENCY_KINDS)}。")
        if faults:
            raise ValueError("".join(faults))
        return self


class IndicatorEntry(Entry):
    """An indicator: which evidence it counts, in which part of the assessment."""

    title: str = Field(min_length=1)
    group: Literal["openness", "disclosure", "portal", "standardisation"]
    measure: MeasureName
    versions: list[IndicatorVersion] = Field(min_length=1)


class OpennessVersion(Sourced):
    """Which kinds of documents are evidence of a kind of openness between two dates."""

    documents: list[str] = Field(min_length=1)


class OpennessEntry(Entry):
    """One of the kinds of openness 五公开 (decision, execution, management, service, result)."""

    title: str = Field(min_length=1)
    versions: list[OpennessVersion] = Field(min_length=1)
