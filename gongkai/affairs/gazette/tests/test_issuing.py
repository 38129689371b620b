"""From the press to the reader: what is signed is what appears, by two persons; print stays, withdrawal blanks it."""

import io
from typing import Any

import pypdfium2
import pytest
from django.core.files.storage import default_storage

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.documents import screening_rounds, settling, store
from gongkai.affairs.documents.findings import open_findings
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.tests.listing import IDENTITY
from gongkai.affairs.gazette import actions, issuing, queries, search
from gongkai.affairs.gazette import press as printing
from gongkai.affairs.gazette.models import Issue, State
from gongkai.affairs.gazette.tests.conftest import Press
from gongkai.affairs.gazette.workflow import FLOW
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.flow import Refused


def pdf_of(issue: Issue) -> bytes:
    with default_storage.open(store.path_of(issue.pdf_sha256)) as file:
        return bytes(file.read())


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def facts(verb: str) -> dict[str, Any]:
    return facts_of(Event.objects.filter(verb=verb).latest("seq"))


def test_an_issue_goes_out(press: Press) -> None:
    issue = press.out("甲办法", "乙办法")
    assert issue.state == State.PUBLISHED
    told = facts("gazette.published")
    assert told["sha256"] == issue.pdf_sha256 == facts("gazette.signed")["sha256"]
    assert [(one["title"], one["page"]) for one in told["items"]] == [
        ("甲办法", 1),
        ("乙办法", 2),
        ("十二月大事记", 3),
    ]
    assert queries.issue(issue.code) == issue
    assert [section.slug for section, _items in queries.contents(issue)] == ["departments", "chronicle"]
    pages = pages_of(pdf_of(issue))
    assert "青原县人民政府公报" in pages[0] and "2025年第1期" in pages[0] and "总第1期" in pages[0]
    assert "乙办法" in pages[3] and "—2—" in pages[3]


def test_the_same_issue_is_set_in_the_same_bytes(press: Press) -> None:
    issue = press.out("甲办法")
    assert printing.volume(issue).pdf == pdf_of(issue)


def test_who_assembled_does_not_sign_nor_does_the_machine(press: Press) -> None:
    issue = press.open()
    press.add(issue, press.published("甲办法"))
    issue = issuing.send_up(issue, by=press.editor)
    with pytest.raises(Refused, match="没有办理“签发”的权限"):
        issuing.sign(issue, by=press.editor)
    with pytest.raises(Refused, match="不能由系统代办"):
        issuing.sign(issue, by=SYSTEM)
    Issue.objects.filter(pk=issue.pk).update(hands=["hejing", "zhengyuan"])
    with pytest.raises(Refused, match="须由他人办理"):
        issuing.sign(issue, by=press.leader)


def test_what_was_sent_up_is_not_changed_behind_the_leader(press: Press) -> None:
    issue = press.open()
    item = press.add(issue, press.published("甲办法"))
    issue = issuing.send_up(issue, by=press.editor)
    with pytest.raises(Refused, match="编辑中"):
        actions.remove(item, by=press.editor)
    issue = issuing.send_back(issue, by=press.leader, reason="缺大事记。")
    assert (issue.state, issue.pdf_sha256, issue.sent_by) == (State.ASSEMBLING, "", "")
    issue = press.signed(issue)
    assert issuing.recall(issue, by=press.editor).signed_at is None


