"""What duty rules count can be noted: there is a record that tells the event, with the facts they ask for."""

from datetime import date
from typing import Any, get_args

import pytest
from django.db import transaction

from gongkai.kernel.law import load_pack, pack_names
from gongkai.oversight.tasks.records import KINDS
from tests.county import County

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 5)
PERIOD_RULES = {
    (name, id): rule
    for name in pack_names()
    for id, rules in load_pack(name).duty_history().items()
    for rule in rules
    if rule.kind == "period"
}


@pytest.fixture
def told(county: County) -> dict[str, list[dict[str, Any]]]:
    """By verb, what each kind of record that tells it may say in each fact: choices, or None for any text."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind in KINDS.values():
        with transaction.atomic():
            event = kind.tell(subject=(kind.subject, "1"), agency="zhujian", by="tangke", facts={"on": DAY})
            transaction.set_rollback(True)
        offered = {
            field.alias or name: get_args(field.annotation) for name, field in kind.facts.model_fields.items()
        }
        found.setdefault(event.verb, []).append(
            {**offered, **{name: (value,) for name, value in kind.adds.items()}}
        )
    return found


def test_what_a_rule_counts_of_records_can_be_noted(told: dict[str, list[dict[str, Any]]]) -> None:
    """With the very facts that it asks for, on a form of its own."""
    for key, rule in PERIOD_RULES.items():
        for trigger in rule.counts:
            if trigger.verb in told:
                assert any(
                    all(set(values) <= set(offered.get(name, ())) for name, values in trigger.where.items())
                    for offered in told[trigger.verb]
                ), key


def test_the_day_it_was_done_is_what_counts(told: dict[str, list[dict[str, Any]]]) -> None:
    """Not the day it was noted: else one noted late would count for the period after."""
    counted = [one for rule in PERIOD_RULES.values() for one in rule.counts if one.verb in told]
    assert {"hearing.held", "report.published", "inspection.held"} <= {one.verb for one in counted}
    assert [one for one in counted if one.at != "on"] == []
