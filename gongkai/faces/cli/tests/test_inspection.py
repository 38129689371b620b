"""gongkai inspect and gongkai assessment: a round held now, the scores of a scheme."""

import json

import pytest

from gongkai.faces.cli.tests.conftest import Run
from gongkai.kernel.clock import frozen
from gongkai.oversight.assessment.tests.test_scheme import JANUARY, active
from gongkai.oversight.inspection.models import Finding
from tests.county import County

pytestmark = pytest.mark.django_db


def test_a_round_from_the_command_line(county: County, run: Run) -> None:
    with frozen(JANUARY):
        county.publish(kind="normative")
        rows = run("inspect", "--dry").rows
        assert ["not_accurate", "missing_number", "zhujian"] in [row[:3] for row in rows]
        assert not Finding.objects.exists()
        told = run("inspect", "--agency", "zhujian", "--json")
        assert {json.loads(line)["agency"] for line in told.out.splitlines()} == {"zhujian"}
        assert Finding.objects.count() == len(told.out.splitlines())
        assert "0 new" in run("inspect", "--agency", "zhujian").err
    assert "nowhere" in run("inspect", "--agency", "nowhere", code=1).err


def test_the_scores_of_a_scheme(county: County, run: Run) -> None:
    with frozen(JANUARY):
        active(county)
        assert [row[:2] for row in run("assessment").rows] == [["qingyuan-2025", "active"]]
        assert {row[0] for row in run("assessment", "qingyuan-2025").rows} == {"zhujian", "qiaotou"}
        first = json.loads(run("assessment", "qingyuan-2025", "--json").out.splitlines()[0])
        assert first["indicators"]["interpretation"] == {"applies": True, "asked": 0, "kept": 0}
    assert "qingyuan-2031" in run("assessment", "qingyuan-2031", code=2).err
