"""The parts of a document: its attribute, files, relations, joint signers, consultation and interpretation."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.affairs.documents import (
    actions,
    assembly,
    consultation,
    course,
    desk,
    interpretation,
    interpreting,
    store,
    workflow,
)
from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents.arranging import arranged
from gongkai.affairs.documents.models import Edition, InterpretationFacts, PriorConsultation, RelationType
from gongkai.engines.agencies.models import Officer
from gongkai.engines.files import FileRefused, to_html
from gongkai.faces.ui import parameters
from gongkai.faces.workbench.document_editing import filled
from gongkai.faces.workbench.document_forms import (
    BodyFileForm,
    ClassifyForm,
    ConsultationForm,
    InterpretationForm,
    JointForm,
    RelationForm,
    UploadForm,
)
from gongkai.faces.workbench.documents import REFUSED, edition_of, offer_of
from gongkai.faces.workbench.fields import posted, refuse
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.flow import Refused

Act = Callable[[], object]


def _part(
    request: HttpRequest, edition: Edition, officer: Officer, form: forms.Form, act: Act, **page: Any
) -> HttpResponse:
    """Show a form about one part of a draft, or do what was sent and go back to the task list."""
    step = page.pop("step", "edit")
    if form.is_bound and form.is_valid():
        try:
            act()
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, page["done"])
            return redirect("workbench:document", edition.document.index_number)
    context = {"edition": edition, "form": form, "offer": offer_of(edition, officer, step), **page}
    return render(request, "workbench/document_part.html", context, status=REFUSED if form.errors else 200)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def classify(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """Decide the disclosure attribute."""
    edition = edition_of(officer, index_number)
    document = edition.document
    form = ClassifyForm(
        posted(request),
        document=document,
        initial={
            "attribute": document.attribute,
            "ground": document.ground,
            "entry": document.negative_entry_id,
            "reason": document.ground_reason,
        },
    )
    return _part(
        request, edition, officer, form,
        lambda: course.classify(edition, by=officer, **form.cleaned_data),
        step="classify", title=_("确定公开属性"), done=_("公开属性已经确定。"),
        before=_("公开是原则。不予主动公开的，须有法定情形，并且在负面清单上。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def joint(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """Name the agencies that sign jointly."""
    edition = edition_of(officer, index_number)
    names = [row.agency.name for row in edition.document.joint_rows.select_related("agency")]
    form = JointForm(posted(request), initial={"agencies": names})
    return _part(
        request, edition, officer, form,
        lambda: assembly.name_joint_agencies(edition, by=officer, **form.cleaned_data),
        title=_("会签单位"), done=_("会签单位已经保存。"),
        before=_("几个单位联合发文的，其他单位逐一会签以后才能签发。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def consult(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """Note the consultation before a normative document."""
    edition = edition_of(officer, index_number)
    row: PriorConsultation | None = getattr(edition.document, "consultation", None)
    initial = {name: getattr(row, name) for name in ConsultationForm.base_fields} if row else {}
    form = ConsultationForm(posted(request), initial=initial)
    return _part(
        request, edition, officer, form,
        lambda: consultation.note_consultation(edition, by=officer, **form.cleaned_data),
        title=_("制定前征求意见"), done=_("征求意见的情况已经登记。"),
        before=_("行政规范性文件没有征求意见的记录，合法性审查不能通过；依法不征求意见的，登记法定情形和理由。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """Say how a document interprets, and who does it."""
    edition = edition_of(officer, index_number)
    row: InterpretationFacts | None = getattr(edition.document, "interpretation", None)
    initial = {"forms_": row.forms, "interpreter": row.interpreter, "name": row.name} if row else {}
    form = InterpretationForm(posted(request), initial=initial)

    def act() -> object:
        given = dict(form.cleaned_data)
        return interpreting.describe_interpretation(edition, by=officer, forms=given.pop("forms_"), **given)

    return _part(
        request, edition, officer, form, act,
        title=_("解读形式和解读人"), done=_("解读形式和解读人已经登记。"),
        before=_("主要负责人解读的计入年度次数。"),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def interpret(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """Draft the interpretation of a document: its elements as headings, linked both ways."""
    edition = edition_of(officer, index_number)
    readings = interpretation.of(edition.document)
    errors: list[str] = []
    if request.method == "POST":
        try:
            draft = interpreting.draft_interpretation(edition, by=officer)
        except Refused as refused:
            errors = list(refused.reasons)
        else:
            messages.success(request, _("解读稿已经建立，并与文件互相链接。请按各项要素填写。"))
            return redirect("workbench:document_edit", draft.document.index_number)
    return render(
        request,
        "workbench/document_interpret.html",
        {
            "edition": edition,
            "readings": readings,
            "elements": interpretation.elements(edition.document),
            "errors": [{"field": "", "sentence": one} for one in errors],
        },
        status=REFUSED if errors else 200,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """The files of a draft: add them, take them off, fill the body from one."""
    edition = edition_of(officer, index_number)
    fills = "fill" in request.POST
    upload = UploadForm(*((request.POST, request.FILES) if request.method == "POST" and not fills else ()))
    body = BodyFileForm(*((request.POST, request.FILES) if fills else ()))
    if upload.is_bound and upload.is_valid():
        added = _attach(edition, officer, upload)
        if added:
            count = ngettext("已添加 %(n)d 个附件。", "已添加 %(n)d 个附件。", added) % {"n": added}
            messages.success(request, count)
        if not upload.errors:
            return redirect("workbench:document_files", index_number)
    try:
        if body.is_bound and body.is_valid():
            source = body.cleaned_data["source"]
            if refusals := workflow.refusals(edition, "edit", officer):
                raise Refused(refusals)
            read = to_html(source.read(), source.name, sanitise=bodies.sanitise)
            if read.left_out:
                messages.warning(request, _("文件里的图片或者图形没有转入正文，需要公开的请作为附件上传。"))
            html = arranged(read.html, title=edition.title)
            return filled(request, officer, edition, html, source.name)
    except FileRefused as refusal:
        body.add_error("source", str(refusal))
    except Refused as refused:
        refuse(body, refused)
    form = body if body.errors else upload
    return render(
        request,
        "workbench/document_files.html",
        {
            "edition": edition,
            "files": list(edition.attachments.all()),
            "upload": upload,
            "body": body,
            "form": form,
            "offer": offer_of(edition, officer, "edit"),
        },
        status=REFUSED if form.errors else 200,
    )


def _attach(edition: Edition, officer: Officer, upload: UploadForm) -> int:
    """Attach each file or say why not; how many were."""
    added = 0
    for one in upload.cleaned_data["uploads"]:
        try:
            actions.attach(edition, by=officer, name=one.name, data=one.read())
        except Refused as refused:
            refuse(upload, refused)
        else:
            added += 1
    return added


@staff
@require_safe
def download(request: HttpRequest, officer: Officer, index_number: str, number: int) -> HttpResponseBase:
    """An attachment as it was uploaded, for those who work on the document."""
    edition = edition_of(officer, index_number)
    found = edition.attachments.filter(pk=number).first()
    if found is None:
        raise Http404("没有这个附件。")
    try:
        file = default_storage.open(store.path_of(found.sha256))
    except FileNotFoundError:
        raise Http404("附件不在存放处，请联系系统管理员。") from None
    return FileResponse(file, as_attachment=True, filename=found.name, content_type=found.media_type)


@staff
@require_POST
def detach(request: HttpRequest, officer: Officer, index_number: str, number: int) -> HttpResponse:
    """Take a file off the draft."""
    found = edition_of(officer, index_number).attachments.filter(pk=number).first()
    if found is None:
        raise Http404("没有这个附件。")
    return _taken_off(request, "document_files", index_number, lambda: assembly.detach(found, by=officer))


@staff
@require_POST
def unrelate(request: HttpRequest, officer: Officer, index_number: str, number: int) -> HttpResponse:
    """Take a relation back."""
    found = edition_of(officer, index_number).document.relations.filter(pk=number).first()
    if found is None:
        raise Http404("没有这一关系。")
    return _taken_off(
        request, "document_relations", index_number, lambda: assembly.unrelate(found, by=officer)
    )


def _taken_off(request: HttpRequest, page: str, index_number: str, act: Act) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("已经删除。"))
    return redirect(f"workbench:{page}", index_number)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest, officer: Officer, index_number: str) -> HttpResponse:
    """What the document relates to: look for it by words, or name what is elsewhere."""
    edition = edition_of(officer, index_number)
    words = parameters.text(request.GET, "q")
    initial = {name: parameters.text(request.GET, name) for name in ("type", "target") if name in request.GET}
    form = RelationForm(posted(request), initial=initial)
    if form.is_valid():
        given = dict(form.cleaned_data)
        wanted = given.pop("target").strip()
        target = desk.target(officer, wanted) if wanted else None
        if wanted and target is None:
            form.add_error("target", _("没有找到索引号为“%s”的文件，请先查找再选择。") % wanted)
        else:
            try:
                actions.relate(edition.document, by=officer, target=target, **given)
            except Refused as refused:
                refuse(form, refused)
            else:
                messages.success(request, _("关系已经保存，两份文件互相链接。"))
                return redirect("workbench:document_relations", index_number)
    return render(
        request,
        "workbench/document_relations.html",
        {
            "edition": edition,
            "relations": desk.relations_of(edition),
            "types": RelationType.choices,
            "form": form,
            "words": words,
            "type": initial.get("type", ""),
            "found": desk.candidates(officer, words, besides=edition),
            "offer": offer_of(edition, officer, "edit"),
        },
        status=REFUSED if form.errors else 200,
    )
