"""Documents: what is public is told in full, what is not is not told at all."""

from datetime import date

import pytest
from django.test import Client

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.models import Document
from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import frozen
from tests.county import County


def titles(page: dict[str, object]) -> list[str]:
    return [item["title"] for item in page["items"]]  # type: ignore[attr-defined]


def test_a_published_document_is_told_with_all_its_facts(county: County, ask: Ask) -> None:
    edition = county.publish(
        topics=["construction"],
        doc_number="青建〔2025〕12号",
        issuers=["青原县住房和城乡建设局"],
        effective_on=date(2025, 12, 1),
    )
    number = edition.document.index_number
    [item] = ask("/documents")["items"]
    assert item["index_number"] == number
    assert item["agency"] == {"slug": "zhujian", "name": "青原县住房和城乡建设局"}
    assert (item["kind"], item["topics"], item["doc_number"]) == (
        "normative",
        ["construction"],
        "青建〔2025〕12号",
    )
    assert (item["issued_on"], item["effective_on"], item["expires_on"]) == ("2025-11-12", "2025-12-01", None)
    assert item["url"] == f"http://localhost:8000/documents/{number}/"
    assert "body" not in item
    whole = ask(f"/documents/{number}")
    assert whole["text"].startswith("各乡镇人民政府：")
    assert whole["editions"][0]["state"] == "live"
    assert whole["withdrawn"] is None


def test_drafts_are_not_told(county: County, ask: Ask) -> None:
    draft = county.draft()
    assert ask("/documents")["items"] == []
    address = f"/documents/{draft.document.index_number}"
    for end in ("", "/editions", "/editions/1"):
        error = ask(address + end, status=404)["error"]
        assert error["code"] == "not_found"
        assert draft.title not in str(error)


def test_filters_narrow_and_all_must_hold(county: County, ask: Ask) -> None:
    county.publish("青原县农村危房改造实施办法", topics=["construction"], doc_number="青建规〔2025〕1号")
    county.publish("关于开展危房排查的通知", kind="notice", doc_number="青建〔2025〕7号")
    assert titles(ask("/documents", {"kind": "notice"})) == ["关于开展危房排查的通知"]
    assert titles(ask("/documents", {"topic": "construction"})) == ["青原县农村危房改造实施办法"]
    assert titles(ask("/documents", {"doc_number": "青建[2025] 7 号"})) == ["关于开展危房排查的通知"]
    assert titles(ask("/documents", {"kind": "notice", "topic": "construction"})) == []
    assert len(titles(ask("/documents", {"agency": "zhujian"}))) == 2
    assert titles(ask("/documents", {"agency": "qiaotou"})) == []


def test_since_and_year_look_at_the_day_of_publication(county: County, ask: Ask) -> None:
    with frozen("2025-12-30 09:00"):
        county.publish("去年的办法")
    with frozen("2026-01-05 09:00"):
        county.publish("今年的办法")
    assert titles(ask("/documents", {"since": "2026-01-01"})) == ["今年的办法"]
    assert titles(ask("/documents", {"year": "2025"})) == ["去年的办法"]


def test_instants_are_told_in_beijing_time(county: County, ask: Ask) -> None:
    with frozen("2026-01-05 09:30"):
        county.publish()
    assert ask("/documents")["items"][0]["updated_at"] == "2026-01-05T09:30:00+08:00"


@pytest.mark.parametrize(
    ("day", "validity"),
    [("2025-11-20", "not_yet"), ("2025-12-01", "current"), ("2030-12-31", "lapsed")],
)
def test_validity_is_that_of_today(county: County, ask: Ask, day: str, validity: str) -> None:
    with frozen("2025-11-15 09:00"):
        county.publish(effective_on=date(2025, 12, 1), expires_on=date(2030, 11, 30))
    with frozen(f"{day} 10:00"):
        [item] = ask("/documents", {"validity": validity})["items"]
        assert item["validity"] == validity
        others = {"current", "not_yet", "lapsed", "repealed"} - {validity}
        assert all(ask("/documents", {"validity": other})["items"] == [] for other in others)


