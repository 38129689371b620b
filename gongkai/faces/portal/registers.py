"""Registers 清单公开: every register as a table with its filters, each record, and the whole for taking away."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from gongkai.affairs.registers import queries, schemas
from gongkai.affairs.registers.models import State
from gongkai.engines.agencies import queries as agencies
from gongkai.engines.agencies.models import Agency
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.faces.portal import meta
from gongkai.faces.portal.public import following_the_ledger, public
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_stream
from gongkai.faces.ui.paging import Pager
from gongkai.kernel.clock import day_of
from gongkai.kernel.law.register_law import Register
from gongkai.kernel.law.registers import Column

PER_PAGE = 50
_DESCRIPTION = "行政许可、行政处罚、收费项目和村（居）务等清单，逐条公开，可以查找和下载。"
# Of these kinds a column is short enough to stand in a list.
_SHORT = ("choice", "money", "number")
_MOST_BESIDE = 2
_AT_ONCE = 500


@dataclass(frozen=True)
class Wanted:
    """What a register is narrowed down to."""

    register: Register
    agency: Agency | None
    year: str
    words: str

    @property
    def narrows(self) -> bool:
        return bool(self.agency or self.year or self.words)

    def address(self, path: str, **more: object) -> str:
        """The path with these choices."""
        slug = self.agency.slug if self.agency else ""
        return parameters.address(path, {"agency": slug, "year": self.year, "words": self.words, **more})

    def rows(self) -> Any:
        """The records that are wanted, the newest first."""
        return queries.published(
            self.register.id,
            agency=self.agency,
            year=int(self.year) if self.year else None,
            words=self.words,
        )


@following_the_ledger
def index(request: HttpRequest) -> HttpResponse:
    """The page at /registers/."""
    counted = queries.tally()
    return render(
        request,
        "portal/registers.html",
        {
            "column": "catalogue",
            "trail": [("公开目录", reverse("portal:catalogue")), ("清单", "")],
            "rows": [(one, counted.get(one.id, 0)) for one in schemas.of_house().values()],
            "meta": meta.column(
                "清单", _DESCRIPTION, "信息公开目录", "行政许可", "行政处罚", "收费", "村务公开"
            ),
        },
    )


@following_the_ledger
def show(request: HttpRequest, register: str) -> HttpResponse:
    """The page at /registers/…/: the table of one register."""
    wanted = _wanted(request, register)
    schema = wanted.register
    path = reverse("portal:register", args=[register])
    found = wanted.rows()
    pager = Pager(
        found.count(),
        parameters.page_number(request.GET),
        lambda n: wanted.address(path, page=n if n > 1 else ""),
        per_page=PER_PAGE,
    )
    beside = _beside(schema)
    kept = (
        queries.kept_for_reading(register, agency=wanted.agency)[:PER_PAGE]
        if schema.version.after == "kept"
        else []
    )
    return render(
        request,
        "portal/register.html",
        {
            "column": "catalogue",
            "trail": [("清单", reverse("portal:registers")), (schema.title, "")],
            "register": schema,
            "wanted": wanted,
            "key_title": " / ".join(schema.columns[one].title for one in schema.version.key),
            "name": schema.columns[schema.version.name],
            "dated_title": schema.columns[schema.version.dated].title if schema.version.dated else "",
            "beside": beside,
            "rows": [
                (one, [(column, one.shown.get(column.id, "")) for column in beside])
                for one in found[pager.start : pager.stop]
            ],
            "pager": pager,
            "agencies": queries.keepers(register).order_by("position", "path"),
            "years": [str(one) for one in queries.years(register)],
            "kept": kept,
            "csv_url": wanted.address(reverse("register_table", args=[register])),
            "json_url": wanted.address(reverse("register_json", args=[register])),
            "meta": meta.column(schema.title, schema.about or schema.title, "信息公开目录"),
            "noindex": wanted.narrows,
        },
    )


@following_the_ledger
def record(request: HttpRequest, register: str, number: int) -> HttpResponse:
    """The page at /registers/…/…/: one record as it is shown, or why it no longer is."""
    found = queries.opened(register, number) if number <= parameters.LARGEST else None
    schema = schemas.schema(found.agency, register) if found else None
    if found is None or schema is None:
        raise Http404("没有这条公开的记录。")
    events = list(events_of(*found.subject).filter(public=True))
    return render(
        request,
        "portal/register_record.html",
        {
            "column": "catalogue",
            "trail": [
                ("清单", reverse("portal:registers")),
                (schema.title, reverse("portal:register", args=[register])),
                (found.key, ""),
            ],
            "register": schema,
            "record": found,
            "withdrawn": found.state == State.WITHDRAWN,
            "kept": found.state == State.ARCHIVED and not found.shown,
            "facts": [(one, found.shown[one.id]) for one in schema.public if found.shown.get(one.id)],
            "corrections": [(one, facts_of(one)) for one in events if one.verb == "register.corrected"],
            "receipt": events[-1] if events else None,
            "meta": meta.column(schema.title, schema.about or schema.title, "信息公开目录"),
            "noindex": found.state != State.PUBLISHED,
        },
    )


@public
def table(request: HttpRequest, register: str) -> StreamingHttpResponse:
    """/registers/….csv: all public columns of the same choices, written while they are read."""
    wanted = _wanted(request, register)
    columns = wanted.register.public
    heads = [f"{one.title}（{one.unit}）" if one.unit else one.title for one in columns]
    lines = (
        [each["agency_name"], *(each[one.id] for one in columns), each["published_on"]]
        for each in _plain(wanted)
    )
    return csv_stream(wanted.register.title, chain([["单位", *heads, "公开日期"]], lines))


@public
def as_json(request: HttpRequest, register: str) -> StreamingHttpResponse:
    """/registers/….json: the same for programs, whole."""
    wanted = _wanted(request, register)
    response = StreamingHttpResponse(_json(wanted), content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(True, f"{register}.json") or ""
    return response


def _json(wanted: Wanted) -> Iterator[str]:
    head = json.dumps({"register": wanted.register.id, "title": wanted.register.title}, ensure_ascii=False)
    yield f'{head[:-1]}, "items": ['
    before, rows = "", _plain(wanted)
    while some := list(islice(rows, _AT_ONCE)):
        yield before + ", ".join(json.dumps(one, ensure_ascii=False) for one in some)
        before = ", "
    yield "]}"


def _plain(wanted: Wanted) -> Iterator[dict[str, str]]:
    columns = [column.id for column in wanted.register.public]
    rows = wanted.rows().values_list("agency__slug", "agency__name", "shown", "published_at")
    for slug, name, shown, published_at in rows.iterator(chunk_size=2000):
        yield {
            "agency": slug,
            "agency_name": name,
            **{id: shown.get(id, "") for id in columns},
            "published_on": day_of(published_at).isoformat(),
        }


def _beside(register: Register) -> list[Column]:
    """The columns that a list shows beside key, name and day."""
    named = {*register.version.key, register.version.name, register.version.dated}
    short = [one for one in register.public if one.kind in _SHORT and one.id not in named]
    return sorted(short, key=lambda one: not one.required)[:_MOST_BESIDE]


def _wanted(request: HttpRequest, register: str) -> Wanted:
    schema = schemas.of_house().get(register)
    if schema is None:
        raise Http404("没有这一清单。")
    slug = parameters.text(request.GET, "agency")
    agency = next((one for one in agencies.all_agencies() if one.slug == slug), None) if slug else None
    if slug and agency is None:
        raise Http404("没有这个单位。")
    year = parameters.number(parameters.text(request.GET, "year"))
    return Wanted(
        schema,
        agency,
        str(year) if year and 1949 <= year <= 9999 else "",
        parameters.text(request.GET, "words", 100),
    )
