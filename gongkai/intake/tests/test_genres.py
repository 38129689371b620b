"""One composed document of each habit: what intake says of it."""

from gongkai.intake.tests import composed
from gongkai.intake.tests.helpers import charge, record_of


def test_a_notice_after_the_national_standard() -> None:
    record = record_of(composed.NOTICE_GB)
    assert record.title == "青原县人民政府办公室关于印发《青原县2024年政务公开工作要点》的通知"
    assert record.inner_title == "青原县2024年政务公开工作要点"
    assert record.doc_number == "青政办发〔2024〕12号"
    assert record.issuers == ["青原县人民政府办公室"]
    assert (record.issued_on, record.published_on) == ("2024-04-16", None)
    assert record.disclosure_attribute == "proactive"
    assert [(cite.title, cite.doc_number) for cite in record.cites] == [
        ("国务院办公厅关于印发2024年政务公开工作要点的通知", "国办发〔2024〕3号")
    ]
    assert [charge(task) for task in record.tasks] == [
        (["县财政局", "各乡镇人民政府", "县直各部门"], ["县财政局"], "2024-06-30"),
        (["县农业农村局", "县财政局", "县乡村振兴局"], ["县农业农村局"], "2024-11-30"),
        (["县政府办公室"], [], None),
        (["县人力资源和社会保障局", "各乡镇", "街道"], ["县人力资源和社会保障局"], None),
    ]
    assert record.tasks[1].text == "（二）推进涉农补贴公开。以村为单位公布发放结果。"
    assert record.doubts == []


def test_three_bureaus_sign_together_with_names_set_wide() -> None:
    record = record_of(composed.JOINT)
    assert record.title == "青原县财政局 青原县教育局 青原县卫生健康局关于做好2023年惠民资金公开工作的通知"
    assert record.issuers == ["青原县财政局", "青原县教育局", "青原县卫生健康局"]
    assert record.issued_on == "2023-07-05"
    assert record.doc_number == "青财农〔2023〕45号"
    assert [(cite.title, cite.doc_number) for cite in record.cites] == [
        ("青原县惠民资金管理办法（试行）", "青政规〔2022〕2号"),
        (None, "鲁财农〔2023〕7号"),
    ]
    assert [charge(task) for task in record.tasks] == [
        (["县财政局", "县教育局", "县卫生健康局"], ["县财政局"], None)
    ]


def test_an_order_signed_by_the_mayor_with_an_information_box() -> None:
    record = record_of(composed.ORDER)
    assert record.title == "青原市人民政府令"
    assert record.doc_number == "第12号"
    assert record.inner_title == "青原市政府信息公开办法"
    assert record.issuers == ["青原市人民政府"]
    assert (record.issued_on, record.published_on) == ("2021-12-30", "2022-01-05")
    assert record.harvest.index_no == "QY-2021-00017"
    assert [limit.limit for limit in record.limits] == ["20 working days", "20 working days"]
    assert record.tasks[0].responsible == ["市人民政府办公室"]
    assert "主题分类" not in record.body


def test_a_letter_in_reply_with_signer_and_seal() -> None:
    record = record_of(composed.LETTER)
    assert record.title == "青原县自然资源局关于青原县第十六届人大三次会议第38号建议的复函"
    assert record.doc_number == "青自然资函〔2022〕38号"
    assert record.issuers == ["青原县自然资源局"]
    assert record.issued_on == "2022-06-08"
    assert record.disclosure_attribute == "on_request"
    assert [(limit.text, limit.limit) for limit in record.limits] == [("十五日内", "15 days")]
    assert "王芳" in record.body


def test_an_announcement_to_nobody_in_an_english_frame() -> None:
    record = record_of(composed.ANNOUNCEMENT)
    assert record.title == "青原县自然资源局公告"
    assert record.doc_number == "2024年第3号"
    assert record.issuers == ["青原县自然资源局"]
    assert record.issued_on == "2024-03-04"
    assert "Site Map" not in record.body and "ICP" not in record.body
    assert sum("不在文件中" in doubt for doubt in record.doubts) == 2


def test_a_table_flattened_to_six_lines_a_row() -> None:
    record = record_of(composed.FLAT)
    assert record.published_on == "2022-05-20"
    assert [charge(task) for task in record.tasks] == [
        (["医政科", "办公室", "信息科"], ["医政科"], "2022-06-30"),
        (["财务科", "医政科"], ["财务科"], "2022-09-30"),
        (["办公室", "各科室", "局属各单位"], ["办公室"], None),
    ]
    assert record.tasks[2].deadline is not None
    assert record.tasks[2].deadline.text == "长期坚持"
    assert "上一篇" not in record.body


def test_a_list_with_labelled_lines_under_each_item() -> None:
    record = record_of(composed.LABELLED)
    assert [charge(task) for task in record.tasks] == [
        (["执法大队", "法制科"], [], None),
        (["市政科"], [], "2023-03-31"),
        (["办公室", "各科室", "各中队"], ["办公室"], "2023-10-31"),
    ]
    assert record.tasks[1].text == "2.公开停车收费标准。"
    assert record.issuers == ["青原县城市管理局"] and record.issued_on is None


def test_a_table_set_with_tabs() -> None:
    record = record_of(composed.FLAT_TEXT_TABLE)
    assert [charge(task) for task in record.tasks] == [
        (["养老服务科"], [], "2024-05-31"),
        (["社会事务科", "各乡镇"], [], "2024-06-30"),
    ]
    assert "| 1 | 公布养老机构名录 | 养老服务科 | 2024年5月底前 |" in record.body


def test_a_plan_that_stands_before_the_signature() -> None:
    record = record_of(composed.ATTACHMENT_FIRST)
    assert record.inner_title == "青原县信访局领导干部接访制度"
    assert record.issuers == ["中共青原县委信访局", "青原县信访局"]
    assert record.issued_on == "2020-01-06"
    assert [limit.limit for limit in record.limits] == ["at least 2 per month", "15 days"]


def test_a_damaged_date_is_unknown_and_gambling_goes() -> None:
    record = record_of(composed.DAMAGED)
    assert record.title == "关于做好年度报告发布工作的通知"
    assert record.issued_on is None
    assert record.published_on == "2021-01-12"
    assert any("2021112" in doubt for doubt in record.doubts)
    assert "皇冠" not in record.body
    assert [(limit.text, limit.limit) for limit in record.limits] == [("1月31日前", "01-31")]


def test_a_web_page_with_a_real_table_and_hidden_spam() -> None:
    record = record_of(composed.HTML_PAGE, "页.html")
    assert record.title == "青原县人民政府办公室关于加强政策解读工作的通知"
    assert record.doc_number == "青政办字〔2023〕8号"
    assert (record.issued_on, record.published_on) == ("2023-03-01", "2023-03-02")
    assert record.disclosure_attribute == "proactive"
    assert record.cites[0].title == "青原县人民政府办公室关于印发〈政策解读规程〉的通知"
    assert record.cites[0].doc_number == "青政办发〔2022〕19号"
    assert [charge(task) for task in record.tasks] == [
        (["县司法局", "县政府办公室"], [], "2023-04-30"),
        (["县政府办公室", "各部门"], ["县政府办公室"], "2023-12-15"),
        (["县大数据局"], [], None),
    ]
    assert record.tasks[1].text == "政策解读\n开展效果评估"
    for foreign in ("百家乐", "假文字", "English", "相关链接", "ICP", "浏览次数"):
        assert foreign not in record.body
