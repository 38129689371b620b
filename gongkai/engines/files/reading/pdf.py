"""PDF: the text layer page by page, annotations, forms, attachments, scripts, bookmarks and metadata."""

from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from gongkai.engines.files.part import Part, PartKind, not_readable
from gongkai.engines.files.pdf_open import opened
from gongkai.engines.files.reading.pdf_page import has_more

_MAX_ITEMS = 5000
_LISTED = 10
_TEXTS = ("/Contents", "/T", "/V", "/RC", "/TU", "/Subj")


def parts(data: bytes, depth: int) -> Iterator[Part]:
    """All that a PDF carries, the seen and the unseen."""
    with opened(data) as pdf:
        unseen = list(_unseen(pdf, depth))
    yield from _pages(data)
    yield from unseen


def _pages(data: bytes) -> Iterator[Part]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield not_readable("全部页面")
        return
    shown: list[int] = []
    try:
        for index in range(len(document)):
            part, shows_more = _page(document, index)
            yield part
            if shows_more:
                shown.append(index + 1)
    finally:
        document.close()
    if shown:
        listed = "、".join(map(str, shown[:_LISTED])) + (f"等{len(shown)}" if len(shown) > _LISTED else "")
        yield not_readable(f"第{listed}页的图片或者图形")


def _page(document: pypdfium2.PdfDocument, index: int) -> tuple[Part, bool]:
    """The text of a page, and whether pictures or drawings stand beside it."""
    where = f"第{index + 1}页"
    try:
        page = document[index]
        layer = page.get_textpage()
        text = str(layer.get_text_range()).replace("\r\n", "\n")
        shows_more = has_more(page, layer)
        layer.close()
        page.close()
    except pypdfium2.PdfiumError:
        return not_readable(where), False
    if not text.strip():
        return not_readable(where, "这一页没有文字层，可能是扫描件或空白页，请人工查看。"), False
    return Part(where, text), shows_more


def _unseen(pdf: pikepdf.Pdf, depth: int) -> Iterator[Part]:
    for key, value in sorted((str(key), _said(value)) for key, value in pdf.docinfo.items()):
        if value and key not in ("/CreationDate", "/ModDate", "/Producer", "/Trapped"):
            yield Part(f"文档属性“{key.strip('/')}”", value, hidden=True, kind=PartKind.PROPERTY)
    if "/Metadata" in pdf.Root:
        text = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")
        yield Part("文档属性（XMP）", text, hidden=True, kind=PartKind.PROPERTY)
    for number, page in enumerate(pdf.pages, 1):
        for annotation in list(page.obj.get("/Annots", []))[:_MAX_ITEMS]:
            yield from _annotation(annotation, f"第{number}页")
    yield from _scripts(pdf)
    if hidden_layers(pdf):
        yield not_readable("隐藏的图层", "PDF 里有默认不显示的图层，公开时将不保留，请人工查看。")
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root if item.title]
    if titles:
        yield Part("书签", "\n".join(titles))
    for name, attachment in sorted(pdf.attachments.items()):
        yield from _attachment(name, attachment, depth)


def _annotation(annotation: Any, where: str) -> Iterator[Part]:
    subtype = str(annotation.get("/Subtype", ""))
    texts = [_said(annotation[key]) for key in _TEXTS if key in annotation]
    action = annotation.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
        texts.append(_said(action.URI))
    text = "\n".join(text for text in texts if text)
    if text:
        label, kind = {
            "/Link": ("链接", PartKind.CODE),
            "/Widget": ("表单", PartKind.BODY),
        }.get(subtype, ("批注", PartKind.COMMENT))
        yield Part(where + label, text, subtype != "/Widget", kind)


def _scripts(pdf: pikepdf.Pdf) -> Iterator[Part]:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary):
            continue
        # An action may stand as an object of its own or inside its owner.
        inside = (value for value in item.values() if isinstance(value, pikepdf.Dictionary))
        for action in (item, *(value for value in inside if not value.is_indirect)):
            if action.get("/S") == pikepdf.Name.JavaScript:
                yield Part("脚本", _said(action.get("/JS")), hidden=True, kind=PartKind.CODE)


def _attachment(name: str, attachment: Any, depth: int) -> Iterator[Part]:
    from gongkai.engines.files.reading import parts_of

    yield Part("PDF 附件的文件名", name, hidden=True, kind=PartKind.NAME)
    if depth >= 3:
        yield not_readable(f"PDF 附件“{name}”", "附件嵌套超过三层，请人工查看。")
        return
    for part in parts_of(attachment.get_file().read_bytes(), name, depth + 1):
        yield Part(f"PDF 附件“{name}”{part.where}", part.text, True, part.kind)


def hidden_layers(pdf: pikepdf.Pdf) -> bool:
    """Whether layers exist that are not shown by default."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return False
    default = layers.get("/D", pikepdf.Dictionary())
    return len(list(default.get("/OFF", []))) > 0 or default.get("/BaseState") == pikepdf.Name.OFF


def _said(value: object) -> str:
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return str(value) if value is not None else ""
