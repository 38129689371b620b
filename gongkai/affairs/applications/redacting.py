"""Redacting 区分处理: makes the file of a partial disclosure (条例 art 37); what is masked is not in its bytes."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from gongkai.affairs.applications.actions.deciding import File
from gongkai.engines.files import FileRefused, masked, redact_pdf
from gongkai.engines.files.kinds import Kind, kind_of
from gongkai.kernel.flow import Refused

Area = tuple[int, float, float, float, float]
MASK = "■"
MARK = "（区分处理）"


def redacted(name: str, data: bytes, *, words: Sequence[str] = (), areas: Sequence[Area] = ()) -> File:
    """The file with every occurrence of the words, and in a PDF with the areas, masked; ready for `draft_reply`.

    An area is (page from 1, left, bottom, right, top) in points from the lower left corner. Raises Refused when
    nothing is to be masked, a word is not there, or what was masked would still stand in the bytes.
    """
    wanted = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    reasons = [] if wanted or areas else ["请写明要遮盖的文字，或者在PDF上框选要遮盖的区域。"]
    reasons += [f"“{word}”只有一个字，遮盖范围过大，请写得更完整。" for word in wanted if len(word) < 2]
    if reasons:
        raise Refused(reasons)
    try:
        if kind_of(data) is Kind.PDF:
            made = redact_pdf(data, areas, wanted)
        elif areas:
            raise Refused(["只有PDF文件可以框选区域遮盖，请改为填写要遮盖的文字，或者先转换为PDF。"])
        else:
            made = _masked(data, wanted)
    except FileRefused as refusal:
        raise Refused([str(refusal)]) from None
    return File(name=_shown(name, wanted), data=made, redacted=True)


def _masked(data: bytes, words: Sequence[str]) -> bytes:
    """The words replaced wherever they stand, also across blanks."""
    patterns = {
        word: re.compile(r"\s*".join(map(re.escape, word.replace(" ", "")))) for word in words
    }  # fmt: skip
    found: set[str] = set()

    def replace(text: str) -> str:
        for word, pattern in patterns.items():
            text, count = pattern.subn(lambda match: MASK * len(match[0]), text)
            found.update({word} if count else ())
        return text

    made = masked(data, replace)
    if missing := [word for word in words if word not in found]:
        listed = "、".join(f"“{word}”" for word in missing)
        raise Refused([f"文件的文字中找不到{listed}，请逐字核对后重试。"])
    return made


def _shown(name: str, words: Sequence[str]) -> str:
    """The name of the new file, without the words in it."""
    path = PurePath(name)
    stem = path.stem
    for word in words:
        stem = stem.replace(word, MASK * len(word))
    return f"{stem}{MARK}{path.suffix}"
