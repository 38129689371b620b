"""Pages that explain: catalogue, map of the site, who runs it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.affairs.documents import queries as documents
from gongkai.affairs.documents.kinds import kinds, topics
from gongkai.engines.agencies import queries as agencies
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger


@following_the_ledger
def catalogue(request: HttpRequest) -> HttpResponse:
    """The page at /catalogue/ (regulations art 12): every column and kind, also those still empty."""
    total = sum(n for _kind, n, _newest in _counted())
    return render(
        request,
        "portal/catalogue.html",
        {
            "column": "catalogue",
            "trail": [("公开目录", "")],
            "columns": _columns(),
            "total": total,
            "topics": [
                {"slug": slug, "title": topics()[slug].title, "n": n}
                for slug, n in documents.facet("topic", documents.Selection())
                if slug in topics()
            ],
            "years": documents.facet("year", documents.Selection()),
            "meta": meta.column("公开目录", "主动公开的政府信息的分类、数量和查找方法。", "信息公开目录"),
        },
    )


def _counted() -> list[tuple[Any, int, Any]]:
    counted = documents.counts_by_kind()
    return [(kind, *counted.get(slug, (0, None))) for slug, kind in kinds().items()]


def _columns() -> list[dict[str, Any]]:
    """Kinds that have documents, under the column that they belong to."""
    columns: dict[str, list[dict[str, Any]]] = {}
    for kind, n, newest in _counted():
        if n:
            columns.setdefault(kind.column_type, []).append({"kind": kind, "n": n, "newest": newest})
    return [{"title": title, "kinds": members} for title, members in columns.items()]


@following_the_ledger
def sitemap(request: HttpRequest) -> HttpResponse:
    """The page at /sitemap/: all of the site on one page."""
    return render(
        request,
        "portal/sitemap.html",
        {
            "trail": [("网站地图", "")],
            "columns": _columns(),
            "agencies": list(agencies.agencies()),
            "meta": meta.column("网站地图", "全站栏目、文种和机构的链接。", "其他"),
        },
    )


@following_the_ledger
def about(request: HttpRequest) -> HttpResponse:
    """The page at /about/: who runs the site, what may be done with it, how it treats its readers."""
    tags = meta.column("网站声明", "网站的主办单位、联系方式、使用和隐私说明。", "概况信息")
    return render(request, "portal/about.html", {"trail": [("网站声明", "")], "meta": tags})
