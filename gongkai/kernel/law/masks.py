"""Masks 遮盖: how much of an identity number, a telephone number or a name may be shown."""

from typing import Literal

from pydantic import Field

from gongkai.kernel.law.dated import Entry, Sourced


class Mask(Sourced):
    """What stays visible of a thing, between two dates.

    keep_first, keep_last: how many letters, digits or characters at either end. char: what covers the rest.
    only: numerals covers nothing but numbers (an address keeps its community). up_to: covers only what stands
    before this sign (an e-mail address keeps its domain).
    """

    keep_first: int = Field(default=0, ge=0)
    keep_last: int = Field(default=0, ge=0)
    char: str = Field(default="*", min_length=1, max_length=1)
    only: Literal["all", "numerals"] = "all"
    up_to: str = ""


class MaskEntry(Entry):
    """The mask of one kind of personal data; its id is the kind."""

    title: str = Field(min_length=1)
    versions: list[Mask] = Field(min_length=1)
