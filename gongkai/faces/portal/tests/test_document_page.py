"""What the page of a document says, and what the page of a withdrawn one no longer does."""

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.portal.tests.conftest import TABLE, Get, Published, page_of

ATTACHED = "section[aria-labelledby=attachments] a"


def facts(page: str) -> dict[str, str]:
    rows = LexborHTMLParser(page).css(".facts > div")
    return {row.css_first("dt").text(): " ".join(row.css_first("dd").text().split()) for row in rows}


def tags(page: str) -> dict[str, str | None]:
    found = LexborHTMLParser(page).css("meta[name]")
    return {str(tag.attributes["name"]): tag.attributes.get("content") for tag in found}


def test_the_standard_elements_are_there(published: Published, get: Get) -> None:
    said = facts(get(page_of(published.rules)))
    assert said["索引号"] == published.rules.document.index_number
    assert said["发文字号"] == "青建规〔2025〕6号"
    assert said["发布机构"] == "青原县住房和城乡建设局"
    assert said["成文日期"] == "2025年11月12日"
    assert said["公开日期"] == "2025年11月18日（成文后 4 个工作日）"
    assert said["有效性"] == "现行有效 至2030年11月30日"
    assert said["公开属性"] == "主动公开"
    assert said["文种"] == "行政规范性文件"


def test_validity_is_said_in_words(published: Published, get: Get) -> None:
    for edition, words in (
        (published.old, "已废止"),
        (published.lapsed, "已失效"),
        (published.coming, "尚未施行 2026年7月1日起施行"),
        (published.reading, "—"),
    ):
        assert facts(get(page_of(edition)))["有效性"] == words


def test_relations_lead_both_ways(published: Published, get: Get) -> None:
    rules, reading = get(page_of(published.rules)), get(page_of(published.reading))
    assert page_of(published.reading) in rules
    assert page_of(published.rules) in reading
    assert "省农村危房改造条例" in rules
    assert "省令第1号" in rules
    assert page_of(published.repealing) in get(page_of(published.old))


def test_the_correction_is_told_and_the_first_text_stays_readable(published: Published, get: Get) -> None:
    live = get(page_of(published.rules))
    assert "更正第一条的笔误。" in live
    first = get(f"{page_of(published.rules)}editions/1/")
    assert "您正在看第1版，它已被新版替代" in first
    assert "危房优先改造" in first
    assert tags(first)["robots"] == "noindex"
    assert "robots" not in tags(live)


def test_the_address_of_the_present_edition_leads_to_the_document(
    published: Published, client: Client
) -> None:
    response = client.get(f"{page_of(published.rules)}editions/2/")
    assert response.status_code == 302
    assert response["Location"] == page_of(published.rules)


def test_a_withdrawn_document_says_why_and_shows_nothing_else(published: Published, get: Get) -> None:
    page = get(page_of(published.withdrawn))
    assert "这份文件已经撤回" in page
    assert "误用了摇号前的初稿。" in page
    assert 'class="doc"' not in page
    assert tags(page)["robots"] == "noindex"


def test_withdrawing_hides_the_earlier_editions_too(published: Published, get: Get) -> None:
    from gongkai.affairs.documents import actions

    actions.withdraw(published.rules.document, by=published.county.lu_fang, reason="数据有误。")
    first = get(f"{page_of(published.rules)}editions/1/")
    assert "数据有误。" in first
    assert "危房优先改造" not in first


def test_drafts_and_strangers_are_not_found(published: Published, get: Get) -> None:
    get(page_of(published.draft), 404)
    get("/documents/NOTHING-2025-00001/", 404)
    for number in (0, 3, 2**40):
        get(f"{page_of(published.rules)}editions/{number}/", 404)


def test_the_receipt_is_the_event_that_put_it_out(published: Published, get: Get) -> None:
    from gongkai.engines.ledger.queries import events_of

    index_number = published.rules.document.index_number
    event = next(e for e in events_of("document", index_number) if e.verb == "document.corrected")
    receipt = LexborHTMLParser(get(page_of(published.rules))).css_first("section.panel").text()
    assert f"留痕编号 {event.seq}" in " ".join(receipt.split())


