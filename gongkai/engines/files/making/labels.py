"""Labels 邮寄标签: addresses on A4 sheets of 14 labels, 99.1 × 38.1 mm each, as they are sold."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from gongkai.engines.files.making.fonts import shelf, stacks
from gongkai.engines.files.making.pdf import compiled
from gongkai.engines.files.refused import FileRefused


@dataclass(frozen=True, slots=True)
class Label:
    """One address; `mark` stands small at its foot (what lies in the envelope)."""

    name: str
    address: str
    postcode: str = ""
    mark: str = ""

    def __repr__(self) -> str:
        return "Label(…)"  # never in a log line or a traceback


def made(labels: Sequence[Label]) -> bytes:
    """The sheets as PDF, two labels a row; FileRefused without a Chinese font, or with nothing to set."""
    if not labels:
        raise FileRefused("没有要打印的地址，请先选择文书。")
    _fonts, known = shelf()
    data = {"faces": stacks(known), "labels": [asdict(label) for label in labels]}
    return compiled("labels.typ", data, "邮寄标签")
