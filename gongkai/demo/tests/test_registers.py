"""The registers of the demo: nearly all in time, one corrected, one taken back, one withheld; boards come and go."""

from collections import Counter
from datetime import date, datetime

import pytest

from gongkai.affairs.registers.models import Consultation, Record
from gongkai.affairs.registers.queries import published
from gongkai.demo.cast import END, Cast
from gongkai.demo.county import load_county
from gongkai.demo.registers import acts, load_registers
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.kernel.clock import CHINA, frozen, today


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("pack", ["xiaoxian", "qingdao"])
def test_registers_are_told_under_any_pack(pack: str) -> None:
    county = load_county()
    records = load_registers(county)
    with frozen(datetime(2024, 1, 2, 9, tzinfo=CHINA)) as clock:
        cast = Cast(county)
        cast.settle("x")
        adopt_pack(by=SYSTEM, agency=cast.government, pack=pack, from_=today())
        for act in sorted(acts(cast, records), key=lambda one: one.at):
            clock.move_to(act.at)
            act.do()
    boards = Record.objects.filter(register="village_affairs").count()
    assert bool(boards) == (pack == "xiaoxian") and Consultation.objects.count() == bool(boards)
    assert Record.objects.count() - boards == sum(one.register != "village_affairs" for one in records)
    assert published().filter(edition__gt=1).count() == 1
    states = Counter(Record.objects.exclude(register="village_affairs").values_list("state", flat=True))
    assert (states["withdrawn"], states["withheld"], states["draft"]) == (1, 2, 2)
    names = [one.title for one in published("penalties")]
    assert "吴**" in names and not any("吴大勇" in str(one.shown) for one in published())
    with frozen(datetime.combine(END, datetime.min.time(), CHINA)):
        stand = Counter(
            one.status for one in Duty.objects.filter(rule__in=["licence_publish", "penalty_publish"])
        )
    assert stand["late"] == 2 and stand["met"] > 12 and not stand["overdue"]
    assert all(one.entered <= (one.published or date.max) for one in records)