def test_a_change_while_the_press_runs_is_refused(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    issue, second = press.open(), press.published("乙办法")
    press.add(issue, press.published("甲办法"))
    run = printing.volume

    def slow(seen: Issue) -> Any:
        made = run(seen)
        press.add(issue, second)
        return made

    monkeypatch.setattr(printing, "volume", slow)
    with pytest.raises(Refused, match="排版期间"):
        issuing.send_up(issue, by=press.editor)
    issue.refresh_from_db()
    assert issue.state == State.ASSEMBLING


def test_an_empty_issue_is_not_sent_up(press: Press) -> None:
    with pytest.raises(Refused, match="还没有内容"):
        issuing.send_up(press.open(), by=press.editor)


def test_a_document_that_changed_stops_the_issue(press: Press) -> None:
    issue = press.open()
    first, second = press.published("甲办法"), press.published("乙办法")
    press.add(issue, first)
    press.add(issue, second)
    issue = press.signed(issue)
    press.county.correct(first.document, title="甲办法（更正）")
    documents.withdraw(second.document, by=press.county.lu_fang, reason="重复公开。")
    with pytest.raises(Refused) as refused:
        issuing.publish(issue, by=press.editor)
    assert refused.value.reasons == (
        "《甲办法》已有更正，请撤回修改，换用现行文本。",
        "《乙办法》已被撤回，请移出本期。",
    )


def test_a_correction_leaves_the_print_as_it_was(press: Press) -> None:
    issue = press.out("甲办法")
    document = issue.items.get(position=1).edition.document  # type: ignore[union-attr]
    press.county.correct(document, title="甲办法（更正）")
    ((_departments, items), _chronicle) = queries.contents(issue)
    assert (items[0].title, items[0].corrected, items[0].withdrawn) == ("甲办法", True, False)
    assert queries.pdf_is_clean(issue)
    with pytest.raises(Refused, match="不重印"):
        issuing.reprint(issue, by=press.editor)


def test_a_withdrawal_blanks_the_text_in_a_reprint(press: Press) -> None:
    issue = press.out("甲办法", "乙办法")
    before = issue.pdf_sha256
    document = issue.items.get(position=1).edition.document  # type: ignore[union-attr]
    later = press.county.correct(document, title="甲办法（更正）")
    documents.withdraw(later.document, by=press.county.lu_fang, reason="误公开个人信息。")
    assert not queries.pdf_is_clean(issue)
    assert [item.title for item in queries.by_id(["1", "2", "3", "999", "x"])] == [
        item.title for item in issue.items.filter(pk__in=[1, 2, 3]).exclude(position=1)
    ]
    issue = issuing.reprint(issue, by=press.editor)
    assert queries.pdf_is_clean(issue)
    assert facts("gazette.reprinted")["before"] == before != issue.pdf_sha256
    text = "".join(pages_of(pdf_of(issue)))
    assert "甲办法" not in text and "乙办法" in text and "已撤回的文件" in text


def test_only_those_who_may_take_each_step(press: Press) -> None:
    issue = press.open()
    press.add(issue, press.published("甲办法"))
    stranger, events = press.county.guo_liang, Event.objects.count()
    for step in (issuing.send_up, issuing.recall, issuing.sign, issuing.publish, issuing.reprint):
        with pytest.raises(Refused, match="没有办理"):
            step(issue, by=stranger)
    with pytest.raises(Refused) as refused:
        issuing.send_back(issue, by=stranger, reason="")
    assert len(refused.value.reasons) == 3
    assert Event.objects.count() == events
    assert {step.name for step in FLOW.steps} == {
        *("assemble", "drop", "send_up", "recall", "return", "sign", "publish", "reprint"),
    }


def cover(edition: Edition, press: Press) -> None:
    """Personal data found in what is public is masked by the liaison."""
    screening_rounds.work_off()
    settling.mask(edition, by=press.county.tang_ke, findings=[one.pk for one in open_findings(edition)])


def test_what_is_masked_after_it_was_printed_is_masked_in_print(press: Press) -> None:
    body = f"<p>经办人身份证号{IDENTITY}，请认真执行。</p>"
    edition = press.published(f"关于{IDENTITY}的决定", body=body)
    issue = press.open()
    press.add(issue, edition)
    issue = issuing.publish(press.signed(issue), by=press.editor)
    assert IDENTITY in "".join(pages_of(pdf_of(issue)))
    cover(edition, press)
    assert not queries.pdf_is_clean(issue) and queries.issue(issue.code).unclean
    [entry] = queries.by_id([str(issue.items.get().pk)])
    assert IDENTITY not in entry.heading
    assert all(IDENTITY not in f"{one.title}{one.body}" for one in search.entries([str(entry.pk)]))
    issue = issuing.reprint(issue, by=press.editor)
    assert queries.pdf_is_clean(issue)
    text = "".join(pages_of(pdf_of(issue)))
    assert IDENTITY not in text and "请认真执行" in text
    with pytest.raises(Refused, match="不重印"):
        issuing.reprint(issue, by=press.editor)


def test_what_is_masked_between_press_and_publication_stops_the_issue(press: Press) -> None:
    edition = press.published("甲办法", body=f"<p>经办人身份证号{IDENTITY}。</p>")
    issue = press.open()
    press.add(issue, edition)
    issue = press.signed(issue)
    cover(edition, press)
    with pytest.raises(Refused, match="排版以后遮盖过内容"):
        issuing.publish(issue, by=press.editor)
    issue = press.signed(issuing.recall(issue, by=press.editor))
    assert issuing.publish(issue, by=press.editor).state == State.PUBLISHED
    assert IDENTITY not in "".join(pages_of(pdf_of(issue)))
