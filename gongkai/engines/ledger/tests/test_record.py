"""An event and its change are one: written together or not at all, in an order without gaps."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.ledger.actions import OutsideTransaction, after_commit, canonical, record, subscribe
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import events_after, events_of, facts_of, head
from gongkai.kernel.clock import frozen


@pytest.mark.django_db
def test_numbers_begin_at_one_and_have_no_gap() -> None:
    assert head() == 0
    for n in range(1, 6):
        assert record("document.published", subject=("document", f"D{n}"), by="zhoumin").seq == n
    assert head() == 5
    assert [event.seq for event in events_after(2)] == [3, 4, 5]
    assert [event.seq for event in events_after(2, 2)] == [3, 4]


@pytest.mark.django_db
def test_the_instant_is_the_clock_s(db: None) -> None:
    noon = datetime(2025, 11, 18, 4, 0, tzinfo=UTC)
    with frozen(noon):
        record("document.published", subject=("document", "D1"), by="zhoumin")
    assert Event.objects.get().at == noon


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(OutsideTransaction, match=r"transaction\.atomic"):
        record("document.published", subject=("document", "D1"), by="zhoumin")
    assert head() == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_failed_change_and_leaves_no_gap() -> None:
    with transaction.atomic():
        record("document.drafted", subject=("document", "D1"), by="zhoumin")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("document.published", subject=("document", "D1"), by="zhoumin")
        raise ZeroDivisionError
    with transaction.atomic():
        assert record("document.edited", subject=("document", "D1"), by="zhoumin").seq == 2
    assert [event.verb for event in events_of("document", "D1")] == ["document.drafted", "document.edited"]


@pytest.mark.django_db(transaction=True)
def test_listeners_share_the_transaction_or_wait_for_the_commit() -> None:
    heard: list[str] = []
    subscribe("document.published", lambda event: heard.append(f"at once {event.seq}"))
    subscribe("*", after_commit(lambda event: heard.append(f"after {event.seq}")))
    with transaction.atomic():
        record("document.published", subject=("document", "D1"), by="zhoumin")
        record("document.edited", subject=("document", "D1"), by="zhoumin")
        assert heard == ["at once 1"]
    assert heard == ["at once 1", "after 1", "after 2"]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_takes_the_change_with_it() -> None:
    def fail(event: Event) -> None:
        raise RuntimeError("a duty could not be opened")

    subscribe("document.published", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        record("document.published", subject=("document", "D1"), by="zhoumin")
    assert head() == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.full
@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_canonical_facts_read_back_and_have_one_form(facts: dict[str, Any]) -> None:
    text = canonical(facts)
    assert facts_of(Event(facts=text)) == facts
    assert canonical(dict(reversed(facts.items()))) == text


def test_facts_are_plain_data() -> None:
    assert canonical({"on": date(2025, 11, 18)}) == '{"on":"2025-11-18"}'
    with pytest.raises(TypeError, match="aware"):
        canonical({"at": datetime(2025, 11, 18)})
    with pytest.raises(TypeError, match="identifier"):
        canonical({"who": object()})
    with pytest.raises(ValueError):
        canonical({"share": float("nan")})
