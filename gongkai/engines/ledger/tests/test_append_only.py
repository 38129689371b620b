"""The database itself refuses to change or delete an event."""

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return record("agency.opened", subject=("agency", "minzheng"), by="zhoumin", facts={"name": "县民政局"})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET actor = 'somebody'",
        "UPDATE ledger_event SET facts = '{}' WHERE seq = 1",
        "DELETE FROM ledger_event",
    ],
)
def test_a_hand_made_statement_is_refused(event: Event, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.get().actor == "zhoumin"


def test_truncate_is_refused_where_there_is_one(event: Event) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE ledger_event")


def test_the_orm_is_refused_alike(event: Event) -> None:
    event.actor = "somebody"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
