"""Evidence leads to what it is about, for those alone who may open it, in as many queries for many as for one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.affairs.registers.tests.telling import DAY, at, licence
from gongkai.engines.duties.models import Duty
from gongkai.faces.workbench.evidence_links import addresses_of
from gongkai.kernel.clock import frozen
from tests.county import County


def test_records_and_duties_have_their_pages_for_who_may_open_them(county: County) -> None:
    with frozen(at(DAY)):
        records = [licence(county, number=f"青建许〔2026〕{n}号") for n in (1, 2, 3)]
    duties = [("duty", str(one.pk)) for one in Duty.objects.filter(rule="licence_publish")]
    assert len(duties) == 3
    abouts = [*(one.subject for one in records), *duties]
    found = addresses_of(abouts, county.tang_ke)
    assert found[records[0].subject] == f"/workbench/registers/records/{records[0].pk}/"
    assert set(found) == set(abouts)
    assert addresses_of(abouts, county.guo_liang) == {}
    with CaptureQueriesContext(connection) as one:
        addresses_of([abouts[0], duties[0]], county.tang_ke)
    with CaptureQueriesContext(connection) as many:
        addresses_of(abouts, county.tang_ke)
    assert len(many) == len(one)
