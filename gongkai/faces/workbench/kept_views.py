"""A list's filter kept under a name and forgotten again 保存的视图, in one way for every list."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.saved_views import drop_view, keep_view, rename_view, view_of
from gongkai.kernel.flow import Refused


def keep(request: HttpRequest, officer: Officer, *, page: str, query: str) -> None:
    """Keep this filter of a page under the name that was typed, and say so or why not."""
    try:
        view = keep_view(officer, page=page, name=request.POST.get("name", ""), query=query)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("视图“%s”已经保存。") % view.name)


def rename(request: HttpRequest, officer: Officer, number: int) -> str:
    """Give one of his views the name that was typed, and say so or why not; the filter that it keeps."""
    view = view_of(officer, number)
    try:
        named = rename_view(officer, number, request.POST.get("name", ""))
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        if named is not None:
            messages.success(request, _("视图已经改名为“%s”。") % named.name)
    return view.query if view else ""


def drop(request: HttpRequest, officer: Officer, number: int) -> None:
    """Forget one of the officer's views, and say so."""
    drop_view(officer, number)
    messages.success(request, _("视图已经删除。"))
