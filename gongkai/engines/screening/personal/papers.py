"""Papers 证件和号牌: passports and travel permits, vehicle plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.reading import RUN, Reading, begins

# Ordinary passports: E and eight digits, since 2017 E, a letter (no I, O) and seven; before 2012 G and eight.
ORDINARY = re.compile(r"(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7})")
# Diplomatic and service passports, permits for Hong Kong, Macau and Taiwan: only where the text calls them so.
NAMED = re.compile(r"(?:[DSP]\d{7,8}|[DSP]E\d{7}|1[45]\d{7}|[CWHMKTL]\d{8}|C[A-Z]\d{7}|[HM]\d{10}|\d{8})")
_LABEL = re.compile(r"(?:护照|通行证|旅行证|[Pp]assport|PASSPORT)[^。；\n]{0,12}$")

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# GA 36-2018: five signs with at most two letters, or six for new energy: D or F (A to K since 2018) first or last.
_LETTER = "A-HJ-NP-Z"
PLATE = re.compile(rf"[{_LETTER}](?:[{_LETTER}0-9]{{5}}|[A-HJK][{_LETTER}0-9][0-9]{{4}}|[0-9]{{5}}[A-HJK])")
PLATE_ENDS = re.compile(rf"[{_LETTER}][{_LETTER}0-9]{{4}}")
_SPECIAL = "挂学警港澳"
# Registrations of special equipment (TSG 08-2017, annex) end like a plate: 梯11鲁Q00152(23).
_EQUIPMENT = re.compile(r"[锅容管瓶梯起索游车厂]\d{2}$")


@begins(8, 9, 10, 11)
def find_passports(reading: Reading) -> Iterator[Finding]:
    """Passport numbers, and numbers of travel permits where the text names them."""
    note = "护照或者出入境证件号码属于个人敏感信息，请遮盖或者删去。"
    for run in reading.runs:
        for part in run:
            if not 8 <= len(part.text) <= 11:
                continue
            ordinary = ORDINARY.fullmatch(part.text) is not None
            if not (ordinary or NAMED.fullmatch(part.text)) or not reading.alone(part.start, part.end):
                continue
            before = reading.before(part.start, 24)
            named = _LABEL.search(before) is not None
            if not named and before.endswith("-"):  # the end of a model or an order: HP-E12345678
                continue
            if ordinary or named:
                yield reading.finding("passport", part.start, part.end, "block" if named else "warn", note)


@begins(RUN)
def find_plates(reading: Reading) -> Iterator[Finding]:
    """Plates of vehicles, those of new energy included, with or without the dot behind the letter."""
    note = "机动车号牌能够识别车主，请遮盖；确为公务用车公示等依法公开的，请说明理由后保留。"
    text = reading.text
    for run in reading.runs:
        at = run[0].start
        if text[at - 1 : at] not in PROVINCES or at == 0 or _EQUIPMENT.search(reading.before(at - 1, 4)):
            continue
        # 鲁Q·12345 is two parts, 鲁Q12345 one.
        parts = run[: 1 if len(run[0].text) > 1 else 2]
        joined, end = "".join([part.text for part in parts]), parts[-1].end
        if PLATE_ENDS.fullmatch(joined) and text[end : end + 1] in _SPECIAL and end < len(text):
            end += 1
        elif not (PLATE.fullmatch(joined) and reading.alone(at, end)):
            continue
        if sum(map(str.isalpha, joined)) <= 3 + (len(joined) > 6):
            yield reading.finding("plate", at - 1, end, "warn", note)
