"""Tells a document from the page around it: reads the facts that stand there, then drops what is no document."""

import re

from gongkai.intake.genre import GENRE_END
from gongkai.intake.lines import Line, is_prose, is_row
from gongkai.intake.navigation import NAV, is_navigation
from gongkai.intake.page_facts import WEAK, Facts, is_stamp_only, labelled, read_stamp
from gongkai.intake.record import RepairDone

# whole lines that only page chrome carries, wherever they stand
ALWAYS = re.compile(
    r"扫一扫|扫码(?:阅读|查看|关注|分享)|二维码|我要纠错|保护视力色|视力保护色|打印本[页文稿]|关闭(?:本页|窗口|页面)|打印此页|加入收藏|设为首页|"
    r"返回(?:顶部|首页|上一?页|列表)|回到顶部|收藏本[页站]|推荐给朋友|下载全文|(?:浏览|阅读|点击|访问)(?:次数|人次|量|数)\s*[::]?\s*\d*|"
    r"^上一[篇条页][::]?|^下一[篇条页][::]?|^(?:您?(?:当前|现在|所在)的?(?:位置|栏目)|位置)[::]|^首页\s*[>»→/|-]|"
    r"icp备|公网安备|网站标识码|版权所有|copyright|©|技术支持[::]|主办(?:单位)?[::].{2,40}承办|网站地图|最佳(?:浏览|分辨率)|"
    r"建议使用.{0,20}浏览器|^分享(?:到|至)|^(?:微信|微博|qq|空间)(?:分享|好友)|无障碍(?:浏览|阅读)|关怀版|长者(?:版|模式|助手)|"
    r"^点击(?:下载|查看|打开|这里)|^(?:字体|字号|文字大小)(?:大小)?[::]|^【?(?:字体|字号)|javascript:|您的浏览器|浏览器版本|"
    r"政府网站找错|仅供参考,以.{0,12}为准|^(?:语音)?(?:播报|朗读)|^(?:稿件)?(?:一审|二审|三审|初审|终审)[::]|智能(?:问答|机器人)"
)
# lists of other pages, after the document
LISTS = re.compile(
    r"(?:相关(?:链接|阅读|解读|文件|信息|政策|文章|报道|新闻|稿件|附件下载|内容|推荐|图解|文档)|友情链接|网站导航|热点(?:专题|推荐|新闻)|推荐阅读|延伸阅读|"
    r"猜你喜欢|最新(?:文件|信息|公开)|热门(?:文章|信息)|站内搜索|联系我们|关于我们|部门链接|网站声明|政策关联|关联解读|关联文件|解读文件)[::]?"
)
OWN_HEADINGS = re.compile(r"(?:政策解读|图解|相关内容|联系方式)[::]?")
ENGLISH = re.compile(r"[\x20-\x7e©®–—’“”·•|»]{1,120}")
BREADCRUMB = re.compile(
    r"^(?:首页|网站首页|主页|home|当前位置|您的位置|您当前的位置|您现在的位置|所在位置)\s*[::]?.*[>»→].*"
)
ARROWS = re.compile(r"^[^。;]{1,20}(?:\s*(?:>+|»|→)\s*[^。;>»→]{1,30}){1,8}$")


def drop_chrome(lines: list[Line]) -> tuple[list[Line], Facts, list[RepairDone]]:
    """The document's lines, the facts that stood around it, and one repair (kind `chrome`) for what was dropped.

    Labelled facts go from anywhere when no label is an everyday word; everyday labels (时间:, 来源:) only before
    the text begins, since a notice of a meeting carries them too.
    """
    facts = Facts()
    dropped: list[str] = []
    kept: list[Line] = []
    cut = _tail_lists(lines)
    in_head = True
    value_of: str | None = None
    menu = [0 < len(line.text) <= 12 and line.bare in NAV for line in lines]
    for at, line in enumerate(lines):
        if in_head and at > 0 and (is_prose(line) or _is_addressee(line)) and not is_stamp_only(line):
            in_head = labelled(line) is not None
        if value_of is not None and _takes(value_of, line):
            facts.take(value_of, line.text)
            dropped.append(line.text)
            value_of = None
            continue
        value_of = _label_alone(line) if in_head else None
        in_menu = in_head and menu[at] and any(menu[max(at - 1, 0) : at] + menu[at + 1 : at + 2])
        if at >= cut or in_menu or _is_chrome(line, facts, in_head=in_head, near_end=at >= len(lines) - 6):
            dropped.append(line.text)
        else:
            kept.append(line)
    repairs = [RepairDone("chrome", len(dropped), [text[:80] for text in dropped[:8]])] if dropped else []
    return kept, facts, repairs


