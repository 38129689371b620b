"""Reminders as a pack writes them: who is told of a duty before, on and after its day, and which hours stay quiet."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from gongkai.kernel.clock import Hours, parse_limit
from gongkai.kernel.law.dated import Entry, Sourced

_TIME = r"([01]\d|2[0-3]):[0-5]\d"
Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class ReminderVersion(Sourced):
    """Who is told, between two dates.

    when: `warn`, each warning of the duty's rule; `due`, the morning of the last day, or the last instant of
    an hour clock; `overdue`, so long `after` the end and then `every` so long, `times` times in all. to: roles
    that cover the owing agency, the nearest holder of each; an empty list silences the reminder. channels:
    besides the list in the workbench. clock, strength: only duties whose limit is in hours, or in days; only
    those that must, or should, be done.
    """

    when: Literal["warn", "due", "overdue"]
    to: list[Role]
    channels: list[Literal["email", "webhook"]] = []
    clock: Literal["days", "hours"] | None = None
    strength: Literal["must", "should"] | None = None
    after: str = ""
    every: str = ""
    times: int = Field(default=1, ge=1, le=50)

    @field_validator("after", "every")
    @classmethod
    def _is_a_length(cls, text: str) -> str:
        if text and _in_hours(text) is None:
            raise ValueError(f"“{text}”不是可以识别的时长，可以写作：1 working day、7 days、2 hours。")
        return text

    @model_validator(mode="after")
    def _repeats_in_one_unit(self) -> "ReminderVersion":
        if self.when != "overdue":
            if self.after or self.every or self.times > 1:
                raise ValueError("只有逾期后的提醒（overdue）可以写 after、every 和 times，请删去。")
            return self
        if not self.after:
            raise ValueError("逾期后的提醒须写明 after，即逾期多久之后开始提醒。")
        if (self.times > 1) != bool(self.every):
            raise ValueError("重复提醒须同时写明 every（间隔）和 times（共几次，大于1）。")
        if self.clock is None:
            raise ValueError('逾期后的提醒须注明 clock = "days" 或者 "hours"：按小时计的义务另行规定间隔。')
        if any(_in_hours(text) != (self.clock == "hours") for text in (self.after, self.every) if text):
            raise ValueError("after 和 every 的单位须与 clock 一致：hours 用小时，days 用日、工作日或者月。")
        return self


class ReminderEntry(Entry):
    """One reminder; a child pack's entry of the same id decides instead of its parent's."""

    title: str = Field(min_length=1)
    versions: list[ReminderVersion] = Field(min_length=1)


class QuietVersion(Sourced):
    """When nothing is sent outside, between two dates; duties whose limit is in hours know no quiet.

    nights: from one time of day to another, "22:00-07:00". rest_days: whether days off are quiet. resume: the
    time on a working day at which what was held back goes out.
    """

    nights: str = Field(pattern=rf"^{_TIME}-{_TIME}$")
    rest_days: bool
    resume: str = Field(pattern=rf"^{_TIME}$")

    @model_validator(mode="after")
    def _resumes_by_day(self) -> "QuietVersion":
        if self.is_night(self.resumes_at):
            raise ValueError(f"恢复发送的时间 {self.resume} 在静默时段 {self.nights} 之内，请改到其后。")
        return self

    @property
    def resumes_at(self) -> time:
        return time.fromisoformat(self.resume)

    def is_night(self, at: time) -> bool:
        """Whether a time of day lies in the quiet hours, which may run over midnight."""
        begins, ends = (time.fromisoformat(part) for part in self.nights.split("-"))
        return begins <= at < ends if begins <= ends else at >= begins or at < ends


class QuietEntry(Entry):
    """The quiet hours of those who are written to."""

    title: str = Field(min_length=1)
    versions: list[QuietVersion] = Field(min_length=1)


def _in_hours(text: str) -> bool | None:
    """Whether a length of time is counted in hours; None when the text is none."""
    try:
        limit = parse_limit(text)
    except ValueError:
        return None
    return isinstance(limit, Hours) if hasattr(limit, "n") else None
