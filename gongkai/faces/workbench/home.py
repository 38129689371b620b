"""My page 我的页面: who I am here, and the documents of my agencies."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.affairs.documents.kinds import kinds
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import editions_for
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import agencies_where, grants_in_force
from gongkai.faces.workbench.staff import staff

# Lines of each list; the number of all stands beside it.
DRAFTS = 50
PUBLISHED = 20


@staff
@require_safe
def show(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Drafts and newest publications of the agencies whose drafts the officer may read."""
    editions = editions_for(officer)
    drafts = editions.filter(state="draft")
    published = editions.filter(state="live").order_by("-published_at")
    return render(
        request,
        "workbench/home.html",
        {
            "officer": officer,
            "grants": [(ROLES[g.role], g.agency) for g in grants_in_force(officer) if g.role in ROLES],
            "reads_drafts": agencies_where(officer, Permission.READ_DRAFTS).exists(),
            "may_draft": agencies_where(officer, Permission.DRAFT_DOCUMENTS).exists(),
            "drafts": _lines(drafts[:DRAFTS]),
            "draft_total": drafts.count(),
            "published": _lines(published[:PUBLISHED]),
            "published_total": published.count(),
            "second_factor": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
        },
    )


def _lines(editions: QuerySet[Edition]) -> list[tuple[Edition, str]]:
    """Each edition with the name of its kind."""
    return [(edition, kinds()[edition.document.kind].title) for edition in editions]
