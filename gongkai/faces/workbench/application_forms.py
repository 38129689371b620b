"""The forms of the steps of an application's course; each is made for one case, whose choices it offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.actions.consulting import OPINIONS
from gongkai.affairs.applications.actions.receiving import NOT_ASKED
from gongkai.affairs.applications.desks import handlers_of, mergeable, units_of
from gongkai.affairs.applications.doubts import doubts_of
from gongkai.affairs.applications.identity import ORGANISATIONAL, PERSONAL
from gongkai.affairs.applications.models import (
    Answer,
    Consultation,
    IdentityCheck,
    Kind,
    Papers,
    Purpose,
    RemedyKind,
    Result,
    Way,
)
from gongkai.affairs.applications.queries import Case, enclosures_of
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.queries import agencies
from gongkai.faces.workbench.fields import Day, Names, StaffForm

NONE = ("", "—")
# Nobody acts for the applicant.
HIMSELF = "himself"


def _long(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _choices(form: forms.Form, name: str, found: list[tuple[str, str]]) -> None:
    form.fields[name].choices = found  # type: ignore[attr-defined]


class StepForm(StaffForm):
    """A step that asks for nothing."""

    def __init__(self, *args: Any, case: Case, by: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by

    @property
    def nothing(self) -> str:
        """Why there is nothing to choose from; empty where there is."""
        return ""


class ReceiptForm(StepForm):
    """The day on which both sides confirmed."""

    on = Day(
        label=_("确认收到的日期"),
        required=False,
        help_text=_("双方确认之日就是收到申请之日，答复期限自次日起计算。留空就是今日"),
    )


class ServedForm(StepForm):
    """The day on which something was served."""

    on = Day(label=_("送达日期"), help_text=_("对方收到的日期，期限自次日起计算"))


class PaymentForm(StepForm):
    on = Day(label=_("缴费日期"), required=False, help_text=_("答复期限自缴费次日起重新计算。留空就是今日"))


class ReasonForm(StepForm):
    """A step that asks for its reason."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=_long())


