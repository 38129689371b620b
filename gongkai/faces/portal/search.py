"""Search: words and filters in, lines with the found words marked out; what is typed is never an error."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.affairs.documents import queries as documents
from gongkai.affairs.documents.following import search_text
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.queries import VALIDITY
from gongkai.affairs.gazette.search import KIND as GAZETTE
from gongkai.affairs.registers.schemas import of_house
from gongkai.affairs.registers.search import KIND as REGISTERS
from gongkai.engines.agencies import queries as agencies
from gongkai.engines.agencies.models import Agency
from gongkai.engines.search import queries as index
from gongkai.engines.search.results import Filters, Results
from gongkai.faces.portal import meta
from gongkai.faces.portal.facets import Facet, build
from gongkai.faces.portal.lines import lines
from gongkai.faces.portal.public import public
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import PER_PAGE, Pager

FACETS = ("type", "agency", "topic", "year", "validity")
MOST_WITHIN = 5
SUGGESTIONS = 8


class Question:
    """What is asked: words, further words within the results, filters, order."""

    def __init__(self, request: HttpRequest, names: dict[str, str]) -> None:
        given = request.GET
        self.q = parameters.text(given, "q")
        typed = (one.strip()[: parameters.LONGEST] for one in given.getlist("within"))
        self.within = list(dict.fromkeys(one for one in typed if one))[:MOST_WITHIN]
        if not self.q and self.within:
            self.q = self.within.pop(0)
        self.labels: dict[str, Any] = {
            "type": {slug: kind.title for slug, kind in kinds().items()},
            "agency": names,
            "topic": {slug: topic.title for slug, topic in topics().items()},
            "validity": VALIDITY,
            "year": {},
        }
        known = {name: self.labels[name] for name in FACETS if name != "year"}
        self.chosen = {name: parameters.choice(given, name, values) for name, values in known.items()}
        year = parameters.number(parameters.text(given, "year"))
        self.chosen["year"] = str(year) if year and year <= 9999 else ""
        self.sort: Literal["relevance", "date"] = "date" if given.get("sort") == "date" else "relevance"
        self.page = parameters.page_number(given)

    @property
    def filters(self) -> Filters:
        """The filters as the index wants them."""
        return Filters(kind=("document",), **{name: (value,) for name, value in self.chosen.items() if value})

    def without(self, name: str) -> str:
        """The address of this question without one of its filters."""
        return self.url(**{name: ""})  # type: ignore[arg-type]

    def url(self, page: int = 1, **changes: Any) -> str:
        """The address of this question with some of it changed."""
        values = {"q": self.q, "within": self.within, **self.chosen, **changes}
        sort = changes.get("sort", self.sort)
        values |= {"sort": "date" if sort == "date" else "", "page": page if page > 1 else ""}
        return parameters.address(reverse("portal:search"), values)


@public
def show(request: HttpRequest) -> HttpResponse:
    """The page at /search/."""
    names = {agency.slug: agency.name for agency in agencies.all_agencies()}
    question = Question(request, names)
    asked = bool(question.q or any(question.chosen.values()))
    context: dict[str, Any] = {
        "column": "search",
        "trail": [("全站搜索", "")],
        "question": question,
        "q": question.q,
        "asked": asked,
        "noindex": asked,
        "meta": meta.column("全站搜索", "在已经公开的文件的标题、文号、正文和附件里查找。", "其他"),
    }
    if asked:
        context |= _answer(question)
        context |= {"by_relevance": question.url(sort=""), "by_date": question.url(sort="date")}
        feed = {"q": question.q, "within": question.within}
        context["feed_url"] = parameters.address("/feeds/search.atom", feed) if question.q else ""
        about = search_text(question.q, question.within, question.chosen)
        context["follow_url"] = parameters.address(
            reverse("portal:subscribe"), {"kind": "words", "about": about}
        )
        context |= _in_gazette(question.q)
        context |= _in_registers(question.q)
    return render(request, "portal/search.html", context)


def _in_gazette(q: str) -> dict[str, Any]:
    """How much of it stands in the gazette, and where it is listed; nothing for a question without words."""
    if not q:
        return {}
    total = index.search(q, filters=Filters(kind=(GAZETTE,)), per_page=1, facets=()).total
    return {"in_gazette": total, "gazette_url": parameters.address(reverse("portal:gazette"), {"q": q})}


def _in_registers(q: str) -> dict[str, Any]:
    """In which registers some of it stands, with how many records and where they are listed."""
    if not q:
        return {}
    facets = index.search(q, filters=Filters(kind=(REGISTERS,)), per_page=1, facets=("type",)).facets
    known = of_house()
    return {
        "in_registers": [
            (known[id].title, n, parameters.address(reverse("portal:register", args=[id]), {"words": q}))
            for id, n in facets.get("type", ())
            if id in known
        ]
    }


def _answer(question: Question) -> dict[str, Any]:
    results = index.search(
        question.q,
        filters=question.filters,
        within=question.within,
        sort=question.sort,
        page=question.page,
        per_page=PER_PAGE,
        facets=FACETS,
    )
    if results.unavailable:
        return _plain(question)
    pager = Pager(results.total, question.page, lambda n: question.url(page=n))
    found = documents.by_index_numbers([hit.id for hit in results.hits])
    facets = [
        build(name, results.facets.get(name, ()), question.chosen[name], question.labels[name], question.url)
        for name in FACETS
    ]
    return {
        "results": results,
        "pager": pager,
        "lines": lines(found),
        "facets": facets,
        "chips": chips(question, facets),
        "tried": _tried(question, results),
        "agencies": agencies.named_in(question.q)[:3],
        "likely": None if results.total else _likely(question),
        "wider": [] if results.total else _wider(question, facets, results),
    }


def _wider(question: Question, facets: list[Facet], results: Results) -> list[dict[str, Any]]:
    """Filters without which something would be found: label, number and address."""
    found = []
    for facet in facets:
        counts = [n for _value, n in results.facets.get(facet.name, ())]
        # A document may have several topics, so their numbers do not add up.
        n = max(counts, default=0) if facet.name == "topic" else sum(counts)
        if facet.chosen and n:
            label = f"{facet.title}：{_(str(facet.chosen[0].label))}"
            found.append({"label": label, "n": n, "url": question.without(facet.name)})
    return found


def _plain(question: Question) -> dict[str, Any]:
    """While there is no index: the words in titles and numbers, from the database."""
    words = [word for text in (question.q, *question.within) for word in text.split()]
    found = documents.with_words_in_title(words[:8])
    pager = Pager(found.count(), question.page, lambda n: question.url(page=n))
    return {
        "results": Results(unavailable=True, terms=words),
        "pager": pager,
        "lines": lines(found[pager.start : pager.stop]),
        "chips": chips(question, []),
        "likely": None if pager.total else _likely(question),
    }


def chips(question: Question, facets: list[Facet]) -> list[dict[str, str]]:
    """Everything that narrows the results down, each with the address that takes it back."""
    found = [
        {
            "label": _("结果中含“%s”") % one,
            "url": question.url(within=[other for other in question.within if other != one]),
        }
        for one in question.within
    ]
    return found + [
        {"label": f"{facet.title}：{_(str(one.label))}", "url": question.without(facet.name)}
        for facet in facets
        for one in facet.chosen
    ]


def _tried(question: Question, results: Results) -> list[str]:
    """Other writings that were looked for besides the words as they were typed."""
    typed = " ".join((question.q, *question.within))
    return [term for term in results.terms if term not in typed][:6]


def _likely(question: Question) -> Agency | None:
    """Whom to ask for what was not found: the agency filtered by or named, else the one at the top."""
    if question.chosen["agency"]:
        return agencies.agency(question.chosen["agency"])
    named = agencies.named_in(question.q)
    return named[0] if named else None


@public
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment for the search box: titles that hold what has been typed so far."""
    typed = parameters.text(request.GET, "q", 60)
    hits = index.suggest(typed, kinds=("document",), limit=SUGGESTIONS) if typed else []
    found = documents.by_index_numbers([hit.id for hit in hits])
    return render(request, "portal/parts/suggestions.html", {"lines": lines(found), "typed": typed})
