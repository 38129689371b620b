"""Concerns 舆情 as a pack weighs and answers them: levels of risk with what each asks, and the forms of an answer."""

from typing import Literal

from pydantic import Field, field_validator

from gongkai.kernel.law.dated import Entry, Sourced
from gongkai.kernel.law.reminders import Role


class RiskVersion(Sourced):
    """A level of risk between two dates.

    rank: 1 for the highest; the lists show it first. alert: roles that are told at once when a concern is found to
    be of this level, at night and on days off too; none is told where it is empty. checklist: what the assessor
    has looked into, confirmed point by point.
    """

    rank: int = Field(ge=1, le=9)
    alert: list[Role] = []
    checklist: list[str] = []

    @field_validator("checklist", "alert")
    @classmethod
    def _nothing_twice(cls, words: list[str]) -> list[str]:
        if len(set(words)) != len(words):
            raise ValueError("有重复的一项，请删去。")
        return words


class RiskEntry(Entry):
    """A level of risk, by the nearest pack that speaks of it."""

    title: str = Field(min_length=1)
    versions: list[RiskVersion] = Field(min_length=1)


class FormVersion(Sourced):
    """A form of answering between two dates. steps: at which steps of a concern's course it may be chosen."""

    steps: list[Literal["release", "hold_conference", "respond"]] = Field(min_length=1)


class FormEntry(Entry):
    """A form in which the public is answered: online, by an expert, at a press conference, in an interview."""

    title: str = Field(min_length=1)
    versions: list[FormVersion] = Field(min_length=1)
