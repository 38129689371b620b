"""Following 关注: what readers can follow of documents, and what each public event tells them.

A document itself, a selection of the policy library (an agency's list, a kind, a topic …), or a search for words.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from gongkai.affairs.documents import endings, queries
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.models import Document, Relation, RelationType, State
from gongkai.affairs.documents.queries import Selection
from gongkai.engines.agencies.queries import agencies_named
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.engines.notices.naming import address
from gongkai.engines.notices.news import Item, Line
from gongkai.engines.search import queries as index
from gongkai.engines.search.results import Filters

# What a document does to another, as the reader of the other is told.
_TO_OTHERS = {
    RelationType.INTERPRETS: "有了新的解读",
    RelationType.AMENDS: "被修改",
    RelationType.REPEALS: "被废止",
}
LONGEST = 600
_WORD_FILTERS = ("agency", "type", "topic", "year", "validity")


def selection_text(selection: Selection) -> str:
    """A selection as it is kept: what narrows nothing is left out, so equal ones are equal texts."""
    values = {name: str(value) for name, value in vars(selection).items() if value not in ("", None)}
    return urlencode(sorted(values.items()))


def search_text(q: str, within: Sequence[str], filters: Mapping[str, str]) -> str:
    """A search as it is kept."""
    pairs = [("q", q), *(("within", one) for one in within)]
    return urlencode(pairs + sorted((name, value) for name, value in filters.items() if value))


def understood(kind: str, about: str) -> str:
    """What can be followed under this name, in words; empty when nothing of the kind is there.

    `about` may have been typed by anybody: what is kept has passed here.
    """
    if len(about) > LONGEST:
        return ""
    match kind:
        case "document":
            return queries.titles([about]).get(about, "")
        case "selection":
            selection = _selection(about)
            return _described(selection) if selection is not None else ""
        case "words":
            given = parse_qs(about)
            q = given.get("q", [""])[0].strip()
            known = {"q", "within", *_WORD_FILTERS}
            return f"搜索“{' '.join([q, *given.get('within', [])])}”" if q and given.keys() <= known else ""
    return ""


def _selection(about: str) -> Selection | None:
    """The selection that a text stands for; None for any other text than `selection_text` writes."""
    words = dict(parse_qsl(about))
    try:
        numbers = {name: int(words.pop(name)) for name in ("year", "number_year", "seq") if name in words}
        selection = Selection(**words, **numbers)  # type: ignore[arg-type]  # a name that is none is refused
    except (TypeError, ValueError):
        return None
    small = all(0 < number < 10_000 for name, number in numbers.items() if name != "seq")
    known = (
        (not selection.kind or selection.kind in kinds())
        and (not selection.topic or selection.topic in topics())
        and (not selection.validity or selection.validity in queries.VALIDITY)
        and 0 <= (selection.seq or 0) < 2**31
    )
    return selection if small and known and selection_text(selection) == about else None


def _described(selection: Selection) -> str:
    """A selection in words, the whole library where nothing narrows it; empty for an agency that is not there."""
    agency = agencies_named([selection.agency]).get(selection.agency, "") if selection.agency else ""
    if selection.agency and not agency:
        return ""
    kind, topic = kinds().get(selection.kind), topics().get(selection.topic)
    parts = [
        agency,
        kind.title if kind else "",
        f"主题：{topic.title}" if topic else "",
        f"{selection.year}年公开" if selection.year else "",
        str(queries.VALIDITY[selection.validity]) if selection.validity else "",
        selection.code,
        f"〔{selection.number_year}〕" if selection.number_year else "",
        f"{selection.seq}号" if selection.seq else "",
    ]
    return "政府文件：" + ("、".join(part for part in parts if part) or "全部")


def _published(event: Event, facts: Mapping[str, Any]) -> str:
    number = facts.get("doc_number")
    return f"新公开，{number}" if number else "新公开"


def _corrected(event: Event, facts: Mapping[str, Any]) -> str:
    return f"已更正，公开第{facts['edition']}版：{facts.get('note', '')}"


def _withdrawn(event: Event, facts: Mapping[str, Any]) -> str:
    page = queries.page(event.subject_id)
    reason = page.edition.withdrawn_reason if page else ""
    return f"已撤回：{reason}" if reason else "已撤回"


def _stands(event: Event, facts: Mapping[str, Any]) -> str:
    reason = endings.reasons().get(str(facts.get("reason", "")))
    return reason.mark if reason else "效力状态有变化"


_TOLD: Mapping[str, Callable[[Event, Mapping[str, Any]], str]] = {
    "document.published": _published,
    "document.corrected": _corrected,
    "document.withdrawn": _withdrawn,
    "document.restored": lambda event, facts: "恢复公开",
    "document.took_effect": lambda event, facts: "开始施行",
    "document.lapsed": lambda event, facts: "有效期届满，已失效",
    "document.standing_changed": _stands,
    "document.standing_reversed": lambda event, facts: "此前登记的效力状态已撤销",
}


def items(events: Sequence[Event]) -> list[Item]:
    """What these events tell, in their order; of documents that are not public, nothing."""
    events = [event for event in events if event.subject_kind == "document"]
    found = [one for event in events for one in _of(event)]
    titles = _titles({number for number, _, _ in found})
    return [
        Item(event.seq, number, titles[number], words, address("document", number))
        for number, words, event in found
        if number in titles
    ]


def _of(event: Event) -> Iterator[tuple[str, str, Event]]:
    facts = facts_of(event)
    if event.verb in _TOLD:
        yield event.subject_id, _TOLD[event.verb](event, facts), event
    if event.verb == "document.published":
        for relation in Relation.objects.filter(
            source__index_number=event.subject_id, target__isnull=False, type__in=_TO_OTHERS
        ).select_related("target"):
            assert relation.target is not None
            yield relation.target.index_number, _by(relation.type, event.subject_id), event
    elif (
        event.verb == "document.related"
        and facts.get("target")
        and facts.get("type") in _TO_OTHERS
        and queries.titles([event.subject_id])  # it is out itself
    ):
        yield str(facts["target"]), _by(str(facts["type"]), event.subject_id), event


def _by(type: str, source: str) -> str:
    words = _TO_OTHERS[RelationType(type)]
    title = queries.titles([source]).get(source, "")
    return f"{words}：{title}" if title else words


def _titles(index_numbers: set[str]) -> dict[str, str]:
    """How each public document is named; of a withdrawn one no more than its page tells."""
    found = queries.titles(sorted(index_numbers))
    withdrawn = Document.objects.filter(
        index_number__in=index_numbers - found.keys(), editions__state=State.WITHDRAWN
    )
    for number in withdrawn.values_list("index_number", flat=True).distinct():
        page = queries.page(number)
        if page is not None:
            found[number] = page.edition.title
    return found


def _is_it(about: str, index_numbers: Sequence[str]) -> Collection[str]:
    return {about} & set(index_numbers)


def _is_selected(about: str, index_numbers: Sequence[str]) -> Collection[str]:
    selection = _selection(about)
    if selection is None:  # a kind or topic that the data no longer have
        return ()
    rows = queries.select(selection).filter(document__index_number__in=index_numbers)
    return set(rows.values_list("document__index_number", flat=True))


def _is_found(about: str, index_numbers: Sequence[str]) -> Collection[str]:
    given = parse_qs(about)
    results = index.search(
        given.get("q", [""])[0],
        filters=Filters(
            kind=("document",),
            key=[index.key("document", number) for number in index_numbers],
            **{name: tuple(given[name]) for name in _WORD_FILTERS if name in given},
        ),
        within=given.get("within", []),
        sort="date",
        per_page=100,
        facets=(),
    )
    # What only comes near was not asked for.
    return set() if results.relaxed else {hit.id for hit in results.hits}


LINES = (
    Line(
        "documents",
        verbs=(*_TOLD, "document.related"),
        items=items,
        kinds={"document": _is_it, "selection": _is_selected},
    ),
    Line(
        "words",
        verbs=("document.published", "document.corrected"),
        items=items,
        kinds={"words": _is_found},
        reach=index.reach,
    ),
)
