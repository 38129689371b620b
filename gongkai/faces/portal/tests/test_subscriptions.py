"""Subscribing to changes: confirmed by a letter, told once, ended by one click, the address kept out of sight."""

import re
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.test import Client
from lxml import etree

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.body import from_text
from gongkai.engines.ledger.models import Event, OutboxMessage
from gongkai.engines.ledger.outbox import deliver
from gongkai.engines.notices.delivery import SENDERS
from gongkai.engines.notices.news import tell_news
from gongkai.engines.notices.subscribing import PATIENCE, forget_unconfirmed
from gongkai.engines.notices.subscription import Subscription
from gongkai.engines.search import actions as index
from gongkai.kernel.clock import Traveller
from tests.county import County

READER = "reader@example.com"
ATOM = "{http://www.w3.org/2005/Atom}"


def address(kind: str, about: str) -> str:
    return f"/subscribe/?kind={kind}&about={quote(about, safe='')}"


def links(letter: str) -> list[str]:
    return [urlsplit(found).path for found in re.findall(r"http://\S+", letter)]


def follow(client: Client, kind: str, about: str, reader: str = READER) -> None:
    """Ask, get the letter, open its link and press the button."""
    sent = len(mail.outbox)
    assert client.post(address(kind, about), {"email": reader}).status_code == 302
    deliver(SENDERS)
    assert len(mail.outbox) == sent + 1
    [link] = links(str(mail.outbox[-1].body))
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    mail.outbox.clear()


def told() -> list[str]:
    """The letters with news that leave now."""
    tell_news()
    deliver(SENDERS)
    found = [str(letter.body) for letter in mail.outbox]
    mail.outbox.clear()
    return found


@pytest.fixture(autouse=True)
def _nothing_is_new_yet(db: None) -> None:
    tell_news()


def test_a_correction_and_a_repeal_are_told_once(county: County, client: Client) -> None:
    rules = county.publish().document
    follow(client, "document", rules.index_number)
    assert told() == []  # it was published before
    county.correct(rules, note="更正第一条。", title="青原县农村危房改造办法")
    [letter] = told()
    assert "《青原县农村危房改造办法》" in letter
    assert "已更正，公开第2版：更正第一条。" in letter
    assert f"/documents/{rules.index_number}/" in letter
    repealing = county.draft("关于废止危房改造办法的决定", kind="policy")
    actions.relate(repealing.document, by=county.zhou_min, type="repeals", target=rules)
    assert told() == []  # not before the decision is out
    county.take_over(repealing)
    [letter] = told()
    assert "被废止：《关于废止危房改造办法的决定》" in letter
    assert told() == []


def test_looking_at_the_link_confirms_nothing(county: County, client: Client) -> None:
    rules = county.publish().document
    client.post(address("document", rules.index_number), {"email": READER})
    deliver(SENDERS)
    client.get(links(str(mail.outbox[0].body))[0])
    mail.outbox.clear()
    county.correct(rules, title="新标题的办法")
    assert told() == []


def test_the_page_of_one_thing_names_no_address_without_it(county: County, client: Client) -> None:
    page = client.get(address("selection", "agency=zhujian")).content.decode()
    assert 'name="robots" content="noindex"' in page and 'rel="canonical"' not in page


def test_an_agencys_list_and_a_saved_selection(county: County, client: Client) -> None:
    follow(client, "selection", "agency=zhujian", "agency@example.com")
    follow(client, "selection", "agency=qiaotou", "township@example.com")
    follow(client, "selection", "agency=zhujian&kind=notice", "kind@example.com")
    county.publish("青原县公租房轮候规则")
    tell_news()
    deliver(SENDERS)
    assert [letter.to for letter in mail.outbox] == [["agency@example.com"]]
    assert "《青原县公租房轮候规则》\n新公开" in mail.outbox[0].body


def test_one_letter_for_all_that_an_address_follows(county: County, client: Client) -> None:
    rules = county.publish().document
    follow(client, "document", rules.index_number)
    follow(client, "selection", "agency=zhujian")
    county.correct(rules, title="改了名的办法")
    county.publish("又一份办法")
    [letter] = told()
    assert letter.count("已更正") == 1
    assert len([path for path in links(letter) if path.startswith("/subscribe/end/")]) == 2


def test_a_saved_search_waits_for_the_index(county: County, client: Client) -> None:
    index.catch_up()
    follow(client, "words", "q=燃气管网")
    county.publish("青原县燃气管网改造办法", body=from_text("改造老旧燃气管网。"))
    county.publish("青原县公租房轮候规则")
    assert told() == []
    index.catch_up()
    [letter] = told()
    assert "燃气管网改造办法" in letter
    assert "公租房" not in letter


