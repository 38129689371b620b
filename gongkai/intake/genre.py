"""What the titles of official documents end in, and how two writings of one title are compared."""

import re

GENRES = (
    "通知|意见|办法|规定|决定|决议|公告|通告|公报|通报|议案|报告|请示|批复|复函|函|纪要|命令|令|"
    "条例|细则|规则|规范|规程|章程|准则|守则|制度|"
    "方案|预案|计划|规划|要点|纲要|清单|目录|名单|名录|台账|指南|指引|标准|流程|流程图|措施|举措|"
    "若干政策|政策|安排|分工|职责|"
    "解读|说明|问答|答复|回复|总结|建议|提案|倡议书|倡议|公开信|一封信|声明|启事|简报|简介|讲话|"
    "致辞|贺信|感谢信|"
    "公示|预告|预公告|情况|年报|年度报告|工作报告|一览表|明细表|统计表|汇总表|申请表|登记表|报名表|"
    "评分表|分解表|分工表|落实表|任务表|表|书|"
    "法|宪法|法典|解释|协议|合同|备忘录|承诺|机制|体系|工程|行动|导则|大纲|提纲|须知|手册|汇编|试点|"
    "调整|任免|任职|免职|结果|事项"
)
TAIL = (
    r"(?:\((?:[^()]{0,20}(?:试行|暂行|修订|修正|草案|稿|摘要|节选|版|代拟|定稿|补充|废止|失效|"
    r"第.{1,4}号|20\d\d年?)[^()]{0,12}|[一二三四五六七八九十]+)\))*"
)
GENRE_END = re.compile(rf"(?:{GENRES})[》>\"]?{TAIL}$")
# what a title of an outright document ends in (a heading such as 组织领导机制 is none of these)
FIRM_END = re.compile(
    r"(?:通知|意见|办法|规定|决定|决议|公告|通告|公报|通报|议案|报告|请示|批复|复函|函|纪要|命令|令|"
    r"条例|细则|方案|预案|计划|规划|要点|纲要|指南|"
    rf"章程|规则|规范|规程|制度|清单|目录|名单|公示|分解表|分工表|落实表|一览表|分工方案|解读|标准|"
    rf"措施|年报|倡议书|一封信|公开信|流程|守则)[》>]?{TAIL}$"
)
NOTICE_VERB = re.compile(r"印发|转发|批转|公布|发布|下发|颁布|颁发")
_MARKS = re.compile(r"[\s《》〈〉<>\"'“”‘’()\[\]·,.。:;、-]")


def same(one: str, other: str) -> bool:
    """Whether two folded titles are one, blanks and marks aside."""
    return bare(one) == bare(other)


def bare(folded: str) -> str:
    """A folded title without blanks and marks."""
    return _MARKS.sub("", folded)


def tidy_title(text: str) -> str:
    """Take stray blanks out of a title; one stays between two issuers, as it stands there by rule."""
    words = text.split(" ")
    joined = words[0]
    for word in words[1:]:
        issuers = (
            re.search(r"(?:厅|室|府|局|委|会|會|部|院|處|处|廳|辦|办|机关|機關)$", joined)
            and len(joined) >= 5
        )
        ascii_gap = (
            joined[-1:].isascii() and joined[-1:].isalpha() and word[:1].isascii() and word[:1].isalpha()
        )
        joined += (" " if (issuers and len(word) >= 4) or ascii_gap else "") + word
    return joined
