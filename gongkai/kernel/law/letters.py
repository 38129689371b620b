"""Letters 文书: the texts of what is written to applicants, third parties and organs, with what each must tell.

A text is a list of paragraphs with {names} for what the case fills in. Which letters there are, what may and what
must stand in each, is fixed here; the words are the pack's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from pydantic import Field, field_validator

from gongkai.kernel.law.dated import Entry, Sourced

To = Literal["applicant", "third_party", "co_maker", "organ", ""]

# What a case can fill in, and how it is called in a complaint.
VARIABLES: dict[str, str] = {
    "organ": "发函机关",
    "application": "申请编号",
    "wanted": "申请内容",
    "received_on": "收到申请之日",
    "channel": "提出申请的方式",
    "you": "对收件人的称呼",
    "contact": "联系方式",
    "basis": "法律依据",
    "reply_limit": "答复期限",
    "extension_limit": "延长的期限",
    "opinion_limit": "提出意见的期限",
    "pay_limit": "缴费期限",
    "due_on": "答复期限届满之日",
    "items": "需要补正的内容",
    "correct_by": "补正的最后一日",
    "about": "征求意见所涉及的信息",
    "public_interest": "对公共利益的影响",
    "unfounded": "第三方的理由为什么不合理",
    "objection": "第三方的意见",
    "other_organ": "转送的机关",
    "other_number": "转送后的申请编号",
    "fee_way": "计收方式",
    "amount": "金额",
    "waiver": "不予收费的理由",
    "question": "需要说明的事项",
    "answer_by": "确定的答复日期",
    "files": "随附的文件",
    "handing_over": "提供的方式",
    "link": "获取的途径",
    "reasons": "理由",
    "ground": "不予公开的情形",
    "search": "检索情况",
    "in_charge": "负责公开的机关",
    "earlier": "此前的答复",
    "late_days": "逾期天数",
    "remedy": "救济途径",
    "reconsideration_organ": "行政复议机关",
    "reconsideration_limit": "申请行政复议的期限",
    "court": "人民法院",
    "litigation_limit": "提起行政诉讼的期限",
}
_EVERYWHERE = ("organ", "application", "wanted", "received_on", "you", "contact", "basis", "due_on")
# In a paragraph that an officer may reword they would not be safe.
_LEGAL = ("basis", "remedy")


@dataclass(frozen=True)
class Form:
    """What a letter is for. to: whom it goes to, empty for what is put into others; must, may: what its text tells."""

    to: To
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """All that its text may tell."""
        return (*self.must, *self.may, *(name for name in _EVERYWHERE if name not in self.must))


def _reply(*must: str, may: tuple[str, ...] = ()) -> Form:
    return Form("applicant", ("basis", *must, "remedy"), (*may, "handing_over"))


# The letters of the course of applications, then what stands in others.
FORMS: dict[str, Form] = {
    "registration_receipt": Form("applicant", ("application", "wanted", "received_on", "reply_limit"), ("channel",)),
    "correction_notice": Form("applicant", ("basis", "items", "correct_by")),
    "extension_notice": Form("applicant", ("basis", "extension_limit")),
    "third_party_letter": Form("third_party", ("basis", "about", "opinion_limit")),
    "co_maker_letter": Form("co_maker", ("basis", "about", "opinion_limit")),
    "third_party_disclosure_notice": Form(
        "third_party", ("basis", "about", "remedy"), ("objection", "public_interest", "unfounded")
    ),
    "transfer_notice": Form("applicant", ("basis", "other_organ", "remedy"), ("other_number",)),
    "fee_notice": Form("applicant", ("basis", "fee_way", "amount", "pay_limit")),
    "fee_waiver": Form("applicant", ("basis", "amount"), ("waiver",)),
    "reasons_request": Form("applicant", ("basis", "question")),
    "delay_notice": Form("applicant", ("basis", "answer_by")),
    "notice_lapsed": Form("applicant", ("basis", "remedy"), ("correct_by", "amount", "pay_limit")),
    "notice_withdrawn": Form("applicant", ("basis", "remedy")),
    "supervision_letter": Form("organ", ("basis", "application", "due_on"), ("late_days",)),
    "reply_granted": _reply("files", may=("reasons",)),
    "reply_already_public": _reply("link", may=("reasons",)),
    "reply_inspection": _reply("reasons"),
    "reply_partial": _reply("ground", "reasons", "files"),
    "reply_denied": _reply("ground", "reasons"),
    "reply_query": _reply("reasons"),
    "reply_not_existing": _reply("search", may=("reasons",)),
    "reply_other_organ": _reply("reasons", may=("in_charge",)),
    "reply_unable": _reply("reasons"),
    "reply_petition": _reply("reasons"),
    "reply_repeat": _reply("earlier", may=("reasons",)),
    "reply_publication": _reply("reasons"),
    "reply_excess": _reply("reasons"),
    "reply_reconfirm": _reply("reasons"),
    "reply_other": _reply("reasons"),
    "remedy_reconsideration_first": Form(
        "", ("reconsideration_organ", "court"), ("reconsideration_limit", "litigation_limit")
    ),
    "remedy_either": Form("", ("reconsideration_organ", "court"), ("reconsideration_limit", "litigation_limit")),
}  # fmt: skip


class Part(Entry):
    """A paragraph. fixed: what the law asks for, not to be reworded; given: only where this is known in the case."""

    text: str = Field(min_length=1)
    fixed: bool = False
    given: str = ""

    @field_validator("text")
    @classmethod
    def _can_be_filled(cls, text: str) -> str:
        try:
            plain = all(not form and not conversion for _, _, form, conversion in Formatter().parse(text))
        except ValueError:
            plain = False
        if not plain:
            raise ValueError("大括号只用于写明要填的内容，如 {organ}，请核对是否成对。")
        return text

    @property
    def names(self) -> list[str]:
        """What is filled in, each once."""
        found = (name for _, name, _, _ in Formatter().parse(self.text) if name is not None)
        return list(dict.fromkeys(found))


class LetterVersion(Sourced):
    """The words between two dates, paragraph by paragraph; basis: what the letter itself rests on."""

    parts: list[Part] = Field(min_length=1)

    @property
    def names(self) -> set[str]:
        """All that its paragraphs fill in."""
        return {name for part in self.parts for name in part.names}


class LetterEntry(Entry):
    """A letter; title: as it stands on it."""

    title: str = Field(min_length=1)
    versions: list[LetterVersion] = Field(min_length=1)


def letter_faults(id: str, entry: LetterEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in a letter and why: what nobody can fill in, what is missing, what an officer could reword away."""
    form = FORMS.get(id)
    if form is None:
        yield (), f"系统没有名为“{id}”的文书，可以写的有：{'、'.join(FORMS)}。"
        return
    for index, version in enumerate(entry.versions):
        for sentence in _version_faults(entry.title, version, form):
            yield ("versions", index, "parts"), sentence


def _version_faults(title: str, version: LetterVersion, form: Form) -> Iterator[str]:
    given = {part.given for part in version.parts} - {""}
    for name in sorted((version.names | given) - set(form.allowed)):
        known = "、".join(f"{{{one}}}" for one in form.allowed)
        yield f"《{title}》没有“{{{name}}}”可填，可以填的有：{known}。"
    for name in form.must:
        if name not in version.names:
            yield f"《{title}》没有写明{VARIABLES[name]}，请写入“{{{name}}}”。"
    for part in version.parts:
        for name in sorted(set(_LEGAL) & set(part.names)):
            if not part.fixed:
                yield f"《{title}》写有“{{{name}}}”的段落是法定内容，请注明 fixed = true。"
            if part.given and name in form.must:
                yield f"《{title}》写有“{{{name}}}”的段落任何情况下都不能省去，请删去 given。"
