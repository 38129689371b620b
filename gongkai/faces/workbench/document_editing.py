"""Editing 起草和修改: a new document, its text and facts; a second editor reads who changed what and loses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.affairs.documents import actions, body_text
from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents.actions import DOCUMENT_FIELDS
from gongkai.affairs.documents.arranging import arranged
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.rows import topics_of
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.ledger.queries import events_of
from gongkai.faces.workbench.comparing import Region, three_way
from gongkai.faces.workbench.document_forms import TEXT, DraftForm, FactsForm, TextForm
from gongkai.faces.workbench.documents import REFUSED, edition_of, offer_of
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.history import Line, told
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

_SALT = "gongkai.workbench.opened"
# Events that change what a draft says, and how many of them a clash tells.
_CHANGING = {
    "document.edited", "document.attached", "document.detached", "document.reclassified", "document.joint_named",
    "document.masked",
}  # fmt: skip
SHOWN = 10


@dataclass(frozen=True)
class Difference:
    """A field that both changed, or that the other one did."""

    title: str
    stands: str
    written: str


@dataclass(frozen=True)
class Clash:
    """What another person changed since the form was opened."""

    others: list[Line]
    fields: list[Difference]
    regions: list[Region]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Begin a document."""
    if not agencies_where(officer, Permission.DRAFT_DOCUMENTS).exists():
        raise PermissionDenied
    form = DraftForm(posted(request), officer=officer)
    base = _base(request)
    preview = ""
    if form.is_valid():
        given = dict(form.cleaned_data)
        body = _body(given.pop("text"), given.pop("html"), base)
        if "preview" in request.POST:
            preview = body
        elif "arrange" in request.POST:
            base = arranged(body)
            form = DraftForm(_with_body(request.POST, base), officer=officer)
        else:
            try:
                edition = actions.draft(by=officer, body=body, **given)
            except Refused as refused:
                refuse(form, refused)
            else:
                messages.success(request, _("草稿已经保存，索引号是%s。") % edition.document.index_number)
                return redirect("workbench:document", edition.document.index_number)
    context = {
        "form": form,
        "preview": preview,
        "body": _shown(form, base),
        "base": base,
        "arranged": "arrange" in request.POST,
    }
    return render(request, "workbench/document_new.html", context, status=REFUSED if form.errors else 200)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """Change a draft; only what was changed in the form is saved."""
    edition = edition_of(officer, index_number)
    form = _form(edition, posted(request))
    opened = _Opened.read(request.POST.get("opened", ""), edition)
    clash: Clash | None = None
    base = _base(request)
    preview = ""
    if form.is_valid():
        body = _body(form.cleaned_data["text"], form.cleaned_data["html"], base or edition.body)
        if "preview" in request.POST:
            preview = body
        elif "arrange" in request.POST:
            base = arranged(body)
            form = _form(edition, _with_body(request.POST, base))
        else:
            changes = opened.changed(form, body)
            try:
                actions.edit(edition, by=officer, version=opened.version, **changes)
            except Refused as refused:
                edition = edition_of(officer, index_number)
                if opened.version != edition.version:
                    clash = _clash(opened, form, body, edition)
                    form, opened = _again(form, changes, body, edition), _Opened.of(edition)
                    base = body if "body" in changes else ""
                refuse(form, refused)
            else:
                messages.success(request, _("修改已经保存。"))
                return redirect("workbench:document", index_number)
    more = {"preview": preview, "clash": clash, "base": base, "arranged": "arrange" in request.POST}
    return _page(request, officer, edition, form, opened, more)


def filled(request: HttpRequest, officer: Officer, edition: Edition, body: str, source: str) -> HttpResponse:
    """The form with a body out of the file named `source`, to be looked through; nothing is saved yet."""
    form = _form(edition, _data(_form(edition, None), {**_facts(edition), **_text(body)}))
    return _page(request, officer, edition, form, _Opened.of(edition), {"base": body, "source": source})


def _page(
    request: HttpRequest,
    officer: Officer,
    edition: Edition,
    form: TextForm,
    opened: "_Opened",
    more: Mapping[str, Any],
) -> HttpResponse:
    context = {
        "edition": edition,
        "form": form,
        "offer": offer_of(edition, officer, "edit"),
        "opened": opened.token(),
        "body": _shown(form, more["base"] or edition.body),
        **more,
    }
    return render(request, "workbench/document_edit.html", context, status=REFUSED if form.errors else 200)


def _form(edition: Edition, data: Any) -> TextForm:
    """Facts of the document can be changed until its first publication: later ones belong to what is public."""
    made = FactsForm if edition.number == 1 else TextForm
    return made(data, initial=_facts(edition))


