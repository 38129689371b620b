"""A pack of the tests: a few rules of every kind, in a folder that a test may change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.kernel.clock import frozen
from gongkai.kernel.law import forget_packs

PACK = """
[act.rules]
title = "青原县政务公开办法"
number = "青原县人民政府令第3号"
in_force = 2020-01-01
last = 30

[limit.release]
title = "发布权威信息"
counts = "自事件发生时起"
[[limit.release.versions]]
since = 2020-01-01
value = "5 hours"
basis = "rules:5"

[limit.answer]
title = "答复"
counts = "自收到申请之日起"
[[limit.answer.versions]]
since = 2020-01-01
value = "20 working days"
basis = "rules:3"

[duty.reply]
title = "答复政府信息公开申请"
strength = "must"
[[duty.reply.versions]]
since = 2020-01-01
basis = "rules:3"
limit = "answer"
starts = [{ verb = "application.received", where = { channel = ["web", "post"] } }]
ends = [{ verb = "application.answered" }]
pauses = [{ verb = "application.third_party_asked" }]
resumes = [{ verb = "application.third_party_answered" }]
restarts = [{ verb = "application.corrected" }]
extends = [
    { verb = "application.extended", limit = "20 working days", consent = { of = "负责人", fact = "fact:by" } },
]
cancels = [{ verb = "application.withdrawn" }]
from = "fact:received_at"
warn = ["3 working days", "1 working day"]
action = "application"

[duty.release]
title = "发布突发事件权威信息"
strength = "must"
[[duty.release.versions]]
since = 2020-01-01
basis = "rules:5"
limit = "release"
starts = [{ verb = "concern.reported", where = { urgent = true } }]
ends = [{ verb = "concern.released", at = "fact:released_at" }]
from = "fact:occurred_at"
owes = "fact:lead"
warn = ["1 hour"]

[duty.county_interpret]
title = "解读政策文件"
strength = "should"
[[duty.county_interpret.versions]]
since = 2020-01-01
basis = "rules:7"
limit = "3 working days"
starts = [{ verb = "policy.published" }]
ends = [{ verb = "interpretation.published", of = "fact:interprets", of_kind = "policy", ahead = true }]

[duty.errand]
title = "按确定的日期完成任务"
strength = "must"
[[duty.errand.versions]]
since = 2020-01-01
basis = "rules:11"
limit = "fact:due_on"
starts = [{ verb = "errand.given", where = { dated = true } }, { verb = "errand.dated" }]
redates = [{ verb = "errand.dated" }]
pauses = [{ verb = "errand.reported" }]
resumes = [{ verb = "errand.returned" }]
ends = [{ verb = "errand.done", at = "fact:reported_at" }]
cancels = [{ verb = "errand.dropped" }]

[duty.list]
title = "汇总依申请公开清单"
strength = "must"
[[duty.list.versions]]
since = 2020-01-01
basis = "rules:8"
limit = "5 working days"
starts = [{ verb = "list.drafted" }]
ends = [{ verb = "list.published" }]
owes = "role:openness_office"

[duty.hearing]
title = "听取政务公开工作汇报"
strength = "must"
kind = "period"
[[duty.hearing.versions]]
since = 2020-01-01
basis = "rules:9"
limit = "at least 2 per half-year"
counts = [{ verb = "hearing.held", at = "fact:held_on" }]
owes = "each:county,department"

[duty.report]
title = "公布年度报告"
strength = "must"
kind = "period"
[[duty.report.versions]]
since = 2020-01-01
basis = "rules:10"
limit = "01-31"
counts = [{ verb = "report.published" }]
owes = "each:county"
"""


@pytest.fixture(autouse=True)
def _late_in_2026() -> Iterator[None]:
    """Whatever is not told at an instant of its own is seen from here."""
    with frozen("2026-11-20 09:00"):
        yield


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the pack `qingyuan`; write into it and call `forget_packs` or `take_up_law`."""
    folder = tmp_path / "packs"
    write_pack(folder, "qingyuan", PACK)
    monkeypatch.setenv("GONGKAI_PACKS", str(folder))
    forget_packs()
    yield folder
    forget_packs()


def write_pack(folder: Path, name: str, text: str) -> None:
    """A pack that extends none."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "pack.toml").write_text(f'title = "{name}"\n', encoding="utf-8")
    (folder / name / "duties.toml").write_text(text, encoding="utf-8")
