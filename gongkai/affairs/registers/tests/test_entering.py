"""What is entered is held against the schema of the agency's law; every fault is named at once."""

from datetime import date

import pytest

from gongkai.affairs.registers.actions.entering import discard, edit, enter
from gongkai.affairs.registers.models import Record, State
from gongkai.affairs.registers.tests.telling import DAY, LICENCE, at, licence, owed, penalty
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import day_of, frozen
from gongkai.kernel.flow import Refused
from tests.county import County


def test_a_licence_is_owed_to_the_public_seven_working_days_after_it_was_granted(county: County) -> None:
    with frozen(at(DAY)):
        record = licence(county)
    duty = owed(record)["licence_publish"]
    # Granted on Friday 27 February; 28 February is a make-up workday.
    assert duty.due_at and day_of(duty.due_at) == date(2026, 3, 9)
    assert record.title == "青原县宏远建筑有限公司" and record.state == State.DRAFT
    told = facts_of(Event.objects.get(verb="register.entered"))
    assert told == {"register": "licences", "key": "青建许〔2026〕3号", "decided_on": "2026-02-27"}


def test_values_take_one_form_whatever_was_typed(county: County) -> None:
    with frozen(at(DAY)):
        facts = penalty(
            county, decided_on="2026年2月27日", fine="１,２00.5０", content=" 罚款\u0000。 \n 停工。 "
        ).facts
        assert (facts["decided_on"], facts["fine"], facts["content"]) == (
            "2026-02-27",
            "1200.5",
            "罚款。\n停工。",
        )


def test_every_fault_is_named_and_nothing_is_written(county: County) -> None:
    wrong = {
        **LICENCE, "number": "", "category": "特批", "credit_code": "91991022MB00000369", "decided_on": "2026-03-03",
        "valid_until": "2月30日", "certificate": "证" * 201, "colour": "红",
    }  # fmt: skip
    with frozen(at(DAY)), pytest.raises(Refused) as refused:
        enter(by=county.zhou_min, agency=county.housing, register="licences", facts=wrong)
    assert len(refused.value.reasons) == 7
    assert not Record.objects.exists() and not Event.objects.filter(verb__startswith="register.").exists()


def test_the_same_number_is_entered_once_and_again_after_it_was_given_up(county: County) -> None:
    with frozen(at(DAY)):
        first = licence(county)
        with pytest.raises(Refused, match="已经登记过"):
            licence(county)
        discard(first, by=county.zhou_min)
        assert owed(first)["licence_publish"].outcome == "cancelled"
        assert licence(county).pk != first.pk


def test_nobody_saves_over_what_he_has_not_seen(county: County) -> None:
    with frozen(at(DAY)):
        record = licence(county)
        edit(record, by=county.zhou_min, seen=1, facts={**LICENCE, "category": "核准"})
        with pytest.raises(Refused, match="已由他人修改"):
            edit(record, by=county.tang_ke, seen=1, facts={**LICENCE, "category": "特许"})
        record.refresh_from_db()
        assert record.facts["category"] == "核准" and record.version == 2
        assert facts_of(Event.objects.get(verb="register.edited"))["changed"] == ["许可类别"]


@pytest.mark.parametrize("register", ["village_affairs", "unheard_of"])
def test_an_agency_keeps_only_what_its_law_has_it_keep(county: County, register: str) -> None:
    with frozen(at(DAY)), pytest.raises(Refused) as refused:
        enter(by=county.guo_liang, agency=county.housing, register=register, facts=LICENCE)
    assert len(refused.value.reasons) == 2  # nor may the township's liaison do it for the bureau
