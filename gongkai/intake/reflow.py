"""Text that was broken at a fixed width (copied from a PDF or a terminal) joined again to paragraphs."""

import re

from gongkai.intake.record import RepairDone

NARROWEST, WIDEST = 18, 60
ENOUGH = 6
STARTS = re.compile(
    r"[ \t\u3000]{2,}|\u3000|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}[.．、]|第[一二三四五六七八九十百]+[章条]"
    r"|附件|[(（]此件|\||[—-]"
)
ENDS = re.compile(r"[。：:；;！!]$")


def join_wrapped(text: str) -> tuple[str, list[RepairDone]]:
    """Join lines of a text whose full lines nearly all have one width and mostly end amid a sentence.

    Any other text comes back as it is: a list of short lines, or one paragraph a line.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    lengths = sorted(len(line) for line in lines if len(line) > 10)
    if len(lengths) < ENOUGH + 2:
        return text, []
    width = lengths[-1 - len(lengths) // 20]
    full = [line for line in lines if width - 2 <= len(line) <= width + 2]
    if not NARROWEST <= width <= WIDEST or len(full) < ENOUGH or len(full) < len(lengths) * 0.4:
        return text, []
    if sum(bool(ENDS.search(line)) for line in full) > len(full) * 0.3 or lengths[-1] > width + 4:
        return text, []
    joined: list[str] = []
    count = 0
    open_line = False
    for line in lines:
        if open_line and line.strip() and not STARTS.match(line):
            joined[-1] += line.strip()
            count += 1
        else:
            joined.append(line)
        open_line = width - 2 <= len(line) <= width + 2 and not line.endswith(("：", ":"))
    return "\n".join(joined), [RepairDone("wrapped_lines", count, [])] if count else []
