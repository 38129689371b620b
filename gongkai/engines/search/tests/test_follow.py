"""The index follows the ledger: event by event, from scratch, and from where it stopped."""

import threading

import pytest

from gongkai.engines.search import find, follow
from gongkai.engines.search.errors import IndexUnusable, LockBusy
from gongkai.engines.search.reader import Reader
from gongkai.engines.search.shelf import Shelf, read_position
from gongkai.engines.search.sources import Source
from gongkai.engines.search.tests.county import County, document, eventually, ids, searcher_of
from gongkai.engines.search.writer import Writer


@pytest.fixture
def ledger(shelf: Shelf) -> County:
    """A ledger with one document published, and an index that has it."""
    county = County()
    county.publish(document("dibao", "低保标准"))
    follow.rebuild(shelf, county, county.sources())
    return county


def test_published_changed_and_withdrawn_documents_are_followed(shelf: Shelf, ledger: County) -> None:
    ledger.publish(document("yaodian", "工作要点"))
    ledger.publish(document("dibao", "低保标准（修订）"))
    assert follow.catch_up(shelf, ledger, ledger.sources()) == 2
    assert ids(searcher_of(shelf), "修订") == ["dibao"]
    assert find.search(searcher_of(shelf), "").total == 2

    ledger.withdraw("dibao")
    assert follow.catch_up(shelf, ledger, ledger.sources()) == 1
    assert ids(searcher_of(shelf), "") == ["yaodian"]


def test_events_of_other_subjects_move_the_position_only(shelf: Shelf, ledger: County) -> None:
    quiet = [Source("agency", ledger.load, list, lambda event: [])]
    ledger.publish(document("yaodian", "工作要点"))
    assert follow.catch_up(shelf, ledger, quiet) == 1
    assert read_position(shelf.current()).sequence == 2
    assert follow.catch_up(shelf, ledger, quiet) == 0


def test_events_taken_in_twice_change_nothing(shelf: Shelf, ledger: County) -> None:
    with Writer(shelf.current()) as writer:
        writer.replace(ledger.entries["dibao"])
        writer.replace(ledger.entries["dibao"])
        writer.commit(read_position(shelf.current()))
    assert ids(searcher_of(shelf), "低保") == ["dibao"]


def test_a_document_published_during_a_rebuild_is_not_lost(shelf: Shelf, ledger: County) -> None:
    def meanwhile(done: int, total: int) -> None:
        if len(ledger.acts) == 1:
            ledger.publish(document("late", "后到的文件"))

    assert follow.rebuild(shelf, ledger, ledger.sources(), progress=meanwhile) == 1
    assert set(ids(searcher_of(shelf), "")) == {"dibao", "late"}


def test_a_rebuild_tells_its_progress(shelf: Shelf) -> None:
    county = County()
    for number in range(follow.BATCH + 1):
        county.publish(document(str(number), "文件"))
    told: list[tuple[int, int]] = []
    follow.rebuild(shelf, county, county.sources(), progress=lambda *done: told.append(done))
    assert told == [(500, 501), (501, 501)]


def test_a_reader_keeps_the_old_index_until_the_new_one_is_complete(shelf: Shelf, ledger: County) -> None:
    reader = Reader(shelf)
    reader.searcher()

    def look(done: int, total: int) -> None:
        assert ids(reader.searcher(fresh=True), "低保") == ["dibao"]

    ledger.entries["dibao"] = document("dibao", "最低工资")
    follow.rebuild(shelf, ledger, ledger.sources(), progress=look)
    assert ids(reader.searcher(fresh=True), "最低工资") == ["dibao"]


def test_a_second_writer_and_a_second_rebuild_are_refused_at_once(shelf: Shelf, ledger: County) -> None:
    ledger.publish(document("yaodian", "工作要点"))
    with Writer(shelf.current()), pytest.raises(LockBusy):
        follow.catch_up(shelf, ledger, ledger.sources())
    with shelf.rebuilding(), pytest.raises(LockBusy):
        follow.rebuild(shelf, ledger, ledger.sources())


def test_an_index_of_another_ledger_is_refused(shelf: Shelf, ledger: County) -> None:
    other = County()
    other.publish(document("other", "别处的文件"))
    other.publish(document("other-2", "别处的文件"))
    with pytest.raises(IndexUnusable, match="another ledger"):
        follow.catch_up(shelf, other, other.sources())
    with pytest.raises(IndexUnusable, match="another ledger"):
        follow.catch_up(shelf, County(), [])


def test_the_follower_builds_follows_and_moves_on_to_a_new_generation(shelf: Shelf) -> None:
    county, stop, reader = County(), threading.Event(), Reader(shelf)
    county.publish(document("dibao", "低保标准"))
    follower = follow.Follower(shelf, county, county.sources())
    thread = threading.Thread(target=follower.run, args=(stop, 0.01))
    thread.start()

    def total() -> int:
        try:
            return find.search(reader.searcher(fresh=True), "").total
        except IndexUnusable:
            return -1

    try:
        assert eventually(lambda: total() == 1)
        county.publish(document("yaodian", "工作要点"))
        assert eventually(lambda: total() == 2)
        follow.rebuild(shelf, county, county.sources())
        county.publish(document("tongzhi", "通知"))
        assert eventually(lambda: total() == 3)
    finally:
        stop.set()
        thread.join()
    with Writer(shelf.current()):
        pass


def test_the_follower_survives_a_failing_source(shelf: Shelf, ledger: County) -> None:
    def fails(wanted: object) -> list[object]:
        raise RuntimeError("the database is away")

    broken = [Source("document", fails, list, lambda event: [event.subject_id])]  # type: ignore[arg-type]
    follower = follow.Follower(shelf, ledger, broken)
    ledger.publish(document("yaodian", "工作要点"))
    with pytest.raises(RuntimeError):
        follower.step()
    follower.release()
    assert follow.catch_up(shelf, ledger, ledger.sources()) == 1
    assert len(ids(searcher_of(shelf), "")) == 2
