"""Settings 设定: what documents decide differently and is no length of time (who attends, what comes along)."""

from pydantic import Field, field_validator

from gongkai.kernel.law.dated import Entry, Sourced

Value = str | bool | int | list[str]


class SettingVersion(Sourced):
    """What is decided, between two dates: a word, a number, yes or no, or several words."""

    value: Value

    @field_validator("value", mode="before")
    @classmethod
    def _is_one_of_these(cls, value: object) -> object:
        words = value if isinstance(value, list) else [value]
        if not isinstance(value, str | bool | int) and not all(isinstance(word, str) for word in words):
            raise ValueError("“value”只能是文字、整数、true、false，或者由文字组成的列表。")
        return value


class SettingEntry(Entry):
    """One question that packs answer, each in its own way."""

    title: str = Field(min_length=1)
    versions: list[SettingVersion] = Field(min_length=1)
