"""The register of normative documents at the desk: number, filing, carrier, validity, the list, the table."""

from datetime import date

import pytest

from gongkai.affairs.documents.models import NormativeFacts
from gongkai.affairs.documents.normative_register import COLUMNS
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.paperwork import at, text_of
from gongkai.kernel.clock import frozen
from tests.county import County

URL = "/workbench/normative/"


def test_each_step_is_taken_on_its_own_page(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        document = county.publish("甲办法", expires_on=date(2026, 6, 1)).document
        sheet = f"{URL}{document.index_number}/"
        number = {"number": "QYDR-2026-001", "long_term": "no"}
        assert at(county.wei_lan).post(f"{sheet}register/", number).status_code == 302
        filed = {"authority": "青原县人民政府", "number": "青备1号", "on": "2026-03-02"}
        assert at(county.tang_ke).post(f"{sheet}filing/", filed).status_code == 302
        carried = {"carrier": "县政府公报2026年第1期", "on": "2026-03-02"}
        assert at(county.tang_ke).post(f"{sheet}carrier/", carried).status_code == 302
        decided = {"decision": "extend", "until": "2028-06-01", "reason": "执行良好。"}
        assert at(county.lu_fang).post(f"{sheet}validity/", decided).status_code == 302
        text = text_of(at(county.tang_ke).get(sheet))
    for words in ("QYDR-2026-001", "青备1号", "县政府公报2026年第1期", "2028-06-01", "登记了报送备案"):
        assert words in text


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        document = county.publish("甲办法").document
        sheet = f"{URL}{document.index_number}/"
        answer = at(county.tang_ke).post(f"{sheet}filing/", {"authority": "县政府", "on": "2026-04-01"})
        text = text_of(answer, 422)
        assert 'href="#id_on"' in text and 'value="县政府"' in text
        not_his = text_of(at(county.zhou_min).get(f"{sheet}filing/"))
        assert "现在不能办理" in not_his
        answer = at(county.zhou_min).post(f"{sheet}filing/", {"authority": "县政府", "on": "2026-03-02"})
        assert answer.status_code == 422 and not told("document.filed")
        assert at(county.guo_liang).get(sheet).status_code == 404
        assert at(county.tang_ke).get(f"{sheet}seal/").status_code == 404


@pytest.mark.full
def test_the_list_is_narrowed_to_what_waits_and_is_the_same_as_a_table(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        soon = county.publish("甲办法", expires_on=date(2026, 6, 1)).document
        county.publish("乙办法", expires_on=date(2030, 6, 1))
        county.publish("丙办法", expires_on=date(2026, 2, 1))
        NormativeFacts.objects.create(document=soon, registration_number="1")
        client = at(county.tang_ke)
        page = text_of(client.get(URL))
        assert all(title in page for title in ("甲办法", "乙办法", "丙办法")) and "将满" in page
        ending = text_of(client.get(f"{URL}?wanting=expiry"))
        assert "甲办法" in ending and "乙办法" not in ending and "丙办法" not in ending
        assert "甲办法" not in text_of(client.get(f"{URL}?wanting=number"))
        assert "丙办法" in text_of(client.get(f"{URL}?state=former&words=丙"))
        table = client.get("/workbench/normative.csv?state=current").content.decode("utf-8-sig")
        head, *lines = table.strip().splitlines()
        assert head.split(",") == [str(title) for title in COLUMNS.values()]
        assert len(lines) == 2 and client.get(f"{URL}?state=lost").status_code == 404
        assert client.get(f"{URL}?agency=qiaotou").status_code == 404


def test_the_list_in_force_is_certified_by_who_publishes(county: County) -> None:
    county.publish("甲办法")
    assert at(county.zhou_min).get(f"{URL}certify/").status_code == 403
    answer = at(county.he_jing).post(f"{URL}certify/", {"agency": "qingyuan"})
    assert answer.status_code == 302
    [(_subject, facts)] = told("register.published")
    assert facts["count"] == 1
    assert "最近一次公布" in text_of(at(county.he_jing).get(f"{URL}?agency=qingyuan"))
    assert at(county.tang_ke).post(f"{URL}certify/", {"agency": "qingyuan"}).status_code == 422
