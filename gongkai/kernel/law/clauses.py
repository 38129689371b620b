"""The clause register 条款: what a document asks, in our own words, and what in the system meets it.

`met_by` names things as "kind:name": `duty:reply`, `limit:reply`, `workflow:documents.publish`, `kind:normative`,
`register:power_list`, `page:portal:documents`, `command:search`, `api:search`, and `evidence:…` for what software
can only keep a record of. Duties and limits stand in the pack itself; the rest only a `Resolver` knows.
"""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple, Protocol

from pydantic import Field, field_validator

from gongkai.kernel.law.dated import Entry

CAPABILITIES = {
    "publishing-workflow": "公开属性和发布审核",
    "disclosure-catalogue": "公开目录和标准",
    "negative-list": "负面清单",
    "secrecy-privacy-review": "保密和隐私审查",
    "on-request-disclosure": "依申请公开",
    "decision-lifecycle": "重大行政决策",
    "consultation": "征求意见",
    "execution-results": "执行和结果公开",
    "power-and-enforcement": "权责清单和行政执法",
    "service-and-case-supervision": "政务服务和办件监督",
    "fiscal-disclosure": "财政信息",
    "project-lifecycle": "建设项目",
    "normative-document-register": "规范性文件",
    "interpretation": "政策解读",
    "public-opinion-response": "舆情回应",
    "interaction": "互动交流",
    "portal-search-media": "网站、检索和新媒体",
    "site-inspection": "网站检查",
    "gazette": "政府公报",
    "open-data": "数据开放",
    "task-and-organisation": "任务和组织",
    "assessment": "考核评估",
    "training-and-exchange": "培训和经验交流",
    "annual-report": "年度报告",
    "village-disclosure": "村（居）务公开",
}
MET_BY = {
    "duty": "义务",
    "limit": "期限",
    "letter": "文书",
    "workflow": "流程步骤",
    "kind": "文种",
    "register": "清单",
    "page": "页面",
    "command": "命令",
    "api": "接口",
    "evidence": "佐证记录",
}
# These stand in the packs; what else there is the kernel cannot know.
IN_PACK = ("duty", "limit", "letter", "register")

CLAUSE_ID = re.compile(r"(?P<act>[A-Z]{2,})-(?P<place>\d[0-9a-z.]*)")
_MET_BY = re.compile(rf"({'|'.join(MET_BY)}):\S+")


def in_order(id: str) -> tuple[tuple[int, str], ...]:
    """The place of a clause among those of its document: 3.2.1 before 3.10, 2a before 2b."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in re.findall(r"\d+|\D+", id))


class Resolver(Protocol):
    """Knows what the system holds besides the packs."""

    def known(self, kind: str) -> Collection[str]:
        """The names that a `met_by` reference of this kind may carry; none for a kind not built yet."""


class Clause(Entry):
    """One obligation of a document, `[clause."XX-3.4.1.1b"]`: the act's id in capitals and a place of our own.

    text: who must do what by when, in one sentence of our own. where: its place in the document.
    actor: who must do it, or who leads those named in `together_with`. strength: should for 力争, 鼓励 and
    有条件的, which warn and are never a breach. limit: the pack's limit that it sets or rests on.
    met_by: what of the system meets it; empty as long as it is open.
    """

    text: str = Field(min_length=1)
    where: str = Field(min_length=1)
    actor: str = Field(min_length=1)
    together_with: list[str] = []
    strength: Literal["must", "should"] = "must"
    capability: str
    limit: str = ""
    met_by: list[str]

    @field_validator("capability")
    @classmethod
    def _is_a_capability(cls, slug: str) -> str:
        if slug not in CAPABILITIES:
            raise ValueError(f"没有“{slug}”这一类能力，请从以下各类中选择：{'、'.join(CAPABILITIES)}。")
        return slug

    @field_validator("met_by")
    @classmethod
    def _are_references(cls, references: list[str]) -> list[str]:
        for reference in references:
            if not _MET_BY.fullmatch(reference):
                raise ValueError(
                    f"“{reference}”写法不对，应写作“种类:名称”，如“duty:reply”，种类有：{'、'.join(MET_BY)}。"
                )
            if references.count(reference) > 1:
                raise ValueError(f"“{reference}”写了不止一次，请删去多余的一处。")
        return references

    @property
    def met(self) -> bool:
        """Whether something in the system meets it."""
        return bool(self.met_by)


class Tally(NamedTuple):
    """How many clauses are met and how many open, and how many of all only warn."""

    met: int
    open: int
    should: int


def tally(clauses: Collection[Clause]) -> Tally:
    """Count clauses; met and open add up to all."""
    met = sum(clause.met for clause in clauses)
    return Tally(met, len(clauses) - met, sum(clause.strength == "should" for clause in clauses))
