"""Images 图片: a person must look; what their metadata say is read."""

import io
import warnings
from collections.abc import Iterator

from PIL import ExifTags, Image, UnidentifiedImageError

from gongkai.engines.files.part import Part, PartKind, not_readable
from gongkai.engines.files.refused import FileRefused

MAX_PIXELS = 120_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF")
_GPS = 0x8825
_TEXT_LIMIT = 2000


def opened(data: bytes) -> Image.Image:
    """The image, not yet decoded; FileRefused when it is damaged or has more than 120 million pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise FileRefused("图片已损坏，无法打开，请重新导出。") from None
    if image.width * image.height > MAX_PIXELS:
        raise FileRefused("图片的像素多得不合常理，请缩小后再交来。")
    return image


def parts(data: bytes) -> Iterator[Part]:
    """One part that asks a person to look, and one for each thing that the metadata say."""
    image = opened(data)
    yield not_readable("图片")
    try:
        exif = dict(image.getexif())
        if exif.pop(_GPS, None) is not None or image.getexif().get_ifd(_GPS):
            yield Part("图片元数据", "照片里记有拍摄地点的经纬度。", True, PartKind.PROPERTY)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        exif = {}
    said = {ExifTags.TAGS.get(tag, str(tag)): value for tag, value in exif.items()}
    said |= {str(key): value for key, value in image.info.items() if isinstance(value, str)}
    for key, value in sorted(said.items()):
        if isinstance(value, str) and value.strip("\0 "):
            text = value.strip("\0 ")[:_TEXT_LIMIT]
            yield Part(f"图片元数据“{key}”", text, hidden=True, kind=PartKind.PROPERTY)
