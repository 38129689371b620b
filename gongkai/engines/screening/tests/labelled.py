"""A labelled set of composed sentences: what is personal data in each and what only looks like it.

Of nobody: every name, number and address is made by compose.py. `cases()` gives the same set every time.
"""

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.engines.screening.tests import compose


class Case(NamedTuple):
    """A text and the (kind, start, end) that must be found in it."""

    text: str
    expected: tuple[tuple[str, int, int], ...]


# {kind} is put in and expected; everything else is as it stands, with <what> for what only looks alike.
POSITIVE = (
    "申请人：{name}，身份证号{identity}，联系电话{mobile}。",
    "{name}\t{identity}\t{mobile}\t{card}",
    "{name}，男，身份证号码：{identity}，住址：{home}。",
    "户主{name} 银行卡号：{card} 发放金额<amount>元",
    "请将补贴打入{card}（开户人：{name}）。",
    "联系人：{name} 手机{mobile} 邮箱{email}",
    "当事人{name}（公民身份号码{identity}）驾驶{plate}小型客车，于<date>违法停车。",
    "护照号码：{passport}，持有人：{name}。",
    "本人护照{passport}遗失，联系邮箱{email}。",
    "家住{home}的居民反映噪声扰民。",
    "住址：{home}；手机：{mobile}；",
    "住宅电话：{landline}，请勿外传。",
    "家庭电话{landline}，邮箱：{email}",
    "车牌{plate}的车主请速挪车，联系方式：{mobile}",
    "序号 <small> {name} {identity} <amount>",
    "<docnumber>附件：{name}，{identity}，{card}",
    "微信同号{mobile}。",
    "参保人{name}（{identity}）",
    "监护人：{name}，电话：{mobile}，住址：{home}",
    "号牌为{plate}、{plate}的车辆强制报废。",
)
NEGATIVE = (
    "根据《青原县政务公开办法》（<docnumber>）第<small>条第<small>款，现予公布。",
    "索引号：<index>  发文字号：<docnumber>  成文日期：<date>",
    "统一社会信用代码：<credit>",
    "中标单位：青原县恒通建设有限公司，<credit>，中标价<amount>元。",
    "项目代码：<project>，总投资<amount>元，建设期<small>个月。",
    "县民政局办公电话：<phone>，监督电话：<phone>，传真：<phone>。",
    "咨询电话：12345；县政务服务中心服务热线<phone>，地址：青原县政务服务中心<small>楼<room>室。",
    "本书书号为ISBN <isbn>，定价<small>.00元。",
    "控制点坐标：X=<coordinate>，Y=<coordinate>，东经<degree>，北纬<degree>。",
    "<date>，财政拨款收入<amount>元，支出<amount>元，结余<amount>元。",
    "邮箱：qyzwgk@qingyuan.gov.cn，网址：www.qingyuan.gov.cn，邮编276000。",
    "订单编号<order>，受理编号<order>，流水号<broken>。",
    "二维码编号<wrongid>，批次号<date8>。",
    "招标编号：QYZB-2024-<small>，合同编号QYHT<date8><small>。",
    "建设王家村3组道路<amount>米，惠及<small>户。",
    "会议在行政中心2号楼<room>会议室召开，参会<small>人。",
    "全县常住人口13800138人，比上年增长0.3%，粮食总产量13912345678公斤。",
    "截至2024年3月，累计发放13800138000元。",
    "许可证号：鲁（2024）青原县不动产权第<order7>号。",
    "G12高速、S240省道、E3地块、新A1区、川C2标段同步推进。",
    "执行标准GB/T 9704-2012、GB 11643-1999，型号HT-20240301-A。",
    "6岁以上儿童、满18周岁的公民、0-3岁婴幼儿照护服务。",
    "<table>",
)


def cases(rounds: int = 12) -> Iterator[Case]:
    """The set: every sentence so many times, each time with other numbers."""
    chance = random.Random(20240308)
    for _ in range(rounds):
        for template in (*POSITIVE, *NEGATIVE):
            yield fill(template, chance)


