"""The list of documents: facets, document number in its three parts, order, pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.documents import queries
from gongkai.affairs.documents.following import selection_text
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import VALIDITY, Selection, validity
from gongkai.engines.agencies import queries as agencies
from gongkai.faces.portal import meta
from gongkai.faces.portal.facets import Facet, build
from gongkai.faces.portal.lines import lines
from gongkai.faces.portal.public import following_the_ledger
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.paging import Pager
from gongkai.kernel.hanzi.script import to_simplified

SORTS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "": (gettext_lazy("最近公开"), ("-document__published_on", "-document_id")),
    "oldest": (gettext_lazy("最早公开"), ("document__published_on", "document_id")),
    "issued": (gettext_lazy("成文日期"), ("-document__issued_on", "-document_id")),
    "number": (
        gettext_lazy("发文字号"),
        ("-document__number_year", "document__number_code", "document__number_seq", "document_id"),
    ),
}


@dataclass(frozen=True)
class Fault:
    """A sentence about one field of the form."""

    field: str
    sentence: str


def chosen(request: HttpRequest, names: Mapping[str, str], faults: list[Fault]) -> Selection:
    """The selection that stands in the address; `names` are those of all agencies. Adds what is wrong to `faults`."""
    given = request.GET
    return Selection(
        agency=parameters.choice(given, "agency", names),
        kind=parameters.choice(given, "kind", kinds()),
        topic=parameters.choice(given, "topic", topics()),
        year=_number(request, "year", _("公开年份"), faults),
        validity=parameters.choice(given, "validity", VALIDITY),
        # On pages in traditional script the code comes back in traditional script.
        code=to_simplified(parameters.text(given, "code", 30)),
        number_year=_number(request, "number_year", _("发文年份"), faults),
        seq=_number(request, "seq", _("发文序号"), faults),
    )


def agency_names() -> dict[str, str]:
    """Slug → name of all agencies."""
    return {agency.slug: agency.name for agency in agencies.all_agencies()}


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /documents/."""
    given = request.GET
    names = agency_names()
    faults: list[Fault] = []
    selection = chosen(request, names, faults)
    sort = parameters.choice(given, "sort", SORTS)
    path = reverse("portal:documents")

    def url(page: int = 1, **changes: Any) -> str:
        values = {**asdict(selection), "sort": sort, **changes}
        return parameters.address(path, {**values, "page": page if page > 1 else ""})

    found = queries.select(selection)
    counts = queries.facets(selection)
    pager = Pager(found.count(), parameters.page_number(given), lambda n: url(page=n))
    shown = lines(queries.in_order(found, SORTS[sort][1])[pager.start : pager.stop])
    kind = kinds().get(selection.kind)
    labels: dict[str, Mapping[str, str | Promise]] = {
        "kind": {slug: one.title for slug, one in kinds().items()},
        "agency": names,
        "topic": {slug: one.title for slug, one in topics().items()},
        "validity": VALIDITY,
        "year": {},
    }
    facets = [
        build(name, counts[name], str(getattr(selection, name) or ""), labels[name], url)
        for name in queries.FACETS
    ]
    heading = kind.title if kind else "政府文件"
    description = _(kind.description) if kind else _("按文种、机构、主题、年份和有效性查找已经公开的文件。")
    return render(
        request,
        "portal/documents.html",
        {
            "column": "documents",
            "trail": _trail(path, kind.title if kind else ""),
            "heading": heading,
            "description": description,
            "lines": shown,
            "many_kinds": kind is None,
            "pager": pager,
            "facets": facets,
            "chips": _chips(selection, facets, url),
            "sorts": [
                {"label": label, "url": url(sort=key), "current": key == sort}
                for key, (label, _order) in SORTS.items()
            ],
            "selection": selection,
            "typed": {name: parameters.text(given, name, 6) for name in ("number_year", "seq")},
            "errors": faults,
            "meta": meta.column(heading, description, kind.column_type if kind else "政策文件"),
            "table_url": parameters.address(reverse("documents_table"), {**asdict(selection), "sort": sort}),
            "follow_url": parameters.address(
                reverse("portal:subscribe"), {"kind": "selection", "about": selection_text(selection)}
            ),
            "feed_url": f"/feeds/kinds/{kind.slug}.atom" if kind else "",
            "feed_title": _(heading),
            "noindex": pager.total == 0,
        },
        status=400 if faults else 200,
    )


@following_the_ledger
def table(request: HttpRequest) -> HttpResponse:
    """/documents.csv: the whole result of the same choices, in the same order."""
    faults: list[Fault] = []
    selection = chosen(request, agency_names(), faults)
    if faults:
        raise Http404("没有这一筛选条件。")
    order = SORTS[parameters.choice(request.GET, "sort", SORTS)][1]
    found = queries.in_order(queries.select(selection).defer("body", "text", "hands"), order)
    return csv_file("政府文件", _rows(found.prefetch_related("document__topic_rows")))


def _rows(found: QuerySet[Edition]) -> Iterator[Sequence[object]]:
    yield (
        "索引号", "标题", "发文字号", "机关代字", "发文年份", "发文序号", "发布机构", "文种", "主题分类",
        "成文日期", "公开日期", "施行日期", "失效日期", "有效性", "网址",
    )  # fmt: skip
    for edition in found.iterator(chunk_size=1000):
        document, state = edition.document, validity(edition)
        subjects = [topics()[row.topic].title for row in document.topic_rows.all() if row.topic in topics()]
        yield (
            document.index_number, edition.title, document.doc_number, document.number_code,
            document.number_year, document.number_seq, document.agency.name, kinds()[document.kind].title,
            "、".join(subjects), document.issued_on, document.published_on, document.effective_on,
            document.expires_on, str(VALIDITY[state]) if state else "",
            settings.GONGKAI_ORIGIN + reverse("portal:document", args=[document.index_number]),
        )  # fmt: skip


def _number(request: HttpRequest, name: str, label: str, faults: list[Fault]) -> int | None:
    typed = parameters.text(request.GET, name)
    found = parameters.number(typed)
    if typed and (found is None or (name != "seq" and found > 9999)):
        faults.append(Fault(name, _("%(label)s应当是数字，例如 2025。") % {"label": label}))
        return None
    # A column of sixteen bits holds the year; zero is no year and no number.
    return found or None


def _trail(path: str, kind: str) -> list[tuple[str, str]]:
    return [("政府文件", path), (kind, "")] if kind else [("政府文件", "")]


def _chips(selection: Selection, facets: list[Facet], url: Any) -> list[dict[str, str]]:
    chips = [
        {"label": _(str(one.label)), "url": url(**{facet.name: ""})}
        for facet in facets
        for one in facet.chosen
    ]
    plain = replace(selection, agency="", kind="", topic="", year=None, validity="")
    for name, label in (("code", _("机关代字")), ("number_year", _("发文年份")), ("seq", _("序号"))):
        if value := getattr(plain, name):
            chips.append({"label": f"{label}：{value}", "url": url(**{name: ""})})
    return chips
