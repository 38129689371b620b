"""What registers hold is counted from records: licences, penalties, enforcement, fees, each with those behind it."""

from decimal import Decimal

from gongkai.affairs.registers import schemas
from gongkai.affairs.registers.actions.entering import discard
from gongkai.affairs.registers.tests.telling import DAY, at, entered, licence, penalty
from gongkai.kernel.clock import frozen
from gongkai.oversight.reports import behind
from gongkai.oversight.reports.counting import REGISTERED, count
from gongkai.oversight.reports.form import TABLE2
from tests.county import County

INCOME = {
    "code": "103044",
    "item": "城镇垃圾处理费",
    "since": "2026-01-01",
    "until": "2026-02-28",
    "amount": "8200",
}
ENFORCEMENT = {
    "number": "青建强〔2026〕1号",
    "category": "查封场所、设施或者财物",
    "subject_kind": "法人及非法人组织",
    "subject": "青原县宏远建筑有限公司",
    "facts": "未取得施工许可擅自施工，经责令停止后继续施工。",
    "legal_basis": "《中华人民共和国城乡规划法》第六十八条",
    "content": "查封施工现场。",
    "decided_on": "2026-02-25",
}


def test_what_was_decided_in_the_year_counts_whether_public_or_not(county: County) -> None:
    with frozen(at(DAY)):
        one = licence(county)
        licence(county, number="青建许〔2025〕88号", decided_on="2025-12-31")
        discard(licence(county, number="青建许〔2026〕4号"), by=county.zhou_min)
        penalty(county)
        entered(county.zhou_min, county.housing, "enforcements", ENFORCEMENT)
        entered(county.zhou_min, county.housing, "fee_income", INCOME)
        entered(county.guo_liang, county.township, "fee_income", INCOME, amount="1,800.5")
        whole, own = (count(agency, 2026).tables["table2"] for agency in (county.government, county.housing))
        opened = behind.behind(county.government, 2026, "table2", "fees", "amount")
        listed = behind.behind(county.housing, 2026, "table2", "licences", "decided")
        assert opened.total == Decimal("1.0001") and len(opened) == 2
        assert sum(each.value for each in opened.page(0, 9)) == Decimal("1.00005")
    assert (own["licences"]["decided"], own["penalties"]["decided"]) == (1, 1)
    assert own["compulsory"]["decided"] == whole["compulsory"]["decided"] == 1
    assert own["fees"]["amount"] == Decimal("0.82") and whole["fees"]["amount"] == Decimal("1.0001")
    assert [(each.id, each.label, each.value) for each in listed.page(0, 9)] == [(str(one.pk), one.key, 1)]


def test_the_packs_fill_the_rows_that_nobody_types(county: County) -> None:
    rows = {one.report.row: one.report.sum for one in schemas.of_house().values() if one.report}
    assert set(rows) == set(REGISTERED)
    assert {row for row, total in rows.items() if total} == {
        row for row in REGISTERED if "amount" in TABLE2[row].columns
    }
