"""Write the generated pages of docs/, or check that they are up to date (`--check`)."""

import ast
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django

ROOT = Path(__file__).parent.parent
HEAD = "<!-- Made by `make docs`; change the source, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """File name in docs/ → text."""
    from gongkai.faces.api.reference import api_reference
    from gongkai.faces.cli.reference import cli_reference
    from gongkai.kernel.law import (
        clauses_as_markdown,
        duties_as_markdown,
        law_as_markdown,
        load_pack,
        pack_names,
    )

    packs = [load_pack(name) for name in pack_names()]
    return {
        **{f"clauses/{pack.name}.md": clauses_as_markdown(pack) for pack in packs if pack.clauses},
        "api.md": api_reference(),
        "cli.md": cli_reference(),
        "duties.md": duties_as_markdown(*sorted(packs, key=lambda pack: pack.name != "national")),
        "law.md": law_as_markdown(load_pack("national")),
        "events.md": events(),
        "model.md": model(),
        "workflows.md": workflows(),
    }


def events() -> str:
    """Every verb that the ledger knows, from the calls that record it."""
    rows = sorted(_recorded())
    lines = [
        "# Events",
        "",
        "Every act is one event in the ledger, written in the transaction of the change it records.",
        "",
        "| verb | facts | public | recorded in |",
        "|---|---|---|---|",
        *(f"| `{verb}` | {facts} | {public} | `{place}` |" for verb, facts, public, place in rows),
    ]
    return "\n".join(lines) + "\n"


# Functions that record on behalf of others: their callers name the verb.
SPEAKERS = {"tell", "_tell", "_record", "record", "record_event"}


def _recorded() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(ROOT.glob("gongkai/**/*.py")):
        if "/tests/" in str(path):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        within = {
            id(call)
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef) and function.name in SPEAKERS
            for call in ast.walk(function)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and id(node) not in within and _speaks(path, node):
                yield (*_said(node), str(path.relative_to(ROOT)))


def _speaks(path: Path, call: ast.Call) -> bool:
    """Whether the call records an event."""
    name = getattr(call.func, "id", "")
    literal = (
        bool(call.args) and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    )
    if name in {"record", "record_event"} and not literal:
        raise SystemExit(f"{path}:{call.lineno}: a verb must be a literal, so that it can be listed")
    return name in SPEAKERS and literal


def _said(call: ast.Call) -> tuple[str, str, str]:
    """The verb, its facts and whether everybody may read them."""
    verb = call.args[0]
    assert isinstance(verb, ast.Constant)
    words = {keyword.arg: keyword.value for keyword in call.keywords}
    given = words.get("facts")
    if isinstance(given, ast.Dict):
        facts = [str(key.value) for key in given.keys if isinstance(key, ast.Constant)]
    else:
        facts = [
            name for name in words if name and name not in {"public", "facts", "subject", "by", "agency"}
        ]
    public = words.get("public")
    return (
        str(verb.value),
        ", ".join(f"`{name}`" for name in facts) or "—",
        "yes" if isinstance(public, ast.Constant) and public.value is True else "no",
    )


def model() -> str:
    """Every table with its columns."""
    from django.apps import apps

    out = ["# Tables", ""]
    for one in sorted(apps.get_models(), key=lambda m: m._meta.db_table):
        if not one.__module__.startswith("gongkai."):
            continue
        doc = (one.__doc__ or "").strip()
        out += [f"## `{one._meta.db_table}` ({one.__name__})", ""]
        if not doc.startswith(f"{one.__name__}("):
            out += [" ".join(doc.split()), ""]
        out += ["| column | type | may be empty | refers to |", "|---|---|---|---|"]
        for field in one._meta.local_concrete_fields:
            target = field.related_model
            refers = f"`{target._meta.db_table}`" if target else "—"
            empty = "yes" if field.null or field.blank else "no"
            out.append(f"| `{field.column}` | {field.get_internal_type()} | {empty} | {refers} |")
        out.append("")
    return "\n".join(out)


def workflows() -> str:
    """Every course as its table and its picture: the modules `workflow` of the apps."""
    from django.apps import apps

    from gongkai.kernel.law import load_pack

    cite = load_pack("national").cite
    flows = [
        import_module(f"{app.name}.workflow").FLOW
        for app in apps.get_app_configs()
        if app.name.startswith("gongkai.") and find_spec(f"{app.name}.workflow")
    ]
    return "# Courses\n\n" + "\n".join(
        f"## {flow.title} (`{flow.name}`)\n\n{flow.as_markdown(cite)}\n```mermaid\n{flow.as_mermaid()}```\n"
        for flow in flows
    )


def main(check: bool) -> int:
    """Write or check; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    django.setup()
    stale = []
    for name, text in pages().items():
        path = ROOT / "docs" / name
        text = HEAD + text.rstrip() + "\n"
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
    if stale:
        print(("out of date, run make docs: " if check else "written: ") + ", ".join(stale))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
