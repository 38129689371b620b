"""The door of every page behind sign-in: it hands the view the officer who asks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from gongkai.engines.agencies.queries import officer_of


def staff(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Signed in and an officer today, else sign-in or 403; the view is called with `(request, officer, …)`.

    What it answers is for this reader alone and kept nowhere.
    """

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        officer = officer_of(request.user)
        if officer is None:
            raise PermissionDenied
        # The templates' `user.officer` is the same one, so his roles are read once.
        officer.user = request.user  # type: ignore[assignment]
        return view(request, officer, *args, **kwargs)

    return never_cache(login_required(entered))
