"""What the public reads of registers: tables, records, downloads; nothing of what a column covers or keeps inside."""

import csv
import io
import json
from datetime import date

import html5lib
import pytest
from django.test import Client

from gongkai.affairs.registers.actions.archiving import archive
from gongkai.affairs.registers.actions.closing import withdraw
from gongkai.affairs.registers.actions.publishing import correct, publish
from gongkai.affairs.registers.tests.telling import (
    BOARD,
    DAY,
    LICENCE,
    PENALTY,
    at,
    entered,
    licence,
    penalty,
    village,
)
from gongkai.kernel.clock import frozen
from tests.county import County


def seen(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    text = answer.getvalue().decode("utf-8-sig")
    if text.startswith("<!doctype"):
        html5lib.HTMLParser(strict=True).parse(text)
        assert text.count("<h1") == 1
    return text


def test_tables_records_and_downloads_show_the_public_columns_alone(county: County, client: Client) -> None:
    with frozen(at(DAY)):
        firm, person, draft = licence(county), penalty(county), penalty(county, number="青建罚〔2026〕9号")
        publish([firm, person], by=county.tang_ke)
        paths = ["/registers/", "/api/v1/registers"]
        for one in (firm, person):
            here = f"/registers/{one.register}"
            paths += [f"{here}/", f"{here}/{one.pk}/", f"{here}.csv", f"{here}.json"]
            paths += [f"/api/v1{here}/records", f"/api/v1{here}/credit"]
        whole = "".join(seen(client, path) for path in paths)
        taken = [client.get(f"/registers/penalties.{form}") for form in ("csv", "json")]
        assert all(one.streaming and "attachment" in one["Content-Disposition"] for one in taken)
        [line] = json.loads(taken[1].getvalue())["items"]
        assert (line["agency"], line["subject"], line["published_on"]) == ("zhujian", "马**", str(DAY))
        rows = list(csv.reader(io.StringIO(seen(client, "/registers/penalties.csv"))))
        assert client.get(f"/registers/penalties/{draft.pk}/").status_code == 404
        credit = client.get("/api/v1/registers/penalties/credit").json()
        records = client.get("/api/v1/registers/licences/records?agency=qingyuan&year=2026&words=宏远").json()
        assert client.get("/api/v1/registers/fees/credit").status_code == 404
        assert client.get("/api/v1/registers/unheard/records").status_code == 404
    assert (
        PENALTY["subject"] not in whole and LICENCE["representative"] not in whole and draft.key not in whole
    )
    assert rows[0][:3] == ["单位", "处罚决定文书号", "行政相对人类别"] and len(rows) == 2
    assert "法定代表人" not in rows[0] and rows[1][3] == "马**"
    [item] = credit["items"]
    assert (item["CF_XDR_MC"], item["CF_NR_FK"], item["CF_CFJG"]) == ("马**", "0.5", "青原县住房和城乡建设局")
    assert set(item) == set(credit["columns"])
    assert [one["key"] for one in records["items"]] == [LICENCE["number"]]


def test_filters_narrow_the_table(county: County, client: Client) -> None:
    with frozen(at(DAY)):
        other = licence(
            county, number="青建许〔2025〕9号", subject="青原县供水有限公司", decided_on="2025-11-03"
        )
        publish([licence(county), other], by=county.tang_ke)
        assert "青原县供水有限公司" in seen(client, "/registers/licences/?year=2025")
        narrowed = seen(client, "/registers/licences/?words=宏远&agency=zhujian")
        assert "宏远" in narrowed and "供水" not in narrowed
        assert "没有符合条件" in seen(client, "/registers/licences/?agency=qiaotou")
    for wrong in ("?agency=nobody", "?page=9", "?page=x"):
        assert client.get(f"/registers/licences/{wrong}").status_code == 404
    assert (
        client.get("/registers/unheard/").status_code
        == client.get("/registers/licences/999999/").status_code
        == 404
    )


def test_corrections_and_withdrawals_are_told(county: County, client: Client) -> None:
    with frozen(at(DAY)):
        (record,) = publish([licence(county)], by=county.tang_ke)
        page = f"/registers/licences/{record.pk}/"
        changed = {**LICENCE, "content": "准予开工建设。"}
        correct(record, by=county.tang_ke, seen=record.version, facts=changed, note="精简表述。")
        told = seen(client, page)
        assert "精简表述。" in told and "许可内容" in told and "准予开工建设。" in told
        withdraw(record, by=county.tang_ke, ground="overturned", reason="许可决定已撤销。")
        gone = seen(client, page)
    assert "许可决定已撤销。" in gone and "准予开工建设。" not in gone and LICENCE["subject"] not in gone
    assert record.key not in seen(client, "/registers/licences/")


def test_a_village_board_ends_as_a_line_that_says_where_it_is_kept(county: County, client: Client) -> None:
    with frozen(at(DAY)) as clock:
        place, clerk = village(county)
        (record,) = publish([entered(clerk, place, "village_affairs", BOARD)], by=clerk)
        page = f"/registers/village_affairs/{record.pk}/"
        board = seen(client, "/registers/village_affairs/?agency=houwan")
        assert "/registers/village_affairs/?agency=houwan" in seen(client, "/agencies/houwan/")
        assert "36120.50" in board and "石**" in seen(client, page)
        clock.move_to(at(date(2026, 4, 2)))
        archive(record, by=clerk)
        kept = seen(client, page)
        assert "留存在桥头镇后湾村" in kept and BOARD["content"] not in kept
        assert "公示期满，留存供查阅" in seen(client, "/registers/village_affairs/")
        assert BOARD["content"] not in seen(client, "/registers/village_affairs.csv")


@pytest.mark.parametrize("path", ["/en/registers/", "/zh-hant/registers/licences/"])
def test_in_other_languages(county: County, client: Client, path: str) -> None:
    with frozen(at(DAY)):
        publish([licence(county)], by=county.tang_ke)
        seen(client, path)
