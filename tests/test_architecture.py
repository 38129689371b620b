"""Rules of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for path in ROOT.glob("gongkai/**/*.py") if "/migrations/" not in str(path))
OURS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.name == "__init__.py" and "/tests" not in str(p)], ids=names
)
def test_a_package_opens_with_both_its_names(path: Path) -> None:
    if path.parent.name in {"templatetags", "management"}:
        return
    first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()
    assert first, f"{path.parent.name} opens with no sentence"
    assert re.search(r"[\u4e00-\u9fff]", first[0]) and re.search(r"[A-Za-z]", first[0]), first[0]


@pytest.mark.parametrize("path", [p for p in SOURCES if "/tests/" not in str(p)], ids=names)
def test_files_stay_small(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 400


def test_only_the_clock_asks_the_time() -> None:
    asks = re.compile(r"\b(datetime\.now|datetime\.today|date\.today|timezone\.now|utcnow|time\.time\(\))")
    guilty = [
        names(path)
        for path in SOURCES
        if "/tests/" not in str(path)
        and not str(path).startswith(str(ROOT / "gongkai/kernel/clock"))
        and asks.search(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_faces_have_no_tables_and_do_not_write() -> None:
    forbidden = re.compile(
        r"\bobjects\.|models\.Model\b|(?<!session)\.(save|delete|bulk_create|get_or_create)\("
    )
    guilty = [
        names(path)
        for path in SOURCES
        if "/faces/" in str(path) and "/tests/" not in str(path) and forbidden.search(path.read_text("utf-8"))
    ]
    assert guilty == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_who_and_when_come_in_pairs_held_by_a_constraint(model: type[models.Model]) -> None:
    fields = {field.name: field for field in model._meta.local_concrete_fields}
    constraints = " ".join(str(constraint) for constraint in model._meta.constraints)
    for name, field in fields.items():
        if name.endswith("_by") and f"{name[:-3]}_at" in fields and field.blank:
            assert name in constraints and f"{name[:-3]}_at" in constraints, f"{model.__name__}.{name}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_constraint_and_index_has_a_name_of_its_own(model: type[models.Model]) -> None:
    given = [one.name for one in (*model._meta.constraints, *model._meta.indexes)]
    assert len(given) == len(set(given))


def test_nothing_committed_names_a_machine() -> None:
    home = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")
    suffixes = {".py", ".md", ".toml", ".html", ".css", ".yml", ".txt", ".lock", ".cfg"}
    guilty = [
        names(path)
        for path in ROOT.rglob("*")
        if path.suffix in suffixes
        and not set(path.relative_to(ROOT).parts) & {".venv", "var", ".git", ".mypy_cache", ".hypothesis"}
        and path.name != "test_architecture.py"
        and home.search(path.read_text("utf-8", "replace"))
    ]
    assert guilty == []
