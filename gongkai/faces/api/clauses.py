"""Clauses 条款: what the documents of the law packs ask, and what of the system meets it."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema

from gongkai.engines.duties.queries import Summary
from gongkai.faces.api import links, promise_shapes
from gongkai.faces.api.duties import known_pack, rule_facts
from gongkai.faces.api.errors import ERRORS, not_found
from gongkai.faces.api.parameters import Slug, one_of
from gongkai.faces.api.promise_shapes import Strength
from gongkai.kernel.law import CAPABILITIES
from gongkai.oversight.promises.clauses import (
    Entry,
    Selection,
    entry,
    house_pack,
    limit_of,
    register_of,
    rules_under,
)

router = Router(tags=["clauses 条款"])
ClauseId = Annotated[str, Path(description="Id of the clause. 条款编号。")]
Capability = Annotated[
    str,
    AfterValidator(lambda slug: one_of(slug, tuple(CAPABILITIES))),
    WithJsonSchema({"type": "string", "enum": list(CAPABILITIES)}),
]


class ClauseFilters(BaseModel):
    """Which clauses; all filters must hold."""

    pack: Annotated[
        Slug | None, Field(description="Name of a law pack; by default the one followed here. 法规包。")
    ] = None
    capability: Annotated[Capability | None, Field(description="Field of work. 工作类别。")] = None
    met: Annotated[
        Literal["met", "open"] | None, Field(description="Whether something meets it. 是否已经落实。")
    ] = None
    strength: Annotated[Strength | None, Field(description="must or should. 要求程度。")] = None
    actor: Annotated[
        str | None, Field(max_length=100, description="Who must do it, letter by letter. 责任主体。")
    ] = None
    words: Annotated[
        str | None, Field(max_length=60, description="Words that it holds, parted by blanks. 条款中的词。")
    ] = None


@router.get("/clauses", response={200: promise_shapes.ClauseList, **ERRORS}, summary="List clauses 条款列表")
def clauses(request: HttpRequest, filters: Query[ClauseFilters]) -> Any:
    """The clauses of a pack, in the order of its document: what is asked of whom, and what meets it here."""
    pack = known_pack(filters.pack or house_pack())
    register = register_of(pack)
    given = filters.model_dump(exclude={"pack"}, exclude_none=True)
    found = register.select(Selection(**given))
    return promise_shapes.ClauseList(
        pack=pack.name,
        title=pack.title,
        followed=register.agencies > 0,
        total=len(found),
        met=sum(one.clause.met for one in found),
        items=[promise_shapes.ClauseSummary(**_summary(one)) for one in found],
    )


@router.get(
    "/clauses/{id}", response={200: promise_shapes.Clause, **ERRORS}, summary="Read a clause 单项条款"
)
def clause(request: HttpRequest, id: ClauseId) -> Any:
    """A clause with the duty rules that meet it or rest on it, and how these were kept here."""
    found = entry(id)
    if found is None:
        raise not_found(
            f"There is no clause “{id[:40]}”; /api/v1/clauses lists those of a pack.",
            f"没有编号为“{id[:40]}”的条款，各法规包的条款见/api/v1/clauses。",
        )
    register, one = found
    limit = limit_of(one)
    return promise_shapes.Clause(
        **_summary(one),
        citation=one.citation,
        limit=limit.value if limit else None,
        limit_zh=limit.limit.zh() if limit else None,
        rules=[
            promise_shapes.KeptRule(**rule_facts(kept.rule), kept=_kept(kept.figures))
            for kept in rules_under(register, one)
        ],
    )


def _summary(one: Entry) -> dict[str, Any]:
    clause = one.clause
    same = ("text", "where", "actor", "together_with", "strength", "capability", "met")
    return {name: getattr(clause, name) for name in same} | {
        "id": one.id,
        "pack": one.pack.name,
        "met_by": [
            promise_shapes.MetBy(kind=kind, name=name)
            for kind, _colon, name in (reference.partition(":") for reference in clause.met_by)
        ],
        "url": links.page("portal:clause", one.id),
    }


def _kept(figures: Summary | None) -> promise_shapes.Kept | None:
    if figures is None:
        return None
    return promise_shapes.Kept(
        met=figures.met,
        late=figures.late,
        overdue=figures.overdue,
        open=figures.open,
        on_time=figures.on_time,
    )
