"""Slips 形近音近字: what a name becomes when one character is wrong, swapped with its neighbour, or doubled."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache

from gongkai.engines.screening.words import DATA, Words
from gongkai.kernel.hanzi import fold
from gongkai.kernel.hanzi.readings import reading as read_aloud

# In a name of two characters every slip is another word.
SHORTEST = 3
# The halves of 人民政府 stand in every line of such texts, its slips in none: short names are spelled out.
SPELLED_OUT = 5


@lru_cache(maxsize=8)
def halves_of(words: Words) -> dict[str, list[tuple[str, int]]]:
    """What to look for, and whose it is, at what offset: one slip leaves one half of a long name whole."""
    found: dict[str, list[tuple[str, int]]] = {}
    names = [name for name in words.names if len(name) >= SHORTEST]
    for name in sorted(names, key=len, reverse=True):
        middle = len(name) // 2
        if len(name) <= SPELLED_OUT:
            whole = {(slip, 0) for slip in _slips(name)}
        else:
            # A swap over the middle leaves neither half whole.
            swapped = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
            whole = {(name[:middle], 0), (name[middle:], middle), (swapped, 0)}
        for half, offset in whole:
            found.setdefault(half, []).append((name, offset))
    return found


def confusable(one: str, other: str) -> bool:
    """Whether two different characters look or sound alike, and are not two writings of one."""
    if one == other or fold(one) == fold(other):
        return False
    sound = _sound(one)
    return (sound is not None and sound == _sound(other)) or frozenset((one, other)) in _look_alikes()


def _sound(character: str) -> str | None:
    """How a character sounds to those who type by ear: zh as z, ng as n."""
    sound = read_aloud(character)
    return sound and sound.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n")


def _slips(name: str) -> Iterator[str]:
    """Every slip that a short name can suffer."""
    for at, character in enumerate(name):
        yield from (name[:at] + other + name[at + 1 :] for other in _alike(character))
        if at and name[at - 1] != character:
            yield name[: at - 1] + character + name[at - 1] + name[at + 1 :]
        if 0 < at < len(name) - 1:
            yield name[:at] + character + name[at:]


@lru_cache(maxsize=1024)
def _alike(character: str) -> frozenset[str]:
    """Every common character that is taken for this one."""
    same_shape = {
        other for pair in _look_alikes() if character in pair for other in pair if other in _common()
    }
    near = _of_sound().get(_sound(character), set()) | same_shape
    return frozenset(other for other in near if confusable(other, character))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The characters of the first level of GB/T 2312."""
    rows, cells = range(0xB0, 0xD8), range(0xA1, 0xFF)
    every = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    return frozenset(filter(None, every))


@lru_cache(maxsize=1)
def _of_sound() -> dict[str | None, set[str]]:
    found: dict[str | None, set[str]] = {}
    for character in _common():
        if (sound := _sound(character)) is not None:
            found.setdefault(sound, set()).add(character)
    return found


@lru_cache(maxsize=1)
def _look_alikes() -> frozenset[frozenset[str]]:
    groups = tomllib.loads((DATA / "names.toml").read_text("utf-8"))["look_alikes"].split()
    return frozenset(
        frozenset((one, other)) for group in groups for one in group for other in group if one != other
    )
