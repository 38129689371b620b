"""gongkai ledger: what has happened."""

from typing import Annotated

import typer

from gongkai.faces.cli.output import misused, print_json, print_table
from gongkai.faces.cli.start import django


def ledger(
    subject: Annotated[
        str | None,
        typer.Option(metavar="KIND:ID", help="Only this subject, as document:MB1234567-2026-00317."),
    ] = None,
    verb: Annotated[str | None, typer.Option(metavar="VERB", help="Only this verb.")] = None,
    after: Annotated[int, typer.Option(min=0, metavar="N", help="Only events with a larger number.")] = 0,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one event a line.")] = False,
) -> None:
    """List events of the ledger in their order, the private ones too."""
    django()
    from gongkai.engines.ledger import queries
    from gongkai.kernel.clock import instant

    found = queries.events(after=min(after, 2**63 - 1))
    if subject:
        kind, colon, identifier = subject.partition(":")
        if not colon:
            misused(f"Write the subject as kind and identifier, document:{subject}, not “{subject}”.")
        found = found.filter(subject_kind=kind, subject_id=identifier)
    if verb:
        found = found.filter(verb=verb)
    events = found[:limit]
    if as_json:
        for event in events:
            print_json(
                {
                    "seq": event.seq,
                    "at": instant(event.at).isoformat(),
                    "verb": event.verb,
                    "subject": {"kind": event.subject_kind, "id": event.subject_id},
                    "agency": event.agency or None,
                    "actor": event.actor,
                    "public": event.public,
                    "facts": queries.facts_of(event),
                },
                indent=None,
            )
        return
    print_table(
        ("seq", "at", "verb", "subject", "agency", "actor", "facts"),
        (
            (e.seq, f"{instant(e.at):%Y-%m-%d %H:%M:%S}", e.verb, f"{e.subject_kind}:{e.subject_id}",
             e.agency, e.actor, e.facts)
            for e in events
        ),
    )  # fmt: skip
