"""gongkai screen: what a person must look at before a text is public, or in what is public already."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.faces.cli.output import misused, note, print_json, print_table, progress, refuse

if TYPE_CHECKING:
    from gongkai.engines.screening import Finding, Severity, Words

# Plain text is screened whole, so that offsets count from its first character; other files part by part.
PLAIN = frozenset((".txt", ".md", ".text"))
PAGES = frozenset((".html", ".htm"))


def screen(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Text, HTML, Word, Excel, PDF and zip files, and folders of them."
        ),
    ] = None,
    published: Annotated[
        bool, typer.Option("--published", help="Screen all that is public here, files too.")
    ] = False,
    record: Annotated[
        bool,
        typer.Option(
            "--record", help="With --published: keep what is found as the work list of the agencies."
        ),
    ] = False,
    words: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="Further words and names to look for.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one finding a line.")] = False,
) -> None:
    """Look for personal data, secrecy marks, wrong words, hidden parts, damage and contradictions.

    start and end count characters of the text as it was read (of a part, where `where` names one); masked is what
    may be shown instead. Findings never print what they hide.
    """
    from gongkai.engines.screening import KINDS

    if bool(paths) == published:
        misused("Name files or folders to screen, or say --published.")
    if record and (not published or words):
        misused("--record goes with --published, by the words that the system itself looks for.")
    missing = [f"There is no file or folder {path}." for path in paths or () if not path.exists()]
    if missing:
        refuse(missing, code=2)
    listed = _words(words)
    if published:
        from gongkai.faces.cli.start import django

        django()
    found = _recorded() if record else _published(listed) if published else _files(paths or [], listed)
    rows: list[tuple[object, ...]] = []
    count = 0
    for file, where, finding in found:
        count += 1
        if as_json:
            print_json(
                {"file": file, "where": where, "title": KINDS[finding.kind].title, **finding._asdict()},
                indent=None,
            )
        else:
            rows.append(
                (file, where, finding.severity, KINDS[finding.kind].title, f"{finding.start}-{finding.end}",
                 " ".join(finding.masked.split())[:40], finding.note)
            )  # fmt: skip
    if rows:
        print_table(("file", "where", "severity", "kind", "place", "masked", "note"), rows)
    note(f"{count} findings." if count else "Nothing found.")


def _words(file: Path | None) -> "Words":
    from gongkai.engines.screening import WordsError, built_in_words, read_words

    try:
        return built_in_words().plus(read_words(file)) if file else built_in_words()
    except WordsError as error:
        misused(str(error))


def _files(paths: list[Path], words: "Words") -> "Iterator[tuple[str, str, Finding]]":
    """(file, where in it, finding) of every file, those of folders in order of their names."""
    from gongkai.engines.files import FileRefused

    files = [
        each
        for path in paths
        for each in (sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path])
    ]
    with progress("Screening") as update:
        for number, path in enumerate(files, 1):
            update(number, len(files), path.name)
            try:
                for where, finding in _file(path, words):
                    yield str(path), where, finding
            except (OSError, FileRefused) as error:
                note(f"{path}: {error}")


def _file(path: Path, words: "Words") -> "Iterator[tuple[str, Finding]]":
    from gongkai.affairs.documents.sieve import of_file
    from gongkai.engines.files.encoding import decode
    from gongkai.engines.screening import Context, screen

    data = path.read_bytes()
    if path.suffix.lower() in PLAIN | PAGES:
        page = path.suffix.lower() in PAGES
        text, _, _ = decode(data, declared=page)
        for finding in screen(text, context=Context(html=page, words=words)):
            yield "", finding
        return
    for found in of_file(data, path.name, Context(words=words)):
        yield found.where, found.finding


def _published(words: "Words") -> "Iterator[tuple[str, str, Finding]]":
    """(index number, place, finding) of every live document and the public copies of its files; nothing is kept."""
    from dataclasses import replace

    from gongkai.affairs.documents.context import context_of
    from gongkai.affairs.documents.models import Place
    from gongkai.affairs.documents.queries import live, page
    from gongkai.affairs.documents.screening import file_of, texts_of

    contexts = {}
    with progress("Screening") as update:
        for number, edition in enumerate(live().iterator(chunk_size=200), 1):
            document = edition.document
            update(number, None, edition.title)
            if document.agency_id not in contexts:
                contexts[document.agency_id] = replace(context_of(document.agency), words=words)
            seen = contexts[document.agency_id]
            for place, found in texts_of(edition, seen).items():
                for one in found:
                    yield document.index_number, str(Place(place).label), one.finding
            shown = page(document.index_number)
            for copy in shown.attachments if shown else ():
                for one in file_of(copy.sha256, copy.name, seen):
                    yield document.index_number, f"{copy.name} {one.where}".strip(), one.finding


def _recorded() -> "Iterator[tuple[str, str, Finding]]":
    """The same of rows: a round for every agency, to its end; then what is open in what is public."""
    from gongkai.affairs.documents.findings import open_in_public
    from gongkai.affairs.documents.screening_rounds import carry_on, round_of
    from gongkai.engines.agencies.queries import SYSTEM, all_agencies
    from gongkai.engines.screening import Finding

    severity: dict[str, Severity] = {"block": "block", "warn": "warn", "look": "look"}
    with progress("Screening") as update:
        for agency in all_agencies():
            for done, total in carry_on(round_of(agency, by=SYSTEM)):
                update(done, total, agency.short_name)
    for row in open_in_public().iterator(chunk_size=500):
        where = f"{row.attachment.name} {row.where}".strip() if row.attachment else row.get_place_display()
        finding = Finding(row.kind, row.start, row.end, row.masked, severity[row.severity], row.note)
        yield row.edition.document.index_number, where, finding
