"""Events: what everybody may know happened, in order, and nothing of who did it."""

from gongkai.faces.api.tests.conftest import Ask
from tests.county import County


def test_only_public_events_are_told_in_their_order(county: County, ask: Ask) -> None:
    county.draft("未公开的办法")
    county.publish("青原县农村危房改造实施办法")
    events = ask("/events")["items"]
    assert [one["verb"] for one in events] == ["agency.opened"] * 3 + ["document.published"]
    assert [one["seq"] for one in events] == sorted(one["seq"] for one in events)
    assert events[-1]["facts"]["title"] == "青原县农村危房改造实施办法"
    assert "tangke" not in str(events) and "未公开" not in str(events)


def test_following_goes_on_after_the_last_number(county: County, ask: Ask) -> None:
    county.publish("第一份办法")
    address, seen = "/events?limit=2", []
    while address:
        page = ask(address)
        seen += [one["seq"] for one in page["items"]]
        address = page["next"]
    assert len(seen) == 4
    assert ask("/events", {"after": seen[-1]})["items"] == []
    county.publish("第二份办法")
    assert len(ask("/events", {"after": seen[-1]})["items"]) == 1
