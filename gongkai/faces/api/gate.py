"""Gate 入口: what every address of the interface has in common, before and after its own work.

Reading only, from any origin, without cookies; parameters that no operation knows are refused, since a
misspelt filter would otherwise answer with everything.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from gongkai.faces.api.errors import Failure, Problem, invalid, not_allowed, nothing_here

METHODS = ("GET", "HEAD", "OPTIONS")
# Whether a parameter may be given more than once, by operation and name.
Parameters = Mapping[str, Mapping[str, bool]]
View = Callable[..., HttpResponseBase]


class PlainJSON(JSONRenderer):
    """Chinese as itself: a third of the size of escapes, and readable."""

    json_dumps_params = {"ensure_ascii": False}


class PublicAPI(NinjaAPI):
    """A read-only interface for everybody."""

    _known: Parameters | None = None
    _document: OpenAPISchema | None = None

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function that answers: short, and also the name of its address."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """The OpenAPI document, made once. A parameter that may be left out is not one that may be null."""
        if self._document is None:
            self._document = super().get_openapi_schema(**where)
            for path in self._document["paths"].values():
                for operation in path.values():
                    for parameter in operation["parameters"]:
                        parameter["schema"] = _without_null(parameter["schema"])
        return self._document

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        """Ninja's addresses, each behind the gate, and an answer for those that do not exist."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            assert isinstance(pattern, URLPattern)
            pattern.callback = self._behind_gate(pattern.callback)
        return [*patterns, re_path(r"^.*$", self._behind_gate(_nowhere), name="nowhere")], app, namespace

    def parameters(self) -> Parameters:
        """The query parameters of each operation, taken from the OpenAPI document."""
        if self._known is None:
            self._known = {
                operation["operationId"]: {
                    one["name"]: one["schema"].get("type") == "array"
                    for one in operation["parameters"]
                    if one["in"] == "query"
                }
                for path in self.get_openapi_schema()["paths"].values()
                for operation in path.values()
            }
        return self._known

    def _behind_gate(self, view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                response = self._admit(request, view, *args, **kwargs)
            except Failure as failure:
                response = failure.response()
            except Http404:
                response = nothing_here().response()
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Gongkai-Sequence"
            return response

        gate.csrf_exempt = True  # type: ignore[attr-defined]  # nothing here changes anything
        return gate

    def _admit(self, request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(
                status=204,
                headers={
                    "Allow": ", ".join(METHODS),
                    "Access-Control-Allow-Methods": ", ".join(METHODS),
                    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match",
                    "Access-Control-Max-Age": "86400",
                },
            )
        if request.method not in METHODS:
            raise not_allowed(METHODS)
        match = request.resolver_match
        known = self.parameters().get((match.url_name if match else None) or "")
        if known is not None:
            refuse_strangers(request, known)
        # The server leaves the body of an answer to HEAD out; what is in it is the same.
        asked, request.method = request.method, "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked


def refuse_strangers(request: HttpRequest, known: Mapping[str, bool]) -> None:
    """Refuse parameters that the operation does not have, and a single one that is given twice."""
    strangers = [name for name in request.GET if name not in known]
    if strangers:
        english = f"Choose from {', '.join(known)}." if known else "This address takes no parameters."
        chinese = f"可用参数：{'、'.join(known)}。" if known else "本地址没有参数。"
        problems = [
            Problem(
                parameter=name[:100],
                message=f"There is no such parameter. {english}",
                message_zh=f"没有这一参数。{chinese}",
            )
            for name in strangers[:20]
        ]
        raise invalid(problems, code="unknown_parameter")
    twice = [n for n, many in known.items() if not many and len(request.GET.getlist(n)) > 1]
    if twice:
        problems = [
            Problem(parameter=name, message="Give it only once.", message_zh="只能给出一次。")
            for name in twice
        ]
        raise invalid(problems)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    choices = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
    if len(choices) != 1:
        return schema
    rest = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return {**rest, **choices[0]}


def _nowhere(request: HttpRequest) -> HttpResponseBase:
    raise nothing_here()