class AssignForm(StepForm):
    """Which unit undertakes it, and which officer there."""

    undertaker = forms.ChoiceField(label=_("承办单位"))
    officer = forms.ChoiceField(label=_("承办人"), required=False, help_text=_("可以不指定到人"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = self.case.application
        self.units = {unit.slug: unit for unit in units_of(one)}
        self.people = {person.handle: person for person in handlers_of(one)}
        _choices(self, "undertaker", [(slug, unit.name) for slug, unit in self.units.items()])
        people = [(key, f"{man.name}（{man.agency.short_name}）") for key, man in self.people.items()]
        _choices(self, "officer", [NONE, *people])
        self.initial.setdefault("undertaker", one.undertaker.slug)
        self.initial.setdefault("officer", one.officer.handle if one.officer else "")

    @property
    def unit(self) -> Agency:
        return self.units[self.cleaned_data["undertaker"]]

    @property
    def person(self) -> Officer | None:
        return self.people.get(self.cleaned_data["officer"])


class IdentityForm(StepForm):
    """What came of looking at the papers; nothing is chosen before somebody has looked."""

    proof = forms.ChoiceField(label=_("身份证明"), choices=Papers.choices, widget=forms.RadioSelect)
    authority = forms.TypedChoiceField(
        label=_("授权委托书"),
        choices=[(HIMSELF, _("本人提出，不需要授权")), *Papers.choices],
        coerce=lambda value: "" if value == HIMSELF else value,
        widget=forms.RadioSelect,
        help_text=_("由代理人提出的，核对委托人、代理人和委托的事项"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: IdentityCheck | None = getattr(self.case.application, "identity_check", None)
        self.initial.setdefault("proof", known.proof if known else "")
        self.initial.setdefault("authority", (known.authority or HIMSELF) if known else self._expected())
        if known and known.proof == Papers.MISSING:
            kinds = PERSONAL if self.case.application.kind == Kind.NATURAL else ORGANISATIONAL
            self.fields["proof_kind"] = forms.ChoiceField(
                label=_("补交的身份证明"),
                choices=[NONE, *((key, gettext(title)) for key, title in kinds.items())],
                required=False,
                help_text=_("申请没有写明证件号码、现在核对无误的，填写种类和号码；加密保存"),
            )
            self.fields["proof_number"] = forms.CharField(label=_("证件号码"), max_length=60, required=False)

    def _expected(self) -> str:
        """Whoever encloses an authority is looked at; of all others it is what it nearly always is."""
        sent = enclosures_of(self.case.application)
        return "" if any(one.purpose == Purpose.AUTHORITY for one in sent) else HIMSELF


class CorrectionNoticeForm(StepForm):
    """What is unclear; what the check of the papers found stands there already."""

    items = Names(
        label=_("需要补正的内容"), rows=5, help_text=_("每行一项，一次说全；每项写明哪里不明确、怎样补正")
    )
    correct_by = Day(label=_("补正的最后一日"), help_text=_("给申请人留出合理的时间"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("items", "\n".join(doubts_of(self.case.application).values()))


class CorrectedForm(StepForm):
    wanted = forms.CharField(label=_("补正后的申请内容"), widget=_long(6))
    on = Day(label=_("收到补正的日期"), required=False, help_text=_("答复期限自次日起重新计算。留空就是今日"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("wanted", self.case.application.wanted)


class ThirdPartyForm(StepForm):
    party = forms.CharField(
        label=_("第三方的姓名或者名称和联系方式"),
        max_length=500,
        widget=_long(3),
        help_text=_("加密保存，查看要说明原因并留痕"),
    )
    about = forms.CharField(label=_("征求意见所涉及的信息"), widget=_long())


class CoMakerForm(StepForm):
    agency = forms.ChoiceField(label=_("共同制作机关"), required=False)
    party = forms.CharField(
        label=_("名称和联系方式"),
        max_length=500,
        required=False,
        widget=_long(2),
        help_text=_("上面没有的机关，在这里写明"),
    )
    about = forms.CharField(label=_("征求意见所涉及的信息"), widget=_long())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = _agencies_but(self.case.application.agency)
        _choices(self, "agency", [NONE, *((slug, one.name) for slug, one in self.known.items())])


class OpinionForm(StepForm):
    """What one of those who were asked answered."""

    of = forms.TypedChoiceField(label=_("征求意见"), coerce=int)
    answer = forms.ChoiceField(
        label=_("对方的意见"), choices=[(one.value, one.label) for one in OPINIONS], widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("对方不同意公开的理由"), required=False, widget=_long(), help_text=_("同意公开的可以不填")
    )
    on = Day(label=_("答复日期"), required=False, help_text=_("留空就是今日"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # what came in time may be noted although the silence was
        told = ("", Answer.SILENT, Answer.UNSERVED)
        _choices(self, "of", _asked([one for one in self.case.consultations if one.answer in told]))


class OpinionServedForm(StepForm):
    of = forms.TypedChoiceField(label=_("征求意见"), coerce=int)
    on = Day(label=_("送达日期"), help_text=_("对方收到征求意见书的日期，其答复期限自次日起计算"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = [one for one in self.case.consultations if not one.answer and one.served_on is None]
        _choices(self, "of", _asked(waiting))


class QuestionForm(StepForm):
    question = forms.CharField(
        label=_("要求说明的事项"),
        max_length=500,
        widget=_long(),
        help_text=_("写明申请的数量、频次如何超过合理范围，请申请人说明理由"),
    )


class GivenReasonsForm(StepForm):
    reasons = forms.CharField(
        label=_("申请人说明的理由"), widget=_long(), help_text=_("没有说明的，写“未说明理由”")
    )


class DelayForm(StepForm):
    answer_by = Day(label=_("延迟答复的日期"), help_text=_("确定以后告知申请人，不能再改变"))


class FeeForm(StepForm):
    way = forms.ChoiceField(label=_("收费方式"), choices=Way.choices, widget=forms.RadioSelect)
    pages = forms.IntegerField(
        label=_("页数"), required=False, min_value=0, max_value=1_000_000, help_text=_("按量计收的填写")
    )


class SearchForm(StepForm):
    place = forms.CharField(label=_("检索的地方"), max_length=200, help_text=_("例如档案室、业务系统的名称"))
    words = forms.CharField(label=_("检索所用的词语"), max_length=500)
    found = forms.TypedChoiceField(
        label=_("是否检索到"),
        choices=[("yes", _("检索到")), ("no", _("没有检索到"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    result = forms.CharField(label=_("检索结果"), max_length=500, required=False, widget=_long(3))


class SplitForm(StepForm):
    parts = Names(
        label=_("拆分后的各件"),
        rows=6,
        help_text=_("每行一件，至少两行；第一行仍用原编号，其余各成一件，收到日期不变"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("parts", self.case.application.wanted)


class MergeForm(StepForm):
    into = forms.ChoiceField(
        label=_("并入"),
        help_text=_("同一申请人向本机关提出、待审核或者办理中的申请"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.number: one for one in mergeable(self.case.application, self.by)}
        _choices(self, "into", [(key, f"{key}　{one.wanted[:60]}") for key, one in self.known.items()])

    @property
    def nothing(self) -> str:
        if self.known:
            return ""
        return "没有可以并入的申请：同一申请人没有向本机关提出、正待审核或者办理中的其他申请，请单独办理。"


class TransferForm(StepForm):
    to = forms.ChoiceField(label=_("转送的机关"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = _agencies_but(self.case.application.agency)
        self.known = {slug: one for slug, one in others.items() if one.kind not in NOT_ASKED}
        _choices(self, "to", [NONE, *((slug, one.name) for slug, one in self.known.items())])


class RemedyForm(StepForm):
    kind = forms.ChoiceField(label=_("种类"), choices=RemedyKind.choices, widget=forms.RadioSelect)
    body = forms.CharField(label=_("受理的机关或者法院"), max_length=200)
    filed_on = Day(label=_("提出日期"))


class RemedyResultForm(StepForm):
    of = forms.TypedChoiceField(label=_("复议、诉讼、投诉"), coerce=int)
    result = forms.ChoiceField(label=_("结果"), choices=Result.choices, widget=forms.RadioSelect)
    on = Day(label=_("办结日期"), required=False, help_text=_("留空就是今日"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pending = [one for one in self.case.remedies if not one.result]
        _choices(self, "of", [(str(one.pk), f"{one.get_kind_display()}　{one.body}") for one in pending])


def _asked(found: list[Consultation]) -> list[tuple[str, str]]:
    """These as choices; third parties without their names."""
    choices = []
    for one in found:
        whom = one.agency.name if one.agency else one.about[:40]
        noted = f"（{one.get_answer_display()}）" if one.answer else ""
        choices.append((str(one.serial), f"{one.get_kind_display()}{one.serial}　{whom}{noted}"))
    return choices


def _agencies_but(besides: Agency) -> dict[str, Agency]:
    return {one.slug: one for one in agencies().exclude(pk=besides.pk)}
