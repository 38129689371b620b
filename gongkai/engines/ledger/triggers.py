"""The database's own refusal to change or delete an event, for SQLite and PostgreSQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the ledger is append-only: record a new event instead of changing one"

_SQLITE_UP = [
    f"CREATE TRIGGER ledger_event_{act.lower()} BEFORE {act} ON ledger_event "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("UPDATE", "DELETE")
]
_SQLITE_DOWN = ["DROP TRIGGER ledger_event_update", "DROP TRIGGER ledger_event_delete"]

_POSTGRES_UP = [
    "CREATE FUNCTION ledger_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER ledger_event_rows BEFORE UPDATE OR DELETE ON ledger_event "
    "FOR EACH ROW EXECUTE FUNCTION ledger_event_refuse()",
    "CREATE TRIGGER ledger_event_table BEFORE TRUNCATE ON ledger_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_event_refuse()",
]
_POSTGRES_DOWN = [
    "DROP TRIGGER ledger_event_rows ON ledger_event",
    "DROP TRIGGER ledger_event_table ON ledger_event",
    "DROP FUNCTION ledger_event_refuse()",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse."""
    _run(connection, _SQLITE_UP if connection.vendor == "sqlite" else _POSTGRES_UP)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Undo `install`: for unapplying the migration and for emptying a test database."""
    _run(connection, _SQLITE_DOWN if connection.vendor == "sqlite" else _POSTGRES_DOWN)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
