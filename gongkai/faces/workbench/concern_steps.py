"""The steps of a concern 舆情办理: each on a page of its own, with what it is for and how long there is."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from gongkai.affairs.concerns import actions, checking, law, publishing, queries, saying, workflow
from gongkai.affairs.concerns.models import Concern, Draft, Response
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import officers_named
from gongkai.engines.duties.queries import about, lines
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.concern_forms import AssessForm, CheckForm, DraftForm, PublicForm, SaidForm
from gongkai.faces.workbench.duty_rows import left_in_words
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import WhyForm
from gongkai.kernel.clock import now

# What each step of saying something says.
KINDS = {
    "release": Response.Kind.RELEASE,
    "hold_conference": Response.Kind.CONFERENCE,
    "respond": Response.Kind.RESPONSE,
}
_SAY: dict[str, Callable[..., object]] = {
    "release": saying.release,
    "hold_conference": saying.hold_conference,
    "respond": saying.respond,
}
# What each step is for, what is said when it is done, and what its button says.
STEPS: dict[str, tuple[str, str, str]] = {
    "assess": (
        gettext_noop("写明风险等级和理由，逐项确认研判要点；情况有变化的，再次研判。"),
        gettext_noop("研判已经登记。"),
        gettext_noop("提交研判"),
    ),
    "draft": (
        gettext_noop("拟写要发布或者回应的内容，由另一人核对通过后再发布。"),
        gettext_noop("文稿已经送核。"),
        gettext_noop("送核"),
    ),
    "check": (
        gettext_noop("逐项核对上面的文稿：回应不得超时，内容不得敷衍。"),
        gettext_noop("核对结果已经登记。"),
        gettext_noop("提交核对结果"),
    ),
    "release": (
        gettext_noop("登记已经发布的权威信息；处置有进展的，再发布、再登记。"),
        gettext_noop("已登记发布权威信息。"),
        gettext_noop("登记"),
    ),
    "hold_conference": (
        gettext_noop("登记已经举行的新闻发布会。"),
        gettext_noop("已登记新闻发布会。"),
        gettext_noop("登记"),
    ),
    "respond": (
        gettext_noop("登记已经作出的回应，写明事实、措施和处置结果；首次登记后舆情了结，此后可以继续登记。"),
        gettext_noop("已登记回应，舆情了结。"),
        gettext_noop("登记"),
    ),
    "publish": (
        gettext_noop("公开后，公众可以看到标题、说明、每次回应的形式、时间和内容，以及是否按时。"),
        gettext_noop("回应情况已经公开。"),
        gettext_noop("公开"),
    ),
    "retract": (
        gettext_noop("撤下公开的页面，写明理由；修改后可以重新公开。"),
        gettext_noop("回应情况已经撤下。"),
        gettext_noop("撤下"),
    ),
    "dismiss": (
        gettext_noop("经核实不需要回应的（如不属于本单位、重复登记、级别有误），写明理由；期限不再计算。"),
        gettext_noop("已登记不予回应，期限不再计算。"),
        gettext_noop("登记"),
    ),
}
_GRAVE = ("dismiss", "retract")


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, number: int, step: str) -> HttpResponse:
    """One step of its course."""
    concern = concern_of(officer, number)
    if step not in STEPS:
        raise Http404("没有这一步骤。")
    lead, done, button = STEPS[step]
    offer = next(one for one in workflow.offers(concern, officer) if one.step.name == step)
    draft = queries.draft_for(officer, concern) if step == "check" else workflow.passed(concern, step)
    form, act = _form(request, officer, concern, step, draft)
    facts = [(_("级别"), concern.get_level_display()), (_("期限"), _("；").join(_due(concern)))]
    if draft is not None and not offer.reasons:
        facts += _facts(concern, draft, checking_it=step == "check")
    back = reverse("workbench:concern", args=[number])
    return form_page(
        request, form, act, done=_(done), to=back, title=_(offer.step.title), button=_(button),
        back=(concern.title, back), area="upkeep", lead=_(lead), facts=facts, refusals=offer.reasons,
        grave=step in _GRAVE,
    )  # fmt: skip


def _form(
    request: HttpRequest, officer: Officer, concern: Concern, step: str, draft: Draft | None
) -> tuple[Form, Callable[[], object]]:
    """The form of a step, and the verb with what the form says."""
    form: Form
    sent = posted(request)
    match step:
        case "assess":
            form = AssessForm(sent, concern=concern)
            return form, lambda: actions.assess(concern, by=officer, **form.cleaned_data)
        case "draft":
            form = DraftForm(sent, concern=concern)
            return form, lambda: checking.draft(concern, by=officer, **form.cleaned_data)
        case "check":
            shown = {"draft": draft.pk} if draft else {}
            form = CheckForm(sent, points=law.check_points(concern.agency), initial=shown)
            return form, lambda: _check(concern, officer, **form.cleaned_data)
        case "publish":
            given = {"title": concern.title, "summary": ""}
            form = PublicForm(sent, initial=given)
            return form, lambda: publishing.publish(concern, by=officer, **form.cleaned_data)
        case "retract" | "dismiss":
            verb = publishing.retract if step == "retract" else actions.dismiss
            form = WhyForm(sent)
            return form, lambda: verb(concern, by=officer, **form.cleaned_data)
    checked = draft is not None and bool(law.check_points(concern.agency))
    spoken = SaidForm(sent, concern=concern, steps=(step,), checked=checked, initial={"at": now()})
    return spoken, lambda: _SAY[step](concern, by=officer, **spoken.facts())


def _check(concern: Concern, officer: Officer, *, draft: int, **given: Any) -> object:
    """Check the draft that was shown; the verb refuses one that somebody else has checked meanwhile."""
    found = concern.drafts.filter(pk=draft).first() if draft <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这份文稿。")
    return checking.check(found, by=officer, **given)


def _facts(concern: Concern, draft: Draft, *, checking_it: bool) -> list[tuple[str, str]]:
    """What stands in the draft, and how much of it was said before."""
    forms = queries.form_titles(concern.agency)
    found = [
        (_("用于"), _(checking.STEPS[draft.step])),
        (_("回应形式"), _(forms.get(draft.form, draft.form))),
        (_("回应人"), draft.speaker),
        (_("内容"), draft.text),
        (_("拟稿"), officers_named([draft.written_by]).get(draft.written_by, draft.written_by)),
    ]
    if checking_it:
        same = [
            _("与“%(title)s”的回应有%(share)d%%的文字相同") % {"title": one.label, "share": one.share * 100}
            for one in checking.alike(draft)
        ]
        found.append((_("雷同"), _("；").join(same) or _("没有发现与以往回应雷同")))
    return found


def _due(concern: Concern) -> list[str]:
    """What is still owed about it and how long there is."""
    found = lines(about(*concern.subject))
    return [
        _("%(title)s：%(left)s") % {"title": line.title, "left": left_in_words(line)}
        for line in found
        if line.duty.is_open
    ]


def concern_of(officer: Officer, number: int) -> Concern:
    """A concern that the officer reads, or 404."""
    found = queries.concern_for(officer, number) if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这条舆情，或者您不负责登记该单位的工作。")
    return found
