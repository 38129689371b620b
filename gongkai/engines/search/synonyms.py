"""Synonyms 同义词: other words for the same thing, tried beside the typed ones (synonyms.toml)."""

import tomllib
from functools import cache
from pathlib import Path

from gongkai.engines.search.tokens import stretches

# Of one typed term at most this many other writings are tried.
MOST = 6


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Each word with the other words of its group; the longest words first. A blank is a break."""
    data = tomllib.loads((Path(__file__).parent / "synonyms.toml").read_text(encoding="utf-8"))
    others: dict[str, tuple[str, ...]] = {}
    for group in data["group"]:
        words = [" ".join(stretches(word)) for word in group["words"]]
        for word in words:
            others[word] = tuple(w for w in words if w != word)
    return dict(sorted(others.items(), key=lambda item: -len(item[0])))


def same(term: str) -> tuple[str, ...]:
    """The synonyms of a whole term: folded, a blank for each break."""
    return _groups().get(term, ())


def variants(term: str) -> list[str]:
    """Other writings of a term: its synonyms, or itself with those of the longest known word in it.

    低保 → 最低生活保障; 低保标准 → 最低生活保障标准. A synonym that the term holds already is left out.
    At most MOST, without the term itself.
    """
    if others := same(term):
        return list(others[:MOST])
    for word, others in _groups().items():
        if word in term:
            return [term.replace(word, other) for other in others if other not in term][:MOST]
    return []
