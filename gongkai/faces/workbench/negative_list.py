"""The negative list 负面清单: its entries and versions, entered, adjusted, reviewed and ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.affairs.documents.withheld import resting_on
from gongkai.affairs.negative_list import actions, queries
from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies, agencies_where, officers_named
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import REFUSED, form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.negative_list_forms import AdjustForm, EntryForm
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import WhyForm
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The list that holds for an agency: its own entries, those from above, and what is no longer on it."""
    return _page(request, officer, _agency(officer, parameters.text(request.GET, "agency")))


def _agency(officer: Officer, slug: str) -> Agency:
    """The agency whose list is looked at: the one asked for, else the first that he keeps, else his own."""
    keeps = agencies_where(officer, Permission.KEEP_NEGATIVE_LIST) & agencies()
    reads = agencies_where(officer, Permission.READ_DRAFTS) & agencies()
    if not slug:
        own = reads.filter(pk=officer.agency_id).first()
        found = keeps.filter(pk=officer.agency_id).first() or keeps.first() or own or reads.first()
        if found is None:
            raise PermissionDenied
        return found
    chosen = (keeps | reads).filter(slug=slug).first()
    if chosen is None:
        raise Http404("没有这个单位。")
    return chosen


def _page(
    request: HttpRequest, officer: Officer, agency: Agency, reasons: list[str] | None = None
) -> HttpResponse:
    own = list(queries.kept(agency))
    grounds = pack_for(agency).grounds(on=today())
    rows = [(one, _ground(one, agency), queries.review_due(one)) for one in own]
    above = queries.entries(agency).exclude(agency=agency)
    faults = [{"field": "", "sentence": one} for one in reasons or []]
    context = {
        "area": "upkeep",
        "agency": agency,
        "agencies": agencies_where(officer, Permission.READ_DRAFTS) & agencies(),
        "rows": [(one, ground, due, bool(due and due < today())) for one, ground, due in rows],
        "above": [(one, grounds[one.ground].title if one.ground in grounds else "") for one in above],
        "ended": queries.ended(agency),
        "keeps": officer.may(Permission.KEEP_NEGATIVE_LIST, agency),
        "reviewed": events_of("negative_list", agency.slug).last(),
        "errors": faults,
    }
    return render(request, "workbench/negative_list.html", context, status=REFUSED if faults else 200)


def _ground(entry: NegativeEntry, agency: Agency) -> str:
    found = pack_for(agency).grounds(on=max(entry.since, today()))
    return found[entry.ground].title if entry.ground in found else entry.ground


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """An entry with all its versions, and what rests on it."""
    entry = _entry(officer, number)
    versions = list(queries.history(entry.agency, entry.code))
    newest = versions[0]
    keeps = officer.may(Permission.KEEP_NEGATIVE_LIST, entry.agency)
    # Who reads the drafts of an agency sees which of its documents rest on an entry.
    seen = agencies_where(officer, Permission.READ_DRAFTS)
    return render(
        request,
        "workbench/negative_entry.html",
        {
            "area": "upkeep",
            "entry": newest,
            "ground": _ground(newest, newest.agency),
            "due": queries.review_due(newest) if newest.until is None else None,
            "versions": versions,
            "people": officers_named({one.noted_by for one in versions}),
            "resting": list(resting_on(entry).filter(document__agency__in=seen)),
            "keeps": keeps and newest.until is None,
            "lines": told(events_of(*entry.subject)),
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Put an entry on the list."""
    reach = agencies_where(officer, Permission.KEEP_NEGATIVE_LIST) & agencies()
    if not reach.exists():
        raise PermissionDenied
    agency = _agency(officer, parameters.text(request.GET, "agency"))
    if not officer.may(Permission.KEEP_NEGATIVE_LIST, agency):
        raise PermissionDenied
    form = EntryForm(posted(request), agency=agency)
    back = f"{reverse('workbench:negative_list')}?agency={agency.slug}"
    return form_page(
        request, form, lambda: actions.enter(by=officer, agency=agency, **form.cleaned_data),
        done=_("条目已经列入负面清单。"), to=back, title=_("列入一条"), button=_("列入"),
        back=(_("负面清单"), back), area="upkeep", facts=[(_("单位"), agency.name)],
        lead=_("只有法定不予公开的情形才能列入，范围写得具体，便于对照检查。清单对公众公开。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def adjust(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Let another version take the place of the one in force."""
    entry = _kept(officer, number)
    initial = {name: getattr(entry, name) for name in ("title", "ground", "scope", "examples")}
    form = AdjustForm(posted(request), agency=entry.agency, initial=initial)
    back = reverse("workbench:negative_entry", args=[number])
    return form_page(
        request, form, lambda: actions.adjust(entry, by=officer, **form.cleaned_data),
        done=_("条目已经调整，依据它不公开的文件请重新评估。"), to=back,
        title=_("调整条目"), button=_("调整"), back=(str(entry), back), area="upkeep",
        lead=_("原来的版本保留，新版本自施行之日起代替它。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Take an entry off the list."""
    entry = _kept(officer, number)
    form = WhyForm(posted(request))
    back = reverse("workbench:negative_entry", args=[number])
    return form_page(
        request, form, lambda: actions.end(entry, by=officer, reason=form.cleaned_data["reason"]),
        done=_("条目已经停用，依据它不公开的文件请重新评估。"), to=back, title=_("停用条目"), button=_("停用"),
        back=(str(entry), back), area="upkeep", grave=True,
        lead=_("停用以后，不能再据此不公开文件；已经据此不公开的，下次评估时须启封。"),
    )  # fmt: skip


@staff
@require_POST
def review(request: HttpRequest, officer: Officer, slug: str) -> HttpResponse:
    """Confirm that the entries that were ticked stay as they are; a round passes none over."""
    agency = _agency(officer, slug)
    ticked = {number for one in request.POST.getlist("entry") if (number := parameters.number(one))}
    kept = [one for one in queries.kept(agency) if one.pk in ticked]
    try:
        actions.review_round(by=officer, agency=agency, kept=kept)
    except Refused as refused:
        return _page(request, officer, agency, list(refused.reasons))
    messages.success(request, _("负面清单已经复核。"))
    return redirect(f"{reverse('workbench:negative_list')}?agency={agency.slug}")


def _entry(officer: Officer, number: int) -> NegativeEntry:
    """An entry of an agency whose list or drafts the officer sees, or of one above it; the list is public."""
    found = queries.numbered(number) if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这个条目。")
    _agency(officer, "")
    return found


def _kept(officer: Officer, number: int) -> NegativeEntry:
    """An entry whose list the officer keeps, or 404."""
    entry = _entry(officer, number)
    if not officer.may(Permission.KEEP_NEGATIVE_LIST, entry.agency):
        raise Http404("没有这个条目，或者您不管理这份清单。")
    return entry
