"""A finding 发现: one place of a text that a person must look at, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["block", "warn", "look"]
Group = Literal["personal", "secrecy", "wording", "integrity"]


class Finding(NamedTuple):
    """What stands at `start:end` of the text as given, in characters.

    masked: what may be shown in its place; the text itself where masking is no remedy. severity: block, certain
    enough to be wrong if published; warn, likely; look, only a person can say. note: why, and what to do.
    instead: the right wording, where there is one.
    """

    kind: str
    start: int
    end: int
    masked: str
    severity: Severity
    note: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its Chinese title and what it belongs to."""

    title: str
    group: Group


KINDS: dict[str, Kind] = {
    "identity": Kind("居民身份证号码", "personal"),
    "mobile": Kind("手机号码", "personal"),
    "landline": Kind("固定电话", "personal"),
    "bank_card": Kind("银行卡号", "personal"),
    "passport": Kind("护照等出入境证件号码", "personal"),
    "plate": Kind("机动车号牌", "personal"),
    "address": Kind("住址", "personal"),
    "email": Kind("个人邮箱", "personal"),
    "name": Kind("与个人信息相连的姓名", "personal"),
    "minor": Kind("未成年人信息", "personal"),
    "secrecy_mark": Kind("密级标志", "secrecy"),
    "internal_mark": Kind("内部使用标志", "secrecy"),
    "withheld_number": Kind("不予公开文件的文号", "secrecy"),
    "wrong_word": Kind("错别字", "wording"),
    "wrong_name": Kind("名称误写", "wording"),
    "old_name": Kind("机构旧称", "wording"),
    "sensitive_word": Kind("禁用慎用词语", "wording"),
    "placeholder": Kind("模板残留", "wording"),
    "pinyin": Kind("注音残留", "integrity"),
    "garbled": Kind("乱码", "integrity"),
    "hidden_text": Kind("隐藏文字", "integrity"),
    "hidden_link": Kind("隐藏链接", "integrity"),
    "spam": Kind("赌博色情等垃圾信息", "integrity"),
    "contradiction": Kind("前后矛盾", "integrity"),
    "not_readable": Kind("不能自动检查的内容", "integrity"),
    "copy": Kind("与其他文本雷同", "integrity"),
}
