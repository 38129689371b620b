"""Tasks are proposed from pasted text, files and documents that stand here already."""

import pytest

from gongkai.affairs.documents.body import from_text
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.intake.actions import take_in
from gongkai.intake.proposals import proposals_in, proposals_of
from gongkai.kernel.flow import Refused
from tests.county import County

PLAN = """青原县2025年政务公开工作要点
为做好今年政务公开工作，制定本要点。
一、抓重点
1.公开农村危房改造名单。（责任单位：县住房城乡建设局；完成时限：2025年7月底前）
2.公开政府和部门预决算。（责任单位：县财政局）
二、抓保障
3.开展业务培训。（责任单位：县政务公开办）
青原县人民政府办公室
2025年3月3日
"""


def test_a_pasted_text_proposes_its_tasks() -> None:
    found = proposals_in("粘贴的文字", PLAN.encode())
    assert [item["responsible"] for item in found.items] == [
        ["县住房城乡建设局"],
        ["县财政局"],
        ["县政务公开办"],
    ]
    assert found.items[0]["deadline"]["date"] == "2025-07-31"
    assert "二、抓保障" in found.text


def test_a_document_here_proposes_the_same_tasks(county: County) -> None:
    edition = county.publish("青原县2025年政务公开工作要点", kind="plan", body=from_text(PLAN))
    found = proposals_of(edition)
    assert [item["responsible"] for item in found.items] == [
        ["县住房城乡建设局"],
        ["县财政局"],
        ["县政务公开办"],
    ]
    assert "一、抓重点" in found.text


def test_what_was_taken_in_is_not_read_twice(county: County, tmp_path: object) -> None:
    path = tmp_path / "要点.txt"  # type: ignore[operator]
    path.write_text(PLAN, encoding="utf-8")
    (outcome,) = take_in([path], by=SYSTEM, agency=county.government, publish=True)
    from gongkai.affairs.documents.queries import by_index_numbers

    (edition,) = by_index_numbers([outcome.index_number or ""])
    assert len(proposals_of(edition).items) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [("今年天气很好。".encode(), "没有从《文件》中读出"), (b"", "文件是空的"), (b"Rar!\x1a\x07...", "RAR")],
)
def test_what_proposes_nothing_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        proposals_in("文件", data)
