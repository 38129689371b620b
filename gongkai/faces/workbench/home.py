"""The first page after sign-in: who I am here, and the documents of my agencies."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.affairs.documents.queries import editions_for
from gongkai.engines.agencies.permissions import ROLES
from gongkai.engines.agencies.queries import grants_in_force, officer_of


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Drafts and newest publications of the agencies whose drafts the officer may read."""
    officer = officer_of(request.user)
    if officer is None:
        raise PermissionDenied
    editions = editions_for(officer)
    return render(
        request,
        "workbench/home.html",
        {
            "officer": officer,
            "grants": [(ROLES[g.role], g.agency) for g in grants_in_force(officer)],
            "drafts": editions.filter(state="draft")[:50],
            "published": editions.filter(state="live")[:20],
        },
    )
