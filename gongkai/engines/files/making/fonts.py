"""Fonts 字体: the faces that GB/T 9704-2012 names where a machine has them, else Noto from the font package."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.engines.files.refused import FileRefused

# In order of preference, first the faces of the standard: 小标宋, 仿宋, 黑体, 楷体, 宋体.
SONG = ("SimSun", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", *SONG)
FANG = ("FangSong_GB2312", "FangSong", "STFangsong", "FZFangSong-Z02S", *SONG)
KAI = ("KaiTi_GB2312", "KaiTi", "STKaiti", "FZKai-Z03S", "LXGW WenKai", *SONG)
HEI = ("SimHei", "STHeiti", "FZHei-B01S", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
_PACKAGE = "pylopdf_fonts_zh_cn"


def stacks(known: frozenset[str]) -> dict[str, list[str]]:
    """For each role the families that are there; FileRefused when the machine has no Chinese font at all."""
    roles = {"title": TITLE, "fang": FANG, "kai": KAI, "hei": HEI, "song": SONG}
    found = {role: [name for name in names if name in known] for role, names in roles.items()}
    any_font = next((names[0] for names in found.values() if names), None)
    if any_font is None:
        raise FileRefused("这台机器上没有中文字体，不能生成 PDF，请系统管理员安装字体或设置 GONGKAI_FONTS。")
    return {role: names or [any_font] for role, names in found.items()}


@lru_cache(maxsize=2)
def shelf(system: bool = True) -> tuple[Any, frozenset[str]]:
    """The fonts as typst keeps them, found once a process, and the names of the families.

    Without `system`, as on a fresh machine: only the folder of `GONGKAI_FONTS` and the font package.
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=folders())
    return fonts, frozenset(fonts.families())


def folders() -> list[Path]:
    """The folder of `GONGKAI_FONTS` and that of the font package, as far as they are there."""
    found = [Path(settings.GONGKAI_FONTS)] if settings.GONGKAI_FONTS else []
    spec = find_spec(_PACKAGE)
    if spec is not None and spec.origin:
        found.append(Path(spec.origin).parent)
    return found
