"""Concerns answered, for everybody: the list, the page of one with its forms and clocks, and the same for programs."""

from django.test import Client

from gongkai.affairs.concerns import publishing
from gongkai.affairs.concerns.models import Concern
from gongkai.affairs.concerns.tests.telling import found, hour, say, under, weighed
from gongkai.faces.portal.tests.test_gazette import page
from gongkai.kernel.clock import frozen
from tests.county import County


def answered(county: County) -> Concern:
    """A grave one, released in time, answered, and published."""
    concern = found(county, "major", title="内部标题：李四家墙体开裂")
    for step in ("release", "hold_conference"):
        say(concern, step, county.tang_ke)
    say(weighed(concern, county.tang_ke, "high"), "respond", county.tang_ke, form="expert")
    return publishing.publish(concern, by=county.tang_ke, title="墙体开裂的处置", summary="还安全吗？")


def test_the_page_and_the_interface_say_what_was_said_how_and_whether_in_time(
    county: County, client: Client
) -> None:
    with frozen(hour("2026-02-16 22:30")):
        assert "还没有公开的回应" in page(client, "/concerns/")
        under(county, "xiaoxian")
        concern = answered(county)
        listed = page(client, "/concerns/")
        assert "墙体开裂的处置" in listed and "按时" in listed and "李四" not in listed
        shown = page(client, f"/concerns/{concern.pk}/")
        for words in ("还安全吗？", "专家解读", "新闻发布会", "局新闻发言人", "最迟", "回应关切2"):
            assert words in shown, words
        assert "李四" not in shown and "读者留言" not in shown  # nor where it was seen
        read = client.get(f"/api/v1/concerns/{concern.pk}").json()
        assert [one["form"] for one in read["responses"]] == ["online", "conference", "expert"]
        assert {one["status"] for one in read["clocks"]} == {"met"} and read["late"] is False
        (item,) = client.get("/api/v1/concerns?agency=zhujian").json()["items"]
        assert item == read
        assert f"/concerns/{concern.pk}/" in client.get("/sitemap.xml").content.decode()
        publishing.retract(concern, by=county.he_jing, reason="内容有误。")
        assert client.get(f"/concerns/{concern.pk}/").status_code == 404
        assert client.get(f"/api/v1/concerns/{concern.pk}").status_code == 404


def test_what_is_not_published_is_nowhere(county: County, client: Client) -> None:
    concern = weighed(found(county), county.tang_ke)
    say(concern, "respond", county.tang_ke)
    assert concern.title not in page(client, "/concerns/")
    for number in (concern.pk, 0, 10**18, 10**40):
        assert client.get(f"/concerns/{number}/").status_code == 404
    assert client.get("/api/v1/concerns").json()["items"] == []
