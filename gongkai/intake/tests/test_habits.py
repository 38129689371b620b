"""Habits of other places, each by the facts that an archivist would write on its card."""

from typing import Any

import pytest

from gongkai.intake.tests import composed_late as late
from gongkai.intake.tests import composed_more as more
from gongkai.intake.tests import composed_rare as rare
from gongkai.intake.tests.helpers import charge, record_of

CARDS: list[tuple[str | bytes, dict[str, Any]]] = [
    (late.SIGNED_ON_ONE_LINE, {"issuers": ["青原县人民政府办公室"], "issued_on": "2023-11-06"}),
    (
        late.LETTERHEAD,
        {"doc_number": "青政函〔2021〕12号", "issuers": ["青原县人民政府"], "issued_on": "2021-05-19"},
    ),
    (
        late.PAGE_WITH_BOX,
        {
            "title": "青原市教育局2023年招生入学工作任务分解表",
            "doc_number": "青教发〔2023〕9号",
            "issuers": ["青原市教育局"],
            "issued_on": "2023-04-10",
            "published_on": "2023-04-12",
        },
    ),
    (more.GAMBLE, {"issuers": ["青原县公安局"], "issued_on": "2022-11-01", "doc_number": None}),
    (more.MEETING, {"issuers": ["青原县人民政府办公室"], "issued_on": "2023-05-08", "published_on": None}),
    (
        more.INTERPRETATION,
        {
            "title": "《青原县政府投资项目管理办法》政策解读",
            "issuers": ["青原县发展和改革局"],
            "published_on": "2023-06-01",
        },
    ),
    (more.REPORT, {"issuers": ["青原县审计局"], "published_on": "2024-01-25", "tasks": []}),
    (
        more.MANY_LINES,
        {
            "title": "青原市人民政府办公室关于印发青原市推进基层政务公开标准化规范化实施方案的通知",
            "inner_title": "青原市推进基层政务公开标准化规范化实施方案",
            "doc_number": "青政办〔2019〕33号",
            "issued_on": "2019-10-08",
            "disclosure_attribute": "proactive",
        },
    ),
    (
        more.FORWARD,
        {
            "doc_number": "青政办发〔2016〕5号",
            "inner_title": "关于促进社区服务业发展的若干意见",
            "issuers": ["青原县人民政府办公室"],
            "issued_on": "2016-03-09",
        },
    ),
    (more.DECISION, {"issuers": ["青原市人民代表大会常务委员会"], "issued_on": "2020-08-26"}),
    (
        more.MENU_ON_TOP,
        {
            "title": "青原区司法局关于公布2021年度法治政府建设年度报告的公告",
            "issued_on": "2022-01-20",
            "published_on": "2022-01-20",
        },
    ),
    (
        more.ANSWER,
        {"doc_number": "青民函〔2022〕9号", "disclosure_attribute": "proactive", "issued_on": "2022-07-11"},
    ),
    (
        more.SLASHED_DATE,
        {"doc_number": "青自然资规公告〔2021〕6号", "issued_on": "2021-03-01", "published_on": None},
    ),
    (more.NEWS_OF_OPINION, {"issuers": ["中共青原市委办公室", "青原市人民政府办公室"], "issued_on": None}),
    (
        more.DRAFT,
        {"issuers": ["青原县司法局"], "issued_on": "2023-04-03", "published_on": "2023-04-03", "cites": []},
    ),
    (
        more.OLD_PAGE.encode("gb18030"),
        {
            "title": "青原县粮食局关于2008年政务公开工作的总结",
            "issued_on": "2008-12-28",
            "published_on": "2008-12-30",
        },
    ),
    (
        rare.PROVINCIAL_JOINT,
        {
            "doc_number": "青发改投资〔2022〕101号",
            "issuers": ["青原省发展和改革委员会", "青原省财政厅", "青原省住房和城乡建设厅"],
        },
    ),
    (rare.EXEMPT, {"doc_number": "青应急〔2021〕17号", "disclosure_attribute": "exempt"}),
    (
        rare.TRADITIONAL,
        {
            "traditional": True,
            "issuers": ["青原县人民政府办公室"],
            "inner_title": "青原縣政務服務事項清單",
            "issued_on": "2018-11-01",
            "published_on": "2018-11-05",
        },
    ),
    (
        rare.TOWNSHIP,
        {"issuers": ["东河镇人民政府"], "doc_number": "东政发〔2023〕7号", "issued_on": "2023-02-06"},
    ),
    (rare.MINUTES, {"title": "青原县人民政府2022年第5次常务会议纪要", "doc_number": "〔2022〕5号"}),
    (rare.OPEN_REPLY, {"issuers": ["青原县自然资源局"], "issued_on": "2023-06-19"}),
    (
        rare.BOX_BY_LINES,
        {
            "title": "青原市人民政府办公厅关于印发政府信息公开指南编制规范的通知",
            "doc_number": "青政办发〔2023〕9号",
            "published_on": "2023-06-15",
            "issued_on": "2023-06-12",
        },
    ),
]


