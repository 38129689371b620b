"""Search 检索: latency and exactness over composed documents, beside SQLite FTS5 on the same terms.

    python bench/search.py --docs 300000

Both engines get the same bigram terms (engines/search/tokens.py), so the comparison is of engines, not
of segmentation. Ours is timed through the whole path of a search page: reading the query, counting all
hits and the named facets, the first twenty hits. The peer runs the SQL for the same answer. Phrases
are checked against a scan of the folded text for the substring. Everything is written to a temporary
folder. Figures of one run compare with each other, not with another machine's.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tantivy import Searcher

from gongkai.engines.search import find, plan, schema, tokens
from gongkai.engines.search.entry import Entry
from gongkai.engines.search.parse import parse
from gongkai.engines.search.reader import Reader
from gongkai.engines.search.results import Filters, Sort
from gongkai.engines.search.shelf import Position, Shelf
from gongkai.engines.search.writer import REBUILD_HEAP, Writer
from gongkai.kernel.hanzi.fold import fold

GOAL_MS = 20.0  # filter + sort + three facets, p95, at 300,000 documents
QUERIES = 60
PAGE = 20

VERBS = (
    "推进 加强 完善 落实 规范 开展 建立健全 组织实施 统筹 深化 优化 做好 严格执行 及时公开 全面梳理 "
    "监督检查 印发 修订 审核 公布 编制 受理 办理 协调 督促 指导 保障 支持 鼓励 引导 整合 细化 强化 提升"
)
OBJECTS = (
    "政务公开 信息公开 重大建设项目 公共资源配置 社会公益事业 财政预算 部门决算 "
    "最低生活保障 社会救助 医疗卫生 义务教育 环境保护 食品药品安全 安全生产 土地征收 "
    "房屋征收 保障性住房 就业创业 乡村振兴 扶贫资金 惠民补贴 行政审批 行政处罚 行政许可 "
    "权责清单 负面清单 公共服务事项 政策解读 回应关切 意见征集 规范性文件 目录编制 "
    "网站建设 政务新媒体 数据开放 营商环境 双随机一公开 信用信息 应急管理 防汛抗旱 "
    "森林防火 疫情防控 养老服务 残疾人福利 公共文化服务 体育设施 农田水利 农机购置补贴 "
    "粮食收购 畜禽养殖 河长制 污染防治 垃圾分类 老旧小区改造 棚户区改造 城乡规划 交通运输 "
    "道路建设 电网改造 燃气管理 供水保障 信访事项 法律援助 人民调解 审计结果 国有企业 "
    "招标投标 政府采购 税费优惠 科技创新 人才引进 统计数据 档案管理 保密审查"
)
TAILS = "工作 机制 制度 情况 标准 流程 方案 责任 台账 要求 清单 措施 成效 水平 体系 平台 资金 项目"
GLUE = "的 和 与 对 在 由 按照 根据 以及 并 要 应当 进一步 切实 各乡镇 各部门 县政府 有关单位 本年度"
MARKS = "，，，，。。；、"
PLACE_PARTS = "青白黑红清高长大小石金银玉龙凤虎马牛羊柳杨松梅竹兰桃李杏槐桥河湖山川岭坡沟湾滩塘泉井庄店集屯"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "建国明华志强丽芳秀英文军伟敏静磊洋勇艳杰娟涛超霞平刚桂兰玉梅鹏飞婷浩宇晨欣怡"


class Corpus:
    """Documents composed from a vocabulary with Zipf's frequencies; the same for the same seed.

    As in real text, most words of a document are about its few subjects and come again and again.
    """

    def __init__(self, docs: int, seed: int = 20160803) -> None:
        rng = random.Random(seed)
        self.docs, self.seed = docs, seed
        self.verbs, self.objects, self.tails = VERBS.split(), OBJECTS.split(), TAILS.split()
        self.glue = GLUE.split()
        pairs = [o + t for o in self.objects for t in self.tails]
        pairs += [v + o for v in self.verbs for o in self.objects]
        words = [*self.objects, *rng.sample(pairs, 800)]
        names = [rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2)) for _ in range(6000)]
        places = ["".join(rng.choices(PLACE_PARTS, k=2)) + rng.choice("村镇乡") for _ in range(6000)]
        figures = [f"{n}{unit}" for n in range(1, 900) for unit in ("万元", "项", "个工作日")]
        self.rare = names + places
        tail = self.rare + figures
        rng.shuffle(words)
        rng.shuffle(tail)
        self.words = [*words, *tail]
        self.weights = list(accumulate(1 / (rank + 30) for rank in range(len(self.words))))

    def common(self) -> list[str]:
        """Frequent words: the median one stands in about every tenth document."""
        return [word for word in self.objects if len(word) > 2]

    def entry(self, number: int) -> Entry:
        """The document of that number."""
        rng = random.Random(self.seed * 1_000_003 + number)
        day = date(2008, 1, 1) + timedelta(days=rng.randrange(6800))
        subject = f"{rng.choice(self.verbs)}{rng.choice(self.objects)}{rng.choice(self.tails)}"
        return Entry(
            kind="document",
            id=str(number),
            title=f"关于{subject}的{rng.choice(('通知', '意见', '公告'))}",
            number=f"青政办发〔{day.year}〕{number % 400 + 1}号",
            body=self._body(rng, min(4000, int(rng.lognormvariate(6.8, 0.6)))),
            agency=f"agency-{int(40 * rng.random() ** 2):02d}",
            type=f"kind-{int(12 * rng.random() ** 2)}",
            topics=[f"topic-{int(30 * rng.random() ** 2)}"],
            year=day.year,
            validity=rng.choice(("valid", "valid", "valid", "repealed", "lapsed")),
            date=day,
        )

    def _body(self, rng: random.Random, length: int) -> str:
        about = [self._word(rng) for _ in range(8)]
        parts: list[str] = []
        size = 0
        while size < length:
            kind = rng.random()
            if kind < 0.65:
                word = rng.choice(about)
            elif kind < 0.95:
                word = rng.choice(self.glue)
            else:
                word = self._word(rng)
            parts.append(word if rng.random() > 0.25 else word + rng.choice(MARKS))
            size += len(parts[-1])
        return "".join(parts)

    def _word(self, rng: random.Random) -> str:
        return self.words[bisect(self.weights, rng.random() * self.weights[-1])]


class Peer:
    """SQLite FTS5, contentless, with the document's columns beside it."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts5.sqlite3"
        self.base = sqlite3.connect(self.path)
        self.base.executescript(
            """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-262144;
            CREATE TABLE doc (id INTEGER PRIMARY KEY, agency TEXT, type TEXT, topic TEXT, year INT, day INT);
            CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0');
            """
        )

    def add(self, rows: Sequence[tuple[Entry, str]]) -> None:
        with self.base:
            self.base.executemany(
                "INSERT INTO doc VALUES (?,?,?,?,?,?)",
                [
                    (int(e.id), e.agency, e.type, e.topics[0], e.year, e.date.toordinal())
                    for e, _ in rows
                    if e.date
                ],
            )
            self.base.executemany(
                "INSERT INTO words(rowid, text) VALUES (?,?)", [(int(e.id), text) for e, text in rows]
            )

    def finish(self) -> None:
        with self.base:
            self.base.execute("INSERT INTO words(words) VALUES ('optimize')")
            self.base.execute("CREATE INDEX doc_filter ON doc(agency, year, day)")
        self.base.execute("ANALYZE")
        self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def match(self, phrases: Sequence[str]) -> str:
        return " AND ".join('"' + " ".join(tokens.sought(tokens.phrase(p))[0]) + '"' for p in phrases)

    def ids(self, phrase: str) -> set[int]:
        query = "SELECT rowid FROM words WHERE words MATCH ?"
        return {rowid for (rowid,) in self.base.execute(query, [self.match([phrase])])}

    def ranked(self, phrases: Sequence[str]) -> None:
        match = [self.match(phrases)]
        self.base.execute("SELECT count(*) FROM words WHERE words MATCH ?", match).fetchone()
        self.base.execute(
            f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {PAGE}", match
        ).fetchall()

    def faceted(self, phrases: Sequence[str], agency: str, year: int) -> None:
        where, values = "", []
        if agency:
            where, values = " AND agency = ? AND year = ?", [agency, year]
        source = f"doc WHERE 1=1{where}"
        if phrases:
            source = f"words JOIN doc ON doc.id = words.rowid WHERE words MATCH ?{where}"
            values = [self.match(phrases), *values]
        self.base.execute(f"SELECT count(*) FROM {source}", values).fetchone()
        self.base.execute(f"SELECT doc.id FROM {source} ORDER BY day DESC LIMIT {PAGE}", values).fetchall()
        for column in ("type", "topic", "year"):
            # As ours: a facet is counted without its own filter.
            own = source.replace(" AND year = ?", "") if column == "year" else source
            given = values[:-1] if column == "year" and agency else values
            self.base.execute(f"SELECT {column}, count(*) FROM {own} GROUP BY {column}", given).fetchall()


