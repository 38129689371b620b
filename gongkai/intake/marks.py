"""The disclosure mark 公开属性 that the text itself carries: （此件公开发布） and its kin."""

import re

from gongkai.intake.lines import Line

MARK = re.compile(
    r"此件(?:属)?(?:于)?(不予公开|不公开|非公开|依申请公开|主动公开|公开发布|删减后公开|网上公开|"
    r"全文公开|公开)|"
    r"(?:^|[ \[(])(?:(?:政府)?信息公开(?:选项|属性|类别|方式|形式)|公开(?:属性|方式|选项|类别|"
    r"形式)) ?: ?(不予公开|依申请公开|主动公开|全文公开|公开)"
    r"|^[\[(](不予公开|依申请公开|主动公开)[\])]$"
)
CODES = {"不予公开": "exempt", "不公开": "exempt", "非公开": "exempt", "依申请公开": "on_request"}


def disclosure_mark(lines: list[Line]) -> tuple[str | None, str | None]:
    """proactive, on_request, exempt or null; and a doubt when two marks contradict each other."""
    found: list[str] = []
    for line in lines:
        if len(line.text) > 60 or "公开" not in line.folded:
            continue
        match = MARK.search(line.folded)
        if match is not None and not line.folded.endswith("。"):
            word = match[1] or match[2] or match[3]
            found.append(CODES.get(word, "proactive"))
    if len(set(found)) > 1:
        return None, "文中有互相矛盾的公开属性标注，请人工认定。"
    return (found[0], None) if found else (None, None)
