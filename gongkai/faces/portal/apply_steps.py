"""Steps 填写步骤: the questions of the form, a group a page, and what is wrong with the answers (条例 art 29: three
blocks are mandatory, nothing else is asked)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications import identity
from gongkai.affairs.applications.models import Delivery, Kind, Medium
from gongkai.affairs.applications.rows import text_faults
from gongkai.faces.portal.apply_draft import Draft
from gongkai.faces.portal.apply_session import typed
from gongkai.faces.portal.documents import Fault

Words = str | Promise
# Longer than what is taken, so that the fault can say by how much.
_LONGEST = 6000


@dataclass(frozen=True)
class Field:
    """A question. kind: text, area, radio, check, file; choices: value and words of each; answer: what is typed."""

    name: str
    label: Words
    hint: Words = ""
    kind: str = "text"
    choices: Sequence[tuple[str, Words]] = ()
    type: str = "text"
    autocomplete: str = "off"
    maxlength: int = 300
    required: bool = True
    answer: str = ""
    wrong: Sequence[str] = ()

    @property
    def described(self) -> str:
        """The ids of what describes it: the hint, and what is wrong."""
        return " ".join([f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-wrong"] * bool(self.wrong))


@dataclass(frozen=True)
class Page:
    """A step: its address, its heading, what is said above the questions, the questions and their faults."""

    name: str
    title: Words
    lead: Words
    fields: Callable[[Draft], list[Field]]
    faults: Callable[[Draft], list[Fault]]


def _wanted(draft: Draft) -> list[Field]:
    return [
        Field(
            "wanted", _("名称、文号，或者便于查找的其他特征"),
            _("写得越具体越容易找到，例如年度、地点、事项。一件申请只写一个事项，最多5000字；不用写用途和理由。"),
            kind="area", maxlength=_LONGEST,
        ),
        Field(
            "suggests", _("我建议把这项信息向全社会公开（可以不选）"),
            _("符合主动公开条件的，受理机关会及时公开（条例第四十四条）。选不选都不影响您的申请。"),
            kind="check", required=False,
        ),
    ]  # fmt: skip


def _form(draft: Draft) -> list[Field]:
    media = {
        Medium.PAPER: _("纸质"), Medium.ELECTRONIC: _("电子文档"), Medium.DISC: _("光盘等存储介质"),
        Medium.INSPECTION: _("到受理机关查阅、抄录"),
    }  # fmt: skip
    ways = {
        Delivery.WEB: _("在本站凭编号和查询码下载"), Delivery.EMAIL: _("电子邮件"), Delivery.POST: _("邮寄"),
        Delivery.PICK_UP: _("自己到受理机关领取"), Delivery.FAX: _("传真"),
    }  # fmt: skip
    return [
        Field("medium", _("信息的形式"), kind="radio", choices=[(k.value, v) for k, v in media.items()]),
        Field("delivery", _("获取的方式"), kind="radio", choices=[(k.value, v) for k, v in ways.items()]),
    ]


def _kind(draft: Draft) -> list[Field]:
    hints = {
        Kind.NATURAL: _("个人（自然人）"), Kind.BUSINESS: _("商业企业"), Kind.RESEARCH: _("科研机构"),
        Kind.WELFARE: _("社会公益组织"), Kind.LEGAL: _("法律服务机构"), Kind.OTHER: _("其他法人或者组织"),
    }  # fmt: skip
    return [
        Field("kind", _("以谁的名义申请"), kind="radio", choices=[(k.value, v) for k, v in hints.items()])
    ]


def _identity(draft: Draft) -> list[Field]:
    proofs = [(key, _(title)) for key, title in draft.proofs.items()]
    if draft.person:
        return [
            Field("name", _("姓名"), _("与证件上的一致。"), autocomplete="name", maxlength=100),
            Field("proof", _("身份证件的种类"), kind="radio", choices=proofs),
            Field("proof_number", _("证件号码"), maxlength=60),
        ]
    return [
        Field("name", _("单位名称"), _("与登记证照上的一致。"), autocomplete="organization", maxlength=100),
        Field("proof", _("登记证照的种类"), kind="radio", choices=proofs),
        Field("proof_number", _("证照号码"), maxlength=60),
        Field(
            "representative", _("经办人姓名（可以不填）"), autocomplete="name", maxlength=100, required=False
        ),
    ]


def _contact(draft: Draft) -> list[Field]:
    mail, post = draft.delivery == Delivery.EMAIL, draft.delivery == Delivery.POST
    fax = draft.delivery == Delivery.FAX
    asked = {
        Delivery.EMAIL: _("您选择以电子邮件获取，所以需要邮箱。"),
        Delivery.POST: _("您选择以邮寄获取，所以需要地址。"),
        Delivery.FAX: _("您选择以传真获取，请写传真号码。"),
    }.get(Delivery(draft.delivery) if draft.delivery else Delivery.WEB, "")
    return [
        Field(
            "phone", _("电话"), asked if fax else "", type="tel", autocomplete="tel", maxlength=40, required=fax,
        ),
        Field(
            "email", _("电子邮箱"), asked if mail else "", type="email", autocomplete="email", maxlength=200,
            required=mail,
        ),
        Field(
            "address", _("通信地址"), asked if post else "", autocomplete="street-address", maxlength=300,
            required=post,
        ),
        Field("postcode", _("邮政编码"), autocomplete="postal-code", maxlength=10, required=False),
    ]  # fmt: skip


def _wanted_faults(draft: Draft) -> list[Fault]:
    reasons = text_faults(draft.wanted, "请写明所申请信息的名称、文号，或者便于查询的其他特征。")
    return [Fault("wanted", reason) for reason in reasons]


def _form_faults(draft: Draft) -> list[Fault]:
    found = []
    if draft.medium not in Medium.values:
        found.append(Fault("medium", gettext("请选择信息的形式。")))
    if draft.delivery not in Delivery.values:
        found.append(Fault("delivery", gettext("请选择获取的方式。")))
    return found


def _kind_faults(draft: Draft) -> list[Fault]:
    return [] if draft.kind in Kind.values else [Fault("kind", gettext("请选择以谁的名义申请。"))]


# How the sentences of `identity.faults` begin or what they name, and the field that each speaks of.
_FIELDS = (
    ("撤销", "agency"), ("不受理", "agency"),
    ("经办人", "representative"), ("请填写联系方式", "phone"), ("电话", "phone"), ("电子邮箱", "email"),
    ("通信地址", "address"), ("邮政编码", "postcode"), ("身份证明的种类", "proof"),
    ("号码", "proof_number"), ("信用代码", "proof_number"),
    ("名", "name"),
)  # fmt: skip
_ON_IDENTITY = ("name", "proof", "proof_number", "representative")


def field_of(reason: str) -> str:
    """The field that a sentence of the core speaks of."""
    return next((field for words, field in _FIELDS if words in reason), "proof_number")


def _of_person(draft: Draft) -> list[Fault]:
    reasons = identity.faults(draft.identity().stripped(), draft.kind, draft.delivery)
    return [Fault(field_of(reason), reason) for reason in reasons]


def _identity_faults(draft: Draft) -> list[Fault]:
    return [fault for fault in _of_person(draft) if fault.field in _ON_IDENTITY]


def _contact_faults(draft: Draft) -> list[Fault]:
    return [fault for fault in _of_person(draft) if fault.field not in _ON_IDENTITY]


PAGES: dict[str, Page] = {
    page.name: page
    for page in (
        Page("wanted", _("您要什么信息"), "", _wanted, _wanted_faults),
        Page(
            "form", _("以什么形式、怎样获取"),
            _("受理机关按您的要求提供；按要求提供可能损坏载体或者成本过高的，可以改用其他适当形式（条例第四十条）。"),
            _form, _form_faults,
        ),
        Page("kind", _("谁来申请"), _("只用于统计和核对证件，各类申请人的权利一样。"), _kind, _kind_faults),
        Page(
            "identity", _("申请人的身份"),
            _("条例第二十九条要求写明姓名或者名称和身份证明。不用上传证件照片；受理机关需要核对的，会与您联系。代他人申请的，填写委托人的身份，授权委托书在最后一步附上。"),
            _identity, _identity_faults,
        ),
        Page(
            "contact", _("怎样联系您"), _("至少填写一项。受理机关用它与您确认收到申请、告知补正、送达答复。"),
            _contact, _contact_faults,
        ),
    )
}  # fmt: skip


def answered(draft: Draft, page: Page, given: QueryDict) -> Draft:
    """The draft with what the form of this page says."""
    values: dict[str, str | bool] = {}
    for field in page.fields(draft):
        if field.kind == "check":
            values[field.name] = bool(given.get(field.name))
        else:
            values[field.name] = typed(given, field.name, _LONGEST)
    changed = replace(draft, **values)  # type: ignore[arg-type]
    if page.name == "kind" and changed.person != draft.person:
        # the other sort of applicant has other papers
        changed = replace(changed, proof="", proof_number="", representative="")
    return changed


def shown(draft: Draft, page: Page, faults: Sequence[Fault]) -> list[Field]:
    """The questions with what was typed and what is wrong with it."""
    found = []
    for field in page.fields(draft):
        wrong = [fault.sentence for fault in faults if fault.field == field.name]
        value = getattr(draft, field.name)
        found.append(replace(field, answer=str(value or ""), wrong=wrong))
    return found


def open_step(draft: Draft) -> str:
    """The first step that is not answered yet or answered wrongly; empty when all is said."""
    return next((name for name, page in PAGES.items() if page.faults(draft)), "")
