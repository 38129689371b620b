"""The five real documents: every known damage is repaired or named, and nothing else is touched."""

import re
from pathlib import Path

import pytest

from gongkai.kernel.hanzi import find_dates, find_numbers, find_titles, is_traditional
from gongkai.kernel.hanzi.readings import reading, syllable
from gongkai.kernel.hanzi.repair import Repaired, repair

SEEDS = Path(__file__).resolve().parents[5] / "shared" / "seeds"
pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents do not stand beside the project"),
]
TONED = re.compile("[(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*[)）]")


def seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


def counts(done: Repaired) -> dict[str, int]:
    return {found.kind: found.count for found in done.repairs}


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_repair_is_done_once(number: str) -> None:
    done = repair(seed(number))
    assert repair(done.text).repairs == []
    assert not TONED.search(done.text)


@pytest.mark.parametrize(("number", "kinds"), [("000", {"spaces"}), ("001", {"spaces", "bullet"})])
def test_a_clean_document_changes_in_its_layout_only(number: str, kinds: set[str]) -> None:
    text = seed(number)
    done = repair(text)
    assert set(counts(done)) == kinds
    assert re.sub(r"[\s•]", "", done.text) == re.sub(r"[\s•]", "", text)
    assert done.doubts == []


def test_002_loses_its_readings_and_gets_its_characters_back() -> None:
    done = repair(seed("002"))
    assert counts(done) == {"pinyin_residue": 667, "lost_character": 10}
    assert done.text.count("政府數據") == 10
    assert "合作(PPP)" in done.text
    assert "辦公廳(室)" in done.text
    assert "中共廣東省委辦公廳 廣東省人民政府辦公廳" in done.text
    assert "?" not in done.text
    assert done.doubts == []


def test_003_loses_its_readings_and_has_its_shifted_runs_joined() -> None:
    done = repair(seed("003"))
    assert counts(done) | {"spaces": 0} == {
        "shifted_gbk": 4, "pinyin_residue": 228, "tag_residue": 1, "bullet": 2, "spaces": 0,
    }  # fmt: skip
    for joined in (
        "要求。基層政府切實維護好",
        "確保基層政務公開提升",
        "考評。縣政務",
        "申請提供便利。",
        "(開發區)",
    ):
        assert joined in done.text
    assert not re.search("[\ue000-\uf8ff?□<]", done.text)


def test_003_names_what_it_lost_beside_digits() -> None:
    done = repair(seed("003"))
    for raw in ("202276", "〔20224號", "〔20221號", "20227月", "32022年", "WORDPDF", "1主動公開目錄"):
        assert any(raw in doubt for doubt in done.doubts), raw
        assert raw in done.text
    assert all(found.date is None for found in find_dates(done.text) if "202276" in found.raw)
    assert [found.number for found in find_numbers(done.text)] == [None, None]


def test_004_keeps_its_title_in_angle_brackets_and_closes_its_words() -> None:
    done = repair(seed("004"))
    assert counts(done)["angle_title"] == 1
    title = next(found for found in find_titles(done.text) if "〈" in found.title)
    assert title.title.endswith("〈嘉峪关市2017年政务公开工作要点〉的通知")
    assert str(title.doc_number) == "嘉政办发〔2017〕104号"
    assert done.text.count("嘉峪关市文广新局2017年政务公开工作实施方案") == 2


def test_the_number_in_000_is_read_behind_its_title() -> None:
    numbers = [str(found.doc_number) for found in find_titles(seed("000")) if found.doc_number]
    assert numbers == ["中办发〔2016〕8号"]


def test_the_script_of_each_is_told() -> None:
    assert [is_traditional(seed(f"00{n}")) for n in range(5)] == [False, False, True, True, False]


def test_the_readings_that_the_crawl_left_agree_with_the_standard() -> None:
    pairs = set(
        re.findall(r"([\u4e00-\u9fff])\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+)\)", seed("002") + seed("003"))
    )
    assert len(pairs) > 50
    assert {pair for pair in pairs if reading(pair[0]) != syllable(pair[1])} == set()
