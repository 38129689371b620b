"""Large type 长者模式: a choice kept in a cookie and obeyed by one small private stylesheet.

The pages themselves are the same for every reader, so any cache may keep them.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

COOKIE = "display"
YEAR = 365 * 24 * 3600

LARGE = """\
:root { font-size: 137.5%; --small: 1rem; --wide: 78rem; }
body { line-height: 1.8; }
a { text-decoration-thickness: 2px; }
.cols { grid-template-columns: minmax(0, 1fr) !important; }
.five { grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)) !important; }
.tools .type-large { display: none; }
.tools .type-normal { display: inline; }
.nav .find { display: none; }
"""


# It changes nothing but the look for the one who asks, so a page without a token may ask for it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice `type` (large, normal) and go back to `next`, an address of this site."""
    given = request.POST if request.method == "POST" else request.GET
    target = given.get("next", "")
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    response = redirect(target if safe and target.isprintable() else reverse("portal:home"))
    if given.get("type") == "large":
        response.set_cookie(
            COOKIE, "large", max_age=YEAR, samesite="Lax", httponly=True, secure=settings.HTTPS
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def stylesheet(request: HttpRequest) -> str:
    """The rules for this reader; none for normal type."""
    return LARGE if request.COOKIES.get(COOKIE) == "large" else ""
