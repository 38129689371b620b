"""The duty of 条例 art 49 ends with the publication; the openness office sees who has published, who is late."""

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest

from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack, ensure_periods
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import Traveller
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.tests.telling import draft, publish
from gongkai.oversight.tasks.notes import note
from tests.county import County

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _owing(county: County, today: Traveller) -> Iterator[None]:
    """The county goes by a pack since the beginning of 2026."""
    with patch("gongkai.engines.duties.actions.forget_packs"):
        today.move_to("2026-01-05 09:00")
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2026, 1, 5))
        ensure_periods()
        today.move_to("2026-01-15 10:00")
        yield


def statuses(county: County) -> dict[str, tuple[str, date | None]]:
    return {
        one.agency.slug: (one.due.status if one.due else "", one.published_on)
        for one in queries.standings_for(county.he_jing, 2025)
    }


def test_publication_meets_the_duty(county: County) -> None:
    duty = Duty.objects.get(rule="department_report", agency="zhujian", period="2026")
    assert duty.is_open
    publish(county, draft(county))
    duty.refresh_from_db()
    assert duty.status == "met" and str(duty.due_at.date()) == "2026-01-31"  # type: ignore[union-attr]
    assert statuses(county)["zhujian"] == ("met", date(2026, 1, 15))


def test_who_has_published_and_who_is_late(county: County, today: Traveller) -> None:
    publish(county, draft(county))
    today.move_to("2026-03-02 09:00")
    found = statuses(county)
    assert found["qiaotou"] == ("overdue", None)
    assert found["qingyuan"][0] in {"open", "soon"} and found["zhujian"][0] == "met"


def test_a_report_that_stands_as_a_document_counts_too(county: County) -> None:
    index = county.publish("2025年政府信息公开工作年度报告", kind="report").document.index_number
    told = {"report": "annual", "period": "2025年", "document": index}
    note(kind="report", agency=county.housing, by=county.tang_ke, on=date(2026, 1, 15), **told)
    assert statuses(county)["zhujian"] == ("met", date(2026, 1, 15))
    (one,) = queries.collection(year=2025)
    assert (one.edition, one.index_number) == (None, index)


def test_each_sees_his_own(county: County) -> None:
    assert [one.agency.slug for one in queries.standings_for(county.tang_ke, 2025)] == ["zhujian"]
    assert [one.agency.slug for one in queries.standings_for(county.he_jing, 2025)] == [
        "qingyuan", "qiaotou", "zhujian",
    ]  # fmt: skip
    assert queries.standings_for(county.zhou_min, 2025) == []
