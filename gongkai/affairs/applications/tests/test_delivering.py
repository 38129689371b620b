"""Delivering: a letter is opened by right, and the way and the day it arrived start what counts from them."""

from datetime import date
from smtplib import SMTPException
from typing import Any

import pypdfium2
import pytest
from django.core import mail

from gongkai.affairs.applications.actions import charging, consulting, delivering, privacy
from gongkai.affairs.applications.clocks import opinion_of
from gongkai.affairs.applications.identity import APPLICANT, Identity
from gongkai.affairs.applications.letters.mail import send_letter
from gongkai.affairs.applications.letters.queries import letters_of, to_send
from gongkai.affairs.applications.models import Applicant, Application, Fee, LetterDelivery
from gongkai.engines.files import to_labels
from gongkai.engines.ledger.models import Event, OutboxMessage
from gongkai.engines.ledger.outbox import deliver
from gongkai.kernel.clock import day_of
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import LI_HUA, accepted, answer, on, received

pytestmark = pytest.mark.django_db

AT_HOME = Identity(
    "李花",
    "resident_id",
    "440524188001010014",
    phone="13900000000",
    address="青原县桥头镇桥东村12号",
    postcode="440500",
)


def seen(application: Application, verb: str) -> int:
    return Event.objects.filter(verb=f"application.{verb}", subject_id=application.number).count()


def test_the_applicants_first_look_is_the_delivery(county: County) -> None:
    with on("2026-03-02"):
        application = received(county)
    letter = letters_of(application, for_applicant=True)[0]
    with on("2026-03-03"):
        assert delivering.open_letter(letter, by=APPLICANT) == "李花"
        assert delivering.open_letter(letter, by=APPLICANT) == "李花"
    row = LetterDelivery.objects.get(letter=letter)
    assert (row.way, row.on, row.noted_by) == ("web", date(2026, 3, 3), "applicant")
    assert seen(application, "applicant_seen") == 0


def test_an_officers_look_is_an_event_and_a_right(county: County) -> None:
    application = received(county)
    letter = letters_of(application)[0]
    assert delivering.open_letter(letter, by=county.zhou_min) == "李花"
    assert seen(application, "applicant_seen") == 1
    assert not LetterDelivery.objects.exists()
    with pytest.raises(Refused, match="没有这一权限"):
        delivering.open_letter(letter, by=county.lu_fang)


def test_a_name_is_gone_with_the_applicants_data(county: County) -> None:
    application = received(county)
    letter = letters_of(application)[0]
    Applicant.objects.update(payload=b"", fingerprint="", erased_by="system", erased_at=letter.made_at)
    assert delivering.open_letter(letter, by=county.zhou_min) == ""
    assert privacy.name_for_himself(application) == ""


def test_those_asked_are_named_by_right_and_organs_by_anybody(county: County) -> None:
    application = accepted(county)
    consulting.ask_third_party(
        application, by=county.zhou_min, party="青原建筑公司，桥头路3号", about="合同价格"
    )
    consulting.ask_co_maker(application, by=county.zhou_min, agency=county.township, about="联合下发的明细")
    co_maker, third = letters_of(application)[:2]
    assert delivering.open_letter(third, by=county.zhou_min) == "青原建筑公司"
    assert seen(application, "party_seen") == 1
    assert delivering.open_letter(co_maker, by=county.lu_fang) == county.township.name
    with pytest.raises(Refused, match="不是给申请人的"):
        delivering.open_letter(third, by=APPLICANT)


