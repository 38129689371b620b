"""PDF: pages and links to public addresses only; all that hangs beside the pages goes."""

import pikepdf

from gongkai.engines.files.cleaning import image
from gongkai.engines.files.masking.raster import flattened_page
from gongkai.engines.files.pdf_open import opened, saved
from gongkai.engines.files.reading.pdf import hidden_layers
from gongkai.engines.files.refused import FileRefused

_ROOT_KEPT = frozenset({"/Type", "/Pages", "/Outlines", "/PageLabels", "/Lang", "/MarkInfo", "/StructTreeRoot",
                        "/ViewerPreferences", "/Dests", "/Names"})  # fmt: skip
_PAGE_KEPT = frozenset({"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Annots",
                        "/StructParents", "/Group", "/Tabs", "/UserUnit"})  # fmt: skip
_LINK_KEPT = frozenset({"/Type", "/Subtype", "/Rect", "/Border", "/A", "/Dest", "/H", "/StructParent", "/F",
                        "/QuadPoints"})  # fmt: skip
_PUBLIC = ("http://", "https://", "mailto:")


def stripped(data: bytes) -> bytes:
    """The cleaned .pdf: forms are fixed as page text, layers that are not shown go by turning pages to pictures."""
    with opened(data) as pdf:
        clean(pdf)
        layered = hidden_layers(pdf)
        if "/OCProperties" in pdf.Root and not layered:
            del pdf.Root.OCProperties
        if layered:
            pictures = [flattened_page(data, index, []) for index in range(len(pdf.pages))]
            for index, picture in enumerate(pictures):
                replace_page(pdf, index, picture)
            del pdf.Root.OCProperties
            forget_structure(pdf)
        return saved(pdf)


def clean(pdf: pikepdf.Pdf) -> None:
    """Take out everything but the pages' looks, bookmarks, structure and public links."""
    _fix_forms(pdf)
    root = pdf.Root
    layers = root.get("/OCProperties")
    for key in list(root.keys()):
        if key not in _ROOT_KEPT and key != "/OCProperties":
            del root[key]
    if layers is not None:
        root.OCProperties = layers
    if "/Names" in root:
        for key in list(root.Names.keys()):
            if key != "/Dests":
                del root.Names[key]
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for page in pdf.pages:
        _clean_page(page.obj)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            _clean_object(item)


def replace_page(pdf: pikepdf.Pdf, index: int, picture: tuple[bytes, int, int]) -> None:
    """Put a JPEG (bytes, width, height in pixels) in place of everything on a page, in the page's own size."""
    jpeg, width, height = picture
    page = pdf.pages[index]
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    across, up = (top - bottom, right - left) if turned else (right - left, top - bottom)
    image_object = pdf.make_stream(
        jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    parent = page.obj.Parent
    for key in list(page.obj.keys()):
        del page.obj[key]
    page.obj.Type = pikepdf.Name.Page
    page.obj.Parent = parent
    page.obj.MediaBox = pikepdf.Array([0, 0, round(across, 2), round(up, 2)])
    page.obj.Rotate = 0  # said here, for a turn may be inherited; the picture is upright
    page.obj.CropBox = page.obj.MediaBox
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image_object))
    page.obj.Contents = pdf.make_stream(f"q {across:.2f} 0 0 {up:.2f} 0 0 cm /P Do Q".encode())


def forget_structure(pdf: pikepdf.Pdf) -> None:
    """Structure, bookmarks and named places may repeat words that are no longer on the pages."""
    for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Dests", "/Names"):
        if key in pdf.Root:
            del pdf.Root[key]


def _fix_forms(pdf: pikepdf.Pdf) -> None:
    if "/AcroForm" not in pdf.Root:
        return
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(
                [one for one in page.obj.Annots if one.get("/Subtype") in ("/Widget", "/Link")]
            )
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")


def _clean_page(page: pikepdf.Object) -> None:
    for key in list(page.keys()):
        if key not in _PAGE_KEPT:
            del page[key]
    if "/Annots" in page:
        links = [one for one in page.Annots if _is_public_link(one)]
        for link in links:
            for key in list(link.keys()):
                if key not in _LINK_KEPT:
                    del link[key]
        if links:
            page.Annots = pikepdf.Array(links)
        else:
            del page["/Annots"]


def _is_public_link(annotation: pikepdf.Object) -> bool:
    if annotation.get("/Subtype") != pikepdf.Name.Link:
        return False
    action = annotation.get("/A")
    if action is None:
        return "/Dest" in annotation
    if action.get("/S") == pikepdf.Name.GoTo:
        return True
    return action.get("/S") == pikepdf.Name.URI and str(action.get("/URI", "")).lower().startswith(_PUBLIC)


def _clean_object(item: pikepdf.Object) -> None:
    for key in ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/Thumb", "/JS"):
        if key in item:
            del item[key]
    if isinstance(item, pikepdf.Stream) and item.get("/Filter") == pikepdf.Name.DCTDecode:
        # A photograph keeps place and time inside its own bytes.
        try:
            jpeg = image.stripped(item.read_raw_bytes())
        except FileRefused:
            return
        item.write(jpeg, filter=pikepdf.Name.DCTDecode)
