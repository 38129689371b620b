"""Facts that a page states around a document: 发布日期, 来源, 责任编辑, the box of 索引号 and 发文字号."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.intake.lines import Line, cells_of, is_row
from gongkai.intake.record import Harvest

# label → what it tells; labels are folded, blanks inside them ("索 引 号") are allowed for
LABELS = {
    "published": "发布日期|发布时间|发表时间|发表日期|公开日期|公开时间|发稿时间|上传时间|录入时间|录入日期|"
    "更新时间|更新日期|"
    "信息时间|上网时间|上网日期|添加时间|刊发时间|发文上网时间|日期|时间",
    "issued": "成文日期|生成日期|发文日期|发文时间|制发日期|签发日期|文件日期|成文时间|生成时间|印发日期",
    "source": "信息来源|文章来源|稿件来源|来源|稿源|出处",
    "author": "作者|撰稿人|撰稿|供稿|发布人|发布者|录入人",
    "editor": "责任编辑|编辑|责编|审核人|审核|审签",
    "issuer": "发文机关|发文机构|发文单位|制发机关|发布机构|发布单位|发布机关|公开主体|公开单位|公开机构|"
    "信息公开主体|"
    "信息所属单位|责任部门|公开责任部门",
    "doc_number": "发文字号|发文文号|文件编号|文件字号|文号|文件号",
    "title": "文件名称|文件标题|信息名称|标题|名称",
    "index_no": "信息索引号|索引号|索引|目录号",
    "topic": "主题分类|信息分类|组配分类|所属分类|所属主题|分类|主题词|主题|体裁分类|体裁|信息类别|文件类型|"
    "文种|公文种类|公文类型",
    "attribute": "公开方式|公开属性|公开类别|公开形式|信息公开选项|信息公开类别|信息公开属性|公开选项|公开类型",
    "other": "有效性|效力状态|是否有效|时效性|时效|文件状态|失效日期|失效时间|废止日期|废止时间|生效日期|"
    "生效时间|实施日期|有效期|公开范围|"
    "公开时限|公开程序|关键词|关键字|内容概述|内容摘要|内容简介|摘要|服务对象|语种|格式|"
    "浏览次数|浏览量|浏览|阅读次数|阅读人次|阅读量|阅读数|阅读|点击次数|点击数|点击率|点击量|点击|"
    "访问量|访问次数|人气|"
    "字体大小|字体|字号|保护视力色|视力保护色|背景色|文字大小|正文字号|分享到|分享|信息编号|"
    "统一登记号|统一编号|登记号|规范性文件编号|备案号",
}
_MEANING = {label: name for name, labels in LABELS.items() for label in labels.split("|")}
_ALTERNATIVES = "|".join(" ?".join(label) for label in sorted(_MEANING, key=len, reverse=True))
LABEL = re.compile(
    rf"(?:^|(?<=[ |\[【(])|(?<=[\])】]))[\[【(]?({_ALTERNATIVES})[\]】)]? ?(:| (?=\d{{4}}[-年/.])|$|(?=\[))"
)
STAMP = re.compile(
    r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)\s?日?"
    r"(?:[ t]*(\d{1,2}):(\d{2})(?::\d{2})?)?"
)
LEADING_STAMP = re.compile(rf"^[\[(]?{STAMP.pattern}[\])]? ?(?:$|\||(?={_ALTERNATIVES}))")
ATTRIBUTES = (("依申请", "on_request"), ("不予", "exempt"), ("不公开", "exempt"), ("主动", "proactive"))
# everyday words: a document uses them for its own purposes too
WEAK_WORDS = (
    "日期 时间 标题 名称 来源 作者 编辑 审核 主题 分类 摘要 格式 分享 阅读 浏览 点击 索引 时效 主题词 关键词 有效期 "
    "责任部门 实施日期 内容摘要 服务对象 审签 供稿"
)
WEAK = frozenset(WEAK_WORDS.split())


@dataclass(slots=True)
class Facts:
    """Facts collected so far; the first statement of each wins."""

    values: dict[str, str] = field(default_factory=dict)
    published_at: datetime | None = None
    published_on: date | None = None
    issued_on: date | None = None

    def take(self, name: str, value: str) -> None:
        """Keep one labelled value."""
        value = value.strip(" |[]【】()")
        if name in ("published", "issued"):
            self.stamp(name, value)
        elif value and name != "other":
            self.values.setdefault(name, value)

    def stamp(self, name: str, folded: str) -> None:
        """Keep a date, with the time of day where it stands."""
        on, at = read_stamp(folded)
        if on is None:
            return
        if name == "issued":
            self.issued_on = self.issued_on or on
        elif self.published_on is None:
            self.published_on, self.published_at = on, at

    def harvest(self) -> Harvest:
        """The facts as the record keeps them."""
        plain = {
            name: self.values.get(name)
            for name in ("title", "source", "author", "editor", "issuer", "doc_number", "index_no", "topic")
        }
        attribute = self.values.get("attribute", "")
        return Harvest(
            **plain,
            published_at=self.published_at,
            published_on=self.published_on,
            issued_on=self.issued_on,
            attribute=next((code for word, code in ATTRIBUTES if word in attribute), None),
        )


def read_stamp(folded: str) -> tuple[date | None, datetime | None]:
    """The first whole date of a folded text, and the moment when a time of day follows."""
    match = STAMP.search(folded)
    if match is None:
        return None, None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        if match[4] is not None and int(match[4]) < 24 and int(match[5]) < 60:
            moment = datetime(year, month, day, int(match[4]), int(match[5]))  # noqa: DTZ001 (page says none)
            return moment.date(), moment
        return date(year, month, day), None
    except ValueError:
        return None, None


def labelled(line: Line) -> list[tuple[str, str, str]] | None:
    """Label, meaning and value of a line that consists of nothing but labelled facts; null for any other line."""
    if is_row(line):
        return _labelled_row(line)
    found = list(LABEL.finditer(line.folded))
    if not found:
        return None
    head = line.folded[: found[0].start()].strip(" |[]【】()")
    if head and not LEADING_STAMP.match(head + " "):
        return None
    facts = []
    if head:
        facts.append(("", "published", head))
    ends = [match.start() for match in found[1:]] + [len(line.text)]
    for match, end in zip(found, ends, strict=True):
        label = match[1].replace(" ", "")
        facts.append((label, _MEANING[label], line.text[match.end() : end].strip()))
    return facts


def _labelled_row(line: Line) -> list[tuple[str, str, str]] | None:
    """A row of an information box: label, value, label, value."""
    texts, shadows = cells_of(line.text), cells_of(line.folded)
    facts: list[tuple[str, str, str]] = []
    for shadow in shadows[0::2]:
        label = re.sub(r"[ :]", "", shadow)
        if label and label not in _MEANING:
            return None
        position = len(facts) * 2 + 1
        facts.append((label, _MEANING.get(label, "other"), texts[position] if position < len(texts) else ""))
    return facts if any(label for label, _, _ in facts) else None


def is_stamp_only(line: Line, *, timed: bool = False) -> bool:
    """A date with a time of day, or (unless `timed`) in digits and dashes, alone on its line or before a label."""
    match = STAMP.match(line.folded.lstrip("[("))
    if match is None:
        return False
    rest = line.folded.lstrip("[(")[match.end() :].strip(" |])")
    plain = not timed and "年" not in match[0]
    return (match[4] is not None or plain) and (rest == "" or LABEL.match(rest) is not None)


def facts_of(lines: Iterator[Line]) -> Facts:
    """Facts of page lines that are not the document's own (an HTML page's surroundings)."""
    facts = Facts()
    for line in lines:
        if len(line.text) > 300:
            continue
        for label, name, value in labelled(line) or ():
            if label not in WEAK or name == "published":
                facts.take(name, value)
        if is_stamp_only(line):
            facts.stamp("published", line.folded)
    return facts
