"""The few pages of sign-in that allauth does not bring, or brings for sites where people sign up."""

from allauth.account.views import password_change
from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.staff import staff


def inactive(request: HttpRequest) -> HttpResponse:
    """The right password, but no appointment that holds today."""
    return no_entry(request, "appointment")


def no_entry(request: HttpRequest, reason: str) -> HttpResponse:
    """403 with what to do next; `reason` is `appointment` or `identity`."""
    return render(request, "workbench/no_entry.html", {"reason": reason}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long, or came from another site: what was typed is not taken."""
    citizen = request.resolver_match is not None and request.resolver_match.namespace == "portal"
    return render(request, f"{'portal' if citizen else 'workbench'}/stale_form.html", status=403)


@staff
def change_password(request: HttpRequest, officer: Officer) -> HttpResponseBase:
    """The officer's own password; who signs in elsewhere has none to change."""
    if not officer.user.has_usable_password():
        return render(request, "workbench/no_password.html")
    response: HttpResponseBase = password_change(request)
    return response


def openid_login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Off to the provider; one that cannot be reached gives a page, not a fault of ours."""
    try:
        response: HttpResponseBase = openid.login(request, provider_id)
    except OSError:  # every fault of the HTTP client is one
        return render(request, "socialaccount/authentication_error.html", status=503)
    return response
