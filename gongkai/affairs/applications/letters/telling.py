"""Telling: the events of letters; like all of an application's without a word that was typed."""

from typing import Any

from gongkai.affairs.applications.models import Letter
from gongkai.engines.agencies.models import Actor
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event


def tell(verb: str, letter: Letter, by: Actor, **facts: Any) -> Event:
    """Record an event of a letter under its own name, so that the application's history stays its course."""
    return record(verb, subject=letter.subject, agency=letter.agency.slug, by=by.handle, facts=facts)
