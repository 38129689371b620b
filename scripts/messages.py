"""Keep the English catalogue complete: extract, compare, write, compile.

    python -m scripts.messages            write what is missing into the catalogue, compile it
    python -m scripts.messages --check    say what is missing, stale or not compiled; exit 1 if anything is

The sources are Chinese. Strings come from Python, from templates, and from the titles and
descriptions of the data files. Babel does the work, so no system gettext is needed.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from gongkai.kernel.law import CAPABILITIES

ROOT = Path(__file__).parent.parent
PO = ROOT / "gongkai/locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
DATA = (
    "gongkai/affairs/documents/kinds/*.toml",
    "gongkai/affairs/documents/topics.toml",
    "gongkai/affairs/documents/endings.toml",
    "gongkai/affairs/applications/outcomes.toml",
    "gongkai/kernel/law/packs/*/concerns.toml",
)
# The steps of a course are named in its table; pages put their titles through gettext.
STEP = re.compile(r'\btitle="([^"]+)"')
HAN = re.compile(r"[\u4e00-\u9fff]")

Message = tuple[str, str | tuple[str, ...], str | None]


def messages() -> Iterator[Message]:
    """Every string to translate: (place, id or ids, context)."""
    for path in sorted(ROOT.glob("gongkai/**/*.py")):
        if "/tests/" not in str(path) and "/migrations/" not in str(path):
            yield from _python(path, path.read_bytes())
    for path in sorted(ROOT.glob("gongkai/**/templates/**/*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            yield from _python(path, templatize(path.read_text("utf-8"), origin=str(path)).encode())
    for pattern in DATA:
        for path in sorted(ROOT.glob(pattern)):
            for text in _titles(tomllib.loads(path.read_text("utf-8"))):
                yield str(path.relative_to(ROOT)), text, None
    for path in sorted(ROOT.glob("gongkai/**/workflow.py")):
        for title in STEP.findall(path.read_text("utf-8")):
            yield str(path.relative_to(ROOT)), title, None
    for title in CAPABILITIES.values():
        yield "gongkai/kernel/law/clauses.py", title, None


def _python(path: Path, source: bytes) -> Iterator[Message]:
    for _, found, _, context in extract("python", BytesIO(source), KEYWORDS):
        yield str(path.relative_to(ROOT)), found, context


def _titles(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and key in {"title", "description", "column_type", "mark", "note"}:
                yield value
            elif key == "variants":
                for one in value:
                    yield from _titles(one)
            else:
                yield from _titles(value)


def wanted() -> Catalog:
    """What the sources hold."""
    catalog = Catalog(
        locale="en",
        charset="utf-8",
        fuzzy=False,
        project="gongkai",
        copyright_holder="the gongkai developers",
    )
    for place, ids, context in messages():
        texts = ids if isinstance(ids, tuple) else (ids,)
        if any(HAN.search(text) for text in texts if text):
            catalog.add(ids, locations=[(place, 0)], context=context)
    return catalog


def current() -> Catalog:
    """What the catalogue file holds."""
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def main(check: bool) -> int:
    """Write or check; returns the exit code."""
    settings.configure(USE_I18N=True)
    new, old = wanted(), current()
    missing = [m for m in new if m.id and not _translated(old, m.id, m.context)]
    stale = [m for m in old if m.id and (m.context, _key(m.id)) not in {(n.context, _key(n.id)) for n in new}]
    if check:
        for message in missing:
            print(f"no English for: {message.id}")
        for message in stale:
            print(f"no longer used: {message.id}")
        compiled = MO.exists() and MO.read_bytes() == _compiled(old)
        if not compiled:
            print("django.mo is not what django.po compiles to: run make messages")
        return 1 if missing or stale or not compiled else 0
    for message in new:
        known = old.get(message.id, message.context) if message.id else None
        if known is not None and known.string:
            message.string = known.string
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(
            file, new, omit_header=False, include_lineno=False, sort_output=True, width=100, no_location=True
        )
    _strip_dates()
    MO.write_bytes(_compiled(current()))
    print(f"{len(new)} messages, {len(missing)} without English, {len(stale)} dropped")
    return 0


def _key(ids: object) -> object:
    return ids[0] if isinstance(ids, list | tuple) else ids


def _translated(catalog: Catalog, ids: object, context: str | None) -> bool:
    known = catalog.get(ids, context)
    if known is None:
        return False
    strings = known.string if isinstance(known.string, list | tuple) else (known.string,)
    return all(strings)


def _compiled(catalog: Catalog) -> bytes:
    out = BytesIO()
    # Otherwise the present minute would stand in the header.
    catalog.creation_date = datetime(2000, 1, 1, tzinfo=UTC)
    write_mo(out, catalog)
    return out.getvalue()


def _strip_dates() -> None:
    """Dates of the day in the header would make every run a change."""
    text = PO.read_text("utf-8")
    PO.write_text(re.sub(r'^"(?:POT-Creation|PO-Revision)-Date:.*\n', "", text, flags=re.MULTILINE), "utf-8")


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
