"""What this installation holds, by name: the things that a clause of a law pack may say it is met by."""

import os
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from typer.core import TyperGroup


class Installed:
    """The Resolver of gongkai.kernel.law: steps of courses, kinds, pages, commands, calls of the interface, and
    kinds of work records, which are evidence."""

    def __init__(self, root: TyperGroup) -> None:
        """`root` is the command `gongkai` itself. Django is set up, without touching a database."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
        import django

        django.setup()
        names = set(_addresses())
        self._known = {
            "workflow": frozenset(_steps()),
            "kind": _kinds(),
            "page": frozenset(name for name in names if not name.startswith("api:")),
            "command": frozenset(_commands(root, ())),
            "api": frozenset(_operations(names)),
            "evidence": _records(),
        }

    def known(self, kind: str) -> frozenset[str]:
        """The names of this kind; what stands in the packs is none of them."""
        return self._known.get(kind, frozenset())


def _steps() -> Iterator[str]:
    """documents.publish: each step of the course that an app keeps in its module `workflow`."""
    from django.apps import apps

    for app in apps.get_app_configs():
        if app.name.startswith("gongkai.") and find_spec(app.name) and find_spec(f"{app.name}.workflow"):
            flow = import_module(f"{app.name}.workflow").FLOW
            yield from (f"{flow.name}.{step.name}" for step in flow.steps)


def _kinds() -> frozenset[str]:
    from gongkai.affairs.documents.kinds import kinds

    return frozenset(kinds())


def _records() -> frozenset[str]:
    from gongkai.oversight.tasks.records import KINDS

    return frozenset(KINDS)


def _addresses() -> Iterator[str]:
    """portal:documents: the name of every address, with that of its namespace."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(patterns: list[URLPattern | URLResolver], above: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                space = f"{above}{pattern.namespace}:" if pattern.namespace else above
                yield from walk(pattern.url_patterns, space)
            elif pattern.name:
                yield above + pattern.name

    return walk(get_resolver().url_patterns, "")


def _operations(names: set[str]) -> Iterator[str]:
    """Calls are functions; the interface's own addresses (its description, what is nowhere) are no calls."""
    for name in names:
        call = name.removeprefix("api:")
        if call != name and call.isidentifier() and call != "nowhere":
            yield call


def _commands(group: TyperGroup, above: tuple[str, ...]) -> Iterator[str]:
    """search, law.check: every command, with those above it."""
    for name, command in group.commands.items():
        yield ".".join((*above, name))
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*above, name))
