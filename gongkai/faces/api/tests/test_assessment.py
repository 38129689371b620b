"""Published assessments and coverage in the open interface."""

from datetime import datetime

from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import CHINA, frozen
from gongkai.oversight.assessment import actions
from gongkai.oversight.assessment.tests.test_scheme import JANUARY, active
from tests.county import County


def test_only_what_is_published_can_be_read(county: County, ask: Ask) -> None:
    with frozen(JANUARY) as clock:
        scheme = active(county)
        assert ask("/assessments")["items"] == []
        clock.move_to(datetime(2026, 1, 12, 9, tzinfo=CHINA))
        actions.close(scheme, by=county.he_jing)
        assert ask("/assessments/qingyuan-2025", status=404)["error"]["code"] == "not_found"
        actions.publish(scheme, by=county.he_jing)
        (listed,) = ask("/assessments")["items"]
        assert (listed["code"], listed["weight"]) == ("qingyuan-2025", 5.0)
        one = ask("/assessments/qingyuan-2025")
        assert sum(row["points"] for row in one["indicators"]) == 100
        assert {row["agency"]["slug"] for row in one["units"]} == {"zhujian", "qiaotou"}
        assert all(len(row["indicators"]) == len(one["indicators"]) for row in one["units"])


def test_coverage_names_who_is_missing(county: County, ask: Ask) -> None:
    county.publish(kind="normative")
    found = {one["id"]: one for one in ask("/coverage")["kinds"]}
    assert found["decision"]["covered"] == ["zhujian"]
    assert set(found["result"]["missing"]) == {"qingyuan", "zhujian", "qiaotou"}
    assert ask("/coverage", {"agency": "zhujian"})["agency"]["slug"] == "zhujian"
    assert ask("/coverage", {"agency": "nowhere"}, status=404)["error"]["code"] == "not_found"
