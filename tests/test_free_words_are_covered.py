"""The ledger forgets nothing: what somebody writes in his own words is told to it with personal data masked."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import gongkai

HOME = Path(gongkai.__file__).parent
SUBJECTS = ("affairs", "oversight")
TELLING = frozenset({"tell", "_tell", "record"})
# What holds sentences or names that a person typed, by the name of a variable or a field.
WORDS = frozenset({
    "answer", "attended", "authority", "by_number", "by_title", "cancelled_reason", "carrier", "comment", "explanation",
    "faults", "issuer", "note", "opinion", "question", "reason", "reasons", "remark", "result", "reversal", "source",
    "speaker", "text", "title", "told", "why", "withdrawn_reason",
})  # fmt: skip
# Choices from a list, and words of the program's own, that bear the same names.
CHOSEN = {
    ("affairs/applications/actions/checking.py", "authority"): "one of Papers",
    ("affairs/applications/actions/consulting.py", "answer"): "one of Answer",
    ("affairs/applications/actions/correcting.py", "items"): "how many there are",
    ("affairs/applications/actions/guiding.py", "changed"): "which fields",
    ("affairs/applications/actions/guiding.py", "sound"): "whether there are any",
    ("affairs/applications/actions/receiving.py", "authority"): "one of Papers",
    ("affairs/applications/actions/remedies.py", "result"): "one of Result",
    ("affairs/concerns/actions.py", "grade"): "a grade of the pack",
    ("affairs/documents/cleanup.py", "result"): "the index number of a document",
    ("affairs/documents/interpreting.py", "forms"): "forms of the list",
    ("affairs/documents/normative.py", "sha256"): "a digest of what is public",
    ("affairs/documents/standing.py", "by_document"): "the index number of a document",
    ("affairs/documents/standing.py", "reason"): "the entry of endings.toml",
    ("affairs/documents/standing.py", "validity"): "what that entry says",
    ("affairs/registers/actions/publishing.py", "changed"): "titles of the pack's columns",
    ("oversight/assessment/actions.py", "title"): "an indicator of the pack",
}


def told() -> Iterator[tuple[str, str, ast.expr]]:
    """Each fact that a verb tells the ledger: file, name of the fact, what stands for it."""
    for path in sorted(path for name in SUBJECTS for path in (HOME / name).rglob("*.py")):
        source = path.read_text("utf-8")
        if "tests" in path.parts or not ("tell(" in source or "record(" in source):
            continue
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and _name(call.func) in TELLING:
                for keyword in call.keywords:
                    if keyword.arg == "facts" and isinstance(keyword.value, ast.Dict):
                        for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                            yield str(path.relative_to(HOME)), _key(key), value
                    elif keyword.arg not in ("by", "agency", "subject", "facts", "public"):
                        yield str(path.relative_to(HOME)), keyword.arg or "**", keyword.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _key(node: ast.expr | None) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "**"


def bare(node: ast.AST) -> set[str]:
    """The free words in an expression that no `covered` takes in."""
    if isinstance(node, ast.Call) and _name(node.func) in ("covered", "covered_words"):
        return set()
    if isinstance(node, ast.ListComp | ast.GeneratorExp):
        return bare(node.elt)
    own = {_name(node)} & WORDS if isinstance(node, ast.Name | ast.Attribute) else set()
    return own.union(*(bare(child) for child in ast.iter_child_nodes(node)))


def test_every_free_word_in_a_fact_is_covered() -> None:
    found = {(path, key): sorted(bare(value)) for path, key, value in told() if bare(value)}
    assert set(found) == set(CHOSEN), {place: words for place, words in found.items() if place not in CHOSEN}


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("reason.strip()", {"reason"}),
        ("covered(reason.strip())", set()),
        ("covered(row.reason) if row.reason_shown else row.note", {"note"}),
        ("[covered(reason) for reason in reasons]", set()),
        ("sorted(row.title for row in rows)", {"title"}),
    ],
)
def test_it_sees_what_is_bare(value: str, left: set[str]) -> None:
    assert bare(ast.parse(value, mode="eval").body) == left