def _is_chrome(line: Line, facts: Facts, *, in_head: bool, near_end: bool) -> bool:
    if is_prose(line) and not in_head:
        return False
    if len(line.text) <= 300 and (in_head or near_end or ":" in line.folded or is_row(line)):
        stated = labelled(line)
        if stated is not None and _is_page_fact(stated, in_head=in_head, near_end=near_end):
            for _, name, value in stated:
                facts.take(name, value)
            return True
        if is_stamp_only(line, timed=not in_head) and (in_head or near_end):
            facts.stamp("published", line.folded)
            for _, name, value in stated or ():
                facts.take(name, value)
            return True
    if len(line.text) <= 160 and ALWAYS.search(line.folded) and not is_prose(line):
        found = labelled(line)
        for label, name, value in found or ():
            if label not in WEAK:
                facts.take(name, value)
        _editor_inside(line, facts)
        return True
    if BREADCRUMB.match(line.folded) or (in_head and ARROWS.match(line.folded)):
        return True
    if is_navigation(line):
        return True
    return (in_head or near_end) and ENGLISH.fullmatch(line.folded) is not None and _is_menu_english(line)


def _label_alone(line: Line) -> str | None:
    """The meaning of a line that is one label without its value: the value then stands on the next line."""
    stated = labelled(line) if len(line.text) < 16 else None
    return stated[0][1] if stated is not None and len(stated) == 1 and not stated[0][2] else None


def _takes(name: str, line: Line) -> bool:
    """Whether a line can be the value of a label that stood alone above it."""
    if labelled(line) is not None or is_prose(line) or len(line.text) > 120:
        return False
    if name in ("published", "issued"):
        return read_stamp(line.folded)[0] is not None and len(line.text) < 32
    if name == "title":
        return True
    if name == "other":
        return len(line.text) < 12
    return len(line.text) < 60 and GENRE_END.search(line.folded) is None


def _is_menu_english(line: Line) -> bool:
    return not any(char.isdigit() for char in line.folded) or "copyright" in line.folded


def _editor_inside(line: Line, facts: Facts) -> None:
    match = re.search(r"(责任编辑|编辑|责编|来源)\s*:\s*([^\s|\])】]{2,20})", line.folded)
    if match is not None:
        facts.take("source" if match[1] == "来源" else "editor", line.text[match.start(2) : match.end(2)])


def _is_page_fact(stated: list[tuple[str, str, str]], *, in_head: bool, near_end: bool) -> bool:
    strong = sum(label not in WEAK and label != "" for label, _, _ in stated)
    if any(len(value) > 120 for _, _, value in stated):
        return False
    if in_head:
        return True
    return (
        strong >= 1
        if near_end
        else strong >= 1 and all(name != "other" or strong > 1 for _, name, _ in stated)
    )


def _is_addressee(line: Line) -> bool:
    return (
        line.folded.endswith(":")
        and re.search(r"[各局委办厅政府部门单位]", line.folded) is not None
        and labelled(line) is None
        and len(line.text) >= 4
    )


def _tail_lists(lines: list[Line]) -> int:
    """Where lists of other pages begin after the document, or the number of lines.

    Nothing that could be the document's own may follow: no sentence, no row, no signature. A heading that a document
    may have itself (政策解读) counts only right at the end.
    """
    cut = len(lines)
    for at in range(len(lines) - 1, max(len(lines) // 2, 2), -1):
        if _is_own(lines[at]):
            break
        if LISTS.fullmatch(lines[at].folded) or (
            OWN_HEADINGS.fullmatch(lines[at].folded) and len(lines) - at <= 8
        ):
            cut = at
    return cut


def _is_own(line: Line) -> bool:
    return (
        is_row(line)
        or line.folded.endswith(("。", ";", "日", "日)"))
        or line.folded.startswith(("附件", "(此件"))
    )
