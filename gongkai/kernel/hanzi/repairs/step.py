"""What one repair step hands back 步骤结果: the text after it, each change, and the doubts it leaves."""

from __future__ import annotations

from dataclasses import dataclass

# The mark that official copies put where a character cannot be read.
MISSING = "□"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"


@dataclass(frozen=True, slots=True)
class Step:
    """The text after a step, its changes in order as (before, after), and sentences of doubt."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def cut(raw: str, length: int = 24) -> str:
    """Shorten `raw` for a sentence shown to a person; control characters become visible."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in raw)
    return shown if len(shown) <= length else shown[: length - 1] + "…"
