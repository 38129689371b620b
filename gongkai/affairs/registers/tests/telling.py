"""Telling: licences, penalties and a village board of the small county, on a given day."""

from collections.abc import Mapping
from datetime import date, datetime

from gongkai.affairs.registers.actions.entering import enter
from gongkai.affairs.registers.models import Record
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import CHINA
from tests.county import County

DAY = date(2026, 3, 2)
LICENCE = {
    "number": "青建许〔2026〕3号",
    "document": "建筑工程施工许可决定书",
    "category": "普通",
    "subject_kind": "法人及非法人组织",
    "subject": "青原县宏远建筑有限公司",
    "credit_code": "91991022MB00000368",
    "representative": "高远山",
    "content": "准予桥头镇中心小学教学楼工程开工建设。",
    "decided_on": "2026-02-27",
}
PENALTY = {
    "number": "青建罚〔2026〕5号",
    "subject_kind": "自然人",
    "subject": "马德顺",
    "violation": "未取得施工许可擅自施工",
    "facts": "当事人未取得建筑工程施工许可证，在桥头镇擅自开工建设。",
    "legal_basis": "《建筑工程施工许可管理办法》第十二条",
    "category": "罚款",
    "content": "责令停止施工，处罚款五千元。",
    "fine": "0.5",
    "decided_on": "2026-02-27",
}
BOARD = {
    "matter": "耕地地力保护补贴发放",
    "period": "2026年一季度",
    "category": "惠农补贴",
    "content": "本村42户，按核定面积发放。",
    "amount": "36,120.5",
    "payee": "石大山",
    "posted_on": "2026-03-02",
}


def at(day: date | str, hour: int = 9) -> datetime:
    """That hour of a day."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(found.year, found.month, found.day, hour, tzinfo=CHINA)


def licence(county: County, **changes: str) -> Record:
    """A licence that the housing bureau granted."""
    return entered(county.zhou_min, county.housing, "licences", LICENCE, **changes)


def penalty(county: County, **changes: str) -> Record:
    """A penalty that the housing bureau imposed on a person."""
    return entered(county.zhou_min, county.housing, "penalties", PENALTY, **changes)


def entered(
    by: Officer, agency: Agency, register: str, given: Mapping[str, str], /, **changes: str
) -> Record:
    """A draft with some of its facts changed."""
    return enter(by=by, agency=agency, register=register, facts={**given, **changes})


def village(county: County) -> tuple[Agency, Officer]:
    """后湾村 under the township, and its clerk, in a county that goes by the pack of 萧县."""
    adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=DAY)
    place = agencies.open_agency(
        by=SYSTEM, slug="houwan", name="桥头镇后湾村", short_name="后湾村", kind="village", parent=county.township,
        index_code="MB0000999", opened_on=date(2004, 1, 1),
    )  # fmt: skip
    clerk = agencies.appoint(by=SYSTEM, agency=place, username="shixiulan", name="石秀兰", password_hash="!")
    agencies.grant_role(clerk, by=SYSTEM, role="village_clerk", agency=place)
    return place, clerk


def owed(record: Record) -> dict[str, Duty]:
    """The duties about a record, by rule."""
    kind, number = record.subject
    return {one.rule: one for one in Duty.objects.filter(subject_kind=kind, subject_id=number)}
