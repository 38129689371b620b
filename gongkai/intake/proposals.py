"""Proposals 任务建议: the tasks that a pasted text, an uploaded file or a document here charges units with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.affairs.documents.models import Edition
from gongkai.intake.pipeline import extract
from gongkai.intake.queries import records_of
from gongkai.intake.raw import RawDocument, Refusal
from gongkai.intake.readers import read_bytes
from gongkai.kernel.flow import Refused

_NO_TASKS = "没有从《{title}》中读出写明责任单位的任务，请逐项填写。"


@dataclass(frozen=True)
class Proposals:
    """Tasks as `oversight.tasks.actions.propose` takes them, the text they stand in, and what a person should check."""

    items: list[Mapping[str, Any]]
    text: str
    doubts: list[str]


def proposals_in(name: str, data: bytes) -> Proposals:
    """The tasks of a file of any kind that intake reads, all documents of an archive together.

    Raises Refused with a sentence for each file that cannot be read, or when no task is found.
    """
    found, refusals = [], []
    for raw in read_bytes(name, data):
        if isinstance(raw, RawDocument):
            found.append(extract(raw).as_dict())
        elif isinstance(raw, Refusal):
            refusals.append(f"{raw.path}：{raw.sentence}")
    if refusals:
        raise Refused(refusals)
    return _together(found, name)


def proposals_of(edition: Edition) -> Proposals:
    """The tasks of a document here: as intake kept them when it was taken in, else read from its text."""
    taken = records_of(edition.document.index_number)
    if taken and edition.number == 1:
        return _together([taken[-1].record], edition.title)
    return proposals_in(edition.title, f"<html><body>{edition.body}</body></html>".encode())


def _together(records: Iterable[Mapping[str, Any]], title: str) -> Proposals:
    rows = list(records)
    items = [task for row in rows for task in row["tasks"]]
    if not items:
        raise Refused(_NO_TASKS.format(title=title))
    return Proposals(
        items, "\n".join(str(row["body"]) for row in rows), [doubt for row in rows for doubt in row["doubts"]]
    )
