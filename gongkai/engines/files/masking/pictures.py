"""Pages as somebody sees them before he says what is to be masked: small pictures, each with its size in points."""

import io

import pypdfium2

from gongkai.engines.files.cleaning.pdf import stripped
from gongkai.engines.files.refused import FileRefused

WIDTH = 800  # pixels
MOST = 30  # pages


def pictures(data: bytes) -> tuple[list[tuple[float, float, int]], bytes]:
    """For each page its width and height in points and the length of its JPEG; and the JPEGs, one after another.

    The pages are those that `masking.pdf` will find and the applicant gets: without remarks, with forms fixed.
    Raises FileRefused: no readable PDF, or more pages than fit on a page to look at.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise FileRefused("这不是能打开的 PDF，只有 PDF 可以框选区域，请先转换为 PDF。") from None
    try:
        if len(document) > MOST:
            raise FileRefused(f"这份 PDF 有{len(document)}页，框选时最多显示{MOST}页，请拆分后再框选。")
        document.close()
        document = pypdfium2.PdfDocument(stripped(data))
        sizes, made = [], b""
        for page in document:
            width, height = page.get_size()
            picture = page.render(scale=WIDTH / max(width, height / 2, 1), may_draw_forms=False).to_pil()
            stream = io.BytesIO()
            picture.convert("RGB").save(stream, "JPEG", quality=80)
            sizes.append((width, height, len(stream.getvalue())))
            made += stream.getvalue()
    except pypdfium2.PdfiumError:
        raise FileRefused("PDF 的页面无法显示，请重新另存或打印为 PDF。") from None
    finally:
        document.close()
    return sizes, made