def test_the_meta_tags_of_government_sites(published: Published, get: Get) -> None:
    said = tags(get(page_of(published.rules)))
    assert said["ArticleTitle"] == "青原县农村危房改造实施办法"
    assert said["PubDate"] == "2025-11-18 09:00"
    assert said["ContentSource"] == said["Author"] == "青原县住房和城乡建设局"
    assert said["ColumnName"] == "行政规范性文件"
    assert said["ColumnType"] == "政策文件"
    assert said["Url"] == f"http://localhost:8000{page_of(published.rules)}"
    assert {
        "SiteName",
        "SiteDomain",
        "ColumnDescription",
        "ColumnKeywords",
        "Keywords",
        "Description",
    } <= set(said)


def test_a_table_can_be_scrolled_and_reached_by_the_keyboard(published: Published, get: Get) -> None:
    box = LexborHTMLParser(get(f"{page_of(published.rules)}editions/1/")).css_first(".doc .scroll")
    assert box.attributes["tabindex"] == "0"
    assert box.css_first("table") is not None


def test_an_attachment_is_handed_out_safely(published: Published, client: Client, get: Get) -> None:
    link = LexborHTMLParser(get(page_of(published.rules))).css_first(ATTACHED).attributes["href"]
    assert link is not None
    response = client.get(link)
    assert b"".join(response.streaming_content) == TABLE  # type: ignore[attr-defined]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith(
        "attachment; filename=\"______2025.csv\"; filename*=UTF-8''"
    )
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert client.get(link, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_the_attachment_of_a_withdrawn_document_is_gone(
    published: Published, client: Client, get: Get
) -> None:
    from gongkai.affairs.documents import actions

    link = str(LexborHTMLParser(get(page_of(published.rules))).css_first(ATTACHED).attributes["href"])
    actions.withdraw(published.rules.document, by=published.county.lu_fang, reason="数据有误。")
    assert client.get(link).status_code == 404


def steps(page: str) -> list[str]:
    return [" ".join(one.text().split()) for one in LexborHTMLParser(page).css(".steps li")]


def test_the_line_of_time_tells_what_came_before_and_after(published: Published, get: Get) -> None:
    said = steps(get(page_of(published.rules)))
    assert "省农村危房改造条例" in said[0]
    told = [one for one in said if "发布解读" in one or "更正，公开第2版" in one or "有效期届满" in one]
    assert ["发布解读" in told[0], "更正" in told[1], "有效期届满" in told[2]] == [True] * 3
    assert any("解读了 青原县农村危房改造实施办法" in one for one in steps(get(page_of(published.reading))))
    assert any("废止了" in one for one in steps(get(page_of(published.repealing))))


def test_what_an_officer_noted_is_told_with_its_reason(published: Published, get: Get) -> None:
    from datetime import date

    from gongkai.affairs.documents.standing import note_ending

    note_ending(
        published.coming.document, by=published.county.lu_fang, reason="replaced", on=date(2026, 1, 10),
        title="省燃气管理条例", number="省令第9号",
    )  # fmt: skip
    page = get(page_of(published.coming))
    notice = LexborHTMLParser(page).css_first(".notice").text()
    assert "这份文件已经废止" in notice
    assert "省燃气管理条例" in notice
    assert any("省燃气管理条例" in one for one in steps(page))
    assert facts(page)["有效性"] == "已废止"


def test_a_picture_is_shown_beside_what_it_interprets(published: Published, get: Get) -> None:
    from io import BytesIO

    from PIL import Image

    from gongkai.affairs.documents import actions, interpreting

    county, data = published.county, BytesIO()
    Image.new("RGB", (20, 10), "white").save(data, "PNG")
    reading = county.draft("图解：公租房怎么排队", kind="interpretation")
    interpreting.describe_interpretation(
        reading, by=county.zhou_min, forms=["picture"], interpreter="head", name="李科长"
    )
    actions.attach(reading, by=county.zhou_min, name="排队的四个步骤.png", data=data.getvalue())
    actions.relate(reading.document, by=county.zhou_min, type="interprets", target=published.lapsed.document)
    county.take_over(reading)
    page = LexborHTMLParser(get(page_of(published.lapsed)))
    image = page.css_first(".picture img")
    assert image.attributes["alt"] == "排队的四个步骤"
    assert page.css_first("aside .tag").text() == "图片图表"
    assert "起草部门负责人 李科长" in page.css_first("aside .list").text()
    own = LexborHTMLParser(get(page_of(reading)))
    assert own.css_first(".picture img").attributes["src"] == image.attributes["src"]
    facts = own.css_first(".facts").text()
    assert "图片图表" in facts and "起草部门负责人 李科长" in facts
