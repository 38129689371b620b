"""gongkai search: finding documents, and keeping the index."""

import signal
import threading
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from gongkai.faces.cli.output import misused, note, print_json, print_table, progress, refuse, say
from gongkai.faces.cli.start import django

SNIPPET = 100
_FIND = "find"


class QueryOrCommand(TyperGroup):
    """`gongkai search 低保` searches; `gongkai search rebuild` is a command.

    The name of a command is searched for after two dashes: `gongkai search -- rebuild`.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {*self.commands, *ctx.help_option_names} - {_FIND}
        if args and args[0] not in own:
            args = [_FIND, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=QueryOrCommand,
    no_args_is_help=True,
    help="""Search 检索: find documents, and keep the index.

    `gongkai search QUERY` finds documents; `gongkai search find --help` tells its options.
    Words, “phrases in quotes”, -exclusions and document numbers can be given.
    A word that is also a command is searched for after two dashes: `gongkai search -- rebuild`.""",
)


@app.command(_FIND)
def find(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What to search for.")],
    agency: Annotated[list[str] | None, typer.Option(metavar="SLUG", help="Only this agency.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only this kind.")] = None,
    year: Annotated[list[int] | None, typer.Option(metavar="YEAR", help="Only this year.")] = None,
    sort: Annotated[str, typer.Option(metavar="ORDER", help="relevance or date.")] = "relevance",
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="At most so many, up to 100.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find published documents."""
    if sort not in ("relevance", "date"):
        misused(f"Sort by relevance or by date, not by “{sort}”.")
    django()
    from gongkai.engines.search.queries import search
    from gongkai.engines.search.results import Filters

    results = search(
        query,
        filters=Filters(
            kind=["document"],
            agency=agency or (),
            type=kind or (),
            year=[str(one) for one in year or ()],
        ),
        sort="date" if sort == "date" else "relevance",
        per_page=limit,
        facets=(),
    )
    if results.unavailable:
        refuse("The search index is being rebuilt by another process; try again in a minute.")
    found = _hits(results)
    if as_json:
        print_json({"query": query, "total": results.total, "relaxed": results.relaxed, "hits": found})
        return
    if results.relaxed:
        note("Nothing holds all that was asked; these documents come near.")
    print_table(
        ("title", "doc_number", "published", "index_no", "source"),
        ((h["title"], h["doc_number"], h["published_on"], h["index_no"], h["source"]) for h in found),
    )
    note(f"{results.total} found.")


def _hits(results: Any) -> list[dict[str, Any]]:
    from django.conf import settings
    from django.urls import reverse

    from gongkai.affairs.documents.queries import live
    from gongkai.engines.search.highlight import highlight
    from gongkai.intake.queries import sources

    numbers = [hit.id for hit in results.hits]
    editions = {e.document.index_number: e for e in live().filter(document__index_number__in=numbers)}
    paths = sources(numbers)
    return [
        {
            "title": edition.title,
            "url": settings.GONGKAI_ORIGIN + reverse("portal:document", args=[number]),
            "index_no": number,
            "doc_number": edition.document.doc_number or None,
            "agency": edition.document.agency.slug,
            "published_on": str(edition.document.published_on or "") or None,
            "source": paths.get(number),
            "snippet": "".join(s.text for s in highlight(edition.text, results.terms, width=SNIPPET)),
        }
        for number in numbers
        if (edition := editions.get(number))
    ]


@app.command()
def rebuild() -> None:
    """Build the search index anew from the database; searching goes on with the old one meanwhile."""
    django()
    from gongkai.engines.search import actions
    from gongkai.engines.search.errors import LockBusy

    try:
        with progress("Indexing") as update:
            entries = actions.rebuild(update)
    except LockBusy:
        refuse("Another process is rebuilding the index already; let it finish.")
    say(f"The index holds {entries} entries.")


@app.command()
def follow() -> None:
    """Keep this node's index up with the ledger until stopped; `gongkai serve` does this by itself."""
    django()
    from gongkai.engines.search import actions

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    actions.follow(stop)
