"""An index that is missing, damaged or of another version is rebuilt, by one process, never an error."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tantivy import Query, Searcher

from gongkai.engines.search import damage, find, follow, schema
from gongkai.engines.search import node as nodes
from gongkai.engines.search.errors import translated
from gongkai.engines.search.node import Node
from gongkai.engines.search.shelf import Shelf
from gongkai.engines.search.tests.county import County, document, ids


@pytest.fixture
def county() -> County:
    county = County()
    for number in range(30):
        county.publish(document(f"wen-{number}", f"青原县文件{number}", "推进政务公开，做好低保工作。"))
    return county


def node_of(shelf: Shelf, county: County) -> Node:
    return Node(shelf, county, county.sources)


def total(searcher: Searcher) -> int:
    return find.search(searcher, "政务公开").total


def truncate(folder: Path) -> None:
    next(folder.glob("*.idx")).write_bytes(b"")


def flip(folder: Path) -> None:
    path = next(folder.glob("*.pos"))
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0xFF
    path.write_bytes(data)


def drop_terms(folder: Path) -> None:
    next(folder.glob("*.term")).unlink()


def garble_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{")


def garble_position(folder: Path) -> None:
    (folder / "position.json").write_text('{"sequence": "?"}')


def age(folder: Path) -> None:
    path = folder / "position.json"
    path.write_text(path.read_text().replace(schema.fingerprint(), "0-old"))


def misname(folder: Path) -> None:
    (folder.parent / "CURRENT").write_text("../elsewhere\n")


def vanish(folder: Path) -> None:
    shutil.rmtree(folder)


def vanish_all(folder: Path) -> None:
    shutil.rmtree(folder.parent)


HARM = [truncate, drop_terms, garble_meta, garble_position, age, misname, vanish, vanish_all]


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_an_unusable_index_is_rebuilt_by_the_first_question(
    shelf: Shelf, county: County, harm: Callable[[Path], None]
) -> None:
    follow.rebuild(shelf, county, county.sources())
    harm(shelf.current())
    assert node_of(shelf, county).ask(total) == 30


@pytest.mark.parametrize("harm", [*HARM, flip], ids=lambda harm: harm.__name__)
def test_the_follower_finds_the_damage_and_rebuilds(
    shelf: Shelf, county: County, harm: Callable[[Path], None]
) -> None:
    follow.rebuild(shelf, county, county.sources())
    harm(shelf.current())
    follower = follow.Follower(shelf, county, county.sources())
    follower.step()
    follower.release()
    assert damage.find(shelf.current()) == ""
    assert node_of(shelf, county).ask(total) == 30


def test_a_sound_index_is_found_sound_and_a_flipped_byte_is_found(shelf: Shelf, county: County) -> None:
    follow.rebuild(shelf, county, county.sources())
    assert damage.find(shelf.current()) == ""
    flip(shelf.current())
    assert "damaged" in damage.find(shelf.current())


def test_a_missing_index_of_an_empty_county_is_built_empty(shelf: Shelf) -> None:
    assert node_of(shelf, County()).ask(total) == 0


def test_many_processes_that_miss_the_index_build_it_once(shelf: Shelf, county: County) -> None:
    all_at_once, answers = threading.Barrier(6), []

    def visit() -> None:
        node = node_of(shelf, county)
        all_at_once.wait()
        answers.append(node.ask(total))

    visitors = [threading.Thread(target=visit) for _ in range(6)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert county.loads == 1
    assert 30 in answers
    assert set(answers) <= {30, None}


def test_a_large_index_is_rebuilt_in_the_background(
    shelf: Shelf, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "SMALL", 10)
    ended = threading.Event()
    node = Node(shelf, county, county.sources, thread_ended=ended.set)
    assert node.ask(total) is None
    assert ended.wait(20)
    assert node.ask(total) == 30


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, county: County) -> None:
    (tmp_path / "file").write_text("in the way")
    node = node_of(Shelf(tmp_path / "file" / "index"), county)
    assert node.ask(total) is None
    assert node.ask(total) is None


def test_a_question_that_fails_on_a_sound_index_does_not_rebuild_it(shelf: Shelf, county: County) -> None:
    follow.rebuild(shelf, county, county.sources())
    before = shelf.current()

    def impossible(searcher: Searcher) -> int:
        with translated():
            searcher.search(Query.all_query(), 0)  # the engine panics: a limit must be above 0
        return 0

    assert node_of(shelf, county).ask(impossible) is None
    assert shelf.current() == before


def test_what_an_interrupted_rebuild_left_is_cleared_away(shelf: Shelf, county: County) -> None:
    follow.rebuild(shelf, county, county.sources())
    with shelf.rebuilding():
        left = shelf.new_generation()
    follow.rebuild(shelf, county, county.sources())
    assert not left.exists() or left == shelf.current()
    assert [p.name for p in shelf.home.iterdir() if p.is_dir()] == [shelf.current().name]
    assert len(ids(node_of(shelf, county).ask(lambda searcher: searcher), "文件")) == 20  # type: ignore[arg-type]
