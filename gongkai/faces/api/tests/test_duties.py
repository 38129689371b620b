"""Duties and rules in the open interface: all that is public of them, and no more."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.actions import record
from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import frozen
from gongkai.oversight.promises.tests.telling import TODAY, Told, tell
from tests.county import County


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with frozen(TODAY):
        yield


@pytest.fixture
def told(county: County) -> Told:
    return tell(county)


def test_walking_all_pages_gives_each_duty_once(told: Told, ask: Ask) -> None:
    found, address = [], "/duties?limit=7"
    while address:
        page = ask(address)
        found += [item["id"] for item in page["items"]]
        address = page["next"]
    assert found == list(Duty.objects.order_by("-id").values_list("id", flat=True))


FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({"agency": "zhujian", "rule": "interpretation", "status": "met"}, ["interpretation"]),
    ({"agency": "zhujian", "status": "overdue", "due_before": "2026-01-31"}, ["department_report"]),
    ({"agency": "qiaotou", "rule": "task", "strength": "must"}, ["task"]),
    ({"agency": "qiaotou", "due_after": "2030-01-01"}, []),
    ({"agency": "qiaotou", "rule": "nothing"}, []),
]


def test_filters_narrow_the_list(told: Told, ask: Ask) -> None:
    for query, rules in FILTERS:
        assert [item["rule"] for item in ask("/duties", query)["items"]] == rules, query


def test_a_duty_tells_its_clause_and_dates(told: Told, ask: Ask) -> None:
    (short,) = ask("/duties", {"rule": "interpretation", "status": "met"})["items"]
    whole = ask(f"/duties/{short['id']}")
    assert {name: whole[name] for name in short} == short
    assert short["limit_zh"] == "3个工作日" and short["started_at"] == "2026-02-10T09:00:00+08:00"
    assert short["subject"]["kind"] == "document"
    assert whole["pack"] == "xiaoxian" and whole["basis"]
    assert ask("/duties/999", status=404)["error"]["code"] == "not_found"


def test_a_private_subject_is_neither_told_nor_found(told: Told, ask: Ask) -> None:
    with transaction.atomic():
        record(
            "application.received", subject=("application", "SECRET-1"), by="tangke", agency="zhujian",
            facts={"channel": "web", "received_at": "2026-11-10T09:00:00+08:00"},
        )  # fmt: skip
    (one,) = ask("/duties", {"rule": "reply"})["items"]
    assert one["subject"] is None
    assert ask(f"/duties/{one['id']}")["subject"] is None
    assert ask("/duties", {"subject": "application:SECRET-1"})["items"] == []


def test_a_public_subject_is_found(told: Told, ask: Ask) -> None:
    (short,) = ask("/duties", {"rule": "interpretation", "status": "met"})["items"]
    subject = f"document:{short['subject']['id']}"
    assert short["id"] in [item["id"] for item in ask("/duties", {"subject": subject})["items"]]


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ({"status": "lost"}, 400, "status"),
        ({"subject": "document"}, 400, "subject"),
        ({"due_after": "soon"}, 400, "due_after"),
        ({"colour": "red"}, 400, "colour"),
    ],
)
def test_what_cannot_be_used_is_refused(
    county: County, ask: Ask, query: dict[str, str], status: int, parameter: str
) -> None:
    error = ask("/duties", query, status=status)["error"]
    assert [one["parameter"] for one in error["detail"]] == [parameter]
    assert ask("/duties", {"agency": "nobody"}, status=404)["error"]["code"] == "not_found"


def test_the_rules_are_those_followed_here_or_of_another_pack(told: Told, ask: Ask) -> None:
    here = ask("/rules")
    assert here["pack"] == "xiaoxian"
    (hearing,) = (rule for rule in here["items"] if rule["id"] == "hearing")
    assert (hearing["owes"], hearing["limit_zh"]) == ("each:department,township", "每半年至少1次")
    assert ask("/rules", {"pack": "national"})["pack"] == "national"
    assert ask("/rules", {"pack": "atlantis"}, status=404)["error"]["code"] == "not_found"


def test_the_list_takes_few_queries_and_an_unchanged_one_is_not_sent_again(
    told: Told, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        first = client.get("/api/v1/duties?limit=500&agency=zhujian")
    assert "Last-Modified" not in first.headers  # overdue changes with the hour, not with the ledger
    again = client.get(
        "/api/v1/duties?limit=500&agency=zhujian", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    with frozen("2026-12-31 23:59:59"):
        later = client.get(
            "/api/v1/duties?limit=500&agency=zhujian", headers={"If-None-Match": first.headers["ETag"]}
        )
    assert later.status_code == 200