def test_relations_are_told_from_both_ends(county: County, ask: Ask) -> None:
    old = county.publish("青原县危房改造暂行办法").document
    basis = {"type": "based_on", "title": "城市房屋管理规定"}
    new = county.publish(relations=[{"type": "repeals", "target": old}, basis]).document
    told = ask(f"/documents/{new.index_number}")["relations"]
    assert [(one["type"], one["index_number"], one["title"]) for one in told] == [
        ("repeals", old.index_number, "青原县危房改造暂行办法"),
        ("based_on", None, "城市房屋管理规定"),
    ]
    other = ask(f"/documents/{old.index_number}")
    assert other["validity"] == "repealed"
    assert [(one["type"], one["index_number"]) for one in other["related_by"]] == [
        ("repeals", new.index_number)
    ]


def test_a_relation_to_a_draft_does_not_give_it_away(county: County, ask: Ask) -> None:
    hidden = county.draft("尚未公开的办法").document
    new = county.publish(relations=[{"type": "based_on", "target": hidden}]).document
    assert ask(f"/documents/{new.index_number}")["relations"] == []


def test_a_correction_adds_an_edition_with_its_note(county: County, ask: Ask) -> None:
    document = county.publish().document
    county.correct(document, note="更正标题中的错字。", title="青原县农村危房改造办法")
    number = document.index_number
    assert [one["state"] for one in ask(f"/documents/{number}/editions")["items"]] == ["superseded", "live"]
    assert ask(f"/documents/{number}")["title"] == "青原县农村危房改造办法"
    first = ask(f"/documents/{number}/editions/1")
    assert (first["title"], first["state"]) == ("青原县农村危房改造实施办法", "superseded")
    assert ask(f"/documents/{number}/editions/2")["note"] == "更正标题中的错字。"
    assert ask(f"/documents/{number}/editions/3", status=404)["error"]["code"] == "not_found"


def test_of_a_withdrawn_document_the_notice_alone_is_left(county: County, ask: Ask) -> None:
    edition = county.draft()
    actions.attach(edition, by=county.zhou_min, name="附件.txt", data="名单".encode())
    document = county.take_over(edition).document
    county.correct(document, note="更正标题。", title="更正后的办法")
    assert len(ask(f"/documents/{document.index_number}")["attachments"]) == 1
    actions.withdraw(document, by=county.lu_fang, reason="内容有误，正在核实。")
    assert ask("/documents")["items"] == []
    for end in ("", "/editions/1", "/editions/2"):
        told = ask(f"/documents/{document.index_number}{end}")
        assert (told["body"], told["text"], told["attachments"]) == (None, None, [])
        assert told["withdrawn"]["reason"] == "内容有误，正在核实。"


def test_attachments_can_be_fetched(county: County, ask: Ask, client: Client) -> None:
    edition = county.draft()
    actions.attach(edition, by=county.zhou_min, name="任务表.txt", data="任务".encode())
    county.take_over(edition)
    [file] = ask(f"/documents/{edition.document.index_number}")["attachments"]
    assert (file["name"], file["size"], file["media_type"]) == ("任务表.txt", 6, "text/plain")
    assert [one.rpartition(".")[2] for one in file["versions"]] == ["docx", "pdf"]
    response = client.get(file["url"].removeprefix("http://localhost:8000"))
    assert b"".join(response) == "任务".encode()  # type: ignore[call-overload]
    response.close()


def test_a_list_takes_the_same_number_of_queries_for_one_as_for_many(
    county: County, ask: Ask, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        county.publish(f"第{number}号办法", topics=["construction"])
    assert Document.objects.count() == 12
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(ask("/documents")["items"]) == 12


def test_kinds_and_topics_are_listed(db: None, ask: Ask) -> None:
    assert {"slug": "normative", "title": "行政规范性文件"}.items() <= ask("/kinds")["items"][0].items()
    assert {"slug": "water", "title": "水利水务"} in ask("/topics")["items"]
