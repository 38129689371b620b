"""Fixtures of the workbench's tests."""

import pytest
from django.utils import translation
from pytest_django import Settings

from gongkai.faces.workbench.tests.helpers import Telephone


@pytest.fixture(autouse=True)
def _no_static_files(settings: Settings) -> None:
    """These tests read pages, no static files: looking for them would take most of the time."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    """A request leaves its language behind in the thread; addresses are made in that of the thread."""
    translation.activate("zh-hans")


@pytest.fixture
def telephone(monkeypatch: pytest.MonkeyPatch) -> Telephone:
    """周敏's telephone."""
    return Telephone(monkeypatch)
