"""XML of office files, read with entity expansion, network access and huge trees switched off."""

from lxml import etree

from gongkai.engines.files.refused import FileRefused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def parse(data: bytes) -> etree._Element:
    """The root element; raises FileRefused when the XML is malformed, nested too deep or declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise FileRefused("文件的内容已损坏，无法读取，请重新保存后重试。") from None
    if root.getroottree().docinfo.internalDTD is not None:
        # No office program writes a document type: only entity bombs and external entities need one.
        raise FileRefused("文件的内容带有文档类型声明，办公软件不会这样保存，未采用。")
    return root


def written(root: etree._Element) -> bytes:
    """The bytes of one XML part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def number(text: str | None, default: int = 0) -> int:
    """A small whole number out of an attribute, or the default for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 8 else default
