"""Pages as pictures: what is black on the picture is gone, for the picture holds no text."""

import io

import pypdfium2
from PIL import Image, ImageDraw

from gongkai.engines.files.refused import FileRefused

Box = tuple[float, float, float, float]

DOTS_PER_INCH = 200
_MARGIN = 1.0  # points around each box, for strokes that reach over the letter's own box
_LONGEST_SIDE = 6000  # pixels: a poster is set smaller rather than filling the memory


def flattened_page(data: bytes, index: int, boxes: list[Box]) -> tuple[bytes, int, int]:
    """One page (counted from 0) as a JPEG with black boxes, and its size in pixels.

    Boxes are (left, bottom, right, top) in points from the lower left corner of the page as it is seen.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise FileRefused("PDF 已损坏，无法显示，请重新另存或打印为 PDF。") from None
    try:
        page = document[index]
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / 72, _LONGEST_SIDE / max(width, height, 1))
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError):
        raise FileRefused(f"PDF 第{index + 1}页无法显示，请重新另存或打印为 PDF。") from None
    finally:
        document.close()
    _blacken(picture, boxes, scale, height)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=88)
    return stream.getvalue(), picture.width, picture.height


def _blacken(picture: Image.Image, boxes: list[Box], scale: float, height: float) -> None:
    pen = ImageDraw.Draw(picture)
    for left, bottom, right, top in boxes:
        low, high = min(bottom, top) - _MARGIN, max(bottom, top) + _MARGIN
        pen.rectangle(
            (
                (min(left, right) - _MARGIN) * scale,
                (height - high) * scale,
                (max(left, right) + _MARGIN) * scale,
                (height - low) * scale,
            ),
            fill="black",
        )
