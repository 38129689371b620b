"""Letters and files of a case 文书和文件: what was written to the applicant, and what the reply hands over."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from gongkai.affairs.applications.actions import delivering
from gongkai.affairs.applications.guards import answer_of
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.letters import render
from gongkai.affairs.applications.letters.queries import letter_of
from gongkai.affairs.applications.queries import Case
from gongkai.affairs.documents import store
from gongkai.engines.files import FileRefused
from gongkai.faces.portal import case_access, errors

FORMATS = {
    "pdf": (render.as_pdf, "application/pdf"),
    "docx": (
        render.as_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


@case_access.of_visitor
@require_GET
def letter(request: HttpRequest, case: Case, serial: int, extension: str) -> HttpResponseBase:
    """/apply/case/<number>/letters/<serial>.<pdf or docx>: a letter that was addressed to the applicant."""
    found = letter_of(case.application, serial, for_applicant=True)
    if found is None or extension not in FORMATS:
        raise Http404("没有这份文书。")
    make, media_type = FORMATS[extension]
    try:
        # his first look is the delivery on the web
        data = make(found, delivering.open_letter(found, by=APPLICANT))
    except FileRefused as refused:
        return errors.unavailable(request, _("这份文书没有生成"), str(refused))
    response = HttpResponse(data, content_type=media_type)
    return _named(response, render.file_name(found, extension))


@case_access.of_visitor
@require_safe
def file(request: HttpRequest, case: Case, sha256: str) -> HttpResponseBase:
    """/apply/case/<number>/files/<sha256>: a file that the signed reply hands over."""
    answer = answer_of(case.application)
    found = answer.files.filter(sha256=sha256).first() if answer else None
    if found is None:
        raise Http404("没有这个文件。")
    try:
        data = default_storage.open(store.path_of(found.sha256))
    except FileNotFoundError:
        raise Http404("文件不在存放处，请联系受理机关。") from None
    return _named(FileResponse(data, content_type=found.media_type), found.name)


def _named(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Saved, never shown: what an organ hands over cannot run anything here."""
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