def test_one_click_ends_it_and_erases_the_address(county: County, client: Client) -> None:
    rules = county.publish().document
    follow(client, "document", rules.index_number)
    county.correct(rules, title="新标题的办法")
    tell_news()
    deliver(SENDERS)
    [letter] = mail.outbox
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = urlsplit(letter.extra_headers["List-Unsubscribe"].strip("<>")).path
    assert client.get(link).status_code == 200
    assert Subscription.objects.count() == 1
    response = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 302
    assert Subscription.objects.count() == 0
    assert client.get(link).status_code == 404
    mail.outbox.clear()
    county.correct(rules, title="又改的办法")
    assert told() == []


def test_the_address_stands_nowhere_in_the_clear(county: County, client: Client) -> None:
    rules = county.publish().document
    follow(client, "document", rules.index_number)
    county.correct(rules, title="新标题的办法")
    tell_news()
    kept = [*Event.objects.values_list("facts", "actor", "subject_id"), *OutboxMessage.objects.values_list(
        "target", "body", "last_error")]  # fmt: skip
    kept += Subscription.objects.values_list("sealed", "digest", "title", "about")
    assert READER not in str(kept)
    assert "example.com" not in str(kept)


def test_a_mail_server_that_refuses_does_not_put_it_into_the_log(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from smtplib import SMTPRecipientsRefused

    from django.core.mail import EmailMessage

    def refuse(letter: EmailMessage) -> int:
        raise SMTPRecipientsRefused({READER: (550, b"unknown")})

    rules = county.publish().document
    client.post(address("document", rules.index_number), {"email": READER})
    monkeypatch.setattr(EmailMessage, "send", refuse)
    deliver(SENDERS)
    assert "SMTPRecipientsRefused" in OutboxMessage.objects.get(channel="subscriber_asked").last_error
    assert READER not in caplog.text + OutboxMessage.objects.get(channel="subscriber_asked").last_error


def test_what_was_never_confirmed_is_forgotten(county: County, client: Client, today: Traveller) -> None:
    rules = county.publish().document
    client.post(address("document", rules.index_number), {"email": READER})
    assert forget_unconfirmed() == 0
    today.advance(PATIENCE * 1.1)
    assert forget_unconfirmed() == 1


def test_a_wrong_address_is_said_beside_its_field_and_machines_are_let_run(
    county: County, client: Client
) -> None:
    place = address("document", county.publish().document.index_number)
    response = client.post(place, {"email": "nobody"})
    assert response.status_code == 400
    assert 'href="#email"' in response.content.decode()
    client.post(place, {"email": READER, "website": "http://spam.example"})
    assert not Subscription.objects.exists()
    for _ in range(3):
        assert client.post(place, {"email": READER}).status_code == 302
    assert client.post(place, {"email": READER}).status_code == 429


@pytest.mark.parametrize(
    "place",
    [
        "/subscribe/", "/subscribe/?kind=document&about=NOTHING", "/subscribe/?kind=selection&about=agency%3Dx",
        "/subscribe/?kind=selection&about=year%3D99999", "/subscribe/?kind=selection&about=a%3Db",
        "/subscribe/?kind=words&about=q%3D", "/subscribe/?kind=stars&about=x",
        "/subscribe/confirm/1:2:3/", "/subscribe/end/1:2/",
    ],
)  # fmt: skip
def test_what_is_not_there_cannot_be_followed(county: County, client: Client, place: str) -> None:
    assert client.get(place).status_code == 404


def test_a_document_and_a_selection_have_feeds(county: County, client: Client) -> None:
    rules = county.publish(topics=["construction"]).document
    county.correct(rules, note="更正第一条。", title="青原县农村危房改造办法")
    feed = etree.fromstring(client.get(f"/feeds/documents/{rules.index_number}.atom").content)
    assert sorted(str(entry.findtext(f"{ATOM}title")) for entry in feed.iter(f"{ATOM}entry")) == [
        "已更正，公开第2版：更正第一条。", "新公开",
    ]  # fmt: skip
    for query, n in (("topic=construction", 1), ("topic=water", 0), ("agency=zhujian&validity=current", 1)):
        feed = etree.fromstring(client.get(f"/feeds/selection.atom?{query}").content)
        assert len(feed.findall(f"{ATOM}entry")) == n
