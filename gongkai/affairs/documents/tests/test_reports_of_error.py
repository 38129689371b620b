"""A reader reports an error under a receipt, and is answered; how to reach him stays out of the ledger."""

import pytest

from gongkai.affairs.documents import actions, reports_of_error
from gongkai.affairs.documents.models import ErrorContact, ErrorReport
from gongkai.affairs.documents.reports_of_error import (
    answer,
    find,
    forget_contacts,
    report_error,
    reports_for,
)
from gongkai.engines.duties.queries import about
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import frozen
from gongkai.kernel.flow import Refused
from tests.county import County


def reported(county: County, **given: str) -> ErrorReport:
    edition = county.publish("关于停水的通知", kind="notice")
    return report_error(
        index_number=edition.document.index_number, edition_number=1, quote="11月31日",
        words="11月没有31日。", contact=given.get("contact", "13800001111"),
    )  # fmt: skip


def test_from_the_report_to_the_corrected_edition(county: County) -> None:
    with frozen("2026-03-02 09:00") as clock:
        report = reported(county)
        duty = about("error_report", str(report.pk)).get()
        assert (duty.agency, duty.outcome) == ("zhujian", "")
        assert list(reports_for(county.tang_ke)) == [report]
        assert list(reports_for(county.zhou_min)) == list(reports_for(county.guo_liang)) == []
        with pytest.raises(Refused, match="先更正并公开"):
            answer(report, by=county.tang_ke, outcome="corrected", words="谢谢，已更正。")
        corrected = county.correct(report.document, title="关于停水的通知（更正）", note="更正日期。")
        answered = answer(report, by=county.tang_ke, outcome="corrected", words="谢谢，已更正。")
        assert answered.corrected_in == corrected
        duty.refresh_from_db()
        assert duty.outcome == "met"
        with pytest.raises(Refused, match="已经答复"):
            answer(report, by=county.tang_ke, outcome="not_an_error", words="不是错误。")
        clock.move_to("2026-05-20 09:00")
        assert forget_contacts() == 0
        clock.move_to("2026-06-20 09:00")
        assert (forget_contacts(), ErrorContact.objects.count()) == (1, 0)


def test_the_receipt_opens_the_report_however_it_is_typed_and_is_not_guessed(county: County) -> None:
    report = reported(county)
    assert find(report.number.replace("-", " ").lower()) == report
    assert find(report.number[:-1]) is None and find("") is None
    assert len(report.number) == 19
    numbers = {reports_of_error._receipt() for _ in range(1000)}
    assert len(numbers) == 1000
    assert not set("".join(numbers)) & set("01ILO")


def test_nothing_that_the_reader_wrote_nor_the_receipt_enters_the_ledger(county: County) -> None:
    report = reported(county)
    told = " ".join(f"{event.subject_id} {event.facts}" for event in Event.objects.all())
    for secret in ("13800001111", report.number, "11月31日", "没有31日"):
        assert secret not in told
    event = Event.objects.get(verb="error_report.received")
    assert (event.actor, event.public) == ("public", False)


def test_an_error_that_is_none_or_whose_document_is_gone(county: County) -> None:
    report = reported(county, contact="")
    assert not ErrorContact.objects.exists()
    with pytest.raises(Refused, match="先撤回"):
        answer(report, by=county.lu_fang, outcome="withdrawn", words="文件已撤回。")
    actions.withdraw(report.document, by=county.lu_fang, reason="日期有误。", ground="error")
    assert answer(report, by=county.lu_fang, outcome="withdrawn", words="文件已撤回。").corrected_in is None
    other = report_error(
        index_number=report.document.index_number, edition_number=1, words="理由里也有错字。"
    )
    assert (
        answer(other, by=county.lu_fang, outcome="not_an_error", words="经核对无误。").answered_by == "lufang"
    )


def test_every_fault_is_told_at_once(county: County) -> None:
    draft = county.draft()
    with pytest.raises(Refused) as refused:
        report_error(
            index_number=draft.document.index_number, edition_number=1, words=" ", quote="引" * 501,
            contact="1" * 201,
        )  # fmt: skip
    assert len(refused.value.reasons) == 4
    report = reported(county)
    with pytest.raises(Refused) as refused:
        answer(report, by=county.zhou_min, outcome="maybe", words="")
    assert len(refused.value.reasons) == 3
    assert not Event.objects.filter(verb="error_report.answered").exists()
