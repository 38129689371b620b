"""Names of units in text: what can carry a duty or sign a document, and how a list of them is split."""

import re
from functools import lru_cache

# what the names of offices, departments and bodies end in (folded to simplified)
ENDINGS = (
    "人民政府|政府|办公厅|办公室|委员会|管委会|管委|管理委|领导小组|指挥部|联席会议|工作组|工作专班|专班|"
    "人民法院|法院|检察院|公安局|分局|支队|大队|街道办事处|办事处|街道办|街道|联合会|总工会|工会|协会|商会|学会|"
    "基金会|合作社|联社|集团|公司|支行|分行|银行|大学|学院|学校|中学|小学|医院|幼儿园|妇联|团委|团市委|团县委|团省委|"
    "残联|文联|科协|社科联|工商联|红十字会|侨联|党委|党组|党工委|工委|纪委|监委|省委|市委|县委|区委|州委|"
    "编委|编办|人大|政协|常委会|村委会|居委会|村民委员会|居民委员会|理事会|分会|总会|"
    "中心|单位|部门|科室|处室|股室|机构|机关|企业|部委|省直|市直|县直|办|厅|局|委|部|处|科|室|股|院|署|站|所|队|馆|"
    "社|台|库|段|场|园区|开发区|高新区|经开区|新区|保税区|风景区|景区|乡镇|镇街|镇|乡|村|社区|县区|区县|县市区|"
    "市区|市县|地区|各地|各县|各区|各市|各州|各盟|各旗|组成员单位|成员单位"
)
UNIT = re.compile(rf"(?:{ENDINGS})(?:\([^()]{{1,30}}\))*$")
AGENCY_ENDINGS = (
    "人民政府|机关|办公厅|办公室|委员会|管委会|管委|领导小组|指挥部|联席会议|法院|检察院|分局|支队|大队|总队|办事处|"
    "联合会|总工会|协会|商会|学会|红十字会|集团|公司|支行|分行|银行|大学|学院|学校|医院|妇联|团委|党委|党组|党工委|工委|纪委|监委|"
    "省委|市委|县委|区委|州委|编委|编办|中心|办|厅|局|委|部|处|室|院|署|站|所|社|台|科协|残联|文联|工商联|税务总局|科|"
    "中学|小学|委会|总局|组织部|宣传部|统战部|政法委|网信办|教育局|自治区|筹备组|馆|队|政府"
)
AGENCY = re.compile(
    rf"[\u4e00-\u9fff〇·“”()0-9a-z]{{2,40}}?(?:{AGENCY_ENDINGS})(?:\((?:室|厅|章|印章|盖章|代章|公章)\))?$"
)
NOT_UNITS = re.compile(
    r"网站$|场所$|负责人$|责任人$|同志$|工作$|全部$|内部$|干部$|局部$|好处$|到处$|之处$|处处$|难处$|教科$|市场$|现场$|立场$|"
    r"广场$|会场$|农场主$|平台$|后台$|柜台$|电台$|出台$|舞台$|一站$|车站$|数据库$|项目库$|政策库$|文件库$|目录库$|专家库$|"
    r"资源库$|信息库$|阶段$|手段$|社会$|旅行社$|专委$|科室负责|的$|示范区$|^[村社区县市镇乡委办部处科室]$|^全部|^主要|窗口$"
)
SEPARATORS = re.compile(r"[,;/]| (?=[\u4e00-\u9fff])")
CONJUNCTION = re.compile(r"和|与|及|以及|会同|并")
TAIL = re.compile(
    r"(?:等)?(?:按照?|根据|依)?(?:各自)?(?:职责|分工|职能)?(?:分工|职责)?(?:分别|共同|具体|配合|参与|协同)?"
    r"(?:负责(?:落实|实施|组织实施|推进)?|落实|组织实施|配合|参与|承办|参加|牵头|牵头负责|协助|协同|分工负责)$"
)
AND_OTHERS = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十]+个)?(?:有关|相关)?(?:市直|县直|省直|区直)?(?:责任)?(?:部门|单位|科室|处室|机构)?$"
)
ALL_OF = re.compile(r"^各(?:有关|相关)?[乡镇区县市州盟旗村](?:\([^()]*\))?$")
ALL_OF_NEXT = re.compile(
    r"^(?:乡|镇|区|县|市|州|盟|旗|村|街道|街|园区|场|开发区|社区|办事处)(?:\([^()]*\))?"
    r"(?:人民政府|政府|党委|党工委|街道办事处|办事处|管委会|委员会)?(?:\([^()]*\))?$"
)


