"""Clean-up 清理: a round over many documents: opened, judged line by line, confirmed by another, published."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.affairs.documents import cleanup
from gongkai.affairs.documents.models import CleanUp, CleanUpItem, CleanUpVerdict
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, officers_named
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.cleanup_forms import OpenForm
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import REFUSED, form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused

TAGS = {"keep": "ok", "revise": "soon", "repeal": "off", "invalid": "off"}
# Steps that ask nothing more than the button.
STEPS: dict[str, tuple[Callable[..., object], str]] = {
    "confirm": (cleanup.confirm, gettext_noop("清理意见已经审定，可以起草清理结果。")),
    "result": (cleanup.draft_result, gettext_noop("清理结果已经起草，公开以后各项意见生效。")),
}


@dataclass(frozen=True)
class Line:
    """A document of the round as its line shows it, with what was typed and could not be kept."""

    item: CleanUpItem
    verdict: str
    reason: str
    faults: tuple[str, ...] = ()
    ticked: bool = False

    @property
    def tag(self) -> str:
        return TAGS.get(self.item.verdict, "")


def round_of(officer: Officer, number: int) -> CleanUp:
    """A round that the officer judges or confirms, or 404."""
    found = cleanup.rounds_for(officer).filter(pk=number).first() if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这次清理。")
    return found


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The rounds, newest first."""
    found = cleanup.rounds_for(officer)
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: parameters.address(request.path, {"page": n if n > 1 else ""}),
    )
    may_open = agencies_where(officer, Permission.CORRECT_DOCUMENTS).exists()
    if not may_open and not agencies_where(officer, Permission.WITHDRAW_DOCUMENTS).exists():
        raise PermissionDenied
    return render(
        request,
        "workbench/cleanups.html",
        {
            "area": "upkeep",
            "rows": list(found[pager.start : pager.stop]),
            "pager": pager,
            "may_open": may_open,
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Open a round over what is in force."""
    reach = agencies_where(officer, Permission.CORRECT_DOCUMENTS)
    if not reach.exists():
        raise PermissionDenied
    form = OpenForm(
        posted(request), agencies=reach, initial={"agency": officer.agency.slug, "until": today()}
    )
    back = reverse("workbench:cleanups")
    return form_page(
        request, form, lambda: cleanup.open_round(by=officer, **form.given()),
        done=_("清理已经开始，请逐件提出意见。"), to=back, title=_("开始一次清理"), button=_("开始"),
        back=(_("文件清理"), back), area="upkeep",
        lead=_("把现行有效的文件列出来逐件提出意见：继续有效、拟修改、废止、宣布失效。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """The documents of a round, each with its verdict; verdicts are given here, one by one or for several."""
    clean_up = round_of(officer, number)
    items = list(cleanup.items_of(clean_up))
    faults: dict[int, tuple[str, ...]] = {}
    if request.method == "POST":
        given = _ticked(request, items) if request.POST.get("do") == "ticked" else []
        # What was typed in other lines is kept with it: the page that comes next would not show it.
        given += _typed(request, [one for one in items if one not in [item for item, *_words in given]])
        kept = 0
        for item, verdict, reason in given:
            try:
                cleanup.judge(item, by=officer, verdict=verdict, reason=reason)
                kept += 1
            except Refused as refused:
                faults[item.pk] = tuple(refused.reasons)
        if kept:
            count = ngettext("已保存 %(n)d 件的清理意见。", "已保存 %(n)d 件的清理意见。", kept)
            messages.success(request, count % {"n": kept})
        if not faults:
            if not given:
                messages.error(request, _("没有新的清理意见：请先选择意见、填写理由，或者勾选文件。"))
            return redirect("workbench:cleanup", number)
        clean_up, items = round_of(officer, number), list(cleanup.items_of(clean_up))
    return _page(request, officer, clean_up, [_line(request, one, faults) for one in items])


@staff
@require_POST
def step(request: HttpRequest, officer: Officer, number: int, step: str) -> HttpResponse:
    """Confirm all verdicts, or draft the document that publishes them."""
    clean_up = round_of(officer, number)
    if step not in STEPS:
        raise Http404("没有这一步骤。")
    verb, done = STEPS[step]
    try:
        verb(clean_up, by=officer)
    except Refused as refused:
        lines = [_line(request, one, {}) for one in cleanup.items_of(clean_up)]
        return _page(request, officer, clean_up, lines, list(refused.reasons))
    messages.success(request, _(done))
    return redirect("workbench:cleanup", number)


def _page(
    request: HttpRequest,
    officer: Officer,
    clean_up: CleanUp,
    lines: list[Line],
    reasons: list[str] | None = None,
) -> HttpResponse:
    faults = [{"field": "", "sentence": one} for one in reasons or []]
    faults += [
        {
            "field": "reason" if line.ticked else f"reason-{line.item.pk}",
            "sentence": f"{_title(line.item)}：{one}",
        }
        for line in lines
        for one in line.faults
    ]
    agency = clean_up.agency
    confirms = officer.may(Permission.WITHDRAW_DOCUMENTS, agency)
    drafts = officer.may(Permission.DRAFT_DOCUMENTS, agency)
    confirmed = clean_up.confirmed_at is not None
    context = {
        "area": "upkeep",
        "clean_up": clean_up,
        "lines": lines,
        "verdicts": CleanUpVerdict.choices,
        "several": {name: parameters.text(request.POST, name, 500) for name in ("verdict", "reason")}
        if any(line.ticked for line in lines)
        else {},
        "counts": [
            (label, sum(one.item.verdict == value for one in lines))
            for value, label in CleanUpVerdict.choices
        ],
        "open": sum(not one.item.verdict for one in lines),
        "judging": officer.may(Permission.CORRECT_DOCUMENTS, agency) and not confirmed,
        "may_confirm": confirms and not confirmed,
        "may_draft": drafts and confirmed and clean_up.result is None,
        "people": officers_named({one.item.judged_by for one in lines} | {clean_up.confirmed_by}),
        "errors": faults,
        "history": told(events_of(*clean_up.subject)),
    }
    return render(request, "workbench/cleanup.html", context, status=REFUSED if faults else 200)


def _ticked(request: HttpRequest, items: list[CleanUpItem]) -> list[tuple[CleanUpItem, str, str]]:
    """One verdict and reason for all that are ticked."""
    chosen = set(request.POST.getlist("item"))
    verdict, reason = (parameters.text(request.POST, name, 500) for name in ("verdict", "reason"))
    return [(one, verdict, reason) for one in items if str(one.pk) in chosen]


def _typed(request: HttpRequest, items: list[CleanUpItem]) -> list[tuple[CleanUpItem, str, str]]:
    """The lines in which something new stands."""
    lines = [(one, *_fields(request, one)) for one in items]
    return [
        (one, verdict, reason)
        for one, verdict, reason in lines
        if (verdict, reason) != (one.verdict, one.reason) and (verdict or reason)
    ]


def _fields(request: HttpRequest, item: CleanUpItem) -> tuple[str, str]:
    return (
        parameters.text(request.POST, f"verdict-{item.pk}", 20),
        parameters.text(request.POST, f"reason-{item.pk}", 500),
    )


def _line(request: HttpRequest, item: CleanUpItem, faults: dict[int, tuple[str, ...]]) -> Line:
    if item.pk not in faults:
        return Line(item, item.verdict, item.reason)
    ticked = request.POST.get("do") == "ticked" and str(item.pk) in request.POST.getlist("item")
    verdict, reason = (item.verdict, item.reason) if ticked else _fields(request, item)
    return Line(item, verdict, reason, faults[item.pk], ticked)


def _title(item: CleanUpItem) -> str:
    title: str | None = item.title  # type: ignore[attr-defined]  # annotated
    return title or item.document.index_number
