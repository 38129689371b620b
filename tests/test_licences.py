"""No dependency carries a stronger copyleft than the LGPL: read from the installed metadata."""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

LOCK = Path(__file__).parent.parent / "requirements.lock"
ALLOWED = re.compile(
    r"\b(MIT(-0|-CMU)?|BSD|0BSD|BSD-[23]-Clause|Apache|Apache-2\.0|ISC|PSF|PSF-2\.0|Python-2\.0|MPL|MPL-2\.0"
    r"|LGPL|LGPL-[23]\.\d|GNU Lesser|OFL|OFL-1\.1|Unlicense|CC0|HPND|Zlib|Public Domain)\b",
    re.IGNORECASE,
)
TOO_STRONG = re.compile(r"\b(AGPL|GPL|SSPL|EUPL|GNU (Affero )?General Public)\b", re.IGNORECASE)


def locked() -> list[str]:
    return re.findall(r"^([A-Za-z0-9][\w.-]*)==", LOCK.read_text("utf-8"), re.MULTILINE)


def spoken_licence(found: Distribution) -> str:
    meta = found.metadata
    classifiers = [c for c in meta.get_all("Classifier") or [] if c.startswith("License ::")]
    texts = [meta.get("License-Expression"), *classifiers, (meta.get("License") or "")[:200]]
    return " | ".join(text for text in texts if text)


def test_the_lock_is_read() -> None:
    assert {"django", "tantivy", "granian"} <= {name.lower() for name in locked()}


@pytest.mark.parametrize("name", locked())
def test_the_licence_is_permissive_or_lesser(name: str) -> None:
    try:
        licence = spoken_licence(distribution(name))
    except ModuleNotFoundError:
        pytest.skip("locked for another system")
    assert ALLOWED.search(licence), f"{name} says: {licence!r}"
    # "GNU Lesser General Public License" names the General Public License, too.
    spoken = re.sub(r"GNU Lesser General Public|LGPL[\w.-]*", "", licence, flags=re.IGNORECASE)
    assert not TOO_STRONG.search(spoken), f"{name} says: {licence!r}"
