"""Short ways from a composed text to its record."""

from gongkai.intake.pipeline import extract
from gongkai.intake.raw import RawDocument, Refusal
from gongkai.intake.readers import read_bytes
from gongkai.intake.record import Record, Task


def read_all(name: str, data: bytes) -> list[Record | Refusal]:
    """Records and refusals of one file's bytes."""
    return [extract(raw) if isinstance(raw, RawDocument) else raw for raw in read_bytes(name, data)]


def record_of(text: str | bytes, name: str = "青原.txt") -> Record:
    """The one record of a text."""
    found = read_all(name, text.encode() if isinstance(text, str) else text)
    assert len(found) == 1 and isinstance(found[0], Record), found
    return found[0]


def sentence_of(data: bytes, name: str = "青原.txt") -> str:
    """The one refusal of a file's bytes."""
    found = read_all(name, data)
    assert len(found) == 1 and isinstance(found[0], Refusal), found
    return found[0].sentence


def charge(task: Task) -> tuple[list[str], list[str], str | None]:
    """Units, leads and the deadline's date."""
    return task.responsible, task.lead, task.deadline.date if task.deadline else None
