"""What is taken back shows what its ground lets it show, everywhere; some may be put back."""

import pytest

from gongkai.affairs.documents import actions, standing
from gongkai.affairs.documents.marks import VEILED
from gongkai.affairs.documents.models import Edition, Ending, State
from gongkai.affairs.documents.queries import Page, live, page, public_attachment
from gongkai.affairs.documents.search import entries
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.flow import Refused
from tests.county import County


def shown(edition: Edition, number: int | None = None) -> Page:
    found = page(edition.document.index_number, number=number)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ground", "shows"),
    [("error", "title"), ("publicity_over", "title"), ("personal_data", "notice"), ("secrecy", "notice")],
)
def test_the_ground_says_what_is_left(county: County, ground: str, shows: str) -> None:
    title = "张三等12人补助名单"
    first = county.publish(title, kind="announcement", doc_number="青建〔2025〕6号", summary="张三等。")
    county.correct(first.document, title=title + "（更正）", note="更正张三的名字。")
    actions.withdraw(first.document, by=county.lu_fang, reason="名单中有张三的住址。", ground=ground)
    for number in (None, 1, 2):
        found = shown(first, number)
        assert (found.shows, found.attachments) == (shows, [])
        texts = [one for row in found.history for one in (row.body, row.text, row.summary)]
        assert set(texts) == {""}
        if shows == "notice":
            assert {row.title for row in found.history} == {VEILED}
            assert "张三" not in f"{vars(found)} {[vars(row) for row in found.history]}"
            assert found.document.doc_number == ""
            [mark] = found.marks
            assert (mark.reason.mark, mark.words) == ("已撤回", "依法不再公开。")
        else:
            assert found.edition.title.startswith(title)
            assert "名单中有张三的住址。" in [mark.words for mark in found.marks]
    assert not live().exists()
    assert list(entries([first.document.index_number])) == []
    event = events_of(*first.document.subject).get(verb="document.withdrawn")
    told = facts_of(event)
    assert (told["ground"], bool(told["reason"])) == ((ground, True) if shows == "title" else ("", False))
    # Nothing of it is lost inside.
    kept = Edition.objects.filter(document=first.document).last()
    assert kept is not None and kept.text and kept.withdrawn_reason == "名单中有张三的住址。"


def test_nobody_names_a_ground_and_the_words_say_it(county: County) -> None:
    edition = county.publish("错发的通知", kind="notice")
    actions.withdraw(edition.document, by=county.lu_fang, reason="附件有误。")
    assert [(one.reason, one.note) for one in Ending.objects.all()] == [("other", "附件有误。")]
    assert shown(edition).edition.title == "错发的通知"


def test_a_ground_that_is_none_is_refused_with_the_rest(county: County) -> None:
    edition = county.publish("错发的通知", kind="notice")
    with pytest.raises(Refused) as refused:
        actions.withdraw(edition.document, by=county.zhou_min, reason=" ", ground="repealed")
    assert len(refused.value.reasons) == 3
    assert not Ending.objects.exists()


def test_what_was_taken_back_by_mistake_is_put_back(county: County) -> None:
    edition = county.publish("关于停水的通知", kind="notice")
    actions.withdraw(edition.document, by=county.lu_fang, reason="以为重复。", ground="duplicate")
    with pytest.raises(Refused) as refused:
        standing.restore(edition.document, by=county.tang_ke, reason=" ")
    assert len(refused.value.reasons) == 2
    standing.restore(edition.document, by=county.lu_fang, reason="并未重复。")
    found = shown(edition)
    assert (found.shows, found.marks, found.edition.state) == ("text", [], State.LIVE)
    assert found.edition.text and live().count() == 1
    event = events_of(*edition.document.subject).last()
    assert event is not None and (event.verb, event.public) == ("document.restored", True)
    with pytest.raises(Refused, match="没有撤回的版本"):
        standing.restore(edition.document, by=county.lu_fang, reason="再来。")


def test_the_public_reads_nothing_personal_in_a_reason(county: County) -> None:
    document, by = county.publish("关于停水的通知", kind="notice").document, county.lu_fang
    told = "误写了张三的手机13812345678。"
    personal = r"手机号码“138\*{4}5678”，(?:理由|说明)将向公众公开，请删去或者改写"
    with pytest.raises(Refused, match=personal):
        actions.withdraw(document, by=by, reason=told, ground="error")
    with pytest.raises(Refused, match=personal):
        standing.note_ending(document, by=by, reason="invalid", note=told)
    actions.withdraw(document, by=by, reason="名单有误。", ground="error")
    with pytest.raises(Refused, match=personal):
        standing.restore(document, by=by, reason=told)
    standing.restore(document, by=by, reason="名单无误。")
    ending = standing.note_ending(document, by=by, reason="invalid", note="评估认定。")
    with pytest.raises(Refused, match=personal):
        standing.reverse_ending(ending, by=by, reason=told)


def test_a_reason_that_is_not_shown_may_say_what_leaked_and_the_ledger_masks_it(county: County) -> None:
    document = county.publish("关于停水的通知", kind="notice").document
    told = "公开了张三的手机13812345678。"
    edition = actions.withdraw(document, by=county.lu_fang, reason=told, ground="personal_data")
    assert edition.withdrawn_reason == told
    assert all("13812345678" not in str(event.facts) for event in events_of(*document.subject))


@pytest.mark.parametrize("ground", ["secrecy", "personal_data"])
def test_what_the_law_closes_is_not_put_back(county: County, ground: str) -> None:
    edition = county.publish("关于停水的通知", kind="notice")
    actions.withdraw(edition.document, by=county.lu_fang, reason="含不宜公开内容。", ground=ground)
    with pytest.raises(Refused, match="不能直接恢复"):
        standing.restore(edition.document, by=county.lu_fang, reason="已经处理。")
    ending = Ending.objects.get()
    with pytest.raises(Refused, match="恢复公开"):
        standing.reverse_ending(ending, by=county.lu_fang, reason="已经处理。")
    assert shown(edition).shows == "notice"


def test_a_file_is_served_as_long_as_its_edition_is_shown(county: County) -> None:
    edition = county.draft("补助名单", kind="announcement")
    actions.attach(edition, by=county.zhou_min, name="名单.csv", data=b"name,amount\n")
    document = county.take_over(edition).document
    first = shown(edition).attachments[0].sha256
    assert public_attachment(document.index_number, first) is not None
    actions.withdraw(document, by=county.lu_fang, reason="名单有误。", ground="error")
    assert public_attachment(document.index_number, first) is None
    assert shown(edition).attachments == []
    standing.restore(document, by=county.lu_fang, reason="名单无误。")
    assert public_attachment(document.index_number, first) is not None


def test_the_bare_notice_names_no_other_document(county: County) -> None:
    """Titles of bases and of interpretations would tell what the withdrawn title was."""
    edition = county.publish("关于停水的通知", relations=[{"type": "based_on", "title": "供水抢修预案"}])
    county.publish(
        "《关于停水的通知》解读",
        kind="interpretation",
        relations=[{"type": "interprets", "target": edition.document}],
    )
    assert shown(edition).relations and shown(edition).incoming
    actions.withdraw(edition.document, by=county.lu_fang, reason="管网位置不宜公开。", ground="secrecy")
    assert (shown(edition).relations, shown(edition).incoming) == ([], [])
