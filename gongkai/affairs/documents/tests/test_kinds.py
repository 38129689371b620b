"""Kinds and topics are data: each file reads, titles suggest them."""

import pytest

from gongkai.affairs.documents.kinds import guess_kind, guess_topics, kinds, topics


def test_every_kind_reads_and_stands_in_order() -> None:
    assert len(kinds()) >= 15
    positions = [kind.position for kind in kinds().values()]
    assert positions == sorted(set(positions))
    assert "other" in kinds()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("青原县农村危房改造实施办法", "normative"),
        ("关于印发《青原县农村危房改造实施办法》的通知", "notice"),
        ("《青原县农村危房改造实施办法》政策解读", "interpretation"),
        ("青原县2026年部门预算", "budget"),
        ("青原县小学招生公告", "announcement"),
        ("没有文种的标题", "other"),
    ],
)
def test_the_last_word_of_a_title_suggests_the_kind(title: str, kind: str) -> None:
    assert guess_kind(title) == kind


def test_titles_suggest_topics() -> None:
    assert "civil" in guess_topics("青原县2026年城乡居民最低生活保障标准")
    assert guess_topics("没有主题的标题") == []
    assert all(len(topic.title) >= 2 for topic in topics().values())
