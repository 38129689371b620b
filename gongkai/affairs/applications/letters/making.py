"""Making 拟制: the words of a letter out of the law pack, filled in from the case; nothing is kept here."""

import re
from dataclasses import dataclass

from gongkai.affairs.applications.letters.values import common, law_of, of_decision
from gongkai.affairs.applications.models import Application, Decision, LetterPart
from gongkai.affairs.applications.outcomes import Outcome, Variant, outcomes
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused
from gongkai.kernel.law.letters import FORMS, VARIABLES, Part

# A paragraph that needs no full stop: it has an end, or is a number or an address that a stop would change.
_ENDED = re.compile(r"[。！？：；…”）]$|https?://\S+$|[A-Z0-9]-\d+$")


@dataclass(frozen=True)
class Draft:
    """A letter as it would be made now."""

    kind: str
    title: str
    to: str
    parts: list[LetterPart]


def compose(application: Application, kind: str, remedy: str = "either", **facts: str) -> Draft:
    """The letter of this kind; facts: what the step itself knows. remedy: as the outcome says it in outcomes.toml.

    Raises Refused, naming all that is missing, when a paragraph that must stand cannot be filled in.
    """
    form, law = FORMS[kind], law_of(application)
    text = law.letter(kind, on=today())
    known = {**common(application, form.to, law), "basis": text.citation, **facts}
    missing: list[str] = []
    if "remedy" in form.must:
        insert = law.letter(f"remedy_{remedy}", on=today())
        filled = [_filled(part, {**known, "basis": insert.citation}, missing) for part in insert.parts]
        known["remedy"] = "\n".join(part["text"] for part in filled)
    shown = [part for part in text.parts if not part.given or known.get(part.given)]
    parts = [_filled(part, known, missing) for part in shown]
    if missing:
        lacking = "、".join(dict.fromkeys(VARIABLES[name] for name in missing))
        raise Refused([f"《{text.title}》还缺少{lacking}，不能制作，请补充后再办理。"])
    return Draft(kind, text.title, form.to, parts)


def compose_reply(decision: Decision, application: Application | None = None) -> Draft:
    """The letter of a reply, drafted or signed, with the remedy of its outcome; for the application, or for one
    that is answered together with it."""
    outcome, variant = said_by(decision)
    return compose(
        application or decision.application, variant.letter, outcome.remedy, **of_decision(decision)
    )


def said_by(decision: Decision) -> tuple[Outcome, Variant]:
    """The outcome and the variant that a decision names."""
    outcome = outcomes()[decision.outcome]
    variant = outcome.variant(decision.variant)
    assert variant is not None, "only a variant of the file is drafted"
    return outcome, variant


def _filled(part: Part, known: dict[str, str], missing: list[str]) -> LetterPart:
    missing += [name for name in part.names if not known.get(name)]
    text = part.text.format_map({name: known.get(name, "").strip() for name in part.names})
    text = re.sub(r"。{2,}", "。", text)
    return {"text": text if _ENDED.search(text) else f"{text}。", "fixed": part.fixed}
