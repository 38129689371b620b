"""Fixtures for all tests: an index of their own, a small county and its people."""

import itertools
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from gongkai.engines.ledger import triggers
from gongkai.engines.search import reader
from tests.county import County, make_county
from tests.served import served as served

# No timed assertions: a busy machine must not fail a property. The full run looks further than the fast one.
hypothesis_settings.register_profile("fast", deadline=None, max_examples=20)
hypothesis_settings.register_profile("full", deadline=None, max_examples=100)

SEEDS = Path(__file__).parent.parent / "shared" / "seeds"


def pytest_configure(config: pytest.Config) -> None:
    is_fast = "not full" in config.getoption("markexpr")
    hypothesis_settings.load_profile("fast" if is_fast else "full")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SEEDS.is_dir():
        return
    skip = pytest.mark.skip(reason="the real documents do not stand beside the project")
    for item in items:
        if item.get_closest_marker("seeds"):
            item.add_marker(skip)


_number = itertools.count()


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the real documents."""
    return SEEDS


@pytest.fixture(autouse=True, scope="session")
def _searching_sees_what_was_just_indexed() -> None:
    """A test does not wait for the next look of a reader."""
    reader.RELOAD_EVERY = 0.0


@pytest.fixture(autouse=True)
def _cheap_and_apart(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Cheap password hashes, and for each test an index and a file store of its own, made when first used."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    own = tmp_path_factory.getbasetemp() / f"home-{next(_number)}"
    settings.GONGKAI_INDEX_DIR = own / "index"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": own / "files", "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config
) -> None:
    """Tables made from the models, which is quicker, lack what a migration alone installs: the refusals."""
    if pytestconfig.getoption("nomigrations"):
        with django_db_blocker.unblock():
            triggers.install(connection)


@pytest.fixture(autouse=True, scope="session")
def _emptying_the_ledger() -> None:
    """Tests that commit empty the tables afterwards; the ledger must let them, and only them.

    TestCase rolls back and overrides this method, so only committing tests come here.
    """
    original = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        triggers.remove(connection)
        try:
            original(case)
        finally:
            triggers.install(connection)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]


@pytest.fixture
def county(db: None) -> County:
    """青原县, small: see tests/county.py."""
    return make_county()
