"""Steps 办理: the page of each step of an application's course: what it does, what it asks, why it is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from gongkai.affairs.applications.actions import (
    charging,
    checking,
    closing,
    consulting,
    correcting,
    deciding,
    extending,
    grouping,
    privacy,
    receiving,
    remedies,
)
from gongkai.affairs.applications.models import Consultation
from gongkai.affairs.applications.queries import Case
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench import application_forms as forms
from gongkai.faces.workbench.application_case import BESIDE, GRAVE, REFUSED, case_of, not_needed, offer_of
from gongkai.faces.workbench.application_codes import hand_over
from gongkai.faces.workbench.application_rows import article
from gongkai.faces.workbench.application_step_facts import facts_beside
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

Act = Callable[[Case, Officer, Any], object]


@dataclass(frozen=True)
class Doing:
    """A step as a page: what it asks for, the verb it calls, what it says before and after."""

    form: type[forms.StepForm]
    act: Act
    before: str
    after: str


def _plain(verb: Callable[..., object]) -> Act:
    """A verb that takes what the form's fields are called."""
    return lambda case, by, form: verb(case.application, by=by, **form.cleaned_data)


def _asked(case: Case, serial: int) -> Consultation:
    return next(one for one in case.consultations if one.serial == serial)


STEPS: dict[str, Doing] = {
    "confirm_receipt": Doing(
        forms.ReceiptForm, _plain(receiving.confirm_receipt),
        gettext_noop("与申请人双方确认收到申请。答复期限从确认的次日起计算，系统同时生成登记回执。"),
        gettext_noop("已经确认收到，答复期限开始计算。"),
    ),
    "assign": Doing(
        forms.AssignForm,
        lambda case, by, form: receiving.entrust(
            case.application, by=by, undertaker=form.unit, officer=form.person
        ),
        gettext_noop("把具体工作交给本机关所属的单位和人员；答复仍以受理机关的名义作出，期限不变。"),
        gettext_noop("已经交办。"),
    ),
    "check_identity": Doing(
        forms.IdentityForm, _plain(checking.check_identity),
        gettext_noop("核对申请人的身份证明；由代理人提出的，并核对授权委托书。缺失或者不符的，列入补正告知；补交以前，不能向其提供信息。"),
        gettext_noop("核对结果已经登记。"),
    ),
    "accept": Doing(
        forms.StepForm, _plain(receiving.accept),
        gettext_noop("申请人身份（由代理人提出的，并有授权委托书）经核对无误，所申请信息的描述和形式要求齐全、内容明确的，审核通过，开始办理。身份证明或者授权委托书缺失、不符的，先办理“核对身份和授权”。"),
        gettext_noop("审核已经通过，请查找信息、起草答复。"),
    ),
    "ask_correction": Doing(
        forms.CorrectionNoticeForm, _plain(correcting.ask_correction),
        gettext_noop("只能在收到之日起7个工作日内告知一次。等候补正期间不计算答复期限，收到补正的次日起重新计算。"),
        gettext_noop("补正告知已经生成，请送达申请人。"),
    ),
    "take_correction": Doing(
        forms.CorrectedForm, _plain(correcting.take_correction),
        gettext_noop("登记申请人补正后的内容；原来的内容留存备查。"),
        gettext_noop("补正已经登记，答复期限重新计算。"),
    ),
    "lapse_uncorrected": Doing(
        forms.StepForm, _plain(correcting.lapse_uncorrected),
        gettext_noop("申请人无正当理由逾期不补正的，视为放弃申请。办结以后不能恢复，请先核对有无正当理由。"),
        gettext_noop("已按逾期不补正办结，不再处理。"),
    ),
    "ask_third_party": Doing(
        forms.ThirdPartyForm, _plain(consulting.ask_third_party),
        gettext_noop("书面征求第三方意见，其答复期限为收到之日起15个工作日；征求意见所需时间不计入答复期限。"),
        gettext_noop("征求意见书已经生成，送达以后请登记送达日期。"),
    ),
    "ask_co_maker": Doing(
        forms.CoMakerForm,
        lambda case, by, form: consulting.ask_co_maker(
            case.application, by=by, about=form.cleaned_data["about"], party=form.cleaned_data["party"],
            agency=form.known.get(form.cleaned_data["agency"]),
        ),
        gettext_noop("书面征求共同制作机关意见，15个工作日内未提出意见的视为同意公开；所需时间不计入答复期限。"),
        gettext_noop("征求意见书已经生成，送达以后请登记送达日期。"),
    ),
    "note_served": Doing(
        forms.OpinionServedForm,
        lambda case, by, form: consulting.note_served(
            _asked(case, form.cleaned_data["of"]), by=by, on=form.cleaned_data["on"]
        ),
        gettext_noop("登记对方收到征求意见书的日期。"),
        gettext_noop("送达日期已经登记。"),
    ),
    "note_opinion": Doing(
        forms.OpinionForm,
        lambda case, by, form: consulting.note_opinion(
            _asked(case, form.cleaned_data["of"]), by=by, answer=form.cleaned_data["answer"],
            reasons=form.cleaned_data["reasons"], on=form.cleaned_data["on"],
        ),
        gettext_noop("登记对方的书面答复。全部答复或者期限届满以后，答复期限继续计算。"),
        gettext_noop("意见已经登记。"),
    ),
    "propose_extension": Doing(
        forms.ReasonForm, _plain(extending.propose_extension),
        gettext_noop("答复期限只能延长一次，最长20个工作日，须经政府信息公开工作机构负责人同意，并在原期限内告知申请人。"),
        gettext_noop("延期已经提出，等候政府信息公开工作机构负责人决定。"),
    ),
    "consent_extension": Doing(
        forms.StepForm, _plain(extending.consent_extension),
        gettext_noop("同意以后，答复期限延长20个工作日，系统同时生成延期告知书，请在原期限内送达申请人。"),
        gettext_noop("已经同意延期，延期告知书已经生成。"),
    ),
    "decline_extension": Doing(
        forms.ReasonForm, _plain(extending.decline_extension),
        gettext_noop("不同意延期的，答复期限不变，承办人会看到理由。"),
        gettext_noop("已经登记不同意延期。"),
    ),
    "ask_reasons": Doing(
        forms.QuestionForm, _plain(extending.ask_reasons),
        gettext_noop("申请的数量、频次明显超过合理范围的，可以要求申请人说明理由。答复期限继续计算。"),
        gettext_noop("要求说明理由的文书已经生成，请送达申请人。"),
    ),
    "note_reasons": Doing(
        forms.GivenReasonsForm, _plain(extending.note_reasons),
        gettext_noop("理由不合理的，可以按“无正当理由大量反复申请”答复；合理而无法按期答复的，可以确定延迟答复的期限。"),
        gettext_noop("申请人说明的理由已经登记。"),
    ),
    "delay": Doing(
        forms.DelayForm, _plain(extending.delay),
        gettext_noop("申请人的理由合理，但无法在法定期限内答复的，确定延迟答复的合理期限并告知申请人。"),
        gettext_noop("延迟答复的日期已经确定，告知书已经生成。"),
    ),
    "notice_fee": Doing(
        forms.FeeForm,
        lambda case, by, form: charging.notice_fee(
            case.application, by=by, way=form.cleaned_data["way"], pages=form.cleaned_data["pages"] or 0
        ),
        gettext_noop("按件、按量只能选择一种。申请人缴费以前不计算答复期限，缴费次日起重新计算；20个工作日内不缴的，不再处理。"),
        gettext_noop("收费通知已经生成，送达以后请登记送达日期。"),
    ),
    "note_fee_served": Doing(
        forms.ServedForm, _plain(charging.note_fee_served),
        gettext_noop("登记申请人收到收费通知的日期，缴费期限自次日起计算。"),
        gettext_noop("送达日期已经登记。"),
    ),
    "note_payment": Doing(
        forms.PaymentForm, _plain(charging.note_payment),
        gettext_noop("登记申请人已经缴费。"),
        gettext_noop("缴费已经登记，答复期限重新计算。"),
    ),
    "waive_fee": Doing(
        forms.ReasonForm, _plain(charging.waive_fee),
        gettext_noop("不再收费的，答复期限从停止的地方继续计算。"),
        gettext_noop("已经登记不予收费，答复期限继续计算。"),
    ),
    "lapse_unpaid": Doing(
        forms.StepForm, _plain(charging.lapse_unpaid),
        gettext_noop("申请人逾期未缴费的，视为放弃申请。办结以后不能恢复。"),
        gettext_noop("已按逾期不缴费办结，不再处理。"),
    ),
    "note_search": Doing(
        forms.SearchForm, _plain(deciding.note_search),
        gettext_noop("答复“不存在”以前，要有检索记录。在几个地方检索的，逐一登记。"),
        gettext_noop("检索已经登记。"),
    ),
    "split": Doing(
        forms.SplitForm, _plain(grouping.split),
        gettext_noop("一件申请提出几项内容的，可以拆分，一事一申请；只能在收到的当年、开始征求意见等步骤以前拆分。"),
        gettext_noop("申请已经拆分。"),
    ),
    "merge": Doing(
        forms.MergeForm,
        lambda case, by, form: grouping.merge(
            case.application, by=by, into=form.known[form.cleaned_data["into"]]
        ),
        gettext_noop("并入以后随那一件一并答复；那一件没有答复就了结的，这一件恢复单独办理。"),
        gettext_noop("已经并案。"),
    ),
    "separate": Doing(
        forms.StepForm, _plain(grouping.separate),
        gettext_noop("解除以后单独办理和答复，期限仍从收到之日起计算。"),
        gettext_noop("已经解除并案。"),
    ),
    "sign": Doing(
        forms.StepForm, _plain(deciding.sign),
        gettext_noop("签发以后申请办结，答复书编号送达，不能撤回。起草和签发须由不同的人办理。"),
        gettext_noop("答复已经签发，申请办结。请送达答复书。"),
    ),
    "return_draft": Doing(
        forms.ReasonForm, _plain(deciding.return_draft),
        gettext_noop("退回以后由承办人修改，承办人会看到理由。"),
        gettext_noop("答复已经退回承办人。"),
    ),
    "transfer": Doing(
        forms.TransferForm,
        lambda case, by, form: closing.transfer(
            case.application, by=by, to=form.known[form.cleaned_data["to"]]
        ),
        gettext_noop("转送负责公开的机关，由其重新确认收到；这一件在本机关办结。"),
        gettext_noop("申请已经转送。"),
    ),
    "withdraw": Doing(
        forms.StepForm, _plain(closing.withdraw),
        gettext_noop("申请人书面撤回的，登记以后办结，不能恢复。"),
        gettext_noop("申请已经撤回，办结。"),
    ),
    "urge": Doing(
        forms.StepForm, _plain(remedies.urge),
        gettext_noop("向逾期没有答复的机关发出督办函。"),
        gettext_noop("督办函已经生成。"),
    ),
    "note_remedy": Doing(
        forms.RemedyForm, _plain(remedies.note_remedy),
        gettext_noop("登记申请人就这件申请提起的行政复议、行政诉讼或者投诉举报，计入年度报告。"),
        gettext_noop("已经登记。"),
    ),
    "note_remedy_result": Doing(
        forms.RemedyResultForm,
        lambda case, by, form: remedies.note_remedy_result(
            next(one for one in case.remedies if one.pk == form.cleaned_data["of"]), by=by,
            result=form.cleaned_data["result"], on=form.cleaned_data["on"],
        ),
        gettext_noop("登记结果，计入年度报告。"),
        gettext_noop("结果已经登记。"),
    ),
    "reissue_code": Doing(
        forms.StepForm, _plain(privacy.reissue_code),
        gettext_noop("核对申请人身份以后，换发新的查询码；原来的查询码立即失效。新码只显示一次，请当场交给申请人。"),
        gettext_noop("新的查询码已经生成。"),
    ),
    "archive": Doing(
        forms.StepForm, _plain(closing.archive),
        gettext_noop("归档以前请核对文书和送达记录是否齐全。"),
        gettext_noop("已经归档。"),
    ),
}  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, number: str, step: str) -> HttpResponse:
    """A step of the course: its page, and doing it. What is closed is refused with all the reasons."""
    case = case_of(officer, number)
    doing, offer = STEPS.get(step), offer_of(case, step)
    if doing is None or offer is None:
        raise Http404("没有这一步骤。")
    idle = not_needed(case, step)
    reasons = offer.reasons or ((idle,) if idle else ())
    initial = {"of": request.GET.get("of", "")} if request.GET.get("of") else {}
    form = doing.form(posted(request), case=case, by=officer, initial=initial)
    reasons = reasons or ((form.nothing,) if form.nothing else ())
    if form.is_bound and form.is_valid() and not reasons:
        try:
            told = doing.act(case, officer, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _(doing.after))
            if step == "reissue_code":
                return hand_over(request, case.application, str(told))
            return redirect("workbench:application", number)
    if form.is_bound and reasons:
        for reason in reasons:
            form.add_error(None, reason)
    return render(
        request,
        "workbench/application_step.html",
        {
            "one": case.application,
            "title": BESIDE[step][1] if step in BESIDE else offer.step.title,
            "article": article(offer.step.basis),
            "doing": doing,
            "grave": step in GRAVE,
            "form": form,
            "reasons": reasons,
            **facts_beside(request, case, officer, step),
        },
        status=REFUSED if form.errors else 200,
    )
