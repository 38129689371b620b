"""Rows 行: numbers, locking an application, writing named fields, the facts that every event tells.

Facts are codes, days and numbers only: no text that was typed, since it may tell who applied.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model

from gongkai.affairs.applications.models import Application, Series, Stage
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import today
from gongkai.kernel.hanzi import format_date

TEXT_LIMIT = 5_000


def next_number(agency: Agency, year: int) -> str:
    """Take the next number of the agency's applications, `SQ-MB0000002-2025-00142`; in the transaction that uses it."""
    series, _ = Series.objects.select_for_update().get_or_create(agency=agency, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"SQ-{agency.index_code}-{year}-{series.last:05d}"


def locked(application: Application) -> Application:
    """The application as it stands now, held until the commit."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("agency", "undertaker")
        .get(pk=application.pk)
    )


def assign(row: Model, **values: Any) -> None:
    """Set these fields and save them alone."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def conclude(application: Application, stage: Stage, outcome: str) -> None:
    """How it ended, and on which day."""
    assign(application, stage=stage, outcome=outcome, concluded_on=today())


def tell(verb: str, application: Application, by: Actor, **facts: Any) -> Event:
    """Record an event of the application; its duties may change by it.

    A trial's events bear a name of their own (`trial.received`): no rule knows them, so an office that tries its
    channels owes nobody anything by it.
    """
    application.__dict__.pop("_duties", None)
    return record(
        verb.replace("application.", "trial.", 1) if application.is_test else verb,
        subject=application.subject,
        agency=application.agency.slug,
        by=by.handle,
        facts=facts,
    )


def text_faults(text: str, sentence: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Whether a text is there and short enough to be kept; `sentence` asks for it."""
    if not text.strip():
        return [sentence]
    length = len(text.strip())
    return [f"文字有{length}字，最多{limit}字，请压缩。"] if length > limit else []


def email_faults(text: str) -> list[str]:
    """Whether mail can be sent to an address; none is no fault."""
    try:
        if text:
            validate_email(text)
    except ValidationError:
        return ["电子邮箱的格式不正确，请核对。"]
    return []


def day_faults(name: str, day: date, *, since: date | None = None) -> list[str]:
    """Whether a day on which something happened can be one: not to come, and not before `since`."""
    reasons = []
    if day > today():
        reasons.append(f"{name}{format_date(day)}还没有到，请核对。")
    if since is not None and day < since:
        reasons.append(f"{name}{format_date(day)}早于{format_date(since)}，请核对。")
    return reasons
