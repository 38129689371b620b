"""A document is drafted, edited, published, corrected and withdrawn, each by those who may, each an event."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.affairs.documents.queries import live, page
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.clock import CHINA, frozen
from gongkai.kernel.flow import Refused
from tests.county import County


def verbs(document: Document) -> list[str]:
    return [event.verb for event in events_of(*document.subject)]


def test_from_draft_to_live(county: County) -> None:
    with frozen(datetime(2025, 11, 18, 9, tzinfo=CHINA)):
        edition = county.draft(
            doc_number="青建[2025]第06号", topics=["construction"], kind="notice", taken_from=""
        )
        document = edition.document
        assert document.index_number == "MB0000002-2025-00001"
        assert document.doc_number == "青建〔2025〕6号"
        assert (document.number_code, document.number_year, document.number_seq) == ("青建", 2025, 6)
        assert not live().exists()
        assert page(document.index_number) is None
        county.see_through(edition)
    shown = page(document.index_number)
    assert shown is not None
    assert shown.edition.title == "青原县农村危房改造实施办法"
    assert shown.document.published_on == date(2025, 11, 18)
    assert shown.topics == ["construction"]
    assert shown.validity == "current"
    assert verbs(document) == [
        "document.drafted", "document.screened", "document.sent_up", "document.reviewed", "document.signed_off",
        "document.published",
    ]  # fmt: skip
    published = events_of(*document.subject).get(verb="document.published")
    assert published.public
    assert published.actor == "tangke"
    assert facts_of(published)["issued_on"] == "2025-11-12"


def test_who_may_not_is_told_and_nothing_changes(county: County) -> None:
    edition = county.draft()
    before = verbs(edition.document)
    for step in (
        lambda: actions.publish(edition, by=county.zhou_min),
        lambda: actions.publish(edition, by=county.guo_liang),
        lambda: actions.edit(edition, by=county.guo_liang, version=1, title="别的标题"),
        lambda: actions.withdraw(edition.document, by=county.lu_fang, reason="误发"),
        lambda: county.correct(edition.document, note="更正", title="别的标题"),
    ):
        with pytest.raises(Refused) as refused:
            step()
        assert all(reason.endswith("。") for reason in refused.value.reasons)
    edition.refresh_from_db()
    assert (edition.state, edition.title) == (State.DRAFT, "青原县农村危房改造实施办法")
    assert verbs(edition.document) == before


def test_all_faults_of_a_draft_are_told_at_once(county: County) -> None:
    county.publish(doc_number="青建〔2025〕6号")
    with pytest.raises(Refused) as refused:
        county.draft(
            "  ", kind="poem", attribute="secret", topics=["nothing"], body="<p> </p>",
            doc_number="青建〔2025〕6号", effective_on=date(2026, 1, 1), expires_on=date(2025, 1, 1),
        )  # fmt: skip
    assert len(refused.value.reasons) == 7
    assert Document.objects.count() == 1


def test_what_is_not_open_to_all_is_not_published(county: County) -> None:
    edition = county.draft(attribute="on_request")
    with pytest.raises(Refused, match="依申请公开"):
        county.see_through(edition)


def test_the_second_of_two_editors_is_told_and_loses_nothing(county: County) -> None:
    edition = county.draft()
    actions.edit(edition, by=county.tang_ke, version=1, title="青原县农村危房改造办法")
    with pytest.raises(Refused, match="tangke"):
        actions.edit(edition, by=county.zhou_min, version=1, body="<p>周敏的修改</p>")
    edition.refresh_from_db()
    assert (edition.title, edition.version) == ("青原县农村危房改造办法", 2)


def test_a_correction_says_what_was_wrong_and_keeps_the_old_text(county: County) -> None:
    edition = county.publish()
    corrected = county.correct(edition.document, note="第二条中的“D级”误写为“E级”，现予更正。",
        body=from_text("更正后的正文。"),
    )  # fmt: skip
    shown = page(edition.document.index_number)
    assert shown is not None and shown.edition == corrected
    assert [(one.number, one.state) for one in shown.history] == [(1, "superseded"), (2, "live")]
    first = page(edition.document.index_number, number=1)
    assert first is not None and "贯彻执行" in first.edition.text
    assert page(edition.document.index_number, number=3) is None


def test_a_correction_must_change_something_and_say_why(county: County) -> None:
    edition = county.publish()
    with pytest.raises(Refused) as refused:
        county.correct(edition.document, note=" ", title=edition.title)
    assert len(refused.value.reasons) == 2


def test_a_withdrawal_stays_visible_with_its_reason(county: County) -> None:
    edition = county.publish()
    actions.withdraw(edition.document, by=county.lu_fang, reason="误将征求意见稿作为正式文件公开。")
    shown = page(edition.document.index_number)
    assert shown is not None and shown.withdrawn
    assert shown.edition.withdrawn_reason == "误将征求意见稿作为正式文件公开。"
    assert not live().exists()
    assert verbs(edition.document)[-1] == "document.withdrawn"


def test_index_numbers_run_by_agency_and_year(county: County) -> None:
    with frozen(datetime(2025, 12, 31, tzinfo=CHINA)) as clock:
        assert county.draft().document.index_number == "MB0000002-2025-00001"
        assert county.draft("又一份文件").document.index_number == "MB0000002-2025-00002"
        clock.move_to(datetime(2026, 1, 1, tzinfo=CHINA))
        assert county.draft("新年的文件").document.index_number == "MB0000002-2026-00001"


def test_the_database_itself_keeps_one_draft_and_one_live(county: County) -> None:
    edition = county.publish()
    for state in (State.LIVE, State.DRAFT):
        Edition.objects.filter(state=State.DRAFT).delete()
        copy = Edition.objects.get(pk=edition.pk)
        copy.pk, copy.number, copy.state = None, 2, state
        if state == State.DRAFT:
            copy.save(force_insert=True)
            copy.pk, copy.number = None, 3
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)
