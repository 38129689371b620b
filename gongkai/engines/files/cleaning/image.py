"""Images: pixels only; place, time, device, thumbnail and comments go, the turning is carried out."""

import io
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from gongkai.engines.files.reading.images import opened
from gongkai.engines.files.refused import FileRefused


def stripped(data: bytes) -> bytes:
    """The image written anew in its own format, with its colour profile and nothing else."""
    image = opened(data)
    try:
        return _written(image)
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
        KeyError,
        Image.DecompressionBombError,
    ):
        raise FileRefused("图片已损坏，无法处理，请重新导出。") from None


def _written(image: Image.Image) -> bytes:
    form = image.format or "PNG"
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile")}
    if form == "JPEG":
        # The tables of the original keep its quality; a turned picture has to be coded anew anyway.
        options["quality"] = "keep" if image.getexif().get(0x0112, 1) == 1 else 92
    if form in ("GIF", "WEBP", "TIFF", "PNG") and getattr(image, "n_frames", 1) > 1:
        frames = [_bare(frame.copy()) for frame in ImageSequence.Iterator(image)]
        options |= {"save_all": True, "append_images": frames[1:]}
        options |= {key: image.info[key] for key in ("duration", "loop") if key in image.info}
        bare = frames[0]
    elif form == "JPEG" and options["quality"] == "keep":
        bare = image
        bare.info = {}
    else:
        bare = _bare(ImageOps.exif_transpose(image))
    if form == "WEBP":
        options |= {"lossless": True}
    stream = io.BytesIO()
    bare.save(stream, form, exif=b"", **options)
    return stream.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    image.info = {key: value for key, value in image.info.items() if key == "transparency"}
    return image
