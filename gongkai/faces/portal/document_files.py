"""The Word and PDF versions of a published edition and of its attachments: made when asked for first, then kept."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.affairs.documents import official, queries
from gongkai.engines.files import FileRefused, Official
from gongkai.faces.portal import errors
from gongkai.faces.portal.document import withdrawn_by
from gongkai.faces.portal.public import MAX_AGE
from gongkai.faces.ui.parameters import LARGEST


@require_safe
def made(request: HttpRequest, index_number: str, number: int, extension: str) -> HttpResponseBase:
    """/files/<index_number>/editions/<number>.<docx or pdf>; gone once the document is withdrawn."""
    format = official.FORMATS.get(extension)
    page = queries.page(index_number, number=number) if format and 0 < number <= LARGEST else None
    if page is None or format is None or withdrawn_by(page):
        raise Http404("没有这个文件，或者它已经撤回。")
    told = official.official(page.edition, page.attachments)
    return _sent(request, told, format, page.edition.title)


@require_safe
def of_attachment(request: HttpRequest, index_number: str, sha256: str, extension: str) -> HttpResponseBase:
    """/files/<index_number>/attachments/<sha256>.<docx or pdf>: the words of an attachment, set anew."""
    format = official.FORMATS.get(extension)
    found = queries.public_attachment(index_number, sha256)
    if found is None or format is None or format not in official.formats_of(found):
        raise Http404("没有这个文件，或者它已经撤回。")
    told = official.of_copy(index_number, found)
    return _sent(request, told, format, told.title)


def _sent(request: HttpRequest, told: Official, format: official.Format, title: str) -> HttpResponseBase:
    etag = f'"{official.digest(told, format)}"'
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={MAX_AGE}"}
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    try:
        file = official.opened(told, format)
    except FileRefused as refused:
        return errors.unavailable(request, _("这份文件的下载版本没有生成"), str(refused))
    name = f"{title[:80]}.{format.extension}"
    response = FileResponse(file, content_type=format.media_type, headers=headers)
    # A browser may show the PDF itself; it cannot run anything here.
    response["Content-Disposition"] = (
        content_disposition_header(format.extension != "pdf", name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
