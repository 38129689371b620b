"""Editions side by side 版本对照: what one edition of a document says otherwise than another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.affairs.documents import desk
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Officer
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.comparing import compare
from gongkai.faces.workbench.documents import edition_of
from gongkai.faces.workbench.staff import staff


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """Two editions line by line; without a choice, the newest and the one before."""
    newest = edition_of(officer, index_number)
    editions = {one.number: one for one in desk.editions_of(officer, index_number)}
    after = _chosen(request, "after", editions) or newest
    earlier = [number for number in editions if number < after.number]
    before = _chosen(request, "before", editions) or editions[max(earlier, default=after.number)]
    return render(
        request,
        "workbench/compare.html",
        {
            "edition": newest,
            "editions": list(editions.values()),
            "before": before,
            "after": after,
            "compared": compare(_whole(before), _whole(after)),
        },
    )


def _chosen(request: HttpRequest, name: str, editions: dict[int, Edition]) -> Edition | None:
    value = parameters.text(request.GET, name)
    if not value:
        return None
    found = editions.get(parameters.number(value) or 0)
    if found is None:
        raise Http404("没有这一版。")
    return found


def _whole(edition: Edition) -> str:
    """Title, summary, text, and the names of the files."""
    files = [one.name for one in edition.attachments.all()]
    parts = [edition.title, edition.summary, edition.text, *files]
    return "\n".join(part for part in parts if part)
