"""Fees: the scale of the pack and its vectors, which item of the month, one way for one application."""

import pytest

from gongkai.affairs.applications import fees
from gongkai.affairs.applications.actions import charging, receiving
from gongkai.affairs.applications.models import Application, Way
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused
from gongkai.kernel.law import load_pack
from tests.county import County

from .telling import accepted, on, person, received, submit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("way", "units", "yuan"),
    [
        *(("items", n, y) for n, y in ((0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (35, 3000))),
        *(("items", n, y) for n, y in ((40, 4000), (41, 4300), (50, 7000), (60, 11000))),
        *(("pages", n, y) for n, y in ((0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700))),
        *(("pages", n, y) for n, y in ((201, 2740), (250, 4700))),
    ],
)
def test_the_scale_gives_the_sums_of_the_source(way: str, units: int, yuan: int) -> None:
    assert load_pack("national").fee(way, on=today()).scale.amount(units) == yuan


def test_items_count_by_applicant_organ_and_natural_month(county: County) -> None:
    with on("2026-02-27"):
        received(county)
    with on("2026-03-02"):
        for _ in range(9):
            received(county)
        received(county, identity=person(1))
        submit(county)  # handed in and not yet received
        tenth, eleventh = received(county), received(county)
        assert fees.quote(tenth, Way.ITEMS) == (10, 0)
        assert fees.quote(eleventh, Way.ITEMS) == (11, 100)
        receiving.accept(eleventh, by=county.zhou_min)
        fee = charging.notice_fee(eleventh, by=county.zhou_min, way="items")
        assert (fee.quantity, fee.amount) == (11, 100)
    with on("2026-04-01"):
        assert fees.item_of_month(received(county)) == 1


def test_what_is_asked_of_all_items_together_is_the_whole_price(county: County) -> None:
    with on("2026-03-02"):
        every = [received(county) for _ in range(13)]
        assert sum(fees.quote(one, Way.ITEMS)[1] for one in every) == 300


def test_a_way_must_be_chosen_and_pages_counted(county: County) -> None:
    application = accepted(county)
    for way, sentence in (("both", "只能选择一种"), ("pages", "请填写页数")):
        with pytest.raises(Refused, match=sentence):
            charging.notice_fee(application, by=county.zhou_min, way=way)
    assert Application.objects.get().stage == "handling"


def test_before_the_rules_nothing_is_charged(county: County) -> None:
    with on("2020-03-02"):
        assert fees.quote(accepted(county), Way.PAGES, 500) == (500, 0)
