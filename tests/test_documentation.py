"""The documents that people read are true."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not re.match(r"https?://|mailto:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_map_shows_every_package_and_nothing_else() -> None:
    told = set(re.findall(r"^\| `([^`]+)` ", (ROOT / "docs/map.md").read_text("utf-8"), re.MULTILINE))
    for place in told:
        assert (ROOT / place).exists(), f"the map shows {place}"
    packages = {
        f"{path.parent.relative_to(ROOT)}/"
        for pattern in ("gongkai/*/__init__.py", "gongkai/*/*/__init__.py")
        for path in ROOT.glob(pattern)
        if path.parent.name not in {"tests", "migrations"}
    }
    inner = {place for place in packages if place.startswith(("gongkai/intake/", "gongkai/demo/"))}
    inner -= {"gongkai/intake/", "gongkai/demo/"}
    assert packages - inner <= told


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    declared = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    described = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert declared == described


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [")
    end = lines.index("]", start)
    for number in range(start + 1, end):
        if lines[number].strip().startswith('"'):
            assert lines[number - 1].strip().startswith("#"), lines[number]
