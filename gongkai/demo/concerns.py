"""演示回应关切: reads `concerns.toml` and lets the bureaus find, weigh and answer what the public speaks of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gongkai.affairs.concerns import actions, checking, law, publishing, saying
from gongkai.affairs.concerns.models import Concern, Level
from gongkai.demo.cast import Act, Cast
from gongkai.demo.county import County
from gongkai.demo.tables import Table
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import instant, now

CONCERNS_FILE = Path(__file__).parent / "concerns.toml"
SAYING: dict[str, Callable[..., object]] = {
    "release": saying.release,
    "hold_conference": saying.hold_conference,
    "respond": saying.respond,
}
STEPS = (*SAYING, "assess", "publish", "dismiss")


@dataclass(frozen=True, slots=True)
class StepText:
    """One thing that is done about a concern; what its step does not ask for is empty."""

    at: datetime
    step: str
    risk: str
    reason: str
    analysis: str
    form: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class ConcernText:
    """A concern with its steps in the order of time; `public` and `question` are what its page says."""

    slug: str
    agency: str
    level: str
    title: str
    source: str
    summary: str
    occurred: datetime
    found: datetime
    public: str
    question: str
    steps: tuple[StepText, ...]


def load_concerns(county: County, path: Path = CONCERNS_FILE) -> list[ConcernText]:
    """The concerns of the file; raises TextError naming the file and the key."""
    top = Table.parse(path.name, path.read_text("utf-8"))
    found = top.keyed("concerns", "slug", lambda row, _: _concern(row, county))
    top.done()
    return list(found.values())


def _concern(row: Table, county: County) -> ConcernText:
    concern = ConcernText(
        slug=row.required("slug", str),
        agency=row.chosen("agency", county.agencies),
        level=row.chosen("level", Level.values),
        title=row.required("title", str),
        source=row.required("source", str),
        summary=row.required("summary", str),
        occurred=_instant(row, "occurred"),
        found=_instant(row, "found"),
        public=row.optional("public", str) or "",
        question=row.optional("question", str) or "",
        steps=tuple(_step(each) for each in row.tables("steps")),
    )
    instants = [concern.occurred, concern.found, *(one.at for one in concern.steps)]
    if instants != sorted(instants):
        raise row.fail("steps", "put them in the order of time, after the finding")
    return concern


def _step(row: Table) -> StepText:
    words = ("risk", "reason", "analysis", "form", "speaker", "text")
    step = StepText(
        at=_instant(row, "at"),
        step=row.chosen("step", STEPS),
        **{name: row.optional(name, str) or "" for name in words},
    )
    row.done()
    return step


def _instant(row: Table, key: str) -> datetime:
    text = row.required(key, str)
    try:
        return instant(f"{text}+08:00")
    except ValueError:
        raise row.fail(key, f"write '{text}' as 2026-07-11 03:05") from None


class _Telling:
    """One concern as far as it has been told."""

    def __init__(self, cast: Cast, text: ConcernText) -> None:
        self.cast, self.text = cast, text
        self.concern: Concern | None = None

    def acts(self) -> Iterator[Act]:
        yield Act(self.text.found, self.find)
        for step in self.text.steps:
            yield Act(step.at, lambda step=step: self.take(step))  # type: ignore[misc]

    @property
    def officer(self) -> Officer:
        agency = self.cast.agencies[self.text.agency]
        return self.cast.who(Permission.NOTE_RECORDS, agency)

    def find(self) -> None:
        text = self.text
        self.concern = actions.find(
            by=self.officer, agency=self.cast.agencies[text.agency], title=text.title, level=text.level,
            source=text.source, summary=text.summary, occurred_at=text.occurred, found_at=text.found,
        )  # fmt: skip

    def take(self, step: StepText) -> None:
        assert self.concern is not None
        if step.step == "assess":
            points = law.risks(self.concern.agency)[step.risk].said.checklist
            said = {"risk": step.risk, "reason": step.reason, "analysis": step.analysis}
            actions.assess(self.concern, by=self.officer, points=points, **said)
        elif step.step == "dismiss":
            actions.dismiss(self.concern, by=self.officer, reason=step.reason)
        elif step.step == "publish":
            title, summary = self.text.public, self.text.question
            publishing.publish(self.concern, by=self.officer, title=title, summary=summary)
        else:
            self.say(self.concern, step)

    def say(self, concern: Concern, step: StepText) -> None:
        """Say it; where the law asks for a second person, he has looked at it before."""
        said = {"form": step.form, "speaker": step.speaker, "text": step.text}
        points = law.check_points(concern.agency)
        if points and step.step in checking.STEPS:
            draft = checking.draft(concern, by=self.officer, step=step.step, **said)
            checker = self.cast.another(
                Permission.CHECK_RESPONSES, concern.agency, "approver", {self.officer.handle}
            )
            checking.check(draft, by=checker, passed=True, points=points)
        SAYING[step.step](concern, by=self.officer, at=now(), **said)


def acts(cast: Cast, texts: list[ConcernText]) -> Iterator[Act]:
    """What is done about these concerns."""
    for text in texts:
        yield from _Telling(cast, text).acts()
