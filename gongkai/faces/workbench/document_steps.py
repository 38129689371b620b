"""Steps 办理: the page of each step of a document's course that has none of its own: what it does, what it asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from gongkai.affairs.documents import actions, assembly, course, standing, workflow
from gongkai.affairs.documents.findings import open_findings
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.document_tasks import tasks_of
from gongkai.faces.workbench.documents import REFUSED, edition_of, offer_of
from gongkai.faces.workbench.fields import refuse
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import HourForm, NoteForm, ReturnForm, StepForm, WhyForm
from gongkai.kernel.flow import Refused


@dataclass(frozen=True)
class Doing:
    """A step as a page: what it asks for, the verb it calls, what it says before and after.

    title: where the step is no row of the course's table; asks: the row whose offer it follows.
    """

    form: type[StepForm]
    act: Callable[[Edition, Officer, Any], object]
    before: str
    after: str
    grave: bool = False
    title: str = ""
    asks: str = ""


STEPS: dict[str, Doing] = {
    "send_up": Doing(
        StepForm,
        lambda edition, by, form: course.send_up(edition, by=by),
        gettext_noop("送审以后不能再修改；审查人退回或者您撤回送审，可以再改。"),
        gettext_noop("已经送审，由有权限的人员审查。"),
    ),
    "recall": Doing(
        StepForm,
        lambda edition, by, form: course.recall(edition, by=by),
        gettext_noop("撤回以后成为草稿，可以修改；已经作出的审查，文件没有改动的仍然有效。"),
        gettext_noop("送审已经撤回。"),
    ),
    "return": Doing(
        ReturnForm,
        lambda edition, by, form: course.send_back(edition, by=by, reason=form.cleaned_data["reason"]),
        gettext_noop("退回以后成为草稿，起草人看到理由；签发和定时公开的安排一并取消。"),
        gettext_noop("文件已经退回起草人。"),
        grave=True,
    ),
    "sign": Doing(
        StepForm,
        lambda edition, by, form: course.sign(edition, by=by),
        gettext_noop("签发以后即可公开。请核对全文、附件、各项审查和解读。"),
        gettext_noop("文件已经签发。"),
    ),
    "schedule": Doing(
        HourForm,
        lambda edition, by, form: course.schedule(edition, by=by, at=form.cleaned_data["at"]),
        gettext_noop("到时由系统自动公开；在此以前可以改定或者取消。"),
        gettext_noop("公开的时间已经保存。"),
    ),
    "publish": Doing(
        StepForm,
        lambda edition, by, form: actions.publish(edition, by=by),
        gettext_noop("公开以后立即出现在公开网站，不能悄悄改回；有误的只能更正或者撤回，公众会看到。"),
        gettext_noop("文件已经公开。"),
    ),
    "withhold": Doing(
        StepForm,
        lambda edition, by, form: course.withhold(edition, by=by),
        gettext_noop("存档的文件不公开，定期重新评估。"),
        gettext_noop("文件已经存档，不公开。"),
    ),
    "reopen": Doing(
        WhyForm,
        lambda edition, by, form: course.reopen(edition, by=by, reason=form.cleaned_data["reason"]),
        gettext_noop("重新评估以后可以公开的，启封成为草稿，公开属性改为主动公开，重新审查。"),
        gettext_noop("文件已经启封。"),
    ),
    "take_over": Doing(
        StepForm,
        lambda edition, by, form: actions.take_over(edition, by=by),
        gettext_noop("这份文件以前已在别处公开，接收以后直接成为公开文件。"),
        gettext_noop("文件已经接收并公开。"),
    ),
    "correct": Doing(
        NoteForm,
        lambda edition, by, form: actions.revise(edition.document, by=by, note=form.cleaned_data["note"]),
        gettext_noop("建立下一版草稿，改好以后重新审查、签发；现行版本在新版公开以前不变。"),
        gettext_noop("下一版草稿已经建立，请修改正文。"),
    ),
    "restore": Doing(
        WhyForm,
        lambda edition, by, form: standing.restore(
            edition.document, by=by, reason=form.cleaned_data["reason"]
        ),
        gettext_noop("撤回有误的，恢复公开；公众看到恢复的理由。"),
        gettext_noop("文件已经恢复公开。"),
    ),
    "discard": Doing(
        WhyForm,
        lambda edition, by, form: assembly.discard(edition, by=by, reason=form.cleaned_data["reason"]),
        gettext_noop("草稿、附件和审查记录一并删除，不能恢复；索引号不再使用，经过留在台账中。"),
        gettext_noop("草稿已经放弃。"),
        grave=True,
        title=gettext_noop("放弃草稿"),
        asks="edit",
    ),
}
# Before these, everything on the document is laid out once more.
_IN_FULL = {"sign", "publish", "withhold", "send_up"}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, index_number: str, step: str) -> HttpResponse:
    """A step of the course: its page, and doing it."""
    edition = edition_of(officer, index_number)
    doing = STEPS.get(step)
    if doing is None:
        raise Http404("没有这一步骤。")
    offer = offer_of(edition, officer, doing.asks or step)
    initial = {"at": edition.publish_at} if step == "schedule" else None
    form = doing.form(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            doing.act(edition, officer, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _(doing.after))
            return _onward(step, edition, officer)
    return render(
        request,
        "workbench/document_step.html",
        {
            "edition": edition,
            "offer": offer,
            "title": doing.title or offer.step.title,
            "doing": doing,
            "form": form,
            "to_settle": not workflow.refusals(edition, "edit", officer) and open_findings(edition).exists(),
            "groups": tasks_of(edition, officer) if step in _IN_FULL else [],
            "files": list(edition.attachments.all()) if step in _IN_FULL else [],
        },
        status=REFUSED if form.errors else 200,
    )


def _onward(step: str, edition: Edition, officer: Officer) -> HttpResponse:
    """Where one goes on: to the text of a next edition, to the list where the document is gone."""
    number = edition.document.index_number
    if step == "discard" and edition.number == 1:
        return redirect("workbench:documents")
    return redirect("workbench:document_edit" if step == "correct" else "workbench:document", number)
