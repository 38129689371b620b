"""Access to cases 查询: number and code are given once, then the session knows them for a while; no account.

The code itself lies in the session, sealed, and is asked again at every look: one that was made anew opens nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from gongkai.affairs.applications import queries
from gongkai.affairs.applications.queries import Case
from gongkai.faces.portal import apply_session
from gongkai.faces.ui import parameters

NAME = "cases"
KEPT = timedelta(hours=2)
MOST = 20

View = Callable[..., HttpResponseBase]


def add(request: HttpRequest, number: str, code: str) -> None:
    """Remember a case whose code was right; the last one in front."""
    others = [pair for pair in _pairs(request) if pair[0] != number]
    apply_session.put(request, NAME, [(number, code), *others][:MOST], keep=KEPT)


def numbers(request: HttpRequest) -> list[str]:
    """The numbers that were remembered."""
    return [number for number, _code in _pairs(request)]


def case(request: HttpRequest, number: str) -> Case | None:
    """The case of this number, if this session has given its code; None for any other number."""
    code = dict(_pairs(request)).get(number)
    return queries.case_by_code(number, code) if code else None


def forget(request: HttpRequest) -> None:
    """Away with all of them."""
    apply_session.drop(request, NAME)


def of_visitor(view: View) -> View:
    """A page of one case: the view gets it where the session has its code. Anybody else comes to the same
    question for number and code, whether there is such a number or not."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = case(request, number)
        if found is None:
            asked = {"number": number} if request.method in {"GET", "HEAD"} else {}
            return redirect(parameters.address(reverse("portal:case_lookup"), asked))
        return view(request, found, *args, **kwargs)

    return shown


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(number, code) for number, code in apply_session.get(request, NAME) or []]
