"""The duties about documents, each with the page where it is met: by the event that ends it, or that is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from gongkai.affairs.documents.normative_register import NAME
from gongkai.affairs.documents.withheld import REVIEWERS
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.queries import Line
from gongkai.kernel.law import DutyRule

P = Permission
# What the address of a page takes besides its name.
Arguments = Callable[[Line], tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """A page that meets a duty, the words on its button, and the powers of which one is enough."""

    words: str | Promise
    page: str
    arguments: Arguments
    powers: tuple[Permission, ...]


def _none(line: Line) -> tuple[str, ...]:
    return ()


def _subject(line: Line) -> tuple[str, ...]:
    return (line.duty.subject_id,)


def _agency(line: Line) -> tuple[str, ...]:
    return (line.duty.agency,)


def _step(name: str) -> Arguments:
    return lambda line: (line.duty.subject_id, name)


_PUBLISH = Place(
    gettext_lazy("公开文件"), "workbench:document_step", _step("publish"), (P.PUBLISH_DOCUMENTS,)
)
_CLEAN_UP = Place(gettext_lazy("办理清理"), "workbench:cleanups", _none, (P.CORRECT_DOCUMENTS,))
PLACES: Mapping[str, Place] = {
    "document.published": _PUBLISH,
    "document.corrected": _PUBLISH,
    "document.filed": Place(
        gettext_lazy("登记备案"), "workbench:normative_step", _step("filing"), (P.PUBLISH_DOCUMENTS,)
    ),
    "document.validity_decided": Place(
        gettext_lazy("决定有效期"), "workbench:normative_step", _step("validity"), (P.WITHDRAW_DOCUMENTS,)
    ),
    "clean_up.finished": _CLEAN_UP,
    "document.cleaned_up": _CLEAN_UP,
    "error_report.answered": Place(
        gettext_lazy("答复纠错"), "workbench:error_report", _subject, (P.CORRECT_DOCUMENTS,)
    ),
}
_INTERPRET = Place(gettext_lazy("起草解读"), "workbench:document_interpret", _subject, (P.DRAFT_DOCUMENTS,))
_WITHHELD = Place(gettext_lazy("评估不公开文件"), "workbench:withheld_round", _agency, REVIEWERS)
_SCREENING = Place(gettext_lazy("开始排查"), "workbench:screening_round_new", _none, (P.NOTE_RECORDS,))
_LIST = Place(gettext_lazy("公布目录"), "workbench:normative_certify", _none, (P.PUBLISH_DOCUMENTS,))
# Of these the event alone does not tell; what it must say does.
_TOLD: Mapping[tuple[str, str, str], Place] = {
    ("inspection.held", "subject", "withheld"): _WITHHELD,
    ("inspection.held", "subject", "privacy"): _SCREENING,
    ("register.published", "register", NAME): _LIST,
}


def place_of(line: Line) -> Place | None:
    """Where this duty is met; None where no page about documents does it."""
    rule = line.rule
    if rule.action == "interpretation":
        return _INTERPRET if line.duty.subject_kind == "document" else None
    if rule.action == "document":
        return next((PLACES[one.verb] for one in (*rule.ends, *rule.counts) if one.verb in PLACES), None)
    return _told(rule)


def _told(rule: DutyRule) -> Place | None:
    for one in (*rule.ends, *rule.counts):
        for name, values in one.where.items():
            for value in values:
                if place := _TOLD.get((one.verb, name, str(value))):
                    return place
    return None
