"""The five real documents: what intake must say of each. Their text stays outside the project."""

from pathlib import Path

import pytest

from gongkai.intake.pipeline import run
from gongkai.intake.record import Record
from gongkai.kernel.hanzi.fold import fold

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here"),
]


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    found = [record for record in run([SEEDS]) if isinstance(record, Record)]
    return {Path(record.path).name[:3]: record for record in found}


def units(record: Record) -> set[str]:
    return {unit for task in record.tasks for unit in task.responsible}


def repairs(record: Record) -> dict[str, int]:
    return {repair.kind: repair.count for repair in record.repairs}


def test_all_five_are_read(records: dict[str, Record]) -> None:
    assert sorted(records) == ["000", "001", "002", "003", "004"]


def test_shandong_air_defence_names_the_units_of_its_clauses(records: dict[str, Record]) -> None:
    record = records["000"]
    assert record.title == "山东省人民防空办公室关于印发《政务公开工作实施方案》的通知"
    assert record.inner_title == "政务公开工作实施方案"
    assert record.issuers == ["山东省人民防空办公室"]
    assert (record.issued_on, record.published_on) == ("2016-03-08", "2019-07-26")
    assert [cite.doc_number for cite in record.cites] == ["中办发〔2016〕8号"]
    assert {
        "综合处(人事处)", "法制与宣传处", "资产管理处", "工程处", "行政审批室", "省定额与质量监督站", "信息保障中心",
        "项目建设实施单位", "责任处室(单位)",
    } == units(record)  # fmt: skip
    led = {task.text[:6] for task in record.tasks if task.lead == ["综合处(人事处)"]}
    assert led == {"对督查和审计", "(二)扩大公"}
    assert record.disclosure_attribute is None
    assert "浏览次数" not in record.body


def test_qingdao_is_open_and_its_annex_table_is_missing(records: dict[str, Record]) -> None:
    record = records["001"]
    assert record.issuers == ["青岛市人民政府办公厅"]
    assert (record.issued_on, record.published_on) == ("2019-06-28", "2019-07-04")
    assert record.disclosure_attribute == "proactive"
    assert record.inner_title == "2019年青岛市政务公开工作要点"
    assert any("附件" in doubt and "表格内容缺失" in doubt for doubt in record.doubts)
    assert [cite.title for cite in record.cites] == [
        "青岛市重大行政决策程序规定(试行)",
        "中华人民共和国政府信息公开条例",
    ]
    assert record.tasks == []
    assert "扫一扫" not in record.body


def test_guangdong_has_two_issuers_and_its_own_script(records: dict[str, Record]) -> None:
    record = records["002"]
    assert record.issuers == ["中共广东省委办公厅", "广东省人民政府办公厅"]
    assert (record.issued_on, record.published_on) == ("2016-08-02", "2016-09-27")
    assert record.traditional
    assert repairs(record)["pinyin_residue"] == 667
    spam = next(repair for repair in record.repairs if repair.kind == "spam")
    assert "simplycreativeconsulting.com" in spam.examples[0]
    assert "simplycreative" not in record.body
    starts = [line.split(".")[0] for line in record.body.split("\n")]
    assert [start for start in starts if start.isdigit()] == [str(number) for number in range(1, 25)]
    assert [(limit.text, limit.limit) for limit in record.limits if limit.limit] == [
        ("最遲不超過3個工作日", "3 working days"),
        ("每年解讀重要政策措施不少于1次", "at least 1 per year"),
        ("24小時內", "24 hours"),
        ("每年至少專門聽取1次", "at least 1 per year"),
        ("3年內", "3 years"),
    ]


def test_xiaoxian_table_has_units_for_each_row(records: dict[str, Record]) -> None:
    record = records["003"]
    assert [fold(name) for name in record.issuers] == ["萧县政务公开办公室"]
    assert record.issued_on is None
    assert any("202276" in doubt for doubt in record.doubts)
    assert record.published_on == "2022-07-08"
    assert record.traditional
    assert len(record.tasks) == 21
    assert all(task.responsible for task in record.tasks)
    titles = [fold(task.text.split("\n")[0]) for task in record.tasks]
    assert "政策咨询渠道建设" in titles
    assert "基层行政决策公众参与制度建设" in titles
    joint = record.tasks[titles.index("基层行政决策公众参与制度建设")]
    assert [fold(unit) for unit in joint.lead] == ["县政务公开办", "县司法局"]
    assert [fold(unit) for unit in record.tasks[0].responsible] == [
        "县政府有关部门",
        "各乡,镇人民政府",
        "经开区管委会",
    ]
    village = record.tasks[titles.index("编制村(居)公开事项目录")]
    assert village.deadline is not None and village.deadline.date == "2022-12-31"
    assert repairs(record)["spam"] == 1
    assert "无码" not in fold(record.body)
    groups = [line for line in record.body.split("\n") if len(line) < 8 and line[1:2] == "、"]
    assert {line[0] for line in groups} >= set("一二三四五六七八")
    assert len([cite for cite in record.cites if cite.doc_number is None]) == len(record.cites) == 4


def test_jiayuguan_has_ten_tasks_each_with_its_sections(records: dict[str, Record]) -> None:
    record = records["004"]
    assert record.title == "嘉峪关市文广新局2017年政务公开工作实施方案"
    assert record.issuers == ["嘉峪关市文化广播影视新闻出版局"]
    assert (record.issued_on, record.published_on) == ("2017-08-21", "2017-08-21")
    assert len(record.tasks) == 10
    assert [task.responsible for task in record.tasks[:3]] == [
        ["办公室", "市场科", "广电科"],
        ["办公室"],
        ["办公室", "各相关科室", "局属单位"],
    ]
    assert record.tasks[9].responsible == ["办公室", "局属各单位"]
    assert [(cite.title, cite.doc_number) for cite in record.cites] == [
        (
            "嘉峪关市人民政府办公室关于印发〈嘉峪关市2017年政务公开工作要点〉的通知",
            "嘉政办发〔2017〕104号",
        )
    ]


def test_the_same_file_gives_the_same_record(records: dict[str, Record]) -> None:
    again = {Path(record.path).name[:3]: record for record in run([SEEDS]) if isinstance(record, Record)}
    assert again == records
