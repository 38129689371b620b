"""The form of a reply: only the fields that the chosen outcome needs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.actions.deciding import File
from gongkai.affairs.applications.fees import pack_name
from gongkai.affairs.applications.models import Answer, Application, Consulted, Stage
from gongkai.affairs.applications.outcomes import Outcome, Variant
from gongkai.affairs.applications.queries import Case, own_earlier, readable_by
from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.application_redaction import areas_of, masked, plain
from gongkai.faces.workbench.fields import Names, StaffForm, Uploads
from gongkai.kernel.clock import today
from gongkai.kernel.law import load_pack


def _long(rows: int = 6) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReplyForm(StaffForm):
    """What a reply of this outcome and variant says."""

    ground = forms.ChoiceField(label=_("不予公开的情形"), widget=forms.RadioSelect)
    found = forms.ChoiceField(label=_("已公开的文件"), required=False, widget=forms.RadioSelect)
    link = forms.CharField(
        label=_("索引号或者网址"), required=False, max_length=500, help_text=_("上面选了文件的不填")
    )
    earlier = forms.ChoiceField(label=_("此前已经答复的申请"), widget=forms.RadioSelect)
    organ = forms.CharField(
        label=_("负责公开的机关和联系方式"), required=False, max_length=200, help_text=_("能够确定的，告知申请人")
    )  # fmt: skip
    reasons = forms.CharField(label=_("理由"), required=False, widget=_long(), max_length=5000)
    public_interest = forms.CharField(
        label=_("不公开会对公共利益造成的重大影响"),
        required=False,
        widget=_long(4),
        help_text=_("第三方不同意公开而仍予公开的，应当写明并书面告知第三方"),
    )
    unfounded = forms.CharField(
        label=_("第三方的理由为什么不合理"),
        required=False,
        widget=_long(4),
        help_text=_("第三方不同意公开但没有合理理由的，写在这里；与上一项填写一项即可"),
    )
    attached = Uploads(label=_("提供的文件"), required=False, help_text=_("原样提供的文件，可以选择几个"))
    masked = Uploads(
        label=_("要遮盖的文件"), required=False, help_text=_("系统按下面的词语、区域遮盖后提供；支持Word、Excel和PDF")
    )  # fmt: skip
    words = Names(label=_("要遮盖的词语"), required=False, help_text=_("每行一个，文件中出现的全部遮盖"))
    areas = Names(
        label=_("要遮盖的区域"),
        required=False,
        help_text=_(
            "只用于PDF，每行一处：页码 左 下 右 上，单位为点，从页面左下角量起，例如“1 72 500 300 540”"
        ),
    )
    done = Uploads(
        label=_("已经遮盖的文件"), required=False, help_text=_("已在别处作过区分处理的，直接上传；请先检查遮盖是否彻底")
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        case: Case,
        by: Officer,
        outcome: Outcome,
        variant: Variant,
        found: list[Edition],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.variant = case, variant
        one = case.application
        needs: set[str] = set(variant.needs)
        earlier = own_earlier(one) if "earlier" in needs else []
        earlier = [each for each in earlier if each.application.stage == Stage.ANSWERED]
        self.answered = {each.application.number: each.application for each in earlier}
        # A unit that works for the organ names the earlier one by its number; what others were asked is not its own.
        open_to = {each.application.number for each in readable_by(by, earlier)}
        known = load_pack(pack_name(one.agency, today())).grounds(on=today()) if outcome.grounds else {}
        grounds = [(id, gettext(known[id].title)) for id in outcome.grounds if id in known]
        editions = [(each.document.index_number, each.title) for each in found]
        self._choose("ground", grounds)
        self._choose("found", editions)
        others = gettext("由其他单位办理")
        choices = [
            (key, each.wanted[:60] if key in open_to else others) for key, each in self.answered.items()
        ]
        self._choose("earlier", [(key, f"{key}　{words}") for key, words in choices])
        shown = {"reasons"} | self._shown(needs, objected=_objected(case) and outcome.key == "granted")
        shown |= {"ground"} if grounds else set()
        for name in set(self.fields) - shown:
            del self.fields[name]
        self.fields["reasons"].required = "reasons" in needs

    def _shown(self, needs: set[str], *, objected: bool) -> set[str]:
        found: set[str] = {"public_interest", "unfounded"} if objected else set()
        if "link" in needs:
            found |= {"found", "link"} if self.fields["found"].choices else {"link"}  # type: ignore[attr-defined]
        if "earlier" in needs:
            found.add("earlier")
        if "files" in needs:
            found.add("attached")
        if "redacted" in needs:
            found |= {"attached", "masked", "words", "areas", "done"}
        if self.variant.id == "other_organ":
            found.add("organ")
        return found

    def _choose(self, name: str, found: list[tuple[str, str]]) -> None:
        self.fields[name].choices = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the areas, blacken what is to be blackened; one fault at the field where it is mended."""
        given = super().clean() or self.cleaned_data
        self.handed: list[File] = plain(given.get("attached") or [])
        self.handed += plain(given.get("done") or [], redacted=True)
        if given.get("masked"):
            try:
                areas = areas_of(given.get("areas") or [])
            except ValidationError as fault:
                self.add_error("areas", fault)
                return given
            try:
                self.handed += masked(given["masked"], given.get("words") or [], areas)
            except ValidationError as fault:
                self.add_error("masked", fault)
        return given

    def verb(self) -> dict[str, Any]:
        """What the verb takes."""
        given = self.cleaned_data
        return {
            "ground": given.get("ground", ""),
            "reasons": given.get("reasons", ""),
            "link": given.get("found") or given.get("link", ""),
            "organ": given.get("organ", ""),
            "earlier": self._earlier(),
            "public_interest": given.get("public_interest", ""),
            "unfounded": given.get("unfounded", ""),
            "files": self.handed,
        }

    def _earlier(self) -> Application | None:
        return self.answered.get(self.cleaned_data.get("earlier", ""))


def _objected(case: Case) -> bool:
    return any(
        one.kind == Consulted.THIRD_PARTY and one.answer in (Answer.OBJECTS, Answer.PARTLY)
        for one in case.consultations
    )