def fill(template: str, chance: random.Random) -> Case:
    """A sentence with its numbers, and where those of a person stand."""
    text, expected = "", []
    for piece in re.split(r"(\{\w+\}|<\w+>)", template):
        if piece.startswith("<"):
            text += _alike(piece[1:-1], chance)
        elif piece.startswith("{"):
            kind = piece[1:-1]
            value = _personal(kind, chance)
            expected.append(
                ({"card": "bank_card", "home": "address"}.get(kind, kind), len(text), len(text) + len(value))
            )
            text += value
        else:
            text += piece
    return Case(text, tuple(expected))


def _personal(kind: str, chance: random.Random) -> str:
    value: str = getattr(compose, kind)(chance)
    return compose.broken(value, chance) if kind in ("identity", "card", "mobile") else value


def _alike(kind: str, chance: random.Random) -> str:
    number = chance.randint
    match kind:
        case "amount":
            return chance.choice(
                (
                    f"{number(1, 99_999_999)}.{number(10, 99)}",
                    f"{number(1, 999)},{number(100, 999)},{number(100, 999)}.00",
                    f"{number(100, 999_999)}",
                )
            )
        case "small":
            return str(number(1, 99))
        case "room":
            return str(number(101, 912))
        case "date":
            year, month, day = number(2016, 2025), number(1, 12), number(1, 28)
            return chance.choice(
                (
                    f"{year}年{month}月{day}日",
                    f"{year}-{month:02d}-{day:02d}",
                    f"{year}-{month:02d}-{day:02d} 09:{number(10, 59)}",
                )
            )
        case "date8":
            return f"{number(2016, 2025)}{number(1, 12):02d}{number(1, 28):02d}"
        case "docnumber":
            return f"青政{chance.choice(('发', '办发', '字'))}〔{number(2016, 2025)}〕{number(1, 120)}号"
        case "index":
            return f"{compose.credit_code(chance)}/{number(2016, 2025)}-{number(1, 99_999):05d}"
        case "credit":
            return compose.credit_code(chance)
        case "project":
            return (
                f"{number(2016, 2025)}-371322-{number(1, 99):02d}-{number(1, 9):02d}-{number(1, 999_999):06d}"
            )
        case "phone":
            return compose.landline(chance)
        case "isbn":
            return chance.choice(
                (
                    f"978-7-{number(100, 999)}-{number(10_000, 99_999)}-{number(0, 9)}",
                    f"9787{number(100_000_000, 999_999_999)}",
                )
            )
        case "coordinate":
            return f"{number(3_000_000, 4_999_999)}.{number(100, 999)}"
        case "degree":
            return f"{number(30, 120)}.{number(100_000, 999_999)}"
        case "order":
            return (
                f"{number(2016, 2025)}{number(1, 12):02d}{number(1, 28):02d}{number(0, 9_999_999_999):010d}"
            )
        case "order7":
            return f"{number(0, 9_999_999):07d}"
        case "broken":
            value = compose.card(chance)
            return value[:-1] + str((int(value[-1]) + 3) % 10)
        case "wrongid":
            value = compose.identity(chance)
            return value[:-1] + ("5" if value[-1] != "5" else "6")
        case "table":
            return "\n".join("\t".join(str(number(1, 9_999_999)) for _ in range(6)) for _ in range(4))
    raise ValueError(kind)


def figures(
    found: list[set[tuple[str, int, int]]], wanted: list[Case], kinds: frozenset[str]
) -> tuple[float, float]:
    """Recall and precision over the whole set, exact spans, for the kinds named."""
    right = told = asked = 0
    for said, case in zip(found, wanted, strict=True):
        said = {one for one in said if one[0] in kinds}
        gold = {one for one in case.expected if one[0] in kinds}
        right, told, asked = right + len(said & gold), told + len(said), asked + len(gold)
    return right / asked, right / told