def build(corpus: Corpus, folder: Path, phrases: Sequence[str]) -> tuple[Searcher, Peer, dict[str, Any]]:
    """Index everything in both engines and scan it for the phrases, in one pass."""
    shelf, peer = Shelf(folder / "index"), Peer(folder)
    truth: dict[str, set[int]] = {phrase: set() for phrase in phrases}
    ours = theirs = 0.0
    with shelf.rebuilding():
        generation = shelf.new_generation()
        writer = Writer(generation, heap=REBUILD_HEAP, threads=2)
        for start in range(0, corpus.docs, 1000):
            batch = [corpus.entry(n) for n in range(start, min(start + 1000, corpus.docs))]
            begun = time.perf_counter()
            for entry in batch:
                writer.add(entry)
            ours += time.perf_counter() - begun
            begun = time.perf_counter()
            peer.add([(e, tokens.indexed(e.title, e.number, e.body)) for e in batch])
            theirs += time.perf_counter() - begun
            for entry in batch:
                folded = "\n".join(map(fold, (entry.title, entry.number, entry.body)))
                for phrase in phrases:
                    if phrase in folded:
                        truth[phrase].add(int(entry.id))
        begun = time.perf_counter()
        writer.commit(Position())
        writer.close()
        ours += time.perf_counter() - begun
        shelf.adopt(generation)
    begun = time.perf_counter()
    peer.finish()
    theirs += time.perf_counter() - begun
    facts = {
        "truth": truth,
        "seconds": (ours, theirs),
        "bytes": (sum(f.stat().st_size for f in generation.iterdir()), peer.path.stat().st_size),
    }
    return Reader(shelf).searcher(), peer, facts


