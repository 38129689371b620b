"""Shapes of what is promised 承诺的数据结构: duties, rules, clauses, plans and tasks, field by field."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from gongkai.faces.api.shapes import AgencyRef, Instant, NextPage, Subject

Strength = Literal["must", "should"]
DutyStatus = Literal["overdue", "soon", "open", "paused", "met", "late", "cancelled"]
TaskState = Literal["confirmed", "dispatched", "reported", "accepted", "cancelled"]


class DutySummary(BaseModel):
    """What an agency owes, or owed, until when."""

    id: int = Field(examples=[31070000])
    rule: str = Field(description="Rule, see /rules.", examples=["interpretation"])
    title: str = Field(examples=["同步解读政策文件"])
    strength: Strength = Field(
        description="must binds; should only reminds and is never counted as a breach."
    )
    agency: str = Field(description="Slug of the agency that owes it.", examples=["shuiliju"])
    subject: Subject | None = Field(
        description="What it is about, where everybody may know: what a public event began, or the agency "
        "itself for what recurs."
    )
    period: str | None = Field(description="The period of what recurs.", examples=["2026-Q3"])
    status: DutyStatus = Field(description="At the time of the answer; soon once a first reminder is due.")
    opened_at: Instant = Field(description="When it was opened.")
    started_at: Instant = Field(description="From when the clock runs.")
    due_at: Instant | None = Field(description="Last instant; null while paused or without a date.")
    provisional: bool = Field(description="True while holidays of that year have not been announced.")
    ended_at: Instant | None = Field(description="When it was fulfilled or cancelled.")
    closed_at: Instant | None = Field(description="When that became known here.")
    limit: str = Field(description="The limit it was opened under.", examples=["3 working days"])
    limit_zh: str = Field(description="The same in Chinese.", examples=["3个工作日"])
    citation: str = Field(description="Legal basis in words; empty for a setting without one.")


class DutyPage(BaseModel):
    """Duties in order."""

    items: list[DutySummary]
    next: NextPage


class Duty(DutySummary):
    """A duty with the version of the rule it was opened under, which no later change of law touches."""

    basis: str = Field(description="References to acts and clauses.", examples=["foi:33.2"])
    pack: str = Field(description="Pack that the rule stood in.", examples=["national"])
    since: date = Field(description="First day of that version of the rule.")
    version: str = Field(description="Twelve digits that name the text of the rule.")


class Kept(BaseModel):
    """How duties under a rule were kept: done in the last twelve months, this one included, or overdue now."""

    met: int = Field(description="Done in time.")
    late: int = Field(description="Done too late.")
    overdue: int = Field(description="Open past the end, however long.")
    open: int = Field(description="All that is open.")
    on_time: float | None = Field(description="met / (met + late + overdue); null when nothing is counted.")


class Rule(BaseModel):
    """A duty rule in force today."""

    id: str = Field(examples=["interpretation"])
    title: str
    strength: Strength
    kind: Literal["event", "period"] = Field(description="Owed once for each event, or in each period.")
    limit: str = Field(
        description="How long; `fact:…` when the event tells the day.", examples=["3 working days"]
    )
    limit_zh: str = Field(description="The same in Chinese.")
    counts: str = Field(description="From what it is counted, in Chinese; may be empty.")
    owes: str = Field(
        description="agency: that of the event; fact:…: one that the event names; role:…: the nearest with that "
        "role; each:…: every agency of these kinds.",
        examples=["each:department,township"],
    )
    basis: str = Field(description="References to acts and clauses.", examples=["foi:33.2"])
    citation: str = Field(description="The same in words; a setting says that it is one.")
    verified: bool = Field(description="False for a setting that claims no law.")
    note: str
    since: date
    until: date | None


class RuleList(BaseModel):
    """The rules of a pack, those it inherits included."""

    pack: str
    title: str
    items: list[Rule]


class MetBy(BaseModel):
    """Something that meets a clause."""

    kind: str = Field(
        description="duty, limit, letter, workflow, kind, register, page, command, api, evidence."
    )
    name: str


class ClauseSummary(BaseModel):
    """One obligation of a document, in words of our own."""

    id: str = Field(description="The act in capitals and a place of our own.", examples=["XX-3.1.1.2a"])
    pack: str
    text: str = Field(description="Who must do what by when; a summary, not the text of the document.")
    where: str = Field(description="Its place in the document.", examples=["三（一）组织领导2"])
    actor: str = Field(description="Who must do it, or leads those in together_with.")
    together_with: list[str]
    strength: Strength
    capability: str = Field(examples=["task-and-organisation"])
    met: bool = Field(description="Whether something in this system meets it.")
    met_by: list[MetBy]
    url: str = Field(description="The page for people.")


class ClauseList(BaseModel):
    """Clauses in the order of their documents. followed: whether any agency here goes by the pack."""

    pack: str
    title: str
    followed: bool
    total: int = Field(description="Clauses that the filters leave.")
    met: int = Field(description="How many of these are met.")
    items: list[ClauseSummary]


class KeptRule(Rule):
    """A rule under a clause; kept is null where no agency here goes by it."""

    kept: Kept | None


class Clause(ClauseSummary):
    """A clause with what rests on it and how that stands now."""

    citation: str = Field(description="Title and number of the document, and the place in it.")
    limit: str | None = Field(description="The limit it sets or rests on, as it stands today.")
    limit_zh: str | None = Field(description="The same in Chinese.")
    rules: list[KeptRule] = Field(description="Duty rules that meet it or rest on it.")


class Progress(BaseModel):
    """How the tasks of a plan stand. overdue: of those dispatched or reported, past their date."""

    total: int
    confirmed: int
    dispatched: int
    reported: int
    accepted: int
    overdue: int


class PlanSummary(BaseModel):
    """A published breakdown of tasks."""

    code: str = Field(examples=["qingyuan-2026-1"])
    title: str
    year: int
    agency: AgencyRef
    document: str | None = Field(
        description="Index number of the document it stands in, where published here."
    )
    published_at: Instant = Field(description="When the breakdown was published.")
    url: str = Field(description="The page for people.")


class PlanPage(BaseModel):
    """Published plans, the newest first."""

    items: list[PlanSummary]
    next: NextPage


class Unit(BaseModel):
    """A unit that a task names."""

    name: str
    agency: str | None = Field(description="Slug of the agency, where it is known here.")
    lead: bool


class Task(BaseModel):
    """One task of a published breakdown."""

    code: str = Field(examples=["qingyuan-2026-1-007"])
    plan: str = Field(description="Code of its plan.")
    number: str = Field(description="As the text has it; may be empty.")
    group: str = Field(description="The heading it stands under.")
    content: str
    measure: str = Field(description="By what its fulfilment is judged; may be empty.")
    units: list[Unit]
    deadline: str = Field(description="In the words of the text; may be empty.")
    due_on: date | None
    state: TaskState
    overdue: bool


class TaskList(BaseModel):
    """Tasks of published breakdowns that an agency owes, those due first in front."""

    items: list[Task]


class Plan(PlanSummary):
    """A plan with its tasks in order, and how they stand."""

    progress: Progress
    tasks: list[Task]
