"""A round over all that is public: begun, worked off, its findings settled, its result told."""

import pytest

from gongkai.affairs.documents import screening_rounds
from gongkai.affairs.documents.models import ScreeningRound
from gongkai.affairs.documents.tests.listing import BODY, IDENTITY
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County

URL = "/workbench/screening-rounds/"


@pytest.mark.full
def test_the_whole_round(county: County) -> None:
    listing = county.publish("青原县危房改造名单", kind="subsidy", body=BODY)
    client = at(county.tang_ke)
    assert client.post(f"{URL}new/", {"agency": "zhujian"}).status_code == 302
    row = ScreeningRound.objects.get()
    address = f"{URL}{row.pk}/"
    assert address in text_of(client.get(URL)) and "排查中" in text_of(client.get(address))
    assert "还有1份文件没有排查" in text_of(client.post(address, {"result": "没有问题。"}), 422)
    list(screening_rounds.carry_on(row))
    found = text_of(client.get(address))
    findings = f"/workbench/documents/{listing.document.index_number}/findings/"
    assert findings in found and IDENTITY not in found
    assert "没有处理" in text_of(client.post(address, {"result": "没有问题。"}), 422)
    chosen = list(listing.findings.values_list("pk", flat=True))
    assert client.post(findings, {"do": "mask", "finding": chosen}).status_code == 302
    assert client.post(address, {"result": "遮盖名单1份。"}).status_code == 302
    assert "已办结" in text_of(client.get(address))
    assert [facts["subject"] for _, facts in told("inspection.held")] == ["privacy"]


def test_who_does_not_organise_rounds_begins_none(county: County) -> None:
    for officer in (county.zhou_min, county.lu_fang, county.fang_ya):
        assert at(officer).get(URL).status_code == 403
        assert at(officer).post(f"{URL}new/", {"agency": "zhujian"}).status_code == 403
    assert at(county.guo_liang).post(f"{URL}new/", {"agency": "zhujian"}).status_code == 422
    assert not ScreeningRound.objects.exists()
    row = screening_rounds.begin_round(county.housing, by=county.tang_ke)
    assert at(county.guo_liang).get(f"{URL}{row.pk}/").status_code == 404


def test_what_stands_in_an_earlier_edition_is_found_and_masked_there(county: County) -> None:
    first = county.publish("青原县危房改造名单", kind="subsidy", body=BODY)
    county.correct(first.document, body="<p>名单已经更正，请以本版为准。</p>")
    row = screening_rounds.begin_round(county.housing, by=county.tang_ke)
    list(screening_rounds.carry_on(row))
    client = at(county.tang_ke)
    findings = f"/workbench/documents/{first.document.index_number}/findings/"
    assert f"{findings}?edition=1" in text_of(client.get(f"{URL}{row.pk}/"))
    chosen = list(first.findings.values_list("pk", flat=True))
    assert chosen and not text_of(client.get(findings)).count('name="finding"')
    assert text_of(client.get(f"{findings}?edition=1")).count('name="finding"') == len(chosen)
    done = client.post(f"{findings}?edition=1", {"do": "mask", "finding": chosen})
    assert (done.status_code, done["Location"]) == (302, f"{findings}?edition=1")
    first.refresh_from_db()
    assert IDENTITY not in first.body
    assert client.post(f"{URL}{row.pk}/", {"result": "遮盖旧版名单1份。"}).status_code == 302
