"""Drafting and changing a document: without a script, with the rich editor, and when two people write at once."""

import pytest
from django.test import Client

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.models import Edition
from gongkai.engines.ledger.queries import head
from gongkai.faces.workbench.tests.paperwork import at, form_of, fresh, notice, page, text_of
from tests.county import County

NEW = "/workbench/documents/new/"
FACTS = {
    "agency": "zhujian", "kind": "notice", "title": "关于开展房屋安全排查的通知", "summary": "",
    "text": "各乡镇人民政府：\r\n一、排查范围\r\n| 类别 | 户数 |\r\n| --- | --- |\r\n| C级 | 12 |",
    "doc_number": "青建[2025]第7号", "issuers": "", "issued_on": "2025-11-12", "topics": ["construction"],
}  # fmt: skip


@pytest.fixture
def zhou(county: County) -> Client:
    return at(county.zhou_min)


def test_a_new_document_is_read_by_the_conventions_of_plain_text(county: County, zhou: Client) -> None:
    text_of(zhou.get(NEW))
    answer = zhou.post(NEW, FACTS)
    edition = Edition.objects.get()
    assert answer["Location"] == page(edition)
    assert edition.document.doc_number == "青建〔2025〕7号"
    assert '<p class="to">各乡镇人民政府：</p>' in edition.body
    assert '<th scope="col">类别</th>' in edition.body and "<h2>一、排查范围</h2>" in edition.body
    assert [row.topic for row in edition.document.topic_rows.all()] == ["construction"]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(county: County, zhou: Client) -> None:
    text = text_of(zhou.post(NEW, {**FACTS, "title": ""}), 422)
    assert '<a href="#id_title">请填写标题。</a>' in text
    assert "一、排查范围" in text
    assert "请填写正文。" in text_of(zhou.post(NEW, {**FACTS, "text": " "}), 422)
    assert not Edition.objects.exists()


def test_a_preview_shows_and_saves_nothing(county: County, zhou: Client) -> None:
    before = head()
    text = text_of(zhou.post(NEW, {**FACTS, "preview": "1"}))
    assert "预览，还没有保存" in text and text.count("<h2>一、排查范围</h2>") == 2
    edition = notice(county)
    begun = form_of(zhou.get(page(edition, "edit")))
    text = text_of(zhou.post(page(edition, "edit"), {**begun, "text": "改了。", "preview": "1"}))
    assert "<p>改了。</p>" in text
    assert (fresh(edition).version, head()) == (1, before + 1)


def test_markup_that_nobody_touched_stays(county: County, zhou: Client) -> None:
    body = from_text("第一段。\n第二段。").replace(
        "第一段", '第<strong>一</strong><a href="https://x.cn/">段</a>'
    )
    edition = notice(county, body=body)
    begun = form_of(zhou.get(page(edition, "edit")))
    assert zhou.post(page(edition, "edit"), {**begun, "title": "另一个标题"}).status_code == 302
    assert fresh(edition).body == edition.body
    begun = form_of(zhou.get(page(edition, "edit")))
    changed = begun["text"].replace("第二段。", "第二段改了。")
    zhou.post(page(edition, "edit"), {**begun, "text": changed})
    assert "<strong>一</strong>" in fresh(edition).body and "第二段改了。" in fresh(edition).body


def test_the_rich_editor_wins_and_is_sanitised(county: County, zhou: Client) -> None:
    edition = notice(county)
    begun = form_of(zhou.get(page(edition, "edit")))
    html = '<h2>一、范围</h2><p onclick="x()">正文<script>alert(1)</script>。</p>'
    zhou.post(page(edition, "edit"), {**begun, "html": html})
    assert fresh(edition).body == "<h2>一、范围</h2><p>正文。</p>"


