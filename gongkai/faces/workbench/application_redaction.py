"""Redaction 区分处理: the files of a reply as they come from its form; masking itself is the affair's."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from gongkai.affairs.applications import redacting
from gongkai.affairs.applications.actions.deciding import File
from gongkai.kernel.flow import Refused

_AREA = re.compile(r"\s*(\d{1,4})" + r"[\s,，]+(\d{1,5}(?:\.\d+)?)" * 4 + r"\s*", re.ASCII)


def areas_of(lines: Iterable[str]) -> list[redacting.Area]:
    """Each line as page, left, bottom, right, top. Raises ValidationError for a line that is none."""
    found: list[redacting.Area] = []
    for line in lines:
        match = _AREA.fullmatch(line)
        if match is None:
            raise ValidationError(
                _("“%s”不是区域，请写作“页码 左 下 右 上”，例如“1 72 500 300 540”。") % line
            )
        page, *sides = match.groups()
        left, bottom, right, top = map(float, sides)
        found.append((int(page), left, bottom, right, top))
    return found


def plain(files: "Sequence[UploadedFile[Any]]", *, redacted: bool = False) -> list[File]:
    """Files that are handed over as they are; redacted: somebody has taken parts out already."""
    return [{"name": str(one.name), "data": one.read(), "redacted": redacted} for one in files]


def masked(
    files: "Sequence[UploadedFile[Any]]", words: Sequence[str], areas: Sequence[redacting.Area]
) -> list[File]:
    """The files with these words and, in PDFs, these areas masked for good. Raises ValidationError."""
    made = []
    for one in files:
        try:
            made.append(redacting.redacted(str(one.name), one.read(), words=words, areas=areas))
        except Refused as refused:
            raise ValidationError([f"“{one.name}”：{reason}" for reason in refused.reasons]) from None
    return made
