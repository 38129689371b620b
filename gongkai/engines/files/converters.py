"""Converters 转换器: the place where a program for another kind of file plugs in.

OFD (GB/T 33190) is read as text but neither cleaned nor written here. Who has a converter puts it in, once, when
the application starts: `CONVERTERS[(Kind.OFD, Kind.PDF)] = convert`. `strip` and `masked` then take an OFD as the
PDF that comes out.
"""

from collections.abc import Callable

from gongkai.engines.files.kinds import Kind

Converter = Callable[[bytes], bytes]

CONVERTERS: dict[tuple[Kind, Kind], Converter] = {}
