"""gongkai duties: the list, one duty's account, and the ledger's word against the table's."""

import json
from pathlib import Path

import pytest

from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.tests.conftest import packs as packs
from gongkai.engines.duties.tests.telling import adopt, duty, tell
from gongkai.faces.cli.tests.conftest import Run
from gongkai.kernel.clock import frozen
from tests.county import County

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _told(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    tell("2026-02-11 09:00", "application.received", "T1", agency="qiaotou", channel="web")


def test_the_list_can_be_narrowed(run: Run) -> None:
    with frozen("2026-03-17 09:00"):
        assert {"application:A1", "application:T1", "2026-H1"} <= {row[5] for row in run("duties").rows}
        assert "application:T1" not in {row[5] for row in run("duties", "--agency", "zhujian").rows}
        [row] = [row for row in run("duties", "--overdue", "--agency", "zhujian").rows if row[5][:3] == "app"]
        assert row[2] == "overdue" and row[6].endswith("第三条")
        first = json.loads(run("duties", "--json", "--agency", "qiaotou").out.splitlines()[0])
    assert first["due"] == "2026-03-17T23:59:59+08:00" and first["status"] == "soon"
    assert "nowhere" in run("duties", "--agency", "nowhere", code=1).err


def test_a_duty_explains_itself(run: Run) -> None:
    id = duty("reply", subject_id="A1").id
    told = run("duties", "explain", id).out
    assert "20个工作日" in told and "application.received" in told and "2026-03-16" in told
    found = run("duties", "explain", id, "--json").json
    assert found["days"][-1]["count"] == 20 and found["rule"] == "reply"
    assert "12" in run("duties", "explain", "12", code=1).err
    assert run("duties", "explain", 10**30, code=1).err


def test_the_ledger_has_the_last_word(run: Run) -> None:
    assert "0 different" in run("duties", "rebuild", "--check").out
    Duty.objects.filter(rule="reply").delete()
    assert "missing" in run("duties", "rebuild", "--check", code=1).err
    assert "put right" in run("duties", "rebuild").out
    assert Duty.objects.filter(rule="reply").count() == 2
