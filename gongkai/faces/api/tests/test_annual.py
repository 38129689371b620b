"""Annual reports and statistics in the open interface."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from gongkai.faces.api.tests.conftest import Ask
from gongkai.kernel.clock import CHINA, frozen
from gongkai.oversight.reports.tests.telling import CHAPTERS, add, draft, publish
from tests.county import County


@pytest.fixture(autouse=True)
def told(county: County) -> Iterator[County]:
    with frozen(datetime(2026, 1, 15, 10, tzinfo=CHINA)):
        add(
            county.housing,
            [
                ("natural", date(2025, 3, 3), date(2025, 3, 20), "granted"),
                ("business", date(2025, 9, 3), None, ""),
            ],
        )
        publish(county, draft(county))
        draft(county, county.township)
        yield county


def test_only_published_reports_are_listed(ask: Ask) -> None:
    (one,) = ask("/annual-reports")["items"]
    assert (one["code"], one["year"], one["edition"]) == ("zhujian-2025", 2025, 1)
    assert one["pdf"].endswith("/annual-reports/zhujian-2025.pdf") and len(one["sha256"]) == 64
    assert ask("/annual-reports", {"agency": "qiaotou"})["items"] == []
    assert ask("/annual-reports", {"year": 2024})["items"] == []
    assert ask("/annual-reports/qiaotou-2025", status=404)["error"]["code"] == "not_found"


def test_a_report_carries_its_tables(ask: Ask) -> None:
    one = ask("/annual-reports/zhujian-2025")
    assert len(one["table3"]) == 25
    assert one["table3"]["new"] == {
        "natural": 1, "business": 1, "research": 0, "welfare": 0, "legal": 0, "other": 0, "total": 2,
    }  # fmt: skip
    assert one["table2"]["fees"] == {"amount": 0}  # counted: its register is empty
    assert one["table4"]["litigation_after"]["total"] == 0
    assert one["typed"] == []
    assert one["chapters"][4] == {"number": 5, "title": "五、存在的主要问题及改进情况", "text": CHAPTERS[5]}
    assert one["chapters"][1]["text"] is None


def test_the_collection_is_given_whole(ask: Ask) -> None:
    assert ask("/annual-reports/collection")["items"] == [
        {
            "agency": {"slug": "zhujian", "name": "青原县住房和城乡建设局"}, "year": 2025,
            "published_on": "2026-01-15", "code": "zhujian-2025", "document": None,
        }
    ]  # fmt: skip


def test_statistics_are_numbers_only(ask: Ask) -> None:
    found = ask("/statistics", {"since": "2025-01-01", "until": "2025-12-31"})
    assert (found["received"], found["concluded"], found["open"]) == (2, 1, 1)
    assert found["working_days"] == {"median": 13, "ninetieth": 13}
    assert found["applicants"]["business"] == 1 and found["subjects"] == {"construction": 2}
    (line,) = found["agencies"]
    assert line["agency"]["slug"] == "zhujian" and line["open"] == 1
    assert {one["key"]: one["count"] for one in found["results"] if one["count"]} == {"granted": 1}
    assert "危房改造补助" not in str(found)
    wrong = {"since": "2025-02-01", "until": "2025-01-01"}
    assert ask("/statistics", wrong, status=400)["error"]
    assert ask("/statistics", {"agency": "nowhere"}, status=404)["error"]["code"] == "not_found"
