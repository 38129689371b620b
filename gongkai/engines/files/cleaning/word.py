"""Word: tracked changes accepted, comments, hidden text, author marks and data bindings taken out."""

import re

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.cleaning.opc import cleaned, remove, unwrap
from gongkai.engines.files.markup import W, parse
from gongkai.engines.files.reading.hiding import vanished_runs

_KEPT = re.compile(
    r"word/(?:document|styles|numbering|fontTable|settings|footnotes|endnotes|header\d*|footer\d*)\.xml"
    r"|word/theme/[^/]+\.xml|word/media/[^/]+(?<!\.svg)|word/(?:charts|diagrams|drawings)/[^/]+\.xml"
)
_REMOVED_WORDS = (
    "del moveFrom moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd commentRangeStart "
    "commentRangeEnd commentReference annotationRef proofErr permStart permEnd rPrChange pPrChange sectPrChange "
    "tblPrChange tblGridChange trPrChange tcPrChange tblPrExChange numberingChange cellIns cellMerge "
    "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
    "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd "
    "dataBinding docPartObj customXmlPr smartTagPr rsids docVars attachedTemplate mailMerge trackRevisions "
    "documentProtection writeProtection schemaLibrary revisionView saveThroughXslt embedRegular embedBold "
    "embedItalic embedBoldItalic"
)
_REMOVED = frozenset(W + name for name in _REMOVED_WORDS.split())
_UNWRAPPED = frozenset(W + name for name in ("ins", "moveTo", "smartTag", "customXml"))
# Field codes that only number, refer or link; any other (a merged field, a file name, an inclusion) loses its code.
_FIELDS = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|REF|PAGEREF|SEQ|HYPERLINK|EQ|STYLEREF|NOTEREF|=)\b", re.IGNORECASE
)
_MARKS = re.compile(r"\{[^}]+\}(?:rsid\w*|paraId|textId|author|date|initials|storeItemID)")


def stripped(archive: Archive) -> bytes:
    """The cleaned .docx."""
    styles = archive.part("word/styles.xml")
    styles_root = parse(styles) if styles else None

    def clean(name: str, root: etree._Element) -> None:
        if name != "word/styles.xml":
            for run in vanished_runs(root, styles_root):
                remove(run)
        _accept(root)
        _unmark(root)

    return cleaned(archive, _KEPT, clean, "word/document.xml")


def _accept(root: etree._Element) -> None:
    """Accept all tracked changes: deleted rows, cells, paragraph marks and runs go, inserted ones are plain."""
    for row in list(root.iter(W + "tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            remove(row)
    for cell in list(root.iter(W + "tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            remove(cell)
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(W + "tc"), None) is None:
            remove(table)
    for paragraph in list(root.iter(W + "p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            _join_next(paragraph)
    for node in list(root.iter(*_REMOVED)):
        remove(node)
    for node in list(root.iter(*_UNWRAPPED)):
        owner = node.getparent()
        if owner is not None and owner.tag == W + "rPr":
            remove(node)  # the mark of an inserted paragraph end
        else:
            unwrap(node)


def _join_next(paragraph: etree._Element) -> None:
    """The end of this paragraph was deleted: the next one goes on in it."""
    following = paragraph.getnext()
    if following is None or following.tag != W + "p":
        return
    for child in list(following):
        if child.tag != W + "pPr":
            paragraph.append(child)
    mark = following.find(f"{W}pPr/{W}rPr/{W}del")
    remove(following)
    if mark is not None:
        _join_next(paragraph)


def _unmark(root: etree._Element) -> None:
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for key in map(str, list(node.attrib)):
            if key[0] == "{" and _MARKS.fullmatch(key):
                del node.attrib[key]
        if node.tag == W + "instrText" and not _FIELDS.match(node.text or ""):
            node.text = ""
        elif node.tag == W + "fldSimple" and not _FIELDS.match(node.get(W + "instr", "")):
            node.set(W + "instr", " QUOTE ")
        elif etree.QName(node).localname in ("docPr", "cNvPr") and node.get("name"):
            node.set("name", f"图{node.get('id', '')}")  # often the file's path on the author's machine
