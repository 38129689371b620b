"""Home addresses 住址: down to unit or room in a community, down to group or number in a village."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.lexicon import anchors
from gongkai.engines.screening.reading import Reading, begins

_NUMBER = r"[0-9０-９A-Za-z一二三四五六七八九十百甲乙丙丁]"
_BUILDING = rf"{_NUMBER}{{1,5}}\s?(?:号楼|号院|栋|幢|座|号|楼|#楼?)\s?"
_UNIT = rf"{_NUMBER}{{1,3}}\s?单元\s?"
_ROOM = r"[0-9０-９]{2,4}(?:-[0-9]{1,4})?(?![0-9０-９个套间层])\s?(?:室|户|房|号)?"
# What stands at the end of an address; read backwards from an anchor it begins at its building.
_HOUSE = re.compile(
    rf"(?:{_BUILDING}(?:{_BUILDING})?(?:{_UNIT})?(?:{_NUMBER}{{1,3}}[层楼]\s?)?{_ROOM}"
    rf"|(?:{_BUILDING})?{_UNIT}(?:{_NUMBER}{{1,3}}[层楼]\s?)?(?:{_ROOM})?"
    r"|[0-9０-９]{1,4}-[0-9０-９]{1,3}-[0-9０-９]{2,4}\s?室?|[0-9０-９]{2,4}\s?室)"
)
_VILLAGE = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:村|屯|寨|庄|社区)(?:[\u4e00-\u9fff]{1,4}(?:屯|寨|湾|自然村))?(?:村民)?"
    r"第?[0-9０-９一二三四五六七八九十]{1,3}(?:组|社|队|小组)(?:[0-9０-９]{1,4}号?)?"
    r"|[\u4e00-\u9fff]{1,8}(?:村|屯|寨|庄)[0-9０-９]{1,4}号"
)
_RESIDENCE = re.compile(
    "小区|花园|家园|公寓|新村|嘉园|佳苑|宿舍|家属院|[苑城庭府里园院居墅湾区]$|[路街巷道弄]"
)
_HOME = re.compile(
    "住址|现住|家住|住所|居住|户籍|户口|家庭地址|家庭住址|联系地址|通讯地址|通信地址|收件地址|户主|住在|籍贯|房屋坐落|"
    r"(?:^|[，,；;。、\s前原])住(?![房宅建院户宿所])|(?:村|居)民(?=[\u4e00-\u9fff]*[村屯寨庄])"
)
_OFFICE = re.compile(
    "中心|大厦|大楼|办公|政府|机关|大厅|法院|检察|银行|公司|学校|医院|酒店|宾馆|商场|广场|会议|园区|产业园|科技园|写字楼|"
    "[局委厅]|教室|实验|项目|改造|工程"
)
_EDGE = re.compile(r"[，,。；;：:、\s()（）“”\"《》|]")
_LEAD = re.compile(
    r"^.*(?:住址|现住|家住|住所地?|居住[地在于]?|户籍(?:地址|所在地)?|户口所在地|地址|住在|坐落|位于|住|[村居]民(?=[\u4e00-\u9fff]*[村屯寨庄]))[是为于在]?"
)
# 1单元至4单元: several, so nobody's door.
_RANGE = re.compile(rf"\s?[至到~～—-]\s?{_NUMBER}")
LONGEST = 40
_DIGITS = "0123456789０１２３４５６７８９"
_COUNTED = _DIGITS + "一二三四五六七八九十"
_NUMBERED = _COUNTED + "甲乙丙丁 ABCDabcd"
_RARE = anchors("单元", "栋", "幢", "号楼", personal=True)
_ROOMS = anchors(*(sign + "室" for sign in _NUMBERED), personal=True)
_GROUPS = anchors(*(sign + "组" for sign in _COUNTED), personal=True)
_DOORS = anchors(*("村" + digit for digit in _DIGITS), personal=True)
ANCHORS = _RARE | _ROOMS | _GROUPS | _DOORS


@begins(*ANCHORS)
def find_addresses(reading: Reading) -> Iterator[Finding]:
    """Addresses that lead to one door. Rooms of offices are passed over, groups of villages need a person beside."""
    taken: list[tuple[int, int]] = []
    rooms = (at + 1 for at in reading.places(_ROOMS))
    for at in sorted((*reading.places(_RARE), *rooms)):
        if taken and at < taken[-1][1]:
            continue
        if (found := _house(reading, at)) is None or (taken and found[0] < taken[-1][1]):
            continue
        taken.append(found)
        yield reading.finding(
            "address", *found, "block", "住址精确到单元或者房号，属于个人信息，请遮盖门牌、单元和房号。"
        )
    for at in (*(at + 1 for at in reading.places(_GROUPS)), *reading.places(_DOORS)):
        if (spot := _village(reading, at)) and not any(start <= spot[0] < end for start, end in taken):
            taken.append(spot)
            yield reading.finding(
                "address", *spot, "warn", "住址精确到村民小组或者门牌，属于个人信息，请遮盖组号和门牌。"
            )


def _house(reading: Reading, anchor: int) -> tuple[int, int] | None:
    text = reading.text
    low = max(0, anchor - LONGEST)
    head = text[low:anchor]
    edges = [edge.end() for edge in _EDGE.finditer(head) if not edge[0].isspace() or edge[0] in "\n\t"]
    low += edges[-1] if edges else 0
    window = text[low : anchor + 20].partition("\n")[0]
    house = next((one for one in _HOUSE.finditer(window) if one.end() > anchor - low), None)
    if house is None or house.start() > anchor - low:
        return None
    place = window[: house.start()]
    lead = _LEAD.match(place)
    start = low + (lead.end() if lead else 0)
    place = text[start : low + house.start()].lstrip()
    start = low + house.start() - len(place)
    before = reading.before(start, 30)
    named = bool(_HOME.search(before))
    if not named and (_RANGE.match(window, house.end()) or place.endswith(("至", "到", "~", "～", "—"))):
        return None
    if not named and (_OFFICE.search(place) or _OFFICE.search(house[0])):
        return None
    strong = "单元" in house[0] or "栋" in house[0] or "幢" in house[0] or "号楼" in house[0]
    if not (named or (place and _RESIDENCE.search(place)) or (strong and place)):
        return None
    if sum(char.isdigit() for char in house[0]) < 2 and "室" not in house[0] and "单元" not in house[0]:
        return None
    return start, low + house.start() + len(house[0].rstrip())


def _village(reading: Reading, at: int) -> tuple[int, int] | None:
    text = reading.text
    low = max(0, at - 24)
    window = text[low : at + 12]
    spot = next((one for one in _VILLAGE.finditer(window) if one.start() <= at - low < one.end()), None)
    if spot is None:
        return None
    before = reading.before(low + spot.start(), 24) + spot[0]
    lead = _LEAD.match(spot[0])
    start = low + spot.start() + (lead.end() if lead else 0)
    after = reading.after(low + spot.end(), 8)
    if not _HOME.search(before) and not re.match("(?:村民|居民|农户|住户)", after):
        return None
    return start, low + spot.end()
