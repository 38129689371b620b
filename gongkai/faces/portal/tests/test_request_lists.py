"""The quarterly lists of what is open on request, as anybody reads them."""

import pytest
from django.test import Client

from gongkai.affairs.applications.models import RequestList
from gongkai.faces.portal.tests.applying import text_of
from gongkai.kernel.clock import now
from tests.county import County

pytestmark = pytest.mark.django_db
LISTS = "/agencies/zhujian/request-lists/"


def test_each_quarter_is_read_from_the_guide_on(county: County, client: Client) -> None:
    entry = {
        "index_number": "X-1",
        "title": "危房改造内部台账",
        "number": "青住建函〔2026〕3号",
        "on": "2026-02-03",
    }
    RequestList.objects.create(
        agency=county.housing, quarter="2026-Q1", entries=[entry], published_by="zhoumin", published_at=now()
    )
    assert LISTS in client.get("/agencies/zhujian/guide/").content.decode()
    assert "2026年第1季度" in text_of(client.get(LISTS))
    told = text_of(client.get(f"{LISTS}2026-Q1/"))
    assert all(value in told for value in entry.values())
    assert client.get(f"{LISTS}2026-Q2/").status_code == 404
    assert client.get("/agencies/nobody/request-lists/").status_code == 404
