"""gongkai duties: what is owed, why, and whether the table says what the ledger says."""

from typing import Annotated, Any

import typer

from gongkai.faces.cli.output import note, print_json, print_table, progress, refuse, say
from gongkai.faces.cli.start import django

app = typer.Typer(help="Duties 义务: what is owed, by whom, until when.", invoke_without_command=True)


@app.callback()
def duties(
    context: typer.Context,
    agency: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Only this agency and those below it.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one duty a line.")] = False,
) -> None:
    """List the open duties, the first due first; those whose clock is paused come last."""
    if context.invoked_subcommand is not None:
        return
    django()
    from gongkai.engines.agencies.models import Agency
    from gongkai.engines.agencies.queries import agency as named
    from gongkai.engines.agencies.queries import below
    from gongkai.engines.duties.queries import Wanted, duties_of

    try:
        root = named(agency) if agency else None
    except Agency.DoesNotExist:
        refuse(f"There is no agency “{agency}”; `gongkai agencies` lists them.")
    slugs = [one.slug for one in below(root)] if root else None
    found = duties_of(slugs, Wanted(status="overdue" if overdue else ""), limit=limit)
    if as_json:
        for line in found:
            print_json(_plain(line), indent=None)
        return
    print_table(
        ("id", "due", "status", "agency", "duty", "subject", "clause"),
        (
            (one.duty.id, _when(one.duty.due_at), one.status, one.duty.agency, one.title,
             one.duty.period or f"{one.duty.subject_kind}:{one.duty.subject_id}", one.rule.citation)
            for one in found
        ),
    )  # fmt: skip


@app.command()
def explain(
    id: Annotated[int, typer.Argument(metavar="ID", help="The number of the duty.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say why a duty is due when it is: the clause, what happened, and each day."""
    django()
    from gongkai.engines.duties.explain import explain as account
    from gongkai.engines.duties.queries import numbered
    from gongkai.kernel.clock import instant

    duty = numbered(id)
    if duty is None:
        refuse(f"There is no duty {id}; `gongkai duties` lists what is open.")
    found = account(duty)
    days = [
        {"day": str(line.day), "weekday": line.weekday, "counted": line.counted, "count": line.count,
         "reason": line.reason, "provisional": line.provisional}
        for line in found.days
    ]  # fmt: skip
    events = [
        {"seq": one.seq, "at": instant(one.at).isoformat(), "verb": one.verb, "actor": one.actor}
        for one in found.events
    ]
    if as_json:
        print_json(
            {
                **_plain(found.line),
                "limit": found.limit,
                "summary": found.summary,
                "days": days,
                "events": events,
            }
        )
        return
    say(f"{found.line.title}（{duty.agency}，{duty.subject_kind}:{duty.subject_id}）：{found.line.status}")
    say(f"{found.clause}：{found.limit}")
    say(found.summary)
    print_table(
        ("day", "weekday", "count", "reason"),
        ((d["day"], d["weekday"], d["count"] if d["counted"] else "–", d["reason"]) for d in days),
    )
    print_table(("seq", "at", "event", "actor"), (tuple(event.values()) for event in events))


@app.command()
def rebuild(
    check: Annotated[bool, typer.Option("--check", help="Only compare; change nothing.")] = False,
) -> None:
    """Build all duties from the ledger alone and put right what differs from them."""
    django()
    from gongkai.engines.duties.rebuild import AnotherRebuild
    from gongkai.engines.duties.rebuild import rebuild as build

    try:
        with progress("events") as update:
            report = build(check=check, progress=update)
    except AnotherRebuild as error:
        refuse(str(error))
    for sentence in report.differences:
        note(sentence)
    counted = f"{report.events} events, {report.duties} duties, {report.differing} different"
    if check and report.differing:
        refuse(f"{counted}. Run `gongkai duties rebuild` to put them right.")
    say(f"{counted}{', put right' if report.repaired else ''}.")


def _plain(line: Any) -> dict[str, Any]:
    duty = line.duty
    return {
        "id": duty.id,
        "rule": duty.rule,
        "title": line.title,
        "strength": duty.strength,
        "agency": duty.agency,
        "subject": {"kind": duty.subject_kind, "id": duty.subject_id},
        "period": duty.period or None,
        "status": line.status,
        "opened": _when(duty.opened_at),
        "started": _when(duty.started_at),
        "due": _when(duty.due_at),
        "provisional": duty.provisional,
        "closed": _when(duty.closed_at),
        "ended": _when(duty.ended_at),
        "pack": duty.pack,
        "since": str(duty.since),
        "basis": line.rule.basis,
        "clause": line.rule.citation,
    }


def _when(at: Any) -> str | None:
    from gongkai.kernel.clock import instant

    return instant(at).isoformat(timespec="seconds") if at else None
