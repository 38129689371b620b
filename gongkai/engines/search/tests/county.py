"""Composed entries of 青原县 and small helpers for the tests of the index."""

import datetime
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tantivy import Searcher

from gongkai.engines.search import find
from gongkai.engines.search.entry import Entry
from gongkai.engines.search.reader import Reader
from gongkai.engines.search.shelf import Position, Shelf
from gongkai.engines.search.sources import Source
from gongkai.engines.search.writer import Writer

ENTRIES = [
    Entry(
        kind="document",
        id="dibao",
        title="青原县民政局关于提高城乡最低生活保障标准的通知",
        number="青民发〔2024〕8号",
        body="自2024年7月1日起，城市低保标准提高到每人每月760元。各乡镇应当按月公示。",
        agency="minzheng",
        type="notice",
        topics=["social-relief"],
        year=2024,
        validity="valid",
        date=datetime.date(2024, 6, 20),
    ),
    Entry(
        kind="document",
        id="zhuanfa",
        title="柳河镇人民政府转发县民政局文件的通知",
        body="现将《关于提高城乡最低生活保障标准的通知》（青民发[2024] 8 号）转发给你们。",
        agency="liuhe",
        type="notice",
        topics=["social-relief", "villages"],
        year=2024,
        validity="valid",
        date=datetime.date(2024, 6, 28),
    ),
    Entry(
        kind="document",
        id="yaodian",
        title="青原县2025年政务公开工作要点",
        number="青政办发〔2025〕8号",
        body="推进双随机、一公开监管。做好A4纸大小的公示牌，GDP数据按季公开。",
        attachments=["任务分解表：政务公开办牵头，市监局、医保局配合。"],
        agency="zhengfuban",
        type="key-points",
        topics=["openness"],
        year=2025,
        validity="valid",
        date=datetime.date(2025, 3, 3),
    ),
    Entry(
        kind="document",
        id="fanti",
        title="關於推進政務公開的意見",
        body="縣級以上人民政府應當公開重大建設項目。",
        agency="zhengfuban",
        type="opinion",
        topics=["openness"],
        year=2016,
        validity="repealed",
        date=datetime.date(2016, 8, 2),
    ),
    Entry(kind="agency", id="minzheng", title="青原县民政局", summary="低保、养老、婚姻登记。"),
]


def fill(shelf: Shelf, entries: Iterable[Entry], position: Position | None = None) -> None:
    """Build a generation of these entries and make it the current one."""
    with shelf.rebuilding():
        folder = shelf.new_generation()
        with Writer(folder) as writer:
            for entry in entries:
                writer.add(entry)
            writer.commit(position or Position())
        shelf.adopt(folder)


def searcher_of(shelf: Shelf) -> Searcher:
    return Reader(shelf).searcher()


def ids(searcher: Searcher, query: str, **options: object) -> list[str]:
    """The identifiers found, best first."""
    return [hit.id for hit in find.search(searcher, query, **options).hits]  # type: ignore[arg-type]


@dataclass(frozen=True)
class Act:
    """A ledger event."""

    seq: int
    verb: str
    subject_kind: str
    subject_id: str
    at: datetime.datetime = datetime.datetime(2025, 3, 3, tzinfo=datetime.UTC)


@dataclass
class County:
    """A ledger and the entries behind it, both in memory."""

    entries: dict[str, Entry] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    loads: int = 0

    def publish(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        self._record("document.published", entry.id)

    def withdraw(self, identifier: str) -> None:
        del self.entries[identifier]
        self._record("document.withdrawn", identifier)

    def _record(self, verb: str, identifier: str) -> None:
        self.acts.append(Act(len(self.acts) + 1, verb, "document", identifier))

    def head(self) -> int:
        return len(self.acts)

    def events_after(self, seq: int, limit: int = 1000, /) -> list[Act]:
        return self.acts[seq : seq + limit]

    def load(self, wanted: Sequence[str]) -> list[Entry]:
        self.loads += 1
        return [self.entries[i] for i in wanted if i in self.entries]

    def sources(self) -> list[Source]:
        return [Source("document", self.load, lambda: list(self.entries), lambda act: [act.subject_id])]


def document(identifier: str, title: str, body: str = "") -> Entry:
    return Entry(kind="document", id=identifier, title=title, body=body)


def eventually(true: Callable[[], bool]) -> bool:
    """Whether it comes true within a few seconds."""
    for _ in range(200):
        if true():
            return True
        time.sleep(0.02)
    return False
