"""Addresses without a language: attachments, feeds and tables."""

from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

from gongkai.affairs.documents import queries, store
from gongkai.faces.portal import (
    annual,
    document_files,
    documents,
    feeds,
    gazette,
    normative,
    plans,
    registers,
    statistics,
)
from gongkai.faces.portal.public import MAX_AGE

# Types that a browser may open by itself; everything else is saved. None of them can run script here.
SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/gif", "text/plain"}


@require_safe
def attachment(request: HttpRequest, index_number: str, sha256: str, name: str) -> HttpResponseBase:
    """The bytes of an attachment of a public edition. Its address holds the hash, so they never change,
    but they can be withdrawn or masked: caches ask again as they do for pages."""
    found = queries.public_attachment(index_number, sha256)
    if found is None:
        raise Http404("没有这个附件，或者它已经随文件撤回。")
    etag = f'"{found.sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag})
    try:
        file = default_storage.open(store.path_of(found.sha256))
    except FileNotFoundError:
        raise Http404("附件的文件不在存放处，请联系发布机构。") from None
    text = found.media_type.startswith("text/")
    response = FileResponse(
        file, content_type=f"{found.media_type}; charset=utf-8" if text else found.media_type
    )
    shown = "inline" if found.media_type in SHOWN else "attachment"
    ascii_name = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in found.name)
    quoted = quote(found.name, safe="")
    response["Content-Disposition"] = f"{shown}; filename=\"{ascii_name}\"; filename*=UTF-8''{quoted}"
    response["Content-Length"] = str(found.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["ETag"] = etag
    return response


urlpatterns = [
    path(
        "files/<str:index_number>/editions/<int:number>.<str:extension>",
        document_files.made,
        name="official",
    ),
    path(
        "files/<str:index_number>/attachments/<str:sha256>.<str:extension>",
        document_files.of_attachment,
        name="attachment_made",
    ),
    path("files/<str:index_number>/<str:sha256>/<str:name>", attachment, name="attachment"),
    path("feeds/documents.atom", feeds.all_documents, name="feed"),
    path("feeds/agencies/<slug:slug>.atom", feeds.of_agency, name="feed_agency"),
    path("feeds/kinds/<slug:kind>.atom", feeds.of_kind, name="feed_kind"),
    path("gazette/<slug:code>.pdf", gazette.pdf, name="gazette_pdf"),
    path("feeds/gazette.atom", feeds.of_gazette, name="feed_gazette"),
    path("plans/<slug:code>.csv", plans.table, name="plan_table"),
    path("annual-reports/<slug:code>.<slug:extension>", annual.file, name="annual_file"),
    path("statistics.csv", statistics.table, name="statistics_table"),
    path("documents.csv", documents.table, name="documents_table"),
    path("normative.csv", normative.table, name="normative_table"),
    path("registers/<slug:register>.csv", registers.table, name="register_table"),
    path("registers/<slug:register>.json", registers.as_json, name="register_json"),
    path("feeds/documents/<str:index_number>.atom", feeds.of_document, name="feed_document"),
    path("feeds/selection.atom", feeds.of_selection, name="feed_selection"),
    path("feeds/search.atom", feeds.of_search, name="feed_search"),
]
