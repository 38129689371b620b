"""Document numbers are found in running text, read in any writing, and never guessed where damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.hanzi import DocumentNumber, find_numbers, joint_numbers, parse_number


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("中办发〔2016〕8号", "中办发〔2016〕8号"),
        ("青政办发[2017]104号", "青政办发〔2017〕104号"),
        ("青政办发 （2017） 第008 号", "青政办发〔2017〕8号"),
        ("青政办发【2017】8号", "青政办发〔2017〕8号"),
        ("青政办发〈2017〉8号", "青政办发〔2017〕8号"),
        ("青政办发［２０１７］８号", "青政办发〔2017〕8号"),
        ("青政办发〔二〇一七〕二十三号", "青政办发〔2017〕23号"),
        ("青 政 发〔2016〕80 号", "青政发〔2016〕80号"),
        ("(青政发〔2016〕80号)", "青政发〔2016〕80号"),
        ("青政办字〔2019〕12-1号", "青政办字〔2019〕12-1号"),
        ("粵府辦〔2016〕5號", "粵府辦〔2016〕5号"),
        ("和政办〔2020〕3号", "和政办〔2020〕3号"),
        ("即墨政发〔2020〕3号", "即墨政发〔2020〕3号"),
        ("国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("国务院令第711号", "国务院令第711号"),
        ("中华人民共和国国务院令第711号", "国务院令第711号"),
        ("公安部令（第一百二十三号）", "公安部令第123号"),
        ("税务总局公告2023年第12号", "税务总局公告2023年第12号"),
        ("嘉政办发[2017]104", "嘉政办发〔2017〕104号"),
    ],
)
def test_numbers_are_read_in_any_writing(written: str, canonical: str) -> None:
    assert str(parse_number(written)) == canonical


@pytest.mark.parametrize(
    "text", ["", "根据青政发〔2016〕8号", "青政发〔2016〕8号、青政发〔2016〕9号", "青政〔20224号", "8号"]
)
def test_what_is_not_one_number_is_not_parsed(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("要点〉的通知》嘉政办发[2017]104号文件精神", ["嘉政办发"]),
        ("根据皖政办〔2020〕1号", ["皖政办"]),
        ("按照国办发〔2016〕80号、国办函〔2019〕61号和青政办〔2020〕2号要求", ["国办发", "国办函", "青政办"]),
        ("本通知自发布之日起施行皖政办发〔2016〕1号", ["皖政办发"]),
        ("经县政府同意，青原县人民政府办公室青政办发〔2024〕15号", ["青政办发"]),
        ("转发国务院办公厅国办发〔2024〕1号文件", ["国办发"]),
        ("已废止的青卫健发〔2018〕3号", ["青卫健发"]),
        ("青原县民政局青民发〔2018〕3号", ["青民发"]),
        ("文号：青政规〔2024〕2号", ["青政规"]),
        ("人社部发〔2019〕1号 财社〔2019〕2号", ["人社部发", "财社"]),
        ("县人民政府令第3号", ["县人民政府令"]),
    ],
)
def test_the_code_does_not_swallow_the_sentence(text: str, codes: list[str]) -> None:
    assert [found.number.code for found in find_numbers(text) if found.number] == codes


@pytest.mark.parametrize("damaged", ["青政务办〔20224號", "青政务办〔20221号", "青政办〔2022 4号"])
def test_a_number_that_lost_characters_is_a_doubt_and_no_number(damaged: str) -> None:
    (found,) = find_numbers(f"关于开展提升行动的通知》({damaged})要求")
    assert (found.number, found.raw) == (None, damaged)
    assert found.doubt is not None
    assert damaged in found.doubt


@pytest.mark.parametrize(("text", "part"), [("〔2020〕1号", "机关代字"), ("青政〔2022〕号", "序号")])
def test_an_incomplete_number_says_what_is_missing(text: str, part: str) -> None:
    (found,) = find_numbers(text)
    assert found.number is None
    assert found.doubt is not None
    assert part in found.doubt


@pytest.mark.parametrize(
    "text", ["办公室(2016)3号楼", "附件[2016]3", "2024年第3号", "见第三章第8号", "（2016年）8号"]
)
def test_other_numbers_are_passed_over(text: str) -> None:
    assert [found for found in find_numbers(text) if found.number] == []


def test_departures_from_the_prescribed_form_are_noted() -> None:
    (found,) = find_numbers("青政办发(2017)第008号")
    assert found.notes == ("年份应当用六角括号〔〕", "序号前不加“第”字", "序号不编虚位")
    assert find_numbers("青政办发〔2017〕8号")[0].notes == ()


def test_both_scripts_of_a_code_compare_equal() -> None:
    written, simplified = parse_number("粵府辦〔2016〕5號"), parse_number("粤府办[2016]5号")
    assert written is not None
    assert simplified is not None
    assert written != simplified
    assert written.folded == simplified.folded


def test_joint_numbers_stand_in_one_group() -> None:
    text = "青财发〔2024〕1号 青民发〔2024〕2号\n青人社发〔2024〕3号\n各乡镇：根据国办发〔2016〕80号"
    groups = joint_numbers(text)
    assert [[str(one.number) for one in group] for group in groups] == [
        ["青财发〔2024〕1号", "青民发〔2024〕2号", "青人社发〔2024〕3号"],
        ["国办发〔2016〕80号"],
    ]


@given(
    st.text("国青政办发函规字", min_size=2, max_size=6),
    st.integers(1950, 2099),
    st.integers(1, 99999),
    st.sampled_from(["〔〕", "[]", "［］", "()", "（）", "【】"]),
)
def test_a_number_written_reads_back_in_any_bracket(code: str, year: int, seq: int, brackets: str) -> None:
    number = DocumentNumber(code, year, seq)
    assert parse_number(str(number)) == number
    assert parse_number(str(number).replace("〔", brackets[0]).replace("〕", brackets[1])) == number


@given(st.text("青政办发国〔〕[]()第号號令公告年0123 一二〇\n", max_size=40))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for found in find_numbers(text):
        assert text[found.start : found.end] == found.raw
