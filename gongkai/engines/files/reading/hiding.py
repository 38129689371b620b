"""What Word does not show: hidden, tiny and white runs, by themselves or by their style; and who changed what."""

from lxml import etree

from gongkai.engines.files.markup import W, number

TINY = 4  # half points: nobody reads two points
_OFF = frozenset({"0", "false", "off"})


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a switch (`vanish`, `b`…) stands in run properties and is not switched off."""
    node = properties.find(W + name) if properties is not None else None
    return node is not None and node.get(W + "val", "1") not in _OFF


def vanished_styles(styles: etree._Element | None) -> frozenset[str]:
    """The styles that hide what is set in them."""
    return frozenset(
        style.get(W + "styleId", "")
        for style in (styles.iter(W + "style") if styles is not None else ())
        if is_on(style.find(W + "rPr"), "vanish")
    )


def vanished_runs(root: etree._Element, styles: etree._Element | None) -> list[etree._Element]:
    """The runs marked hidden, also through their own or their paragraph's style."""
    hiding = vanished_styles(styles)
    found = []
    for run in root.iter(W + "r"):
        own = run.find(W + "rPr")
        if is_on(own, "vanish") or _style(own, "rStyle") in hiding or _style_of_paragraph(run) in hiding:
            found.append(run)
    return found


def hidden_runs(root: etree._Element, styles: etree._Element | None) -> list[etree._Element]:
    """The runs that a reader does not see: hidden ones, those of two points or less, and white ones."""
    found = vanished_runs(root, styles)
    known = set(found)
    for run in root.iter(W + "r"):
        own = run.find(W + "rPr")
        if own is not None and run not in known and (_is_tiny(own) or _is_white(own)):
            found.append(run)
    return found


def people(root: etree._Element) -> list[str]:
    """The names of those who changed or commented on the text, each once, sorted."""
    return sorted({node.get(W + "author", "") for node in root.iter()} - {""})


def _is_tiny(properties: etree._Element) -> bool:
    size = properties.find(W + "sz")
    return size is not None and number(size.get(W + "val"), TINY + 1) <= TINY


def _is_white(properties: etree._Element) -> bool:
    color = properties.find(W + "color")
    shaded = properties.find(W + "shd") is not None or properties.find(W + "highlight") is not None
    return color is not None and color.get(W + "val", "").upper() == "FFFFFF" and not shaded


def _style(properties: etree._Element | None, name: str) -> str | None:
    node = properties.find(W + name) if properties is not None else None
    return node.get(W + "val") if node is not None else None


def _style_of_paragraph(run: etree._Element) -> str | None:
    paragraph = next(run.iterancestors(W + "p"), None)
    return _style(paragraph.find(W + "pPr"), "pStyle") if paragraph is not None else None
