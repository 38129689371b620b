"""The dump: every published document on a line of its own, whole and in little memory, and not sent twice."""

import gzip
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.affairs.documents import actions
from gongkai.faces.api import dump
from tests.county import County

ADDRESS = "/api/v1/dump/documents.jsonl"


def lines(client: Client) -> list[dict[str, object]]:
    body = b"".join(client.get(ADDRESS).streaming_content)  # type: ignore[attr-defined]
    return [json.loads(line) for line in body.decode().splitlines()]


def test_each_published_document_stands_on_a_line(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "BATCH", 2)
    old = county.draft("青原县危房改造暂行办法", topics=["construction"])
    actions.attach(old, by=county.zhou_min, name="户数表.csv", data=b"village,households\nQianhe,4\n")
    county.take_over(old)
    new = county.publish(relations=[{"type": "repeals", "target": old.document}])
    actions.withdraw(county.publish("错发的通知", kind="notice").document, by=county.lu_fang, reason="错发。")
    county.draft("还没有公开的办法")
    found = lines(client)
    assert [one["title"] for one in found] == [old.title, new.title]
    first, second = found
    assert (first["validity"], first["topics"]) == ("repealed", ["construction"])
    assert [one["name"] for one in first["attachments"]] != []  # type: ignore[attr-defined]
    assert second["relations"] == [
        {"type": "repeals", "index_number": first["index_number"], "title": old.title, "doc_number": None}
    ]
    assert second["text"] == new.text
    packed = b"".join(client.get(f"{ADDRESS}.gz").streaming_content)  # type: ignore[attr-defined]
    assert [json.loads(line) for line in gzip.decompress(packed).splitlines()] == found


def test_it_is_not_read_again_until_something_happened(
    county: County, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    county.publish()
    first = client.get(ADDRESS)
    assert first["Gongkai-Sequence"] in first["ETag"]
    known = {"If-None-Match": first["ETag"]}
    with django_assert_num_queries(1):
        assert client.get(ADDRESS, headers=known).status_code == 304
    assert client.get(f"{ADDRESS}.gz", headers=known).status_code == 200
    county.publish("又一份办法")
    assert client.get(ADDRESS, headers=known).status_code == 200


def test_the_number_of_questions_does_not_grow_with_the_documents(
    county: County, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        county.publish(f"第{number}号办法")
    with django_assert_num_queries(6):  # head; editions, topics, relations, files; the end
        assert len(lines(client)) == 4