def sample_phrases(corpus: Corpus, count: int) -> list[str]:
    """Cuts of two to nine characters at any place of the text, so across words as well."""
    rng = random.Random(7)
    phrases: set[str] = set()
    while len(phrases) < count:
        stretch = rng.choice(tokens.stretches(corpus.entry(rng.randrange(corpus.docs)).body))
        length = rng.randint(2, 9)
        start = rng.randrange(len(stretch))
        phrase = stretch[start : start + length]
        if len(phrase) == length and not any(c.isascii() for c in phrase):
            phrases.add(phrase)
    return sorted(phrases)


def found(searcher: Searcher, phrase: str) -> set[int]:
    """All documents that our engine finds for a quoted phrase, without paging through them."""
    wanted = plan.base(parse(f"“{phrase}”"), scored=False)
    hits = searcher.search(wanted, searcher.num_docs).hits
    return {int(schema.split_key(str(searcher.doc(place).get_first("key")))[1]) for _, place in hits}


def timed(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


Ask = Callable[[], object]


def compare(name: str, ours: Sequence[Ask], peers: Sequence[Ask]) -> dict[str, Any]:
    """Time the queries of one kind in both engines, each once to warm up and once counted."""
    row: dict[str, Any] = {"name": name, "unit": "ms", "peer": Peer.name}
    for side, asks in (("ours", ours), ("theirs", peers)):
        for ask in asks:
            ask()
        times = [timed(ask) for ask in asks]
        row[f"{side}_p50"], row[f"{side}_p95"] = median(times), quantiles(times, n=20)[-1]
    row["ratio"] = row["theirs_p95"] / row["ours_p95"]
    return row


def measure(corpus: Corpus, searcher: Searcher, peer: Peer) -> list[dict[str, Any]]:
    rng = random.Random(11)
    common = [rng.choice(corpus.common()) for _ in range(QUERIES)]
    rare = [rng.choice(corpus.rare) for _ in range(QUERIES)]
    cuts = sample_phrases(corpus, QUERIES)
    threes = [rng.sample(corpus.common(), 3) for _ in range(QUERIES)]
    choices = [(f"agency-{int(40 * rng.random() ** 2):02d}", rng.randint(2008, 2026)) for _ in range(QUERIES)]
    three_facets = ("type", "topic", "year")

    def ours(words: Sequence[str], facets: Sequence[str] = (), sort: Sort = "relevance",
             agency: str = "", year: int = 0) -> Ask:  # fmt: skip
        typed = " ".join(f"“{word}”" for word in words)
        filters = Filters(agency=[agency] if agency else [], year=[str(year)] if year else [])
        return lambda: find.search(searcher, typed, filters=filters, sort=sort, facets=facets)

    def ranked(words: Sequence[str]) -> Ask:
        return lambda: peer.ranked(words)

    def faceted(words: Sequence[str], agency: str = "", year: int = 0) -> Ask:
        return lambda: peer.faceted(words, agency, year)

    def one_kind(name: str, queries: Sequence[Sequence[str]]) -> dict[str, Any]:
        return compare(name, [ours(q) for q in queries], [ranked(q) for q in queries])

    filtered = compare(
        "filter + sort + 3 facets",
        [ours([], three_facets, "date", a, y) for a, y in choices],
        [faceted([], a, y) for a, y in choices],
    )
    filtered["goal"] = GOAL_MS
    both = list(zip(common, choices, strict=True))
    with_term = compare(
        "common term + filter + sort + 3 facets",
        [ours([w], three_facets, "date", a, y) for w, (a, y) in both],
        [faceted([w], a, y) for w, (a, y) in both],
    )
    with_term["goal"] = GOAL_MS
    return [
        one_kind("common term", [[w] for w in common]),
        one_kind("rare term", [[w] for w in rare]),
        one_kind("phrase, cut anywhere", [[w] for w in cuts]),
        one_kind("three terms", threes),
        filtered,
        with_term,
        compare(
            "common term, no filter, sort + 3 facets",
            [ours([w], three_facets, "date") for w in common],
            [faceted([w]) for w in common],
        ),
    ]


def exactness(searcher: Searcher, peer: Peer, truth: dict[str, set[int]]) -> dict[str, Any]:
    """Recall and precision over all phrases together, against the substring scan."""
    right = sum(len(ids) for ids in truth.values())
    row: dict[str, Any] = {"name": "phrases against a substring scan", "phrases": len(truth)}
    row["peer"] = Peer.name
    for side, ask in (("ours", lambda p: found(searcher, p)), ("theirs", peer.ids)):
        answers = {phrase: ask(phrase) for phrase in truth}
        hits = sum(len(answers[p] & truth[p]) for p in truth)
        row[f"{side}_recall"] = hits / right
        row[f"{side}_precision"] = hits / sum(len(ids) for ids in answers.values())
    return row


def run(docs: int = 300_000) -> list[dict[str, Any]]:
    """Build both, measure, and return one row a line of the report."""
    corpus = Corpus(docs)
    with tempfile.TemporaryDirectory() as folder:
        searcher, peer, facts = build(corpus, Path(folder), sample_phrases(corpus, 40))
        seconds, sizes = facts["seconds"], facts["bytes"]
        rows = [
            {"name": "indexing", "unit": "documents/s", "peer": Peer.name, "ours": docs / seconds[0],
             "theirs": docs / seconds[1], "ratio": seconds[1] / seconds[0]},
            {"name": "size of the index", "unit": "MB", "peer": Peer.name, "ours": sizes[0] / 1e6,
             "theirs": sizes[1] / 1e6, "ratio": sizes[1] / sizes[0]},
            exactness(searcher, peer, facts["truth"]),
            *measure(corpus, searcher, peer),
        ]  # fmt: skip
        for row in rows:
            row["docs"] = docs
        return rows


def line(row: dict[str, Any]) -> str:
    """One row as a line of the report."""
    name, peer = f"{row['name']:42}", row["peer"]
    if "ours_recall" in row:
        ours = f"recall {row['ours_recall']:.6f} precision {row['ours_precision']:.6f}"
        theirs = f"{row['theirs_recall']:.6f} {row['theirs_precision']:.6f}"
        return f"{name} {ours}   ({peer}: {theirs}; {row['phrases']} phrases)"
    if "ours" in row:
        figures = f"{row['ours']:9.0f}         against {row['theirs']:9.0f}         {row['unit']}"
    else:
        ours = f"{row['ours_p50']:8.2f}/{row['ours_p95']:<8.2f}"
        figures = f"{ours} against {row['theirs_p50']:8.2f}/{row['theirs_p95']:<8.2f} ms p50/p95"
    goal = f"   goal p95 < {row['goal']:.0f} ms" if "goal" in row else ""
    return f"{name} {figures}   {row['ratio']:6.1f} times {peer}{goal}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Search beside SQLite FTS5 over composed documents.")
    parser.add_argument("--docs", type=int, default=300_000, help="number of composed documents")
    for row in run(parser.parse_args().docs):
        print(line(row))


if __name__ == "__main__":
    main()
