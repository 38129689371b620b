"""References to law: "foi:33.2, XX-3.4.1.1b" ↔ 《……条例》第三十三条第二款、《……实施方案》三（四）政策解读1.

`act` alone, or `act:place`. For an act in articles the place is article[.paragraph][(item)], as in
"foi:20(5)" or "reconsideration:23.1(4)"; for one in points it is the number of the point ("credit:17") or
whatever the document calls it ("plan:3.4.1.1b"). A clause of a pack's register stands under its own id, and the
register says where in the document it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.kernel.hanzi.numerals import to_numeral
from gongkai.kernel.law.clauses import CLAUSE_ID, Clause
from gongkai.kernel.law.sections import Act

_REFERENCE = re.compile(r"(?P<act>[A-Za-z][\w-]*)(?::(?P<place>\S+))?", re.ASCII)
_ARTICLE = re.compile(r"(?P<article>[1-9]\d*)(?:\.(?P<paragraph>[1-9]\d*))?(?:\((?P<item>[1-9]\d*)\))?")


@dataclass(frozen=True)
class Reference:
    """One place in one act; `place` is empty for the act as a whole. `clause`: its id in the register."""

    act: str
    place: str = ""
    clause: str = ""

    def __str__(self) -> str:
        if self.clause:
            return self.clause
        return f"{self.act}:{self.place}" if self.place else self.act

    def title(self, act: Act) -> str:
        """The act as an official letter names it."""
        return f"《{act.title}》" + (f"（{act.number}）" if "〔" in act.number else "")

    def faults(self, act: Act) -> Iterator[str]:
        """Why this place cannot exist in that act, in sentences."""
        if self.clause:
            return
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
    """Split "foi:33.2, XX-4.3b" into its references. Raises ValueError, in Chinese, where it is malformed."""
    references = []
    for part in basis.split(","):
        if clause := CLAUSE_ID.fullmatch(part.strip()):
            references.append(Reference(clause["act"].lower(), clause["place"], clause[0]))
            continue
        match = _REFERENCE.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"依据“{part.strip()}”写法不对，应写作“法规代号:条”，多个依据以半角逗号分开。")
        references.append(Reference(match["act"], match["place"] or ""))
    return tuple(references)


def cite(basis: str, acts: Mapping[str, Act], clauses: Mapping[str, Clause] = MappingProxyType({})) -> str:
    """A basis in words: 《……法》第四十八条第二款、第八十五条.

    Raises ValueError, in Chinese, for a malformed reference, an unknown act or clause, a place that is not in it.
    """
    words: list[str] = []
    before = ("", "")
    for reference in parse_basis(basis):
        if fault := next(unknown(reference, acts, clauses), ""):
            raise ValueError(fault)
        act = acts[reference.act]
        if reference.clause:
            place = clauses[reference.clause].where
        elif fault := next(reference.faults(act), ""):
            raise ValueError(fault)
        else:
            place = reference.place_in_words(act)
        if (reference.act, place) != before:
            words.append(place if reference.act == before[0] else reference.title(act) + place)
        before = (reference.act, place)
    return "、".join(filter(None, words))


def unknown(reference: Reference, acts: Mapping[str, Act], clauses: Mapping[str, Clause]) -> Iterator[str]:
    """Why a reference leads nowhere, in sentences."""
    if reference.act not in acts:
        yield (f"依据“{reference}”中的“{reference.act}”不在法规文件表中，请在 [act.…] 中登记该文件。")
    elif reference.clause and reference.clause not in clauses:
        yield f"依据“{reference}”不在条款表中，请核对编号，或者在 [clause.…] 中登记该条款。"
