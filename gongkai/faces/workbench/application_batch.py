"""One act on many applications 批量办理: those that were ticked, each refusal told with its number."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai.affairs.applications.queries import applications_for
from gongkai.engines.agencies.models import Officer
from gongkai.kernel.flow import Refused

MOST = 200


def each(request: HttpRequest, officer: Officer, act: Callable[..., Any]) -> int:
    """Do this to each application that was ticked, at most MOST; how many it was done to."""
    numbers = list(dict.fromkeys(request.POST.getlist("number")))[:MOST]
    done = 0
    for one in applications_for(officer).filter(number__in=numbers).order_by("pk"):
        try:
            act(one, by=officer)
        except Refused as refused:
            messages.error(request, f"{one.number}：{refused}")
        else:
            done += 1
    if not numbers:
        messages.error(request, _("没有勾选申请。请在列表中勾选以后再办理。"))
    return done
