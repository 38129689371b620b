"""Stories that many tests begin with: told once a process, afterwards put back row by row and file by file."""

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import connection

from gongkai.engines.ledger.models import Event
from tests.county import County, insert, rows_by_table

T = TypeVar("T")
Rows = list[tuple[Any, ...]]


@dataclass
class Kept:
    """What a story left: its result, by table its columns with the rows taken away and those added, the files."""

    begun_with: int
    result: bytes
    tables: dict[str, tuple[list[str], Rows, Rows]]
    files: dict[str, bytes]


def scene(tell: Callable[[County], T]) -> Callable[[County], T]:
    """A story that begins with the fresh county and stops its own clock; it is told only the first time.

    Its result must be something that pickle takes: models, and dataclasses of them.
    """
    kept: list[Kept] = []

    @functools.wraps(tell)
    def told(county: County) -> T:
        begun_with = Event.objects.count()
        if not kept:
            before = rows_by_table()
            result = tell(county)
            changes = _changes(before, rows_by_table())
            kept.append(Kept(begun_with, pickle.dumps(result), changes, _files(default_storage)))
            return result
        if kept[0].begun_with != begun_with:
            return tell(county)
        _put_back(kept[0])
        return pickle.loads(kept[0].result)  # type: ignore[no-any-return]

    return told


def _changes(
    before: dict[str, tuple[list[str], Rows]], after: dict[str, tuple[list[str], Rows]]
) -> dict[str, tuple[list[str], Rows, Rows]]:
    found = {}
    for table, (columns, rows) in after.items():
        old = before.get(table, (columns, []))[1]
        gone, added = [row for row in old if row not in rows], [row for row in rows if row not in old]
        if gone or added:
            found[table] = (columns, gone, added)
    return found


def _put_back(kept: Kept) -> None:
    with connection.cursor() as cursor:
        for table, (columns, gone, _added) in kept.tables.items():
            if gone:
                key = columns.index(connection.introspection.get_primary_key_column(cursor, table))
                name = connection.ops.quote_name(table)
                cursor.executemany(
                    f"DELETE FROM {name} WHERE {connection.ops.quote_name(columns[key])} = %s",
                    [(row[key],) for row in gone],
                )
    insert({table: (columns, added) for table, (columns, _gone, added) in kept.tables.items()})
    for name, data in kept.files.items():
        default_storage.save(name, ContentFile(data))


def _files(storage: Storage, folder: str = "") -> dict[str, bytes]:
    """Everything that is stored, by name."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return {}
    found = {}
    for name in names:
        path = f"{folder}/{name}".lstrip("/")
        with storage.open(path) as file:
            found[path] = file.read()
    for name in folders:
        found |= _files(storage, f"{folder}/{name}".lstrip("/"))
    return found
