"""Copies: last year's report with new figures, a canned reply; two reports of one kind are none."""

from gongkai.engines.screening import Context, screen, similar

REPORT = (
    "一年来，县大数据局共主动公开信息{}条，办理依申请公开{}件，均在法定期限内答复。围绕群众关心的用水、用电和办证问题，"
    "开展政策解读活动，组织开放日，听取代表意见。存在的问题是个别栏目更新不够及时，基层业务人员流动较快，培训跟不上。"
    "下一步将完善目录，健全审核机制，加强队伍建设，努力提高公开质量，让群众看得懂、用得上、办得成。"
)
OTHER = (
    "本镇全年召开村民代表会议四十二次，公布集体资产收支明细，接受监督委员会查询；修缮公示栏，更换破损展板，为老年人设大字版，群众满意度明显提高。"
    * 2
)


def test_last_years_report_with_new_figures_is_alike() -> None:
    [one] = similar(REPORT.format(412, 9), {"2023年度报告": REPORT.format(388, 7), "青石镇": OTHER})
    assert one.label == "2023年度报告" and one.share > 0.95 and not one.figures_too


def test_the_finding_names_what_was_copied() -> None:
    text = REPORT.format(412, 9)
    [one] = screen(text, context=Context(others={"2023年度报告": text}))
    assert one.kind == "copy" and "2023年度报告" in one.note and "数字也相同" in one.note


def test_a_short_text_says_nothing() -> None:
    assert similar("收到。", {"回复": "收到。"}) == []
