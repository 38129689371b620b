"""gongkai intake: taking legacy files in."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gongkai.faces.cli.output import note, print_json, progress, refuse, say
from gongkai.faces.cli.start import django

if TYPE_CHECKING:
    from gongkai.intake.actions import Outcome

INTERRUPTED = 130


def intake(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Text, HTML, Word and PDF files, folders, zip files.")
    ],
    agency: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Who publishes them; else the issuer the text names.")
    ] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish at once, keep no drafts.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be found.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Take files in: clean the text, describe it, keep it as a draft or publish it.

    Every file stands for itself: a run can be broken off and started again, and goes on where it was.
    """
    django()
    from gongkai.engines.agencies.models import Agency
    from gongkai.engines.agencies.queries import SYSTEM
    from gongkai.engines.agencies.queries import agency as find_agency
    from gongkai.intake.actions import take_in

    missing = [f"There is no file or folder {path}." for path in paths if not path.exists()]
    if missing:
        refuse(missing, code=2)
    try:
        publisher = find_agency(agency) if agency else None
    except Agency.DoesNotExist:
        refuse(f"There is no agency “{agency}”; `gongkai agencies list` shows all of them.", code=2)
    outcomes = take_in(paths, by=SYSTEM, agency=publisher, publish=publish, dry_run=dry_run)
    counts: dict[str, int] = {}
    try:
        with progress("Taking in") as update:
            for number, outcome in enumerate(outcomes, 1):
                counts[outcome.status] = counts.get(outcome.status, 0) + 1
                update(number, None, outcome.path)
                _tell(outcome, as_json)
    except KeyboardInterrupt:
        note(_total(counts))
        refuse(
            "Stopped. What is done is kept; run the same command again and it goes on from there.",
            code=INTERRUPTED,
        )
    note(_total(counts))
    if counts.get("refused"):
        raise typer.Exit(1)


def _tell(outcome: "Outcome", as_json: bool) -> None:
    if as_json:
        print_json(_plain(outcome), indent=None)
        return
    if outcome.status == "refused":
        for reason in outcome.reasons:
            note(f"{outcome.path}: {reason}")
        return
    say("\t".join(_words(outcome)))


def _plain(outcome: "Outcome") -> dict[str, Any]:
    """The record as intake found it, and what became of it."""
    record = outcome.record.as_dict() if outcome.record else {"path": outcome.path}
    return {
        **record,
        "status": outcome.status,
        "index_no": outcome.index_number,
        "known_as": outcome.known_as,
        "published": outcome.published,
        "reasons": list(outcome.reasons),
    }


def _words(outcome: "Outcome") -> Iterator[str]:
    yield outcome.status
    yield outcome.path
    yield outcome.index_number or ""
    if outcome.record is not None:
        yield outcome.record.title or outcome.record.inner_title or ""
        if outcome.record.doubts:
            yield f"{len(outcome.record.doubts)} doubts"
    if outcome.known_as and outcome.known_as != outcome.path:
        yield f"same content as {outcome.known_as}"


def _total(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {status}" for status, count in counts.items()) or "No documents found."
