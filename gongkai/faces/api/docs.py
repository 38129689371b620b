"""Reference page 接口说明: made from the OpenAPI document on the server, without any script."""

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.django import DjangoTemplates, Template
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from gongkai.faces.api.outline import outline

_TEMPLATE = Path(__file__).parent / "templates" / "api" / "reference.html"


@cache
def _template() -> Template:
    # This face has no tables and is no Django app, so the loaders do not look into its folder.
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    return engine.from_string(_TEMPLATE.read_text("utf-8"))


class ReferencePage(DocsBase):
    """Stands where ninja would show a page that loads its scripts from a foreign server."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        context = {
            "outline": outline(api.get_openapi_schema()),
            "openapi_url": self.get_openapi_url(api, kwargs),
        }
        return HttpResponse(_template().render(context, request))
