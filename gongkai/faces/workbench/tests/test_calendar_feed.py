"""The calendar feed: switched on by its officer, read at a secret address without a session, ended at once."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench import calendar_feed
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.ical import read
from gongkai.faces.workbench.tests.owing import at, interpretation, page_of, under_xiaoxian
from tests.county import County

CALENDAR = "/workbench/calendar/"


@pytest.fixture
def owing(county: County) -> County:
    return under_xiaoxian(county)


def switch(officer: Officer, what: str) -> str:
    """Press a button of the page; the page that follows."""
    client = Client()
    client.force_login(officer.user)
    answer = client.post(reverse(f"workbench:calendar_feed_{what}"), follow=True)
    officer.refresh_from_db()
    return answer.content.decode()


def path_of(officer: Officer) -> str:
    return calendar_feed.address_of(officer).removeprefix("http://localhost:8000")


def test_it_is_off_until_the_officer_switches_it_on(owing: County) -> None:
    assert "开通日历订阅" in page_of(owing.zhou_min, CALENDAR)
    assert calendar_feed.address_of(owing.zhou_min) == ""
    page = switch(owing.zhou_min, "renew")
    assert "日历订阅已开通" in page and calendar_feed.address_of(owing.zhou_min) in page
    assert told("officer.feed_renewed") == [("zhoumin", {})], "the key is nobody else's business"


def test_a_program_reads_it_without_signing_in(owing: County) -> None:
    switch(owing.zhou_min, "renew")
    with at("2025-11-18T10:00"):
        answer = Client().get(path_of(owing.zhou_min))
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    duty = interpretation()
    (event,) = [one for one in read(answer.content) if one["UID"] == f"duty-{duty.id}@localhost"]
    assert event["DTSTART;VALUE=DATE"] == "20251120"
    assert event["SUMMARY"] == "公布政策解读：《青原县农村危房改造实施办法》"
    assert event["URL"] == f"http://localhost:8000/workbench/duties/{duty.id}/"
    assert event["STATUS"] == "CONFIRMED"
    assert event["alarms"] and all(alarm > "20251118T020000Z" for alarm in event["alarms"])


def test_it_tells_what_her_own_agency_owes_and_no_more(owing: County) -> None:
    switch(owing.he_jing, "renew")
    switch(owing.guo_liang, "renew")
    for officer in (owing.he_jing, owing.guo_liang):
        with at("2025-11-18T10:00"):
            answer = Client().get(path_of(officer))
        assert f"duty-{interpretation().id}@" not in answer.content.decode()
        assert read(answer.content)


def test_another_address_ends_the_first(owing: County) -> None:
    switch(owing.zhou_min, "renew")
    first = path_of(owing.zhou_min)
    assert "原来的地址不能再用" in switch(owing.zhou_min, "renew")
    assert path_of(owing.zhou_min) != first
    assert Client().get(first).status_code == 404
    assert Client().get(path_of(owing.zhou_min)).status_code == 200


def test_it_can_be_closed_and_closing_twice_is_told(owing: County) -> None:
    switch(owing.zhou_min, "renew")
    first = path_of(owing.zhou_min)
    assert "日历订阅已关闭" in switch(owing.zhou_min, "close")
    assert Client().get(first).status_code == 404
    assert "您没有开通日历订阅，无需关闭。" in switch(owing.zhou_min, "close")
    assert told("officer.feed_closed") == [("zhoumin", {})]


def test_nobody_guesses_an_address(owing: County) -> None:
    switch(owing.zhou_min, "renew")
    token = path_of(owing.zhou_min).rsplit("/", 1)[1].removesuffix(".ics")
    body, _dot, signature = token.rpartition(".")
    number, _dash, key = body.partition("-")
    for guess in (
        f"{number}-{key}", f"{number}-{'0' * 16}.{signature}", f"{int(number) + 1}-{key}.{signature}",
        f"{body}.{'A' * len(signature)}", "x", ".", f"{number}-.{signature}",
    ):  # fmt: skip
        assert Client().get(reverse("workbench:calendar_feed", args=[guess])).status_code == 404, guess


def test_the_feed_ends_with_the_office(owing: County) -> None:
    switch(owing.zhou_min, "renew")
    officer = owing.zhou_min
    officer.until = date(2026, 1, 1)
    officer.save()
    with at("2025-12-31T10:00"):
        assert Client().get(path_of(officer)).status_code == 200
    with at("2026-01-01T10:00"):
        assert Client().get(path_of(officer)).status_code == 404


def test_a_new_day_changes_only_what_has_changed(owing: County) -> None:
    switch(owing.zhou_min, "renew")
    with at("2025-11-18T10:00") as clock:
        before = {one["UID"] for one in read(Client().get(path_of(owing.zhou_min)).content)}
        clock.move_to(datetime.fromisoformat("2025-11-19T10:00+08:00"))
        after = {one["UID"] for one in read(Client().get(path_of(owing.zhou_min)).content)}
    assert before == after


def test_switching_needs_a_post(owing: County) -> None:
    page_of(owing.zhou_min, reverse("workbench:calendar_feed_renew"), 405)
    page_of(owing.zhou_min, reverse("workbench:calendar_feed_close"), 405)
