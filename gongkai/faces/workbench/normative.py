"""The register of normative documents 行政规范性文件目录: the list with what is still owed, and each one's sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.affairs.documents import normative
from gongkai.affairs.documents.models import Document
from gongkai.affairs.documents.normative_register import COLUMNS, NAME, Row, plain, row_of, rows, soon_over
from gongkai.affairs.documents.queries import VALIDITY, public_since
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.ui import parameters
from gongkai.faces.ui.csv_file import csv_file
from gongkai.faces.ui.paging import Pager
from gongkai.faces.workbench.documents import edition_of
from gongkai.faces.workbench.fields import StaffForm, posted
from gongkai.faces.workbench.form_page import AgencyForm, form_page
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.normative_forms import (
    CarrierForm,
    DecisionForm,
    FilingForm,
    RegistrationForm,
)
from gongkai.faces.workbench.staff import staff

PER_PAGE = 50
STATES = {"current": gettext_lazy("现行的"), "former": gettext_lazy("已经失效、废止的")}
# What a document may still lack, and how a row tells.
WANTING = {
    "number": gettext_lazy("没有统一登记号"),
    "filing": gettext_lazy("没有登记备案"),
    "carrier": gettext_lazy("没有登记刊登载体"),
    "expiry": gettext_lazy("有效期将满"),
}


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed down to."""

    root: Agency
    state: str
    wanting: str
    words: str

    def address(self, path: str, **more: object) -> str:
        """The path with these choices."""
        values = {
            "agency": self.root.slug, "state": self.state, "wanting": self.wanting, "words": self.words, **more
        }  # fmt: skip
        return parameters.address(path, values)


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The register of an agency and all below it; it prints as it stands."""
    wanted = _wanted(request, officer)
    found, ending = _found(wanted)
    pager = Pager(
        len(found),
        parameters.page_number(request.GET),
        lambda n: wanted.address(request.path, page=n),
        per_page=PER_PAGE,
    )
    return render(
        request,
        "workbench/normative.html",
        {
            "area": "upkeep",
            "rows": [
                (row, VALIDITY[row.validity], row.edition.document_id in ending)
                for row in found[pager.start : pager.stop]
            ],
            "pager": pager,
            "wanted": wanted,
            "narrows": wanted.state or wanted.wanting or wanted.words,
            "agencies": agencies_where(officer, Permission.READ_DRAFTS),
            "states": STATES.items(),
            "wantings": WANTING.items(),
            "table_url": wanted.address(reverse("workbench:normative_table")),
            "may_certify": officer.may(Permission.PUBLISH_DOCUMENTS, wanted.root),
            "certified": events_of("register", f"{NAME}/{wanted.root.slug}").last(),
        },
    )


@staff
@require_safe
def table(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The same as a table."""
    found, _ending = _found(_wanted(request, officer))
    lines = [[str(title) for title in COLUMNS.values()], *(list(plain(row).values()) for row in found)]
    return csv_file("行政规范性文件目录", lines)


def _wanted(request: HttpRequest, officer: Officer) -> Wanted:
    reach = agencies_where(officer, Permission.READ_DRAFTS)
    slug = parameters.text(request.GET, "agency")
    top = reach.order_by("path").first()
    root = reach.filter(slug=slug).first() if slug else top
    if top is None:
        raise PermissionDenied
    if root is None:
        raise Http404("没有这个单位。")
    return Wanted(
        root,
        parameters.choice(request.GET, "state", STATES),
        parameters.choice(request.GET, "wanting", WANTING),
        parameters.text(request.GET, "words", 100),
    )


def _found(wanted: Wanted) -> tuple[list[Row], set[int]]:
    """The rows that are wanted, and the documents whose validity ends soon."""
    found = rows(root=wanted.root, state=wanted.state)
    ending = soon_over(found)
    lacks: dict[str, Callable[[Row], bool]] = {
        "": lambda row: True,
        "number": lambda row: not row.registration_number,
        "filing": lambda row: not row.filings,
        "carrier": lambda row: not row.carrier,
        "expiry": lambda row: row.edition.document_id in ending,
    }
    words = wanted.words.split()
    return [row for row in found if lacks[wanted.wanting](row) and _holds(row, words)], ending


