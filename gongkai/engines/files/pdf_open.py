"""The one door through which a PDF is opened for changes."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from gongkai.engines.files.refused import FileRefused

MAX_PAGES = 2000


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """A PDF to look into or change; FileRefused for a password, damage, or more than 2,000 pages."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise FileRefused("PDF 设有打开密码，请解除密码后再交来。") from None
    except (pikepdf.PdfError, RecursionError, ValueError):
        raise FileRefused("PDF 已损坏，无法打开，请重新获取。") from None
    with pdf:
        try:
            if not 0 < len(pdf.pages) <= MAX_PAGES:
                raise FileRefused(f"PDF 没有页，或超过 {MAX_PAGES} 页，请拆分后再交来。")
            yield pdf
        except (pikepdf.PdfError, KeyError, TypeError, AttributeError, ValueError):
            # Objects of a damaged file are of any type but the expected one.
            raise FileRefused("PDF 的结构已损坏，无法处理，请重新另存或打印为 PDF。") from None


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes: rewritten whole, so that no earlier version stays behind; equal input gives equal bytes."""
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()
