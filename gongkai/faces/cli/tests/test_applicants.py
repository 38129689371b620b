"""gongkai applicants: a new key, under which the same people are read and recognised."""

from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.affairs.applications.models import Applicant
from gongkai.affairs.applications.tests.telling import submit
from gongkai.faces.cli.tests.conftest import Run
from tests.county import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME, settings.GONGKAI_APPLICANT_KEYS = tmp_path, []
    return tmp_path / "applicant_keys"


def test_everything_is_sealed_under_a_new_key(county: County, run: Run, keys: Path) -> None:
    submit(county)
    sealed, key = bytes(Applicant.objects.get().payload), keys.read_text("ascii")
    assert run("applicants", "rotate").err.splitlines() == [
        "1 sealed under the new key.",
        "1 recognised under the new key; the old keys are forgotten.",
    ]
    assert keys.read_text("ascii").split() != key.split() and len(keys.read_text("ascii").split()) == 1
    assert bytes(Applicant.objects.get().payload) != sealed


def test_keys_of_the_environment_are_changed_there(
    county: County, run: Run, keys: Path, settings: Settings
) -> None:
    submit(county)
    settings.GONGKAI_APPLICANT_KEYS = keys.read_text("ascii").split()
    assert "GONGKAI_APPLICANT_KEYS" in run("applicants", "rotate", code=2).err
    assert run("applicants", "reseal").err == "1 sealed under the first key.\n"
