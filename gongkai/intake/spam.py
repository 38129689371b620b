"""Spam that hacked or scraped pages carry: adult and gambling lines, foreign domains at a document's edges."""

import re

from gongkai.intake.lines import Line
from gongkai.intake.record import RepairDone

# Words of spam pages. None is a word of official prose, so a police notice on gambling does not trip them
# (赌博, 色情, 淫秽 are such words and are left out on purpose).
STRONG = re.compile(
    "人妻|无码|中文字幕|中出|一区二区|国产精品|国产亚洲|国产在线|国产视频|日韩欧美|欧美日韩|日韩精品|亚洲视频|亚洲精品|"
    "久久精品|久久久|成人视频|成人网站|成人电影|成人小说|三级片|激情视频|免费视频在线|在线观看免费|高清免费观看|"
    "一本书道|一本道|伊人|蕉中文|香蕉视频|大香蕉|少妇|熟女|巨乳|萝莉|援交|约炮|裸聊|同城交友|上门服务|av在线|"
    "百家乐|时时彩|六合彩|北京赛车|老虎机|真人荷官|真人娱乐|博彩平台|菠菜平台|娱乐城|新葡京|葡京娱乐|威尼斯人娱乐|"
    "皇冠体育|皇冠新现金网|足球投注|体育投注|彩票平台|彩票计划|开户送|注册送彩金|彩金|棋牌游戏下载|开元棋牌|"
    "代开发票|代办证件|刻章办证|私服发布|传奇私服|刷单兼职|网赚|贷款秒批"
)
URL = re.compile(r"(?:https?://|www\.)([a-z0-9.-]+\.[a-z]{2,})(?::\d+)?[^\s\u4e00-\u9fff]*")
URL_ONLY = re.compile(rf"[\[\]()<>|\s]*{URL.pattern}[\[\]()<>|\s/]*")
OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov|edu|org|mil|ac|com|net)?\.?cn$|(?:^|\.)(?:people|xinhuanet|weibo|qq)\.com$"
)
EDGE = 4


def remove_spam(lines: list[Line]) -> tuple[list[Line], list[RepairDone], list[str]]:
    """Lines without spam, the repairs (kind `spam`) and doubts about what may be spam but was kept.

    A line with two different spam words goes wherever it stands; with one word, only when it is no sentence and
    stands at an edge. A line that is nothing but a foreign address goes at the edges.
    """
    kept: list[Line] = []
    removed: list[str] = []
    doubts: list[str] = []
    last = len(lines) - 1
    for at, line in enumerate(lines):
        edge = at < EDGE or at > last - EDGE
        words = set(STRONG.findall(line.folded))
        address = URL_ONLY.fullmatch(line.folded) if edge else None
        if (
            len(words) >= 2
            or (words and edge and "。" not in line.text)
            or (address is not None and not OFFICIAL.search(address[1]))
        ):
            removed.append(line.text)
        else:
            if words:
                doubts.append(f"第 {at + 1} 行含可疑词语「{min(words)}」，已保留，请核对。")
            kept.append(line)
    repairs = [RepairDone("spam", len(removed), [text[:120] for text in removed[:5]])] if removed else []
    return kept, repairs, doubts
