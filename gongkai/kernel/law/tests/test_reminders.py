"""Reminders in packs: what can be written, what is refused with what to do about it, and how they are printed."""

from pathlib import Path

import pytest

from gongkai.kernel.law import PackError, law_as_markdown, load_pack
from gongkai.kernel.law.tests.folders import ACTS, write_pack

GOOD = 'since = 2020-01-01\nbasis = "rules:5"\n'
OVERDUE = 'when = "overdue"\nto = ["approver"]\n'


def faults(tmp_path: Path, text: str, head: str = "reminder.one") -> list[str]:
    entry = f'[{head}]\ntitle = "提醒"\n[[{head}.versions]]\n{GOOD}{text}'
    write_pack(tmp_path, "county", acts=ACTS, reminders=entry)
    try:
        load_pack("county", tmp_path)
    except PackError as error:
        return [problem.sentence for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "text",
    [
        'when = "warn"\nto = ["undertaker"]\nchannels = ["email", "webhook"]',
        'when = "due"\nto = []',
        OVERDUE + 'clock = "days"\nafter = "1 working day"\nevery = "5 days"\ntimes = 3',
        OVERDUE + 'clock = "hours"\nstrength = "must"\nafter = "2 hours"',
    ],
)
def test_what_can_be_written(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('when = "later"\nto = []', ""),
        ('when = "warn"\nto = ["承办人"]', ""),
        ('when = "warn"\nto = []\nchannels = ["fax"]', ""),
        ('when = "warn"\nto = []\nafter = "1 day"', "只有逾期后的提醒"),
        (OVERDUE + 'clock = "days"', "须写明 after"),
        (OVERDUE + 'clock = "days"\nafter = "soon"', "不是可以识别的时长"),
        (OVERDUE + 'clock = "days"\nafter = "01-31"', "不是可以识别的时长"),
        (OVERDUE + 'clock = "days"\nafter = "1 day"\ntimes = 2', "须同时写明"),
        (OVERDUE + 'clock = "days"\nafter = "1 day"\nevery = "1 day"', "须同时写明"),
        (OVERDUE + 'after = "1 day"', "须注明 clock"),
        (OVERDUE + 'clock = "hours"\nafter = "1 day"', "单位须与 clock 一致"),
        (OVERDUE + 'clock = "days"\nafter = "1 day"\nevery = "4 hours"\ntimes = 2', "单位须与 clock 一致"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, says: str) -> None:
    found = faults(tmp_path, text)
    assert found and says in " ".join(found)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('nights = "22:00-07:00"\nrest_days = true\nresume = "08:30"', None),
        ('nights = "22:00-07:00"\nrest_days = true\nresume = "06:30"', "静默时段"),
        ('nights = "25:00-07:00"\nrest_days = true\nresume = "08:30"', ""),
        ('nights = "22:00-07:00"\nrest_days = true\nresume = "noon"', ""),
    ],
)
def test_quiet_hours_end_before_what_was_held_goes_out(tmp_path: Path, text: str, says: str | None) -> None:
    found = faults(tmp_path, text, "quiet.officers")
    assert found == [] if says is None else found and says in " ".join(found)


def test_every_figure_of_the_national_pack_is_a_setting() -> None:
    page = law_as_markdown(load_pack("national"))
    rows = [
        line for line in page.splitlines() if line.startswith(("| `overdue", "| `warning", "| `officers"))
    ]
    assert len(rows) == 5 and all("本系统设定，待核实" in row for row in rows)
    assert any("逾期1个工作日，此后每5个工作日一次，共4次" in row for row in rows)
    assert any("22:00-07:00和非工作日" in row and "下一个工作日08:30" in row for row in rows)