def _holds(row: Row, words: list[str]) -> bool:
    text = f"{row.edition.title} {row.edition.document.doc_number} {row.registration_number}"
    return all(word in text for word in words)


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """One document as the register has it, with its steps."""
    document = _document(officer, index_number)
    row = row_of(document)
    if row is None:
        raise Http404("这份文件不在行政规范性文件目录中。")
    told_of = plain(row)
    return render(
        request,
        "workbench/normative_document.html",
        {
            "area": "upkeep",
            "document": document,
            "row": row,
            "facts": [(title, told_of[name]) for name, title in COLUMNS.items() if name != "title"],
            "ending": bool(soon_over([row])),
            "steps": [(name, one) for name, one in STEPS.items() if officer.may(one.power, document.agency)],
            "lines": told(events_of(*document.subject).filter(verb__in=VERBS)),
        },
    )


@dataclass(frozen=True)
class Step:
    """A step of the register as a page: whom it takes, what it asks, the verb behind it."""

    title: str
    power: Permission
    form: type[StaffForm]
    act: Callable[..., object]
    lead: str
    done: str


STEPS = {
    "register": Step(
        gettext_noop("登记编号"),
        Permission.REVIEW_LEGALITY,
        RegistrationForm,
        normative.register,
        gettext_noop("登记统一登记号；长期有效的一并写明。"),
        gettext_noop("统一登记号已经登记。"),
    ),
    "filing": Step(
        gettext_noop("登记备案"),
        Permission.PUBLISH_DOCUMENTS,
        FilingForm,
        normative.note_filing,
        gettext_noop("向哪一级机关备案、哪一天备案、备案号是什么。"),
        gettext_noop("备案已经登记。"),
    ),
    "carrier": Step(
        gettext_noop("登记刊登载体"),
        Permission.PUBLISH_DOCUMENTS,
        CarrierForm,
        normative.note_carrier,
        gettext_noop("在本网站编辑的政府公报刊登以后自动登记；刊登在别处的在这里登记。"),
        gettext_noop("刊登载体已经登记。"),
    ),
    "validity": Step(
        gettext_noop("决定有效期"),
        Permission.WITHDRAW_DOCUMENTS,
        DecisionForm,
        normative.decide_validity,
        gettext_noop("在有效期届满以前评估：延长、修订后重新发布，或者到期失效。公众看到结论和理由。"),
        gettext_noop("有效期届满以后的处理已经登记。"),
    ),
}
VERBS = ("document.registered", "document.filed", "document.carried", "document.validity_decided")


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, officer: Officer, index_number: str, step: str) -> HttpResponse:
    """Take a step of the register."""
    document = _document(officer, index_number)
    doing = STEPS.get(step)
    row = row_of(document)
    if doing is None or row is None:
        raise Http404("没有这一步骤，或者这份文件不在目录中。")
    initial: dict[str, Any] = {
        "number": row.registration_number,
        "long_term": "yes" if row.long_term else "no",
    }
    form = doing.form(posted(request), initial=initial if step == "register" else None)
    address = reverse("workbench:normative_document", args=[index_number])
    may = officer.may(doing.power, document.agency)
    return form_page(
        request, form,
        lambda: doing.act(document, by=officer, **form.cleaned_data),
        done=_(doing.done), to=address, title=_(doing.title), button=_("保存"),
        back=(row.edition.title, address), area="upkeep", lead=_(doing.lead),
        facts=[
            (_("发文字号"), document.doc_number),
            (_("有效期至"), plain(row)["expires_on"]),
        ],
        refusals=[] if may else [_("您的角色不办理这一步骤。")],
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def certify(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Publish today's list of what is in force: the event fixes what stood on it."""
    reach = agencies_where(officer, Permission.PUBLISH_DOCUMENTS)
    if not reach.exists():
        raise PermissionDenied
    given = {"agency": parameters.text(request.GET, "agency") or officer.agency.slug}
    form = AgencyForm(posted(request), agencies=reach, initial=given)
    back = reverse("workbench:normative")
    return form_page(
        request, form,
        lambda: normative.publish_list(by=officer, agency=form.cleaned_data["agency"]),
        done=_("今日的目录已经公布，内容固定在留痕中。"), to=back, title=_("公布现行有效的目录"),
        button=_("公布"), back=(_("规范性文件目录"), back), area="upkeep",
        lead=_("公开网站上的目录随时更新。公布一次，就把这一天目录上有哪些文件固定下来，作为定期公布的凭证。"),
    )  # fmt: skip


def _document(officer: Officer, index_number: str) -> Document:
    """A public document that the officer works on, or 404."""
    document = edition_of(officer, index_number).document
    if public_since(index_number) is None:
        raise Http404("这份文件没有公开的版本。")
    return document
