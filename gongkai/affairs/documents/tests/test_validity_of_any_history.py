"""For any history of endings the validity is what a plain reading of the table of reasons says."""

import tomllib
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.affairs.documents import actions, endings, standing
from gongkai.affairs.documents.models import Document, Edition
from gongkai.affairs.documents.queries import live, page, validity
from gongkai.affairs.documents.validity import as_column
from gongkai.kernel.clock import CHINA, frozen
from gongkai.kernel.flow import Refused
from tests.county import County

START = date(2026, 3, 2)
DAYS = st.integers(-3, 12)
TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(endings.__file__).parent / "endings.toml").read_text("utf-8")
)
NOTED = sorted(slug for slug, row in TABLE.items() if row["way"] == "note")
STEPS = st.one_of(
    st.tuples(st.just("note"), st.sampled_from(NOTED), DAYS),
    st.tuples(st.just("reverse"), st.integers(0, 5), st.just(0)),
    st.tuples(st.just("repeal"), st.none() | DAYS, st.just(0)),
    st.tuples(st.just("withdraw_repeal"), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("take_back_and_put_back"), st.just(0), st.just(0)),
)


def day(n: int | None) -> date | None:
    return None if n is None else START + timedelta(days=n)


class Story:
    """What was done to one document, and what the table says of it."""

    def __init__(self, county: County, title: str, effective: date | None, expires: date | None) -> None:
        self.county, self.effective, self.expires = county, effective, expires
        self.edition: Edition = county.publish(title, effective_on=effective, expires_on=expires)
        self.document: Document = self.edition.document
        self.noted: list[list[Any]] = []  # [reason, first day, still holds, row]
        self.repeals: list[list[Any]] = []  # [first day, still holds, document]

    def note(self, reason: str, n: int) -> None:
        row = standing.note_ending(
            self.document, by=self.county.lu_fang, reason=reason, on=day(n), title="某决定", note="见决定。"
        )
        self.noted.append([reason, day(n), True, row])

    def reverse(self, n: int, _: int) -> None:
        if n < len(self.noted):
            standing.reverse_ending(self.noted[n][3], by=self.county.lu_fang, reason="登记有误。")
            self.noted[n][2] = False

    def repeal(self, n: int | None, _: int) -> None:
        source = self.county.draft("关于废止的决定", kind="policy", effective_on=day(n))
        actions.relate(source.document, by=self.county.zhou_min, type="repeals", target=self.document)
        self.county.take_over(source)
        self.repeals.append([day(n) or START, True, source.document])

    def withdraw_repeal(self, n: int, _: int) -> None:
        if n < len(self.repeals):
            actions.withdraw(self.repeals[n][2], by=self.county.lu_fang, reason="有误。")
            self.repeals[n][1] = False

    def take_back_and_put_back(self, _: int, __: int) -> None:
        actions.withdraw(self.document, by=self.county.lu_fang, reason="误发。", ground="error")
        assert not live().filter(pk=self.edition.pk).exists()
        standing.restore(self.document, by=self.county.lu_fang, reason="并未误发。")

    def said_by_the_table(self, on: date) -> str:
        found = {TABLE[reason]["validity"] for reason, since, holds, _ in self.noted if holds and since <= on}
        found |= {TABLE["repealed"]["validity"] for since, holds, _ in self.repeals if holds and since <= on}
        if self.expires and self.expires < on:
            found.add(TABLE["expired"]["validity"])
        if self.effective and self.effective > on:
            found.add("not_yet")
        return next(one for one in ("repealed", "lapsed", "not_yet", "current") if one in found | {"current"})


@pytest.mark.full
def test_validity_is_what_the_table_says(county: County) -> None:
    numbers = count()

    @settings(max_examples=12)
    @given(history=st.lists(STEPS, max_size=5), begins=st.none() | DAYS, lasts=st.none() | st.integers(0, 8))
    def holds(history: list[tuple[str, Any, int]], begins: int | None, lasts: int | None) -> None:
        with frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)) as clock:
            expires = None if lasts is None else day((begins or 0) + lasts)
            story = Story(county, f"青原县第{next(numbers)}号办法", day(begins), expires)
            for verb, first, second in history:
                try:
                    getattr(story, verb)(first, second)
                except Refused as refused:
                    assert all(one.endswith("。") for one in refused.reasons)
            listed = live().get(pk=story.edition.pk)
            for n in range(-4, 14, 2):
                on = START + timedelta(days=n)
                assert validity(listed, on=on) == story.said_by_the_table(on), n
            for n in (0, 5, 13):
                on = START + timedelta(days=n)
                clock.move_to(datetime(on.year, on.month, on.day, 9, tzinfo=CHINA))
                shown = page(story.document.index_number)
                column = as_column(live()).get(pk=story.edition.pk).validity_now
                assert shown is not None
                assert shown.validity == column == story.said_by_the_table(on)

    holds()
