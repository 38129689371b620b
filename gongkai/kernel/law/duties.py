"""Duty rules as a pack writes them: which event starts, ends and halts them, for how long, owed by whom."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, field_validator, model_validator

from gongkai.kernel.clock import parse_limit
from gongkai.kernel.law.dated import Entry, Sourced

Scalar: TypeAlias = str | bool | int | float
_FACT = re.compile(r"fact:[a-z][a-z0-9_]*")
Fact: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^{_FACT.pattern}$")]

_VERB = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_OWES = re.compile(r"agency|fact:[a-z][a-z0-9_]*|role:[a-z][a-z0-9_]*|each:[a-z]+(,[a-z]+)*")
# The kinds of agencies of engines/agencies; one that owes nothing ("other") is none of them.
AGENCY_KINDS = ("province", "city", "county", "department", "township", "village")


class TriggerEntry(Entry):
    """An event that concerns a duty.

    where: facts it must have, each equal to a value or one of a list. of: the fact that holds the identifier
    of the duty's subject (one or several, of kind of_kind) where that is not the event's own subject. at: the
    fact that holds the instant it happened, where that may be earlier than the event.
    """

    verb: str
    where: dict[str, Scalar | list[Scalar]] = {}
    of: Fact | None = None
    of_kind: str | None = None
    at: Fact | None = None

    @field_validator("verb")
    @classmethod
    def _is_a_verb(cls, verb: str) -> str:
        if not _VERB.fullmatch(verb):
            raise ValueError(f"“{verb}”不是事件名称，应写作“类别.动作”，如 application.received。")
        return verb

    @field_validator("where")
    @classmethod
    def _names_values(cls, where: dict[str, Scalar | list[Scalar]]) -> dict[str, Scalar | list[Scalar]]:
        for name, value in where.items():
            if value == []:
                raise ValueError(f"where 中“{name}”的列表是空的，没有事件符合，请写明取值或者删去。")
        return where

    @model_validator(mode="after")
    def _of_names_its_kind(self) -> "TriggerEntry":
        if (self.of is None) != (self.of_kind is None):
            raise ValueError("of 和 of_kind 必须同时写明：前者指出事项编号所在，后者指出事项类别。")
        return self


class EndEntry(TriggerEntry):
    """An event that fulfils a duty. ahead: also one that was recorded before the duty began, as when an
    interpretation comes out ahead of its document; it counts once, for the next duty about that subject."""

    ahead: bool = False


class Consent(Entry):
    """Whose consent an extension needs, and the fact of the event that names who gave it."""

    of: str = Field(min_length=1)
    fact: Fact


class ExtensionEntry(TriggerEntry):
    """An event that lengthens a duty by `limit`, so many times at most.

    consent: without it the event lengthens nothing; "none" (read as None) where the source asks for nobody's.
    """

    limit: str
    times: int = Field(default=1, gt=0)
    consent: Consent | None

    @field_validator("consent", mode="before")
    @classmethod
    def _is_said(cls, consent: object) -> object:
        if consent == "none":
            return None
        if isinstance(consent, dict):
            return consent
        raise ValueError(
            'consent 应写明由谁同意，如 { of = "负责人", fact = "fact:consented_by" }，或者 "none"。'
        )


class DutyVersion(Sourced):
    """A duty rule between two dates.

    limit: a limit of the pack by its id, a text for the clock, or `fact:NAME`: the day that this fact of the
    starting event tells, and that an event of `redates` may set anew.
    """

    limit: str
    starts: list[TriggerEntry] = []
    ends: list[EndEntry] = []
    pauses: list[TriggerEntry] = []
    resumes: list[TriggerEntry] = []
    restarts: list[TriggerEntry] = []
    extends: list[ExtensionEntry] = []
    redates: list[TriggerEntry] = []
    cancels: list[TriggerEntry] = []
    counts: list[TriggerEntry] = []
    owes: str = "agency"
    from_: Fact | None = Field(default=None, alias="from")
    warn: list[str] = []
    action: str = ""

    @field_validator("owes")
    @classmethod
    def _is_somebody(cls, owes: str) -> str:
        if not _OWES.fullmatch(owes):
            raise ValueError(
                f"“{owes}”不能说明由谁承担，可以写作：agency、fact:名称、role:角色、each:county,department。"
            )
        if unknown := [kind for kind in kinds_of(owes) if kind not in AGENCY_KINDS]:
            raise ValueError(f"没有“{unknown[0]}”这类机构，可以写的有：{'、'.join(AGENCY_KINDS)}。")
        return owes

    @field_validator("limit")
    @classmethod
    def _names_a_fact(cls, limit: str) -> str:
        if limit.startswith("fact:") and not _FACT.fullmatch(limit):
            raise ValueError(f"“{limit}”没有写明事实的名称，应写作“fact:名称”，如 fact:due_on。")
        return limit

    @field_validator("warn")
    @classmethod
    def _warns_before(cls, warn: list[str]) -> list[str]:
        for text in warn:
            try:
                runs = hasattr(parse_limit(text), "n")
            except ValueError:
                runs = False
            if not runs:
                raise ValueError(
                    f"“{text}”不能作为提前提醒的时间，可以写作：3 working days、2 hours、7 days。"
                )
        return warn

    @model_validator(mode="after")
    def _resumes_what_is_paused(self) -> "DutyVersion":
        if bool(self.pauses) != bool(self.resumes):
            raise ValueError("pauses 和 resumes 必须同时写明，否则暂停无从结束，或者恢复无所对应。")
        return self

    def limits(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every limit it names or writes out, with the place inside the version."""
        yield ("limit",), self.limit
        for index, extension in enumerate(self.extends):
            yield ("extends", index, "limit"), extension.limit


class DutyEntry(Entry):
    """A duty. strength: "should" (力争、鼓励、有条件的) warns and is never a breach.

    kind: "event" is owed once for each starting event, "period" so many times in each period.
    """

    title: str = Field(min_length=1)
    strength: Literal["must", "should"]
    kind: Literal["event", "period"] = "event"
    versions: list[DutyVersion] = Field(min_length=1)


def kinds_of(owes: str) -> tuple[str, ...]:
    """The kinds of agencies in "each:county,department"; none for any other."""
    return tuple(owes.removeprefix("each:").split(",")) if owes.startswith("each:") else ()
