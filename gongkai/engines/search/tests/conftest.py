from pathlib import Path

import pytest
from tantivy import Searcher

from gongkai.engines.search.shelf import Shelf
from gongkai.engines.search.tests.county import ENTRIES, fill, searcher_of


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "index")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """A snapshot with the entries of 青原县."""
    shelf = Shelf(tmp_path_factory.mktemp("county"))
    fill(shelf, ENTRIES)
    return searcher_of(shelf)