def _facts(edition: Edition) -> dict[str, Any]:
    document = edition.document
    facts = {name: getattr(document, name) for name in DOCUMENT_FIELDS if name != "attribute"}
    return {
        **facts,
        "title": edition.title,
        "summary": edition.summary,
        "text": body_text.to_text(edition.body),
        "topics": topics_of(edition),
    }


def _body(text: str, html: str, before: str) -> str:
    """The body that was written: as the rich editor sends it, else the text, which keeps the markup it had."""
    if html.strip():
        return body_text.from_editor(html)
    return body_text.rewritten(before, text)


def _base(request: HttpRequest) -> str:
    """The markup that the text of the form was made from, where it is not the one that is saved."""
    return bodies.sanitise(request.POST.get("base", ""))


def _text(body: str) -> dict[str, str]:
    """The fields that hold the body, for markup that comes as `base` beside them."""
    return {"text": body_text.to_text(body), "html": ""}


def _with_body(sent: QueryDict, body: str) -> QueryDict:
    """What was sent, with another body."""
    data = sent.copy()
    for name, value in _text(body).items():
        data[name] = value
    return data


def _data(form: forms.Form, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the fields of a form would send them."""
    return {name: field.prepare_value(values.get(name, "")) for name, field in form.fields.items()}


def _shown(form: forms.Form, before: str = "") -> str:
    """The markup that the rich editor begins with: what was sent, else what stands."""
    if form.is_bound:
        return _body(form["text"].value() or "", form["html"].value() or "", before)
    return before or bodies.from_text(form["text"].value() or "")


@dataclass(frozen=True)
class _Opened:
    """The edition as it was when the form was opened; it travels with the form, signed."""

    edition: int
    version: int
    facts: Mapping[str, Any]
    body: str

    @classmethod
    def of(cls, edition: Edition) -> "_Opened":
        facts = {name: _plain(value) for name, value in _facts(edition).items() if name not in TEXT}
        return cls(edition.pk, edition.version, facts, edition.body)

    @classmethod
    def read(cls, token: str, edition: Edition) -> "_Opened":
        """What the form says; as it stands where nothing was sent, or not by this site."""
        try:
            found = cls(**signing.loads(token, salt=_SALT))
        except signing.BadSignature:
            return cls.of(edition)
        return found if found.edition == edition.pk else cls.of(edition)

    def token(self) -> str:
        """Compressed: the text of 300 pages takes about a tenth of a megabyte."""
        return signing.dumps(vars(self), salt=_SALT, compress=True)

    def changed(self, form: forms.Form, body: str) -> dict[str, Any]:
        """The fields that the officer wrote otherwise than he found them, as `actions.edit` takes them."""
        written = {name: value for name, value in form.cleaned_data.items() if name not in TEXT}
        found = {name: value for name, value in written.items() if _plain(value) != self.facts.get(name)}
        return found | ({"body": body} if body != self.body else {})


def _plain(value: Any) -> Any:
    """A value as it travels with the form: days and numbers as text."""
    return list(value) if isinstance(value, list | tuple) else str(value) if value else ""


def _clash(opened: _Opened, form: forms.Form, body: str, edition: Edition) -> Clash:
    """What happened to the edition since it was opened, beside what the officer wrote."""
    since = [
        line
        for line in told(events_of(*edition.document.subject))
        if line.event.verb in _CHANGING and line.event.at >= edition.drafted_at
    ]
    stands = _Opened.of(edition).facts
    fields = [
        Difference(
            str(bound.label), _in_words(stands.get(bound.name)), _in_words(form.cleaned_data.get(bound.name))
        )
        for bound in form.visible_fields()
        if bound.name not in TEXT and stands.get(bound.name) != opened.facts.get(bound.name)
    ]
    texts = (body_text.to_text(one) for one in (opened.body, edition.body, body))
    return Clash(since[-SHOWN:], fields, three_way(*texts))


def _again(form: forms.Form, changes: Mapping[str, Any], body: str, edition: Edition) -> TextForm:
    """The form once more: what he wrote stays, what he left alone shows what the other one saved."""
    kept = body if "body" in changes else edition.body
    mine = {name: form.cleaned_data[name] for name in changes if name in form.fields}
    again = _form(edition, _data(form, {**_facts(edition), **mine, **_text(kept)}))
    again.full_clean()
    return again


def _in_words(value: Any) -> str:
    return _("、").join(map(str, value)) if isinstance(value, list) else str(value or "—")
