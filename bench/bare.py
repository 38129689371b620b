"""The peer of `bench.pages`: a bare Django view that renders the document page's template from a dict.

No middleware, no database: what the page would cost if everything it says were already there.
"""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402

from gongkai import urls as whole  # noqa: E402
from gongkai.faces.portal import document  # noqa: E402

# The names that the template links to must resolve; only /bare/ is asked for.
urlpatterns = [path("bare/", lambda request: bare(request)), *whole.urlpatterns]


def _capture() -> dict[str, Any]:
    """The template's dict, taken from one run of the real view."""
    taken: dict[str, Any] = {}
    original = document.render

    def taking(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        taken.update(context)
        return original(request, template, context)

    document.render = taking
    try:
        document.show(RequestFactory().get("/"), os.environ["BENCH_INDEX_NUMBER"])
    finally:
        document.render = original
    return taken


CONTEXT = _capture()
settings.ROOT_URLCONF = "bench.bare"
settings.MIDDLEWARE = []


def bare(request: HttpRequest) -> HttpResponse:
    """The page, from the dict."""
    return render(request, "portal/document.html", CONTEXT)


with CaptureQueriesContext(connection) as asked:
    bare(RequestFactory().get("/bare/"))
if len(asked):
    raise SystemExit(f"the peer must not ask the database, it asked: {asked[0]['sql']}")
connection.close()
application = WSGIHandler()
