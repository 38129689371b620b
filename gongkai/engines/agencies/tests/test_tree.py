"""Agencies open, are renamed and close; what bore their name stays findable."""

from datetime import date

import pytest

from gongkai.engines.agencies import actions
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import SYSTEM, agencies, below, find_agency
from gongkai.engines.ledger.queries import events_of
from gongkai.kernel.flow import Refused
from tests.county import County


def test_the_index_code_is_the_organisation_code(county: County) -> None:
    assert county.government.index_code == "MB0000019"


def test_all_faults_of_an_agency_are_told_at_once(county: County) -> None:
    with pytest.raises(Refused) as refused:
        actions.open_agency(
            by=SYSTEM, slug="zhujian", name="另一个局", kind="bureau", parent=county.government,
            credit_code="123", email="no address",
        )  # fmt: skip
    assert len(refused.value.reasons) >= 4
    assert Agency.objects.count() == 3


def test_only_the_command_line_founds_a_tree(county: County) -> None:
    with pytest.raises(Refused, match="命令行"):
        actions.open_agency(by=county.he_jing, slug="other", name="另一个县", kind="county")


def test_a_renamed_bureau_is_found_by_its_old_name(county: County) -> None:
    actions.rename_agency(county.housing, by=SYSTEM, name="青原县住房和城市更新局", short_name="县住房更新局")
    assert find_agency("青原县住房和城乡建设局") == county.housing
    assert find_agency("县住房更新局") == county.housing
    assert find_agency("青原县建设局") == county.housing
    assert find_agency("不存在的局") is None
    assert [event.verb for event in events_of("agency", "zhujian")] == ["agency.opened", "agency.renamed"]


def test_closing_waits_for_what_is_below(county: County) -> None:
    with pytest.raises(Refused, match="下级机构"):
        actions.close_agency(county.government, by=SYSTEM, on=date(2026, 1, 1))
    actions.close_agency(county.township, by=SYSTEM, on=date(2026, 1, 1))
    assert county.township not in agencies()
    assert county.township in below(county.government)
    with pytest.raises(Refused, match="无需再次撤销"):
        actions.close_agency(county.township, by=SYSTEM, on=date(2026, 1, 2))
