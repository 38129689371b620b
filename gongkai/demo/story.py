"""The story of the county 演示故事: told only through actions, on a frozen clock, in the order of the days."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from gongkai.demo import (
    annual,
    applications,
    assessing,
    concerns,
    negative_list,
    papers,
    planning,
    registers,
    routine,
)
from gongkai.demo.cast import END, Cast
from gongkai.demo.plan_texts import load_plans
from gongkai.demo.series import load_series
from gongkai.demo.texts import load_county, load_texts
from gongkai.demo.unit_plans import unit_plans
from gongkai.demo.work import load_work
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import CHINA, frozen

OPENING = datetime(2024, 1, 2, 8, 30, tzinfo=CHINA)
# Everybody in the demo signs in with it; a demo holds nothing that is worth a secret.
PASSWORD = "qingyuan-2026"  # noqa: S105
Progress = Callable[[int, int], None]


def already_told() -> bool:
    """Whether the county stands in this database."""
    return Agency.objects.filter(kind="county").exists()


def tell(progress: Progress = lambda done, total: None, *, pack: str = "xiaoxian", until: date = END) -> int:
    """Tell the story, of a county that goes by this pack, and return the number of its acts.

    `progress(done, total)` is called after each. `until` is the last day told of, for those who need less.
    """
    cast = Cast(load_county())
    texts = load_texts(cast.county)
    texts += load_series(cast.county, texts)
    work = load_work(cast.county)
    plans = load_plans(cast.county, {text.slug for text in texts})
    with frozen(OPENING) as clock:
        cast.settle(PASSWORD)
        every = [
            *negative_list.acts(cast),
            *papers.acts(cast, texts),
            *routine.acts(cast, work, pack),
            *planning.acts(cast, [*plans, *unit_plans(cast, work)]),
            *concerns.acts(cast, concerns.load_concerns(cast.county)),
            *registers.acts(cast, registers.load_registers(cast.county)),
            *assessing.acts(cast),
            *annual.acts(cast),
            *applications.acts(cast, applications.cases(cast, {text.slug for text in texts})),
        ]
        acts = sorted((act for act in every if act.at.date() <= until), key=lambda act: act.at)
        for done, act in enumerate(acts, 1):
            clock.move_to(act.at)
            act.do()
            progress(done, len(acts))
    return len(acts)


def write_site(path: Path) -> None:
    """Write the county's `site.toml`, unless there is one."""
    if path.exists():
        return
    facts = asdict(load_county().site)
    path.write_text("".join(f'{key} = "{value}"\n' for key, value in facts.items()), "utf-8")
