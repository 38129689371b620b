"""Law 法规: packs of dated limits, grounds and acts, each with its basis; it computes no deadline.

A pack is a folder of TOML files: `pack.toml` (title, extends) and any further files with the sections that
gongkai.kernel.law.sections lists. A child pack decides the days it speaks for, its parent the rest.
"""

from gongkai.kernel.law.loading import check_packs, load_pack
from gongkai.kernel.law.pack import LegalLimit, Pack
from gongkai.kernel.law.printer import law_as_markdown
from gongkai.kernel.law.sections import Act, Ground
from gongkai.kernel.law.source import PackError, Problem

__all__ = [
    "Act",
    "Ground",
    "LegalLimit",
    "Pack",
    "PackError",
    "Problem",
    "check_packs",
    "law_as_markdown",
    "load_pack",
]
