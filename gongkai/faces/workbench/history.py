"""History 经过: turns events of the ledger into sentences that a person reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.concerns.models import Level
from gongkai.affairs.documents.models import Attribute, Gate, InterpretationFacts, RelationType
from gongkai.engines.agencies.permissions import ROLES
from gongkai.engines.agencies.queries import agencies_named, officers_named
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.faces.ui.templatetags.ui import zh_date, zh_instant
from gongkai.faces.workbench import application_words
from gongkai.faces.workbench.history_words import DETAILS, FIELDS, RECORDS, SENTENCES
from gongkai.kernel.hanzi.titles import within
from gongkai.oversight.tasks.records import LABELS

# Facts that name agencies, and those that name officers.
_AGENCIES = ("units", "successor", "agency", "agencies", *application_words.AGENCIES)
_OFFICERS = ("officers", "whose", "to", "successor", *application_words.OFFICERS)
# Facts that are told by the words of a choice.
_CHOICES: dict[str, dict[str, Any]] = {
    "attribute": dict(Attribute.choices),
    "gate": dict(Gate.choices),
    "level": dict(Level.choices),
    "type": dict(RelationType.choices),
    "interpreter": dict(InterpretationFacts.Interpreter.choices),
    **application_words.CHOICES,
}


@dataclass(frozen=True)
class Line:
    """One event, told. who: the name of whoever did it."""

    event: Event
    sentence: str
    who: str


class _Words(dict[str, str]):
    """A sentence may name a fact that an old event lacks."""

    def __missing__(self, key: str) -> str:
        return "—"


def told(events: Iterable[Event]) -> list[Line]:
    """Each event with its sentence; names are looked up in two queries, however many events there are.

    A verb that nobody put into words is shown as it is.
    """
    rows = [(event, facts_of(event)) for event in events]
    slugs = {one for _event, facts in rows for name in _AGENCIES for one in _listed(facts.get(name))}
    handles = {one for _event, facts in rows for name in _OFFICERS for one in _listed(facts.get(name))}
    names = agencies_named(slugs) if slugs else {}
    people = officers_named({*handles, *(event.actor for event, _facts in rows)}) if rows else {}
    machines = {"system": _("系统"), "applicant": _("申请人")}
    found = []
    for event, facts in rows:
        who = machines.get(event.actor) or people.get(event.actor, event.actor)
        found.append(Line(event, _sentence(event, facts, who, names, people), who))
    return found


def _sentence(
    event: Event, facts: Mapping[str, Any], who: str, names: Mapping[str, str], people: Mapping[str, str]
) -> str:
    verb = event.verb
    if verb == "application.submitted" and event.actor != APPLICANT.handle:
        verb = application_words.REGISTERED
    # what happens to a trial of a channel reads as what happens to an application
    words = SENTENCES.get(verb) or SENTENCES.get(event.verb.replace("trial.", "application.", 1))
    if event.subject_kind == "register_record":
        words = RECORDS.get(event.verb, words)
    if words is None:
        return f"{who} {event.verb}"
    shown = _Words({name: _shown(name, value, names, people) for name, value in facts.items()}, who=who)
    if "《%(title)s》" in words.sentence and "title" in facts:
        shown["title"] = within(shown["title"])
    details = [
        _(DETAILS.get(f"{event.verb}.{name}") or DETAILS[name]) % shown[name]
        for name in words.details
        if facts.get(name)
    ]
    sentence = _(words.sentence) % shown
    return (
        _("%(sentence)s（%(details)s）")
        % {
            "sentence": sentence,
            "details": _("；").join(details),
        }
        if details
        else sentence
    )


def _shown(name: str, value: Any, names: Mapping[str, str], people: Mapping[str, str]) -> str:
    """A fact as a person reads it."""
    if name == "files":
        return str(len(value))
    if isinstance(value, str) and value in LABELS.get(name, {}):
        return _(LABELS[name][value])
    if name == "may_open":
        return _("可以公开") if value else _("不得公开")
    if name in _CHOICES and isinstance(value, str | bool) and value in _CHOICES[name]:
        return _(str(_CHOICES[name][value]))
    if name == "role" and value in ROLES:
        return _(ROLES[value].name)
    if isinstance(value, list):
        return _("、").join(_one(name, one, names, people) for one in value)
    return _one(name, value, names, people)


def _one(name: str, value: Any, names: Mapping[str, str], people: Mapping[str, str]) -> str:
    text = str(value)
    if name == "changed":
        return _(FIELDS[text]) if text in FIELDS else text
    if name in _AGENCIES:
        return names.get(text) or people.get(text, text)
    if name in _OFFICERS:
        return people.get(text, text)
    if name == "at" and "T" in text:  # an hour that was set, where the day alone would not tell
        return zh_instant(datetime.fromisoformat(text))
    return _day(text) or text


def _day(text: str) -> str:
    """A day, or the day of an instant; empty for any other text."""
    try:
        return zh_date(date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text))
    except ValueError:
        return ""


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
