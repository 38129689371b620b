"""A table is entered whole or not at all, every bad line named; the same table again adds nothing."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai.affairs.registers import values
from gongkai.affairs.registers.actions.importing import import_rows
from gongkai.affairs.registers.models import Record
from gongkai.affairs.registers.tests.telling import DAY, LICENCE, at, licence, owed
from gongkai.engines.files import FileRefused, grid
from gongkai.engines.files.reading.grid import grid as read_grid
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from gongkai.kernel.law import load_pack
from gongkai.kernel.law.register_law import registers_of
from tests.county import County

HEAD = "许可决定文书号,许可决定文书名称,许可类别,行政相对人类别,行政相对人名称,许可内容,许可决定日期\n"
ROWS = [
    '青建许〔2026〕1号,施工许可决定书,普通,自然人,马德顺,"准予修缮\n住宅。",2026/2/25\n',
    "青建许〔2026〕2号,施工许可决定书,普通,法人及非法人组织,青原县供水有限公司,准予开挖道路。,2026-02-26\n",
]


def rows(*lines: str, head: str = HEAD) -> list[tuple[int, list[str]]]:
    return grid("".join([head, *lines]).encode("gb18030"))


def imported(county: County, *lines: str, head: str = HEAD) -> tuple[int, int]:
    found = import_rows(
        by=county.zhou_min, agency=county.housing, register="licences", rows=rows(*lines, head=head)
    )
    return len(found.added), found.same


def test_the_same_table_again_and_a_longer_one_add_only_what_is_new(county: County) -> None:
    with frozen(at(DAY)):
        assert imported(county, *ROWS) == (2, 0)
        assert imported(county, *ROWS) == (0, 2)
        assert imported(county, *ROWS, ROWS[0].replace("1号", "3号")) == (1, 2)
    person = Record.objects.get(key="青建许〔2026〕1号")
    assert person.facts["content"] == "准予修缮\n住宅。" and person.title == "马**"
    assert {one.rule for one in map(owed(person).get, ["licence_publish"]) if one} == {"licence_publish"}


def test_every_bad_line_is_named_by_its_number_and_nothing_is_half_written(county: County) -> None:
    with frozen(at(DAY)):
        licence(county)
        changed = f"{LICENCE['number']},另一决定书,普通,自然人,马德顺,准予。,2026-02-27\n"
        lines = [*ROWS, ROWS[1], changed, "青建许〔2026〕8号,,特批,自然人,马德顺,准予。,昨天,多\n"]
        with pytest.raises(Refused) as refused:
            imported(county, *lines)
        # The first row takes two lines of the file, as an editor counts them.
        assert [reason.split("：")[0] for reason in refused.value.reasons] == [
            "第5行", "第6行", "第7行", "第7行", "第7行", "第7行",
        ]  # fmt: skip
        assert Record.objects.count() == 1


def test_heads_are_named_in_any_order_and_by_id_and_what_is_missing_is_said(county: County) -> None:
    with frozen(at(DAY)), pytest.raises(Refused) as refused:
        imported(county, "1,2,3\n", head="number,许可决定文书号,颜色\n")
    assert len(refused.value.reasons) == 2 + 6  # a column twice, one unknown, six required ones missing


def test_a_workbook_is_read_as_it_is_seen() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "金额"])
    sheet.append(["甲", 1200])
    sheet.append([None, None])
    sheet.append(["乙", 0.5])
    assert read_grid(saved(book)) == [(1, ["编号", "金额"]), (2, ["甲", "1200"]), (4, ["乙", "0.5"])]
    sheet.row_dimensions[4].hidden = True
    with pytest.raises(FileRefused, match="隐藏"):
        read_grid(saved(book))
    sheet.row_dimensions[4].hidden = False
    sheet.sheet_state = "hidden"
    book.create_sheet("看得见的空表")
    with pytest.raises(FileRefused, match="工作表"):
        read_grid(saved(book))


def test_only_a_line_end_ends_a_line() -> None:
    told = "编号,内容\r\n甲,一段\u2028又一段\r\n乙,一行\x0b又一行\r\n"
    assert grid(told.encode()) == [
        (1, ["编号", "内容"]), (2, ["甲", "一段\u2028又一段"]), (3, ["乙", "一行\x0b又一行"]),
    ]  # fmt: skip


@pytest.mark.full
def test_a_workbook_is_opened_in_a_process_of_its_own() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["编号", "日期"])
    book.active.append(["甲", date(2026, 2, 27)])
    assert grid(saved(book)) == [(1, ["编号", "日期"]), (2, ["甲", "2026-02-27"])]


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


LICENCES = registers_of(load_pack("national"), on=DAY)["licences"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([*LICENCES.columns, "colour"]),
        st.text(max_size=30)
        | st.sampled_from(
            [
                "2026-02-27",
                "20260227",
                "普通",
                "自然人",
                "0.5",
                "９１",
                "91991022MB00000368",
                "\r\n",
                "2026-13-01",
            ]
        ),
    )
)
def test_any_value_is_read_the_same_once_it_was_read(given_: dict[str, str]) -> None:
    facts, _faults = values.read(LICENCES, given_)
    assert values.read(LICENCES, facts)[0] == facts


def test_a_value_has_one_form_and_an_amount_no_sign() -> None:
    assert values.read(LICENCES, {"number": "甲\n\n乙"})[0] == {"number": "甲 乙"}
    fines = registers_of(load_pack("national"), on=DAY)["penalties"]
    for wrong in ("-0", "1_000", "-1", "NaN"):
        facts, faults = values.read(fines, {"fine": wrong})
        assert facts == {} and any("罚款金额" in one for one in faults)
