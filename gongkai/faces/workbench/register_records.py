"""Records of registers 清单记录: one with its facts, clocks and steps; each step on a page of its own."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.registers import queries, schemas, workflow
from gongkai.affairs.registers.actions.archiving import archive, consult
from gongkai.affairs.registers.actions.closing import overturn, withdraw, withhold
from gongkai.affairs.registers.actions.entering import discard, edit, enter
from gongkai.affairs.registers.actions.publishing import correct, doubts_of, publish
from gongkai.affairs.registers.models import Record, State
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import officers_named
from gongkai.engines.duties.queries import Wanted, duties_for
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.duty_rows import rows_of
from gongkai.faces.workbench.fields import posted
from gongkai.faces.workbench.form_page import form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.register_forms import (
    BESIDE,
    ChangeForm,
    ConsultForm,
    CorrectForm,
    FactsForm,
    OverturnForm,
    PublishForm,
    WithdrawForm,
)
from gongkai.faces.workbench.registers import TAGS, place
from gongkai.faces.workbench.staff import staff
from gongkai.faces.workbench.step_forms import StepForm, WhyForm
from gongkai.kernel.clock import today

# What each step does, what it is for, and what is said when it is done.
STEPS: dict[str, tuple[Callable[..., object], str, str]] = {
    "edit": (edit, "", gettext_noop("记录已经修改。")),
    "publish": (
        lambda record, *, by, seen, **given: publish([record], by=by, seen={record.pk: seen}, **given),
        gettext_noop("公开以后人人可以看到；个人信息按规定遮盖。"),
        gettext_noop("记录已经公开。"),
    ),
    "withhold": (
        withhold,
        gettext_noop("依法不公开的，写明理由；期限不再计算，仍计入年报。"),
        gettext_noop("已登记不予公开。"),
    ),
    "discard": (
        discard,
        gettext_noop("登记有误、从未公开的记录作废；期限不再计算，不计入年报。"),
        gettext_noop("记录已经作废。"),
    ),
    "correct": (correct, gettext_noop("改正已经公开的内容，更正说明一并公开。"), gettext_noop("记录已经更正。")),
    "overturn": (
        overturn,
        gettext_noop("原决定被变更、撤销、确认违法或者确认无效的，登记后开始计算撤回的期限。"),
        gettext_noop("已经登记，请按期撤回。"),
    ),
    "withdraw": (
        withdraw,
        gettext_noop("撤回后公众只看到编号、情形和理由，内容不再公开。"),
        gettext_noop("记录已经撤回。"),
    ),
    "archive": (archive, gettext_noop("公示期满的，公开页面不再显示内容。"), gettext_noop("记录已经归档。")),
    "consult": (consult, gettext_noop("每有村民或者其他人来查阅，登记一次。"), gettext_noop("已登记查阅。")),
}  # fmt: skip
GRAVE = {"discard", "withdraw", "withhold"}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer, slug: str, kind: str) -> HttpResponse:
    """Write a record down."""
    agency, register = place(officer, slug, kind)
    if not officer.may(Permission.KEEP_REGISTERS, agency):
        raise PermissionDenied
    form = FactsForm(posted(request), register=register)
    back = reverse("workbench:register", args=[slug, kind])
    return form_page(
        request, form,
        lambda: enter(by=officer, agency=agency, register=register.id, facts=form.facts()),
        done=_("记录已经登记，公开以前公众看不到。"), to=back, title=_("登记%s") % register.title,
        button=_("登记"), back=(register.title, back), area="upkeep", lead=agency.name,
    )  # fmt: skip


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One record: what it says and what of it is public, its clocks, what can be done and why the rest cannot."""
    record = _record(officer, number)
    register = schemas.of_record(record)
    offers = workflow.offers(record, officer)
    consultations = queries.consultations(record)
    handles = {
        record.entered_by,
        record.published_by,
        record.closed_by,
        *(one.noted_by for one in consultations),
    }
    return render(
        request,
        "workbench/register_record.html",
        {
            "area": "upkeep",
            "record": record,
            "register": register,
            "tag": TAGS[State(record.state)],
            "facts": [
                (column, record.facts.get(column.id, ""), record.shown.get(column.id, ""))
                for column in register.version.columns
            ],
            "is_public": bool(record.shown),
            "doubts": doubts_of([record])[0][1] if record.state == State.DRAFT else [],
            "rows": rows_of(duties_for(officer, Wanted(subject=record.subject, status="all")), officer),
            "open": [offer.step for offer in offers if offer.open],
            "grave": GRAVE,
            "closed": [offer for offer in offers if not offer.open and offer.here],
            "consultations": consultations,
            "people": officers_named({one for one in handles if one}),
            "lines": told(events_of(*record.subject)),
        },
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, number: int, step: str) -> HttpResponse:
    """One step of its course, on a page of its own."""
    record = _record(officer, number)
    if step not in STEPS:
        raise Http404("没有这一步骤。")
    act, lead, done = STEPS[step]
    offer = next(one for one in workflow.offers(record, officer) if one.step.name == step)
    form = _form(request, record, step)
    back = reverse("workbench:register_record", args=[number])
    return form_page(
        request, form, lambda: act(record, by=officer, **_given(form)), done=_(done), to=back,
        title=_(offer.step.title), button=_(offer.step.title), back=(record.key, back), area="upkeep",
        lead=_(lead) if lead else "", refusals=offer.reasons, grave=step in GRAVE,
        facts=[(schemas.of_record(record).title, f"{record.key}　{record.title}")],
    )  # fmt: skip


def _form(request: HttpRequest, record: Record, step: str) -> Form:
    data = posted(request)
    if step in ("edit", "correct"):
        kind = ChangeForm if step == "edit" else CorrectForm
        initial: dict[str, Any] = {**record.facts, f"{BESIDE}seen": record.version}
        return kind(data, register=schemas.of_record(record), initial=initial)
    if step == "publish":
        doubtful = bool(doubts_of([record])[0][1])
        return PublishForm(data, doubtful=doubtful, initial={"seen": record.version})
    plain: dict[str, type[Form]] = {"withhold": WhyForm, "overturn": OverturnForm, "withdraw": WithdrawForm}
    if step == "consult":
        return ConsultForm(data, initial={"on": today()})
    return plain.get(step, StepForm)(data)


def _given(form: Form) -> dict[str, Any]:
    """What the verb takes."""
    if isinstance(form, ChangeForm):
        return {"facts": form.facts(), **form.beside()}
    return form.cleaned_data


def _record(officer: Officer, number: int) -> Record:
    """A record of an agency whose registers the officer keeps or publishes, or 404."""
    found = queries.record_for(officer, number) if number <= parameters.LARGEST else None
    if found is None:
        raise Http404("没有这条记录，或者您不负责该单位的清单。")
    return found
