"""Scales of fees: bands, the sums that a source works out, and what a pack may not write."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from gongkai.kernel.law import load_pack
from gongkai.kernel.law.fees import FeeVersion


def scale(**facts: Any) -> FeeVersion:
    given = {"since": date(2021, 1, 1), "basis": "fees:4", "bands": [{"to": 10, "price": 0}, {"price": 5}]}
    return FeeVersion.model_validate({**given, **facts})


def test_each_unit_costs_what_its_band_says() -> None:
    assert [scale().amount(n) for n in (0, 10, 11, 20)] == [0, 0, 5, 50]
    rising = scale(bands=[{"to": 2, "price": 1}], rises={"every": 2, "by": 3})
    assert [rising.amount(n) for n in range(8)] == [0, 1, 2, 6, 10, 17, 24, 34]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"sums": [[11, 6]]}, "应收5元"),
        ({"sums": [[11]]}, "应写作"),
        ({"bands": [{"to": 10, "price": 0}]}, "须有价格"),
        ({"rises": {"every": 1, "by": 1}}, "二者取一"),
        ({"bands": [{"to": 10, "price": 0}, {"to": 9, "price": 1}, {"price": 2}]}, "由小到大"),
        ({"bands": [{"price": 0}, {"to": 9, "price": 1}, {"price": 2}]}, "由小到大"),
    ],
)
def test_a_scale_that_cannot_be_is_refused(facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        scale(**facts)


def test_a_child_pack_has_its_parents_fees() -> None:
    fee = load_pack("xiaoxian").fee("items", on=date(2026, 1, 1))
    assert (fee.pack, fee.unit, fee.scale.amount(50)) == ("national", "件", 7000)
    with pytest.raises(LookupError):
        load_pack("national").fee("items", on=date(2020, 12, 31))