@pytest.mark.parametrize(("text", "card"), CARDS, ids=[str(card)[:40] for _, card in CARDS])
def test_the_card_of_each(text: str | bytes, card: dict[str, Any]) -> None:
    record = record_of(text).as_dict()
    assert {name: record[name] for name in card} == card


def test_official_prose_about_gambling_stays_with_a_doubt() -> None:
    record = record_of(more.GAMBLE)
    assert "百家乐" in record.body
    assert any("百家乐" in doubt for doubt in record.doubts)


def test_spam_goes_and_the_document_stays() -> None:
    record = record_of(rare.SPAMMED)
    assert record.title == "青原县体育局关于公布2021年体育场馆开放名录的通知"
    assert record.body.split("\n") == [
        "各乡镇文化站：",
        "现将2021年体育场馆开放名录予以公布，实行动态调整。",
        "各场馆每周开放时间不少于35小时。",
        "青原县体育局",
        "2021年6月1日",
    ]
    assert next(repair.count for repair in record.repairs if repair.kind == "spam") == 4


def test_time_and_place_of_a_meeting_are_text_not_page_facts() -> None:
    record = record_of(more.MEETING)
    assert "时间：2023年5月12日上午" in record.body
    assert [(limit.text, limit.limit) for limit in record.limits] == [("5月10日前", "05-10")]


def test_an_interpretation_cites_what_it_interprets() -> None:
    assert [(cite.title, cite.doc_number) for cite in record_of(more.INTERPRETATION).cites] == [
        ("青原县政府投资项目管理办法", "青政办发〔2023〕20号")
    ]


def test_labels_under_in_and_beside_a_clause() -> None:
    tasks = record_of(more.MANY_LINES).tasks
    assert [charge(task) for task in tasks] == [
        (["各县（市、区）人民政府", "市直有关部门"], [], "2020-12-31"),
        (["市行政审批服务局"], [], "2020-06-30"),
        (["市大数据局", "市直各部门", "各县（市、区）政府"], ["市大数据局"], None),
    ]
    assert tasks[0].text.startswith("（一）编制标准目录。\n")
    assert tasks[1].text == "（二）健全办事公开制度。各地要推动服务事项公开。"


def test_brackets_of_four_kinds() -> None:
    assert [charge(task) for task in record_of(rare.BRACKETS).tasks] == [
        (["党风政风监督室", "各乡镇纪委"], [], "2020-04-30"),
        (["第二监督检查室", "第三监督检查室"], [], None),
        (["宣传部", "案件监督管理室"], [], None),
        (["党风政风监督室", "各监督检查室", "审查调查室"], ["党风政风监督室"], None),
    ]


def test_a_drawn_table() -> None:
    assert [charge(task) for task in record_of(rare.DRAWN_TABLE).tasks] == [
        (["县政府办", "各乡镇", "县直各部门"], ["县政府办"], "2024-03-31"),
        (["县司法局", "县直各部门"], ["县司法局"], None),
    ]


def test_a_flattened_table_whose_units_stand_first() -> None:
    assert [charge(task) for task in record_of(more.UNITS_FIRST).tasks] == [
        (["县教育局"], [], "2021-05-31"),
        (["县财政局", "县审计局"], [], "2021-06-15"),
    ]


def test_jointly_with_others_in_a_sentence() -> None:
    task = record_of(more.FORWARD).tasks[0]
    assert charge(task) == (["县民政局", "县财政局"], ["县民政局"], "2018-12-31")


def test_the_second_annex_is_empty() -> None:
    assert record_of(rare.PROVINCIAL_JOINT).doubts == [
        "附件《进展情况月报表》表格内容缺失，只有标题，请向发文机关补齐。"
    ]


def test_brackets_with_a_bank_branch_and_a_time_behind() -> None:
    assert [charge(task) for task in record_of(late.OPINION).tasks] == [
        (["各县、区人民政府", "市政府各有关部门"], [], "2020-12-31"),
        (["市司法局", "市政府各有关部门"], ["市司法局"], None),
        (["市市场监管局", "市公安局"], [], "2020-09-30"),
        (
            ["市发展改革委", "人民银行青原中心支行", "各有关部门"],
            ["市发展改革委", "人民银行青原中心支行"],
            None,
        ),
    ]


def test_units_that_run_over_two_lines_of_a_flattened_table() -> None:
    tasks = record_of(late.FLAT_UNITS_ON_TWO_LINES).tasks
    assert [charge(task)[0] for task in tasks] == [
        ["区委编办", "区政府各部门"],
        ["区发展改革局"],
        ["区政府办公室", "各镇、街道"],
    ]
    assert [task.deadline.text for task in tasks if task.deadline] == ["6月30日", "12月底", "长期"]


def test_a_cell_that_labels_who_leads() -> None:
    assert [charge(task) for task in record_of(late.PAGE_WITH_BOX).tasks] == [
        (["基教科", "办公室"], [], "2023-04-30"),
        (["基教科", "各区教育局"], ["基教科"], "2023-05-20"),
    ]
