"""Export 导出: a report as a file of each format; a published one is given as it was published."""

import csv
import json
from collections.abc import Callable
from html import escape
from io import StringIO
from typing import Any

from django.core.files.storage import default_storage

from gongkai.affairs.documents import store
from gongkai.engines.files import Official, to_docx, to_pdf
from gongkai.kernel.clock import day_of, instant, today
from gongkai.oversight.reports import paper
from gongkai.oversight.reports.form import CHAPTERS, WRITTEN, plain
from gongkai.oversight.reports.queries import Shown

_STYLE = (
    "body{max-width:60em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.8}"
    "h1{text-align:center}table{border-collapse:collapse;width:100%}caption{font-weight:bold;padding:.5em}"
    "th,td{border:1px solid;padding:.2em .4em}.num{text-align:right;font-variant-numeric:tabular-nums}"
)


def official(shown: Shown) -> Official:
    """The report as an official document; what is not published says so, with the day of its figures."""
    edition = shown.edition
    if edition is not None:
        return paper.official_of(edition)
    note = f"未公布，数字为{today()}的统计结果"
    made = paper.official(shown.report, shown.chapters, shown.tables, on=today())
    return Official(title=made.title, html_body=made.html_body, issuer=made.issuer, notes=(note,))


def data(shown: Shown) -> dict[str, Any]:
    """The report for programs: its tables by the keys of the form."""
    edition, report = shown.edition, shown.report
    return {
        "agency": report.agency.slug,
        "agency_name": report.agency.name,
        "year": report.year,
        "title": report.title,
        "edition": edition.number if edition else None,
        "published_at": instant(edition.published_at).isoformat()
        if edition and edition.published_at
        else None,
        "chapters": {str(number): shown.chapters.get(number, "") for number in WRITTEN},
        "chapter_titles": {str(number): title for number, title in CHAPTERS.items()},
        **plain(shown.tables),
        "typed": [list(place) for place in sorted(shown.typed)],
    }


def exported(shown: Shown, format: str) -> bytes:
    """The bytes of a file. Raises KeyError for a format that is not one of FORMATS, FileRefused where the machine
    cannot set the text."""
    return FORMATS[format](shown)


def _html(shown: Shown) -> bytes:
    made = official(shown)
    on = "".join(f"<p>（{escape(note)}）</p>" for note in made.notes)
    if shown.edition and shown.edition.published_at:
        on += f"<p>{escape(made.issuer)}</p><p>{day_of(shown.edition.published_at)}</p>"
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(made.title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(made.title)}</h1>{made.html_body}{on}</body></html>\n"
    ).encode()


def _pdf(shown: Shown) -> bytes:
    kept = _kept(shown.edition.pdf_sha256) if shown.edition else None
    return kept or to_pdf(official(shown))


def _docx(shown: Shown) -> bytes:
    kept = _kept(shown.edition.docx_sha256) if shown.edition else None
    return kept or to_docx(official(shown))


def _kept(digest: str) -> bytes | None:
    """What was published; None where the store has lost it, so that it is made again."""
    try:
        with default_storage.open(store.path_of(digest)) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def _csv(shown: Shown) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(paper.csv_rows(shown.tables))
    return text.getvalue().encode("utf-8-sig")


def _json(shown: Shown) -> bytes:
    return (json.dumps(data(shown), ensure_ascii=False, indent=2) + "\n").encode()


FORMATS: dict[str, Callable[[Shown], bytes]] = {
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "csv": _csv,
    "json": _json,
}
