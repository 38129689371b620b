"""Slides: hidden slides and shapes, speaker notes, comments and embedded objects taken out."""

import re

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.cleaning.opc import Package, remove
from gongkai.engines.files.markup import P, R
from gongkai.engines.files.package import packed
from gongkai.engines.files.refused import FileRefused

_KEPT = re.compile(
    r"ppt/(?:presentation|presProps|tableStyles)\.xml|ppt/media/[^/]+(?<!\.svg)"
    r"|ppt/(?:slides|slideLayouts|slideMasters|theme|charts|diagrams|drawings)/[^/]+\.xml"
)
_MAIN = "ppt/presentation.xml"


def stripped(archive: Archive) -> bytes:
    """The cleaned .pptx."""
    package = Package(archive, _KEPT)
    presentation = package.roots.get(_MAIN)
    if presentation is None:
        raise FileRefused("文件缺少正文，已损坏，请重新保存后再交来。")
    for node in list(presentation.iter(P + "notesMasterIdLst", P + "handoutMasterIdLst", P + "custDataLst")):
        remove(node)
    for entry in list(presentation.iter(P + "sldId")):
        name = package.target(_MAIN, entry.get(R + "id", ""))
        if name is not None and name in package.roots and _is_hidden(package.roots[name]):
            package.drop(name)
            remove(entry)
    for section in list(presentation.iter("{*}sectionLst")):
        remove(section)
    for root in package.roots.values():
        _clean(root)
    return packed(package.finish())


def _is_hidden(slide: etree._Element) -> bool:
    return slide.get("show", "1") in ("0", "false")


def _clean(root: etree._Element) -> None:
    for shape in list(root.iter("{*}cNvPr")):
        owner = shape.getparent()
        holder = owner.getparent() if owner is not None else None
        if shape.get("hidden") in ("1", "true") and holder is not None:
            remove(holder)
        elif shape.get("name"):
            shape.set("name", f"图{shape.get('id', '')}")
