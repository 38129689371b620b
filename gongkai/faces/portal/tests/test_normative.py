"""The register of normative documents before the public: current, former, all its elements, as page and table."""

from datetime import date

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.documents import actions, normative
from gongkai.affairs.documents.normative_register import COLUMNS
from gongkai.kernel.clock import frozen
from tests.county import County


@pytest.fixture
def register(county: County) -> County:
    """Two in force, of which one is registered; one lapsed, one withdrawn, and a notice."""
    with frozen("2026-03-02 09:00"):
        whole = county.publish(
            "甲办法",
            doc_number="青建规〔2026〕1号",
            effective_on=date(2026, 1, 1),
            expires_on=date(2030, 1, 1),
        )
        normative.register(whole.document, by=county.wei_lan, number="QYDR-1")
        county.publish("乙办法")
        county.publish("丙办法", expires_on=date(2026, 2, 1))
        gone = county.publish("丁办法")
        actions.withdraw(gone.document, by=county.lu_fang, reason="误发。", ground="error")
        county.publish("停车通知", kind="notice")
        normative.publish_list(by=county.he_jing, agency=county.government)
    return county


def titles(client: Client, query: str = "") -> set[str]:
    with frozen("2026-03-03 09:00"):
        answer = client.get(f"/normative/{query}")
    assert answer.status_code == 200
    rows = LexborHTMLParser(answer.content.decode()).css("tbody th[scope=row] > a")
    return {row.text() for row in rows}


def test_current_and_former_stand_apart_and_no_other_kind_among_them(
    register: County, client: Client
) -> None:
    assert titles(client) == {"甲办法", "乙办法", "丙办法"}
    assert titles(client, "?state=current") == {"甲办法", "乙办法"}
    assert titles(client, "?state=former") == {"丙办法"}
    assert titles(client, "?agency=qiaotou") == set()
    assert titles(client, "?agency=qingyuan&words=QYDR-1") == {"甲办法"}
    for wrong in ("state=lost", "agency=nobody", "page=9"):
        assert client.get(f"/normative/?{wrong}").status_code == 404


def test_the_page_shows_the_seven_elements_and_the_certified_list(register: County, client: Client) -> None:
    with frozen("2026-03-03 09:00"):
        page = client.get("/normative/").content.decode()
    for words in (
        "青建规〔2026〕1号", "青原县住房和城乡建设局", "2026-01-01", "现行有效", "行政规范性文件",
        "自2026年1月1日起施行", "QYDR-1", "最近一次公布现行有效的目录",
    ):  # fmt: skip
        assert words in page, words


def test_the_table_holds_all_columns_of_the_same_choice(register: County, client: Client) -> None:
    with frozen("2026-03-03 09:00"):
        text = client.get("/normative.csv?state=current").content.decode("utf-8-sig")
    head, *rows = text.strip().splitlines()
    assert head.split(",") == [str(title) for title in COLUMNS.values()]
    assert len(rows) == 2 and all("丙办法" not in row for row in rows)
