"""Middleware: response headers, hostile input, the traditional-script view."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from gongkai.kernel.hanzi import to_traditional

Handler = Callable[[HttpRequest], HttpResponseBase]

# No inline script or style anywhere; everything comes from this site.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class SecurityHeaders:
    """The content-security policy and the permissions no page needs, on every response."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        # The same as frame-ancestors, for browsers that know no policy.
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response


class HostileInput:
    """Turns input that no form of ours can send into 400 instead of an error of the database.

    NUL cannot be stored by PostgreSQL; lone surrogates cannot be encoded.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        values = [value for name in request.GET for value in request.GET.getlist(name)]
        for text in (request.path, *request.GET, *values):
            if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
                raise BadRequest("the address contains characters that no text has")
        return self.get_response(request)


class TraditionalScript:
    """Pages under /zh-hant/ leave in traditional script; addresses and markup are ASCII and stay.

    The language stands in the address and nowhere else, so no cache need keep a page once for each
    `Accept-Language`, as Django's own middleware would have it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        _vary_without_language(response)
        if not request.path_info.startswith("/zh-hant/") or not isinstance(response, HttpResponse):
            return response
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            text = to_traditional(response.content.decode("utf-8"))
            response.content = text.replace('lang="zh-CN"', 'lang="zh-Hant"', 1).encode("utf-8")
            response["Content-Length"] = str(len(response.content))
        return response


def _vary_without_language(response: HttpResponseBase) -> None:
    named = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    kept = [name for name in named if name and name.lower() != "accept-language"]
    if kept:
        response.headers["Vary"] = ", ".join(kept)
    else:
        response.headers.pop("Vary", None)
