"""Identity 申请人身份: what art 29(1) asks of an applicant and no more, and who acts for himself on his own case."""

import json
from dataclasses import asdict, dataclass, fields

from django.utils.translation import gettext_noop as _

from gongkai.affairs.applications.models import Kind
from gongkai.affairs.applications.rows import email_faults
from gongkai.engines.agencies import credit_code
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.screening.personal.identity import birth_of

# Proofs of identity 身份证明, each for a person or an organisation.
PERSONAL = {
    "resident_id": _("居民身份证"),
    "passport": _("护照"),
    "permit": _("港澳台居民居住证或通行证"),
    "residence": _("外国人永久居留身份证"),
    "other_id": _("其他有效身份证件"),
}
ORGANISATIONAL = {"credit_code": _("统一社会信用代码"), "other_code": _("其他登记证号")}
PROOFS = {**PERSONAL, **ORGANISATIONAL}


@dataclass(frozen=True)
class Identity:
    """Name, proof of identity and contact. representative: who signs for an organisation."""

    name: str
    proof: str
    proof_number: str
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    representative: str = ""

    def __repr__(self) -> str:
        return "Identity(…)"  # never in a log line or a traceback

    def stripped(self) -> "Identity":
        """The same without blanks around, and the number in capitals."""
        values = {name: value.strip() for name, value in asdict(self).items()}
        return Identity(**{**values, "proof_number": values["proof_number"].replace(" ", "").upper()})

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Identity":
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})


def faults(identity: Identity, kind: str, delivery: str, *, proven: bool = True) -> list[str]:
    """All that is missing or wrong; only what art 29 names may be demanded.

    proven: False where the paper that came in bears no proof of identity, which is then asked for (art 30).
    """
    reasons = []
    person = kind == Kind.NATURAL
    if not identity.name:
        reasons.append("请填写申请人的姓名。" if person else "请填写申请单位的名称。")
    if proven or identity.proof_number:
        reasons += proof_faults(identity, kind)
    if not (identity.phone or identity.email or identity.address):
        reasons.append("请填写联系方式：电话、电子邮箱、通信地址至少一项。")
    if delivery == "email" and not identity.email:
        reasons.append("选择以电子邮件获取的，请填写电子邮箱。")
    if delivery == "post" and not identity.address:
        reasons.append("选择以邮寄获取的，请填写通信地址。")
    if delivery == "fax" and not identity.phone:
        reasons.append("选择以传真获取的，请在电话一栏填写传真号码。")
    reasons += email_faults(identity.email)
    limits = {"name": 100, "representative": 100, "proof_number": 60, "phone": 40, "email": 200, "address": 300,
              "postcode": 10}  # fmt: skip
    titles = {"name": "姓名或者名称", "representative": "经办人姓名", "proof_number": "证件号码", "phone": "电话",
              "email": "电子邮箱", "address": "通信地址", "postcode": "邮政编码"}  # fmt: skip
    reasons += [
        f"{titles[name]}最多{limit}字，请核对。"
        for name, limit in limits.items()
        if len(getattr(identity, name)) > limit
    ]
    return reasons


def proof_faults(identity: Identity, kind: str) -> list[str]:
    """What is missing or wrong in the proof of identity."""
    allowed = PERSONAL if kind == Kind.NATURAL else ORGANISATIONAL
    reasons = []
    if identity.proof not in allowed:
        reasons.append(f"请选择身份证明的种类：{'、'.join(allowed.values())}。")
    if not identity.proof_number:
        reasons.append("请填写身份证明的号码。")
    elif identity.proof == "resident_id" and birth_of(identity.proof_number) is None:
        reasons.append("居民身份证号码不正确，请逐位核对。")
    elif identity.proof == "credit_code" and (fault := credit_code.fault(identity.proof_number)):
        reasons.append(fault)
    return reasons


@dataclass(frozen=True)
class Visitor:
    """The applicant himself, whom a face has recognised by number and query code; he may act on that case only."""

    handle: str = "applicant"

    def may(self, permission: Permission, agency: Agency) -> bool:
        """No permission of officers; what he may do is in the course itself."""
        return False


APPLICANT = Visitor()
