"""Opening 转为主动公开: what one applicant was given becomes the draft of a document for all (条例 art 44)."""

from django.core.files.storage import default_storage
from django.db import transaction

from gongkai.affairs.applications import conversions
from gongkai.affairs.applications.guards import answer_of
from gongkai.affairs.applications.models import Application, Cause, Conversion
from gongkai.affairs.applications.rows import locked, tell
from gongkai.affairs.documents import actions as documents
from gongkai.affairs.documents import store
from gongkai.affairs.documents.models import Document, Edition
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused


@transaction.atomic
def open_proactively(
    application: Application, *, by: Actor, title: str, kind: str, body: str, cause: str = ""
) -> Edition:
    """Draft the document with the files that were handed over; it goes its own course before it is public.

    body: HTML, as of `documents.actions.draft`, which refuses what it lacks. cause: as `conversions.advice` finds it
    unless it is given.
    """
    application = locked(application)
    reasons = _may_open(application, by) + conversions.refusals(application)
    if cause and cause not in Cause.values:
        reasons.append(f"请选择转为主动公开的原因：{'、'.join(map(str, Cause.labels))}。")
    if reasons:
        raise Refused(reasons)
    found = conversions.advice(application)
    edition = documents.draft(by=by, agency=application.agency, kind=kind, title=title, body=body)
    decision = answer_of(application)
    for file in decision.files.all() if decision is not None else ():
        with default_storage.open(store.path_of(file.sha256)) as kept:
            edition = documents.attach(edition, by=by, name=file.name, data=kept.read()).edition
    _link(application, edition.document, by, cause or (found.cause if found else Cause.OWN))
    return edition


@transaction.atomic
def link_document(application: Application, *, by: Actor, document: Document) -> Conversion:
    """What it was given is opened to all by a document that stands already, such as another applicant led to."""
    application = locked(application)
    reasons = _may_open(application, by) + conversions.refusals(application)
    if document.agency_id != application.agency_id:
        reasons.append(f"索引号为{document.index_number}的文件不是本机关的，请另选。")
    if reasons:
        raise Refused(reasons)
    found = conversions.advice(application)
    return _link(application, document, by, found.cause if found else Cause.OWN)


def _may_open(application: Application, by: Actor) -> list[str]:
    if by.may(Permission.HANDLE_APPLICATIONS, application.agency):
        return []
    return [f"您没有为{application.agency.name}办理申请的权限。"]


def _link(application: Application, document: Document, by: Actor, cause: str) -> Conversion:
    row = Conversion.objects.create(
        application=application, document=document, cause=cause, made_by=by.handle, made_at=now()
    )
    tell("application.opened_to_all", application, by, document=document.index_number, cause=str(cause))
    return row