def is_unit(folded: str) -> bool:
    """Whether a folded phrase reads as the name of a unit, or of a class of units (各科室, 有关部门)."""
    return (
        2 <= len(folded) <= 45
        and UNIT.search(folded) is not None
        and NOT_UNITS.search(folded) is None
        and not any(char in "。:《》?!" for char in folded)
    )


def is_agency(folded: str) -> bool:
    """Whether a folded phrase can be the name of one agency that signs a document."""
    return AGENCY.fullmatch(folded) is not None and NOT_UNITS.search(folded) is None


def split_outside_brackets(text: str, folded: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Spans of `text` between matches of `pattern` that stand outside round brackets."""
    depth, at, spans = 0, 0, []
    depths = []
    for char in folded:
        if char == "(":
            depth += 1
        depths.append(depth)
        if char == ")" and depth:
            depth -= 1
    for match in pattern.finditer(folded):
        if depths[match.start()] == 0:
            spans.append((at, match.start()))
            at = match.end()
    spans.append((at, len(text)))
    return spans


def split_units(text: str, folded: str) -> list[str]:
    """The members of a list of units, in the text's own script and order, each once.

    Brackets stay with their name (综合处(人事处)); 各乡、镇人民政府 is one member, not two; 和/与/及 part two
    names only where both sides are units, since names carry them too (法制与宣传处).
    """
    if folded.startswith("(") and folded.count("(") > folded.count(")"):
        text, folded = text[1:], folded[1:]
    return list(_members(text, folded))


@lru_cache(maxsize=4096)
def _members(text: str, folded: str) -> tuple[str, ...]:
    pieces: list[tuple[str, str]] = []
    for start, end in split_outside_brackets(text, folded, SEPARATORS):
        piece, shadow = _trimmed(text[start:end], folded[start:end])
        if not shadow:
            continue
        if pieces and ALL_OF.match(pieces[-1][1]) and ALL_OF_NEXT.match(shadow):
            gap = text[start - 1] if start else "、"
            pieces[-1] = (pieces[-1][0] + gap + piece, pieces[-1][1] + "," + shadow)
        else:
            pieces.append((piece, shadow))
    units: list[str] = []
    for piece, shadow in pieces:
        for unit in _split_conjunction(piece, shadow):
            if unit not in units:
                units.append(unit)
    return tuple(units)


def _trimmed(text: str, folded: str) -> tuple[str, str]:
    """Take 负责落实, 等有关部门 and the like off the end of one name."""
    for pattern in (TAIL, AND_OTHERS):
        match = pattern.search(folded)
        if match is not None and match.start() > 0:
            text, folded = text[: match.start()], folded[: match.start()]
    left = len(folded) - len(folded.lstrip(" .由\"'"))
    if folded[left : left + 1] == "(" and folded.count("(") > folded.count(")"):
        left += 1
    return text[left:].strip(), folded[left:].strip()


def _split_conjunction(text: str, folded: str) -> list[str]:
    for start, end in [(match.start(), match.end()) for match in CONJUNCTION.finditer(folded)]:
        before, after = folded[:start].strip(), folded[end:].strip()
        if (
            before.count("(") == before.count(")")
            and after[:1] not in ("其", "所")
            and is_unit(before)
            and is_unit(after)
        ):
            return [text[:start].strip(), *_split_conjunction(text[end:].strip(), after)]
    return [text]
