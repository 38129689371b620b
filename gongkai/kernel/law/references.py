"""References to law: "foi:33.2, decisions:15" ↔ 《……条例》第三十三条第二款.

`act` alone, or `act:place`. For an act in articles the place is article[.paragraph][(item)], as in
"foi:20(5)" or "reconsideration:23.1(4)"; for one in points it is the number of the point ("credit:17") or
whatever the document calls it ("plan:3.4.1.1b").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.kernel.hanzi.numerals import to_numeral
from gongkai.kernel.law.sections import Act

_REFERENCE = re.compile(r"(?P<act>[A-Za-z][\w-]*)(?::(?P<place>\S+))?", re.ASCII)
_ARTICLE = re.compile(r"(?P<article>[1-9]\d*)(?:\.(?P<paragraph>[1-9]\d*))?(?:\((?P<item>[1-9]\d*)\))?")


@dataclass(frozen=True)
class Reference:
    """One place in one act; `place` is empty for the act as a whole."""

    act: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.act}:{self.place}" if self.place else self.act

    def words(self, act: Act) -> str:
        """The reference as an official letter would write it."""
        number = f"（{act.number}）" if "〔" in act.number else ""
        return f"《{act.title}》{number}{self.place_in_words(act)}"

    def faults(self, act: Act) -> Iterator[str]:
        """Why this place cannot exist in that act, in sentences."""
        if act.parts == "article" and self.place and not _ARTICLE.fullmatch(self.place):
            yield f"“{self}”的条款写法不对，应写作“{self.act}:33”“{self.act}:33.2”或“{self.act}:20(5)”。"
        number = re.match(r"\d+", self.place)
        if act.last is not None and number and not 1 <= int(number[0]) <= act.last:
            unit = "条" if act.parts == "article" else "项"
            yield f"“{self}”不存在：《{act.title}》只到第{act.last}{unit}。"

    def place_in_words(self, act: Act) -> str:
        """第三十三条第二款, without the title. Raises ValueError for a place that faults() names."""
        if not self.place:
            return ""
        if act.parts == "point":
            return f"第（{to_numeral(int(self.place))}）项" if self.place.isdecimal() else f"第{self.place}项"
        match = _ARTICLE.fullmatch(self.place)
        if match is None:
            raise ValueError(f"Write the article in {str(self)!r} as 33, 33.2 or 20(5).")
        words = f"第{to_numeral(int(match['article']))}条"
        if match["paragraph"]:
            words += f"第{to_numeral(int(match['paragraph']))}款"
        if match["item"]:
            words += f"第（{to_numeral(int(match['item']))}）项"
        return words


def parse_basis(basis: str) -> tuple[Reference, ...]:
    """Split "foi:33.2, foi:18" into its references. Raises ValueError, in Chinese, where it is malformed."""
    references = []
    for part in basis.split(","):
        match = _REFERENCE.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"依据“{part.strip()}”写法不对，应写作“法规代号:条”，多个依据以半角逗号分开。")
        references.append(Reference(match["act"], match["place"] or ""))
    return tuple(references)


def cite(basis: str, acts: Mapping[str, Act]) -> str:
    """A basis in words: 《……法》第四十八条第二款、第八十五条.

    Raises ValueError, in Chinese, for a malformed reference, an unknown act, a place that is not in it.
    """
    words, before = [], ""
    for reference in parse_basis(basis):
        if reference.act not in acts:
            raise ValueError(f"依据“{reference}”中的“{reference.act}”不在法规文件表中，请先登记该文件。")
        act = acts[reference.act]
        if fault := next(reference.faults(act), ""):
            raise ValueError(fault)
        words.append(reference.place_in_words(act) if reference.act == before else reference.words(act))
        before = reference.act
    return "、".join(filter(None, words))
