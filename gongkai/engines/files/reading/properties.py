"""Document properties 文档属性: who wrote a file, where, for whom; none of it is meant for the public."""

from collections.abc import Iterator

from lxml import etree

from gongkai.engines.files.archive import Archive
from gongkai.engines.files.markup import parse
from gongkai.engines.files.part import Part, PartKind

LABELS = {
    "creator": "作者", "lastModifiedBy": "最后修改者", "title": "标题", "subject": "主题", "keywords": "关键词",
    "description": "备注", "category": "类别", "Company": "单位", "Manager": "主管", "contentStatus": "状态",
    "HyperlinkBase": "链接根", "Template": "模板", "initial-creator": "作者", "generator": "程序",
}  # fmt: skip
# Counts and versions of the office program: nothing a person wrote.
DULL = frozenset({
    "Application", "AppVersion", "Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs",
    "TotalTime", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged", "revision",
    "created", "modified", "lastPrinted", "Slides", "Notes", "HiddenSlides", "MMClips", "PresentationFormat", "i4",
    "date", "creation-date", "editing-cycles", "editing-duration", "generator", "version",
})  # fmt: skip
FOLDERS = ("docProps/", "customXml/", "meta.xml")


def parts(archive: Archive) -> Iterator[Part]:
    """Properties, custom properties and custom data of an office file."""
    for name in sorted(archive.names):
        if name.endswith(".xml") and name.startswith(FOLDERS):
            for node in parse(archive.part(name) or b"").iter():
                text = (node.text or "").strip()
                if isinstance(node.tag, str) and text:
                    key = etree.QName(node).localname
                    owner = node.getparent()
                    label = LABELS.get(key) or (owner.get("name") if owner is not None else None) or key
                    if key not in DULL:
                        yield Part(f"文档属性“{label}”", text, hidden=True, kind=PartKind.PROPERTY)


def things_inside(archive: Archive) -> Iterator[Part]:
    """Embedded objects and pictures: parts that a person must open."""
    for name in sorted(archive.names):
        short = name.rsplit("/", 1)[-1]
        if "/media/" in name or name.startswith("Pictures/"):
            yield Part(f"文中图片“{short}”", "程序读不出其中的文字，请人工查看。", kind=PartKind.NOT_READABLE)
        elif (
            "/embeddings/" in name
            or "/activeX/" in name
            or name.startswith(("ObjectReplacements/", "Object "))
        ):
            yield Part(
                f"嵌入对象“{short}”",
                "文件里嵌有对象，公开时将去除，请人工查看。",
                True,
                PartKind.NOT_READABLE,
            )


def links(archive: Archive) -> Iterator[Part]:
    """Where the file points to outside of itself, from its relationships."""
    for name in sorted(archive.names):
        if name.endswith(".rels"):
            for relation in parse(archive.part(name) or b""):
                if relation.get("TargetMode") == "External":
                    yield Part("链接地址", relation.get("Target", ""), hidden=True, kind=PartKind.CODE)
