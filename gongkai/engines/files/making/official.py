"""An official document 公文 as plain data: what is set on paper, and in which order."""

import datetime
import re
from dataclasses import dataclass

_YEAR = re.compile(r"[\[（(【〔](\d{4})[\])）】〕]")


@dataclass(frozen=True, slots=True)
class Official:
    """One document to set.

    `html_body` is a sanitised body (h2 to h4, p, ul, ol, table…; `p.to` is the addressee, `p.sign` the signature).
    `addressee` is used only when the body has no `p.to` of its own, `signers` and `date` only when it has no
    `p.sign`. `masthead` is the red name of the issuer on top (发文机关标志), left out when empty; a `letter` has it
    in the form of letters 信函格式 (GB/T 9704-2012 §10.1), with the number at the right. `notes` (附注)
    stand without their brackets. `attachments` are names for the note 附件说明, without the files themselves.
    """

    title: str
    html_body: str
    issuer: str = ""
    number: str = ""
    addressee: str = ""
    signers: tuple[str, ...] = ()
    date: datetime.date | None = None
    notes: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    index_number: str = ""
    masthead: str = ""
    letter: bool = False

    @property
    def set_number(self) -> str:
        """The document number with its year in 六角括号 (GB/T 9704-2012 §7.2.5)."""
        return _YEAR.sub(r"〔\1〕", self.number)

    @property
    def set_notes(self) -> tuple[str, ...]:
        """The notes, each in round brackets (§7.3.7)."""
        return tuple(f"（{note.strip().strip('（）()')}）" for note in self.notes if note.strip())


def day(value: datetime.date) -> str:
    """A date as it stands under a document: figures without leading zeros (§7.3.5.4)."""
    return f"{value.year}年{value.month}月{value.day}日"