def test_a_second_editor_loses_no_text_and_sees_who_changed_what(county: County, zhou: Client) -> None:
    edition = notice(county, body=from_text("第一段。\n第二段。\n第三段。"))
    mine = form_of(zhou.get(page(edition, "edit")))
    other = from_text("第一段由唐柯改过。\n第二段由唐柯改过。\n第三段。")
    actions.edit(edition, by=county.tang_ke, version=1, body=other, summary="唐柯写的摘要")
    text = "第一段。\n第二段由周敏改过。\n第三段。\n第四段由周敏添上。"
    answer = zhou.post(page(edition, "edit"), {**mine, "text": text, "title": "周敏的标题"})
    shown = text_of(answer, 422)
    assert "别人改动了这份草稿" in shown and "唐柯修改了草稿" in shown
    kinds = {one.kind: one for one in answer.context["clash"].regions}
    assert kinds["clash"].mine == ("第一段。", "第二段由周敏改过。")
    assert kinds["mine"].mine == ("第四段由周敏添上。",)
    assert [one.title for one in answer.context["clash"].fields] == ["摘要"]
    again = form_of(answer)
    assert again["text"] == text and again["title"] == "周敏的标题"
    assert again["summary"] == "唐柯写的摘要"
    assert fresh(edition).title == edition.title
    assert zhou.post(page(edition, "edit"), again).status_code == 302
    saved = fresh(edition)
    assert (saved.title, saved.summary, saved.text) == ("周敏的标题", "唐柯写的摘要", text)


def test_what_others_save_beside_it_is_not_undone(county: County, zhou: Client) -> None:
    """Only what was changed in the form is written; a forged or missing origin counts as the present state."""
    edition = notice(county)
    mine = form_of(zhou.get(page(edition, "edit")))
    assert zhou.post(page(edition, "edit"), {**mine, "opened": "forged", "summary": "新"}).status_code == 302
    assert fresh(edition).summary == "新"
    actions.edit(edition, by=county.tang_ke, version=2, title="唐柯的标题")
    answer = zhou.post(page(edition, "edit"), {**mine, "summary": "再改"})
    assert answer.status_code == 422
    zhou.post(page(edition, "edit"), form_of(answer))
    assert (fresh(edition).title, fresh(edition).summary) == ("唐柯的标题", "再改")


@pytest.mark.full
def test_three_hundred_pages_are_edited_and_compared(county: County, zhou: Client) -> None:
    lines = [
        f"第{n}条　这是第{n}条的内容，规定第{n * 7}项工作由第{n % 97}个单位承担。" * 4 for n in range(1500)
    ]
    edition = county.publish(body=from_text("\n".join(lines)))
    assert len(edition.text) > 150_000
    lines[700] = lines[700].replace("规定", "明确规定")
    draft = actions.revise(edition.document, by=county.tang_ke, note="改一条。")
    tang = at(county.tang_ke)
    mine = form_of(tang.get(page(draft, "edit")))
    assert tang.post(page(draft, "edit"), {**mine, "text": "\n".join(lines)}).status_code == 302
    compared = tang.get(page(draft, "compare")).context["compared"]
    assert (compared.changes, compared.cut) == (1, False)
    assert len(compared.rows) < 10


def test_a_next_edition_cannot_change_the_facts_of_what_is_public(county: County) -> None:
    edition = county.publish()
    draft = actions.revise(edition.document, by=county.tang_ke, note="改。")
    tang = at(county.tang_ke)
    mine = form_of(tang.get(page(draft, "edit")))
    assert "doc_number" not in mine
    tang.post(page(draft, "edit"), {**mine, "title": "新标题", "doc_number": "青建〔2025〕99号"})
    assert fresh(draft).title == "新标题"
    assert fresh(draft).document.doc_number == ""


def test_what_was_typed_is_arranged_and_saved_only_when_looked_at(county: County, zhou: Client) -> None:
    edition = notice(county)
    begun = form_of(zhou.get(page(edition, "edit")))
    typed = (
        '<p>各单位：</p><p><strong>一、范围</strong></p><p>见<a href="https://a.example/">通知</a>。</p>'
        "<p>县局</p><p>2026年1月2日</p><p></p>"
    )
    answer = zhou.post(page(edition, "edit"), {**begun, "html": typed, "arrange": "1"})
    assert "还没有保存" in text_of(answer) and fresh(edition).version == 1
    given = {**form_of(answer), "base": answer.context["base"]}
    assert zhou.post(page(edition, "edit"), given).status_code == 302
    body = fresh(edition).body
    assert '<p class="to">各单位：</p>' in body and "<h2>一、范围</h2>" in body
    assert '<a href="https://a.example/"' in body
    assert body.endswith('<p class="sign">县局</p>\n<p class="sign">2026年1月2日</p>')
    new = zhou.post(NEW, {**FACTS, "html": typed, "arrange": "1"})
    assert "<h2>一、范围</h2>" in new.context["body"] and "请核对" in text_of(new)
