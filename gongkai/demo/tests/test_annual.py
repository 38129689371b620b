"""The annual reports of the demo: counted, signed by another, published before 31 March."""

from datetime import date

import pytest

from gongkai.demo.annual import acts
from gongkai.demo.cast import Cast
from gongkai.demo.county import load_county
from gongkai.kernel.clock import frozen
from gongkai.oversight.reports.models import AnnualReport, Edition


@pytest.mark.full
@pytest.mark.django_db
def test_two_departments_and_the_county_publish_theirs() -> None:
    with frozen("2024-01-02 08:30") as clock:
        cast = Cast(load_county())
        cast.settle("x")
        for act in sorted(acts(cast), key=lambda one: one.at):
            clock.move_to(act.at)
            act.do()
    assert set(AnnualReport.objects.values_list("agency__slug", flat=True)) == {
        "jianshe",
        "ziran",
        "qingyuan",
    }
    for edition in Edition.objects.select_related("report__agency"):
        assert edition.signed_by not in {one.written_by for one in edition.report.chapters.all()}
        assert edition.published_at is not None and edition.published_at.date() <= date(2026, 3, 31)
