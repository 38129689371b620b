"""Automatic paragraph numbers of Word: they stand in no text run, yet a clause without its number is maimed."""

from collections import defaultdict

from lxml import etree

from gongkai.engines.files.markup import W

DIGITS = "〇一二三四五六七八九"
CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"})
_LONGEST_CHAIN = 10  # of styles based on styles
ENCLOSED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, root: etree._Element | None, styles: etree._Element | None = None) -> None:
        self._styles = _numbered_styles(styles)
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {
            node.get(W + "abstractNumId", ""): {
                int(level.get(W + "ilvl", "0")): (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _number(_value(level, "start", "1")),
                )
                for level in node.findall(W + "lvl")
                if level.get(W + "ilvl", "0").isdigit()
            }
            for node in root.findall(W + "abstractNum")
        }
        for num in root.findall(W + "num"):
            reference = num.find(W + "abstractNumId")
            if reference is not None:
                self._levels[num.get(W + "numId", "")] = abstract.get(reference.get(W + "val", ""), {})

    def is_bullet(self, paragraph: etree._Element) -> bool:
        """Whether Word sets a bullet before this paragraph."""
        num_id, level = self._reference(paragraph)
        return self._levels.get(num_id, {}).get(level, ("",))[0] == "bullet"

    def _reference(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's; list 0 is none."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        num_id, level = self._styles.get(style.get(W + "val", "") if style is not None else "", ("0", 0))
        if own is not None:
            num_id, level = _value(own, "numId", num_id), _number(_value(own, "ilvl", str(level)))
        return num_id, level

    def label(self, paragraph: etree._Element) -> str:
        """The number Word would print before this paragraph, or the empty string."""
        num_id, level = self._reference(paragraph)
        levels = self._levels.get(num_id)
        if not levels or level not in levels:
            return ""
        counts = self._counts[num_id]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        style, pattern, _ = levels[level]
        if style in ("bullet", "none"):
            return ""
        for at in range(level + 1):
            if at in levels:
                pattern = pattern.replace(f"%{at + 1}", _shown(counts.get(at, levels[at][2]), levels[at][0]))
        return pattern


def _numbered_styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """The list and level that each style brings along, its own or that of the style it is based on."""
    own: dict[str, tuple[str, int] | None] = {}
    base: dict[str, str] = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        name = style.get(W + "styleId", "")
        numbered = style.find(f"{W}pPr/{W}numPr")
        own[name] = (
            (_value(numbered, "numId", "0"), _number(_value(numbered, "ilvl", "0")))
            if numbered is not None
            else None
        )
        base[name] = _value(style, "basedOn", "")
    found = {}
    for name in own:
        at = name
        for _ in range(_LONGEST_CHAIN):
            if (reference := own.get(at)) is not None:
                found[name] = reference
                break
            at = base.get(at, "")
    return found


def _value(node: etree._Element, name: str, default: str) -> str:
    child = node.find(W + name)
    return default if child is None else child.get(W + "val", default)


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _shown(number: int, style: str) -> str:
    if style in CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
        return head + (DIGITS[ones] if ones else "")
    if style == "decimalEnclosedCircle" and 0 < number <= len(ENCLOSED):
        return ENCLOSED[number - 1]
    if style in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if style == "lowerLetter" else letter.upper()
    return str(number)
