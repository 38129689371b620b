"""What waits for an officer's word 待办: opinions of those asked, consents of the head, signatures, what is overdue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gongkai.affairs.applications.actions.remedies import urge as urge_one
from gongkai.affairs.applications.desks import delays_for, opinions_for, overdue_for
from gongkai.affairs.applications.guards import draft_of
from gongkai.affairs.applications.queries import consents_for, rows_of, to_sign
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officers_named
from gongkai.faces.workbench.application_batch import each
from gongkai.faces.workbench.application_rows import shown, tag_of
from gongkai.faces.workbench.application_step_facts import reply_facts
from gongkai.faces.workbench.duty_rows import left_in_words
from gongkai.faces.workbench.staff import staff


@staff
@require_safe
def opinions(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Third parties and co-makers who were asked and have not answered."""
    rows = [
        (one.consultation, left_in_words(one.duty) if one.duty else "", one.duty)
        for one in opinions_for(officer)
    ]
    context = {"rows": [(*row, tag_of(row[2]) if row[2] else "") for row in rows]}
    return render(request, "workbench/application_opinions.html", context)


@staff
@require_safe
def consents(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Extensions and delays that wait for the head of the disclosure office."""
    extensions, delays = list(consents_for(officer)), list(delays_for(officer))
    rows = shown(rows_of([*extensions, *delays]))
    return render(
        request,
        "workbench/application_consents.html",
        {
            "extensions": rows[: len(extensions)],
            "delays": rows[len(extensions) :],
            "people": officers_named({one.extension.proposed_by for one in extensions}),
        },
    )


@staff
@require_safe
def signing(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Replies that wait for a signature, each with what it says and who drafted it."""
    found = list(to_sign(officer).prefetch_related("decisions__files", "decisions__earlier"))
    rows = [
        (row, reply_facts(draft)) for row in shown(rows_of(found)) if (draft := draft_of(row.application))
    ]
    return render(request, "workbench/application_signing.html", {"rows": rows, "handle": officer.handle})


@staff
@require_safe
def overdue(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Replies that are overdue at the agencies he supervises, and when they were last urged."""
    found = overdue_for(officer)
    rows = zip(shown([one.row for one in found]), [one.urged_at for one in found], strict=True)
    return render(request, "workbench/application_overdue.html", {"rows": list(rows)})


@staff
@require_POST
def urge(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Send the letter of supervision for those that were ticked; each refusal is told with its number."""
    done = each(request, officer, urge_one)
    if done:
        said = ngettext("已经督办 %(n)d 件。", "已经督办 %(n)d 件。", done)
        messages.success(request, said % {"n": done})
    return redirect("workbench:application_overdue")
