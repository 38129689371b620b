"""How applications read in lists 申请的行: state and time left in words, what the law asks next, by which article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from gongkai.affairs.applications.models import Application, Kind, Stage
from gongkai.affairs.applications.outcomes import title_of
from gongkai.affairs.applications.queries import ASKING, Row
from gongkai.engines.duties.queries import Line
from gongkai.faces.workbench.duty_rows import TAGS as DUTY_TAGS
from gongkai.faces.workbench.duty_rows import left_in_words
from gongkai.kernel.law import load_pack

TAGS: dict[str, str] = {
    Stage.SUBMITTED: "soon", Stage.RECEIVED: "", Stage.CORRECTING: "off", Stage.HANDLING: "",
    Stage.PAYING: "off", Stage.MERGED: "off", Stage.SIGNING: "soon", Stage.ANSWERED: "ok",
    Stage.LAPSED: "off", Stage.WITHDRAWN: "off", Stage.TRANSFERRED: "off",
}  # fmt: skip
# Under which article the next thing is asked.
BASES: dict[str, str] = {
    Stage.SUBMITTED: "foi:31", Stage.RECEIVED: "foi:30", Stage.CORRECTING: "foi:30", Stage.HANDLING: "foi:33",
    Stage.PAYING: "fees:6", Stage.SIGNING: "foi:33",
}  # fmt: skip
_NUMBER = re.compile(r"（[^（）]*〔\d{4}〕[^（）]*）")


def tag_of(line: Line) -> str:
    """The class of a duty's tag; what should be done is never shown as a breach."""
    tag = DUTY_TAGS.get(line.status, "")
    return "soon" if tag == "late" and not line.is_breach else tag


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it. left, left_tag: the time left to answer and the class of its tag."""

    application: Application
    kind: str
    stage: str
    tag: str
    left: str
    left_tag: str
    due_at: datetime | None
    asks: str
    article: str
    outcome: str


def shown(rows: Sequence[Row]) -> list[Shown]:
    """The rows in words; those of the choices are looked up once for all."""
    kinds, stages = ({value: str(title) for value, title in one.choices} for one in (Kind, Stage))
    return [_shown(row, kinds[row.application.kind], stages[row.application.stage]) for row in rows]


def _shown(row: Row, kind: str, stage: str) -> Shown:
    one, reply = row.application, row.reply
    owed = reply is not None and reply.duty.is_open
    basis = "foi:32, foi:34" if row.asks == ASKING else BASES.get(one.stage, "")
    return Shown(
        application=one,
        kind=kind,
        stage=stage,
        tag=TAGS[one.stage],
        left=left_in_words(reply) if reply and owed else "",
        left_tag=tag_of(reply) if reply and owed else "",
        due_at=reply.duty.due_at if reply and owed else None,
        asks=row.asks,
        article=article(basis),
        outcome=title_of(one.outcome) if one.outcome else "",
    )


@cache
def article(basis: str) -> str:
    """References in words, without the number of the act's issue; empty for none."""
    full = load_pack("national").cite(basis) if basis else ""
    return _NUMBER.sub("", full).replace("《中华人民共和国", "《")