def test_the_day_a_fee_notice_arrived_counts(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        charging.notice_fee(application, by=county.zhou_min, way="pages", pages=100)
        notice = letters_of(application)[0]
    with on("2026-03-12"):
        delivering.record_delivery(
            notice, by=county.tang_ke, way="post", on=date(2026, 3, 9), note="挂号信 XA00000001"
        )
    assert Fee.objects.get().served_on == date(2026, 3, 9)
    with on("2026-03-13"):
        assert delivering.open_letter(notice, by=APPLICANT) == "李花"
    assert Fee.objects.get().served_on == date(2026, 3, 9)


def test_a_fee_notice_read_on_the_web_has_arrived(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        charging.notice_fee(application, by=county.zhou_min, way="pages", pages=100)
    with on("2026-03-05"):
        delivering.open_letter(letters_of(application)[0], by=APPLICANT)
    assert Fee.objects.get().served_on == date(2026, 3, 5)


def test_the_day_an_opinion_was_asked_for_counts(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        asked = consulting.ask_third_party(
            application, by=county.zhou_min, party="青原建筑公司", about="合同价格"
        )
        letter = letters_of(application)[0]
    with on("2026-03-06"):
        delivering.record_delivery(letter, by=county.zhou_min, way="pick_up")
    asked.refresh_from_db()
    duty = opinion_of(asked)
    assert asked.served_on == date(2026, 3, 6)
    assert duty is not None and duty.due_at is not None and day_of(duty.due_at) == date(2026, 3, 27)


def test_a_delivery_that_cannot_be_is_refused_with_all_reasons(county: County) -> None:
    with on("2026-03-02"):
        letter = letters_of(received(county))[0]
        with pytest.raises(Refused) as refusal:
            delivering.record_delivery(
                letter, by=county.guo_liang, way="pigeon", on=date(2026, 3, 1), note="长" * 201
            )
        assert len(refusal.value.reasons) == 4
        with pytest.raises(Refused, match="请写明邮件号"):
            delivering.record_delivery(letter, by=county.tang_ke, way="post")
        delivering.record_delivery(letter, by=county.tang_ke, way="pick_up")
        with pytest.raises(Refused, match="已经登记"):
            delivering.record_delivery(letter, by=county.tang_ke, way="pick_up")
    assert LetterDelivery.objects.count() == 1


def test_what_has_not_arrived_is_listed_to_be_sent(county: County) -> None:
    by_post, by_mail = received(county, delivery="post", identity=AT_HOME), received(county, delivery="email")
    assert [one.application for one in to_send(county.tang_ke, "post")] == [by_post]
    assert {one.application for one in to_send(county.tang_ke)} == {by_post, by_mail}
    assert to_send(county.guo_liang) == []
    delivering.record_delivery(letters_of(by_post)[0], by=county.tang_ke, way="post", note="XA1")
    assert to_send(county.tang_ke, "post") == []


def test_a_letter_goes_by_mail_and_its_address_stays_out_of_the_outbox(county: County, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    application = received(county, delivery="email")
    letter = letters_of(application)[0]
    delivering.send_by_email(letter, by=county.tang_ke)
    message = OutboxMessage.objects.get(channel=delivering.CHANNEL)
    assert LI_HUA.email not in message.body + message.target
    assert deliver({delivering.CHANNEL: send_letter}) == 1
    (sent,) = mail.outbox
    assert sent.to == [LI_HUA.email] and letter.number in str(sent.subject) and "李花" in str(sent.body)
    name, data, kind = sent.attachments[0]  # type: ignore[misc]
    assert str(name).endswith(".pdf") and bytes(data).startswith(b"%PDF") and kind == "application/pdf"
    assert LetterDelivery.objects.get().way == "email"
    delivering.send_by_email(letter, by=county.tang_ke)
    assert deliver({delivering.CHANNEL: send_letter}) == 0 and len(mail.outbox) == 1


def test_what_a_reply_hands_over_goes_with_it(county: County, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    application = accepted(county, delivery="email")
    answer(county, application)
    delivering.send_by_email(letters_of(application)[0], by=county.tang_ke)
    assert deliver({delivering.CHANNEL: send_letter}) == 1
    _letter, (name, data, _kind) = mail.outbox[0].attachments  # type: ignore[misc]
    assert (name, data) == ("明细.txt", "桥头镇 12户")


def test_a_server_that_fails_names_nobody_and_is_asked_again(
    county: County, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> int:
        raise SMTPException(f"550 {LI_HUA.email} unknown")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    letter = letters_of(received(county, delivery="email"))[0]
    delivering.send_by_email(letter, by=county.tang_ke)
    assert deliver({delivering.CHANNEL: send_letter}) == 0
    message = OutboxMessage.objects.get(channel=delivering.CHANNEL)
    assert message.sent_at is None and "SMTPException" in message.last_error
    assert LI_HUA.email not in message.last_error + caplog.text
    assert not LetterDelivery.objects.exists()


def test_mail_is_only_for_who_asked_for_it(county: County) -> None:
    letter = letters_of(received(county))[0]
    with pytest.raises(Refused, match="选择以电子邮件获取"):
        delivering.send_by_email(letter, by=county.tang_ke)


def test_labels_bear_addresses_several_a_sheet(county: County) -> None:
    at_home = letters_of(received(county, delivery="post", identity=AT_HOME))[0]
    county.township.address = "青原县桥头镇桥头路1号"
    county.township.save(update_fields=["address"])
    application = accepted(county)
    consulting.ask_third_party(
        application, by=county.zhou_min, party="青原建筑公司 桥头路3号", about="合同价格"
    )
    consulting.ask_co_maker(application, by=county.zhou_min, agency=county.township, about="明细")
    found = delivering.labels([at_home, *letters_of(application)[:2]], by=county.zhou_min)
    assert [(one.name, one.address) for one in found] == [
        ("李花", "青原县桥头镇桥东村12号"),
        (county.township.name, "青原县桥头镇桥头路1号"),
        ("青原建筑公司", "桥头路3号"),
    ]
    assert "李花" not in repr(found)
    sheet = pypdfium2.PdfDocument(to_labels(found * 5))
    assert len(sheet) == 2
    text = sheet[0].get_textpage().get_text_bounded().replace(" ", "")
    assert text.count("桥东村12号") == 5 and "440500" in text and at_home.number in text


def test_labels_name_all_that_have_no_address(county: County) -> None:
    letters = [letters_of(received(county))[0], letters_of(received(county))[0]]
    with pytest.raises(Refused) as refusal:
        delivering.labels(letters, by=county.zhou_min)
    assert len(refusal.value.reasons) == 2
