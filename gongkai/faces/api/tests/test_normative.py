"""The register of normative documents for programs: whole, current or former, of an agency and those below."""

from datetime import date

from django.test import Client

from gongkai.affairs.documents import normative
from gongkai.kernel.clock import frozen, today
from tests.county import County

URL = "/api/v1/normative"


def test_all_that_the_register_knows(county: County, client: Client) -> None:
    with frozen("2026-03-02 09:00"):
        document = county.publish(
            "甲办法", doc_number="青建规〔2026〕1号", expires_on=date(2030, 1, 1)
        ).document
        county.publish("乙办法", expires_on=date(2026, 2, 1))
        county.publish("停车通知", kind="notice")
        normative.register(document, by=county.wei_lan, number="QYDR-1")
        normative.note_filing(document, by=county.tang_ke, authority="县政府", on=today())
        normative.note_carrier(document, by=county.tang_ke, carrier="县政府公报第1期", on=today())
        found = client.get(f"{URL}?state=current&agency=qingyuan").json()["items"]
        former = client.get(f"{URL}?state=former").json()["items"]
        assert client.get(URL).json()["items"] == [*former, *found]
    [one] = found
    assert one["agency"] == {"slug": "zhujian", "name": "青原县住房和城乡建设局"}
    assert (one["title"], one["validity"], one["expires_on"]) == ("甲办法", "current", "2030-01-01")
    assert (one["registration_number"], one["carrier"]) == ("QYDR-1", "县政府公报第1期")
    assert one["filings"] == [{"authority": "县政府", "number": None, "filed_on": "2026-03-02"}]
    assert one["url"].endswith(f"/documents/{document.index_number}/")
    assert [row["validity"] for row in former] == ["lapsed"]


def test_what_cannot_be_asked_is_explained(county: County, client: Client) -> None:
    assert client.get(f"{URL}?agency=nobody").status_code == 404
    assert client.get(f"{URL}?state=lost").status_code == 400
    assert client.get(f"{URL}?agency=qiaotou").json() == {"items": []}
