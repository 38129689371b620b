"""Duties 义务: who owes what until when, and the rules by which; what is overdue changes with the hour, so these
answers carry a validator of their bytes and no time of change."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from gongkai.engines.duties.queries import Line, Wanted, line_of, lines, numbered, public_subjects
from gongkai.engines.duties.selection import ALL
from gongkai.faces.api import cursors, promise_shapes, shapes
from gongkai.faces.api.agencies import known_agency
from gongkai.faces.api.cursors import Order
from gongkai.faces.api.errors import ERRORS, not_found, unusable
from gongkai.faces.api.parameters import Cursor, Day, Limit, Slug
from gongkai.faces.api.promise_shapes import DutyStatus, Strength
from gongkai.kernel.clock import parse_limit, today
from gongkai.kernel.law import DutyRule, Pack
from gongkai.oversight.promises import queries
from gongkai.oversight.promises.clauses import house_pack

router = Router(tags=["duties 义务"])
NEWEST = Order("newest", ("-id",), (int,))
DutyId = Annotated[int, Path(ge=1, le=2**63 - 1, description="Number of the duty. 义务编号。")]


class DutyFilters(BaseModel):
    """Which duties; all filters must hold."""

    agency: Annotated[Slug | None, Field(description="Slug of the agency that owes it. 承担单位。")] = None
    rule: Annotated[
        Slug | None, Field(description="Rule, see /rules. 义务规则。", examples=["interpretation"])
    ] = None
    status: Annotated[DutyStatus | None, Field(description="As it stands now. 现在的状态。")] = None
    strength: Annotated[Strength | None, Field(description="must or should. 要求程度。")] = None
    subject: Annotated[
        str | None,
        Field(
            max_length=170,
            description="Kind and identifier of what it is about, as in an event; public ones only. 所关于的事项。",
            examples=["document:MB1234567-2026-00317"],
        ),
    ] = None
    due_after: Annotated[Day | None, Field(description="Due on this day or later. 到期日期起。")] = None
    due_before: Annotated[Day | None, Field(description="Due on this day or earlier. 到期日期止。")] = None
    cursor: Cursor = None
    limit: Limit = cursors.USUAL


@router.get("/duties", response={200: promise_shapes.DutyPage, **ERRORS}, summary="List duties 限时义务列表")
def duties(request: HttpRequest, response: HttpResponse, filters: Query[DutyFilters]) -> Any:
    """What agencies owe and owed, the last opened first, page by page without an upper cap.

    Who owes what under which rule until when is public; what it is about only where everybody may know.
    """
    if filters.agency:
        known_agency(filters.agency)
    found = queries.select(
        Wanted(
            agency=filters.agency or "",
            rule=filters.rule or "",
            status=filters.status or ALL,
            strength=filters.strength or "",
            subject=_subject(filters.subject),
        ),
        due_after=filters.due_after,
        due_before=filters.due_before,
    )
    rows, following = cursors.page(found, NEWEST, cursor=filters.cursor, limit=filters.limit)
    public = public_subjects(rows)
    return promise_shapes.DutyPage(
        items=[
            promise_shapes.DutySummary(**_summary(line, public.get(line.duty.pk))) for line in lines(rows)
        ],
        next=cursors.link_next(request, response, cursor=following),
    )


@router.get("/duties/{id}", response={200: promise_shapes.Duty, **ERRORS}, summary="Read a duty 单项义务")
def duty(request: HttpRequest, id: DutyId) -> Any:
    """One duty, with the version of the rule that it was opened under."""
    found = numbered(id)
    if found is None:
        raise not_found(
            f"There is no duty {id}; /api/v1/duties lists all of them.",
            f"没有编号为{id}的义务，全部义务见/api/v1/duties。",
        )
    line = line_of(found)
    return promise_shapes.Duty(
        **_summary(line, public_subjects([found]).get(found.pk)),
        basis=line.rule.basis,
        pack=found.pack,
        since=found.since,
        version=found.version,
    )


class RuleFilters(BaseModel):
    """Whose rules."""

    pack: Annotated[
        Slug | None, Field(description="Name of a law pack; by default the one followed here. 法规包。")
    ] = None


@router.get("/rules", response={200: promise_shapes.RuleList, **ERRORS}, summary="List duty rules 义务规则")
def rules(request: HttpRequest, filters: Query[RuleFilters]) -> Any:
    """The duty rules in force today: who owes what, for how long, on what basis."""
    pack = known_pack(filters.pack or house_pack())
    return promise_shapes.RuleList(
        pack=pack.name,
        title=pack.title,
        items=[promise_shapes.Rule(**rule_facts(rule)) for rule in pack.duties(on=today()).values()],
    )


def known_pack(name: str) -> Pack:
    """The pack of this name. Raises Failure (404)."""
    pack = queries.readable(name)
    if pack is None:
        known = ", ".join(queries.installed())
        raise not_found(
            f"There is no pack “{name}”; there are {known}.", f"没有名为“{name}”的法规包，现有：{known}。"
        )
    return pack


def rule_facts(rule: DutyRule) -> dict[str, Any]:
    """A rule as its shape wants it."""
    same = (
        "id", "title", "strength", "kind", "limit", "limit_zh", "owes", "basis", "citation", "verified",
        "note", "since", "until",
    )  # fmt: skip
    return {name: getattr(rule, name) for name in same} | {"counts": queries.counted_from(rule)}


def _subject(given: str | None) -> tuple[str, str] | None:
    if given is None:
        return None
    kind, colon, identifier = given.partition(":")
    if not (kind and colon and identifier):
        raise unusable(
            "subject",
            "Write the kind, a colon and the identifier, such as document:MB1234567-2026-00317.",
            "请写作“类别:编号”，例如document:MB1234567-2026-00317。",
        )
    return kind, identifier


def _summary(line: Line, subject: tuple[str, str] | None) -> dict[str, Any]:
    one = line.duty
    same = (
        "id", "rule", "strength", "agency", "opened_at", "started_at", "due_at", "provisional", "ended_at",
        "closed_at", "limit",
    )  # fmt: skip
    return {name: getattr(one, name) for name in same} | {
        "title": line.title,
        "subject": shapes.Subject(kind=subject[0], id=subject[1]) if subject else None,
        "period": one.period or None,
        "status": line.status,
        "limit_zh": parse_limit(one.limit).zh(),
        "citation": line.rule.citation,
    }
