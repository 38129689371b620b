"""What may befall a published document: named with a look ahead, told to the public, taken back where it may be."""

from datetime import date

from gongkai.affairs.documents.models import Edition, Ending, State
from gongkai.affairs.documents.queries import page as public
from gongkai.engines.ledger.queries import head
from gongkai.faces.workbench.tests.paperwork import at, fresh, page, text_of
from tests.county import County

CONFIRM = {"do": "confirm"}


def ending_of(edition: Edition) -> Ending:
    return Ending.objects.get(document=edition.document)


def test_the_table_says_what_may_be_done_by_whom(county: County) -> None:
    edition = county.publish()
    lead = text_of(at(county.lu_fang).get(page(edition, "endings")))
    assert f"{page(edition, 'endings/repealed')}" in lead and f"{page(edition, 'endings/secrecy')}" in lead
    drafter = text_of(at(county.zhou_min).get(page(edition, "endings")))
    assert "endings/repealed" not in drafter and "权限" in drafter
    assert at(county.guo_liang).get(page(edition, "endings")).status_code == 404


def test_a_look_ahead_changes_nothing_and_shows_what_the_public_will_see(county: County) -> None:
    edition, lead = county.publish(), at(county.lu_fang)
    before = head()
    day = edition.document.published_on
    given = {"on": day, "title": "青原县新办法", "number": "青建〔2025〕9号", "do": "look"}
    shown = text_of(lead.post(page(edition, "endings/repealed"), given))
    assert "公众将看到" in shown and "已废止" in shown and "青原县新办法" in shown
    assert head() == before and not Ending.objects.exists()
    assert "确认登记" in shown and 'value="青原县新办法"' in shown


def test_what_is_changed_after_the_look_is_looked_at_once_more(county: County) -> None:
    edition, lead = county.publish(), at(county.lu_fang)
    given = {"on": edition.document.published_on, "title": "青原县新办法"}
    looked_at = lead.post(page(edition, "endings/repealed"), {**given, "do": "look"}).context["looked_at"]
    changed = {**given, "title": "青原县另一办法", "looked_at": looked_at, **CONFIRM}
    text = text_of(lead.post(page(edition, "endings/repealed"), changed))
    assert "预览以后内容有改动" in text and not Ending.objects.exists()
    assert (
        lead.post(page(edition, "endings/repealed"), {**given, "looked_at": looked_at, **CONFIRM}).status_code
        == 302
    )
    assert ending_of(edition).by_title == "青原县新办法"


def test_what_is_confirmed_is_told_and_what_was_wrong_is_taken_back(county: County) -> None:
    edition, lead = county.publish(), at(county.lu_fang)
    number = edition.document.index_number
    given = {"on": edition.document.published_on, "title": "青原县新办法", **CONFIRM}
    assert lead.post(page(edition, "endings/repealed"), given).status_code == 302
    shown = public(number)
    assert shown is not None and shown.validity == "repealed"
    undo = page(edition, f"endings/{ending_of(edition).pk}/undo")
    text_of(lead.get(undo))
    assert text_of(lead.post(undo, {"reason": ""}), 422)
    assert lead.post(undo, {"reason": "登记错了文件。"}).status_code == 302
    shown = public(number)
    assert shown is not None and shown.validity == "current"
    told = text_of(lead.get(page(edition, "endings")))
    assert "已撤销" in told and "登记错了文件。" in told


def test_a_ground_decides_what_is_left_to_see(county: County) -> None:
    named, secret = county.publish("甲办法"), county.publish("乙办法")
    lead = at(county.lu_fang)
    for edition, ground in ((named, "error"), (secret, "personal_data")):
        answer = lead.post(page(edition, f"endings/{ground}"), {"reason": "附表没有遮盖。", **CONFIRM})
        assert answer.status_code == 302
        assert fresh(edition).state == State.WITHDRAWN
    seen, hidden = (public(one.document.index_number) for one in (named, secret))
    assert seen is not None and seen.edition.title == "甲办法" and seen.shows == "title"
    assert hidden is not None and "乙办法" not in hidden.edition.title and hidden.shows == "notice"
    assert page(named, "restore") in text_of(lead.get(page(named, "endings")))
    assert page(secret, "restore") not in text_of(lead.get(page(secret, "endings")))
    assert lead.post(page(named, "restore"), {"reason": "撤错了。"}).status_code == 302
    assert fresh(named).state == State.LIVE


def test_what_is_missing_or_untrue_is_said_at_its_field(county: County) -> None:
    edition, lead = county.publish(), at(county.lu_fang)
    day = date(1999, 1, 1)
    text = text_of(lead.post(page(edition, "endings/replaced"), {"on": day, **CONFIRM}), 422)
    assert "早于公开之日" in text and "请选择使其" in text
    text = text_of(lead.post(page(edition, "endings/replaced"), {"on": day, "by_document": "没有的"}), 422)
    assert 'href="#id_by_document"' in text
    assert not Ending.objects.exists()
    for slug in ("corrected", "expired", "nothing"):
        assert lead.get(page(edition, f"endings/{slug}")).status_code == 404
