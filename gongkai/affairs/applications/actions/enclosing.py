"""Enclosing 附件: copies of proofs and authorisations that applicants send of themselves; checked, sealed, each look an
event, erased with the applicant's data."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from gongkai.affairs.applications import secrets
from gongkai.affairs.applications.actions.privacy import may_look
from gongkai.affairs.applications.identity import Visitor
from gongkai.affairs.applications.models import Application, Enclosure, Purpose
from gongkai.affairs.applications.rows import locked, tell
from gongkai.affairs.documents import store
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.files import FileRefused, Kind, examine, scan
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

LIMIT = 5 * 2**20  # bytes each
MOST = 6  # for one application
KINDS = (Kind.PDF, Kind.JPEG, Kind.PNG)


class Enclosed(NamedTuple):
    """A file that was found fit to be kept; made by `examined`."""

    purpose: str
    name: str
    data: bytes
    media_type: str


class Opened(NamedTuple):
    """What somebody sees who may look."""

    name: str
    data: bytes
    media_type: str


def examined(purpose: str, name: str, data: bytes) -> Enclosed:
    """Check a file as any other that comes from outside; before a verb, for it takes time and holds no rows.

    Raises Refused: of another kind than PDF, JPEG, PNG, too large, damaged, protected, infected.
    """
    name = name.replace("\x00", "").rsplit("/")[-1].strip()[-200:] or "附件"
    try:
        kind = examine(data, name, LIMIT).kind
        if kind not in KINDS:
            raise FileRefused(f"是{kind.label}，附件只收PDF和JPG、PNG图片，请转换后再上传。")
        scan(data)
    except FileRefused as refused:
        raise Refused([f"“{name}”：{refused}"]) from None
    return Enclosed(Purpose(purpose).value, name, data, store.media_type(data))


@transaction.atomic
def enclose(application: Application, *, by: Actor, files: Sequence[Enclosed]) -> list[Enclosure]:
    """Keep files of the applicant's, sealed: sent by himself, or entered by the office that took in the paper."""
    application = locked(application)
    before: int = application.enclosures.aggregate(last=Max("serial"))["last"] or 0
    reasons = []
    able = (Permission.REGISTER_APPLICATIONS, Permission.READ_APPLICANTS)
    if not isinstance(by, Visitor) and not any(by.may(one, application.agency) for one in able):
        reasons.append("您没有为这件申请登记附件的权限，请交由信息公开联络员登记。")
    if not application.is_open:
        reasons.append("这件申请已经办结，不再收取附件。")
    if not files:
        reasons.append("请选择要交的文件。")
    if before + len(files) > MOST:
        reasons.append(f"一件申请最多保存{MOST}个附件，已有{before}个，请合并后再交。")
    if reasons:
        raise Refused(reasons)
    return keep_enclosures(application, files, by, before)


def keep_enclosures(
    application: Application, files: Sequence[Enclosed], by: Actor, before: int = 0
) -> list[Enclosure]:
    """Write them; the caller holds the application."""
    rows = []
    for serial, file in enumerate(files, before + 1):
        owner = context(application, serial)
        rows.append(
            Enclosure(
                application=application, serial=serial, purpose=file.purpose, name=secrets.seal(file.name, owner),
                payload=secrets.seal_bytes(file.data, owner), size=len(file.data), media_type=file.media_type,
                kept_by=by.handle, kept_at=now(),
            )
        )  # fmt: skip
    Enclosure.objects.bulk_create(rows)
    tell(
        "application.enclosed",
        application,
        by,
        purposes=sorted({row.purpose for row in rows}),
        number=len(rows),
    )
    return rows


@transaction.atomic
def open_enclosure(officer: Actor, enclosure: Enclosure, why: str) -> Opened | None:
    """The file, for whoever may see who applied; None once erased. Every look is an event. Raises Refused."""
    application = enclosure.application
    may_look(officer, application, why)
    if not enclosure.payload:
        return None
    tell("application.enclosure_seen", application, officer, why=covered(why), enclosure=enclosure.serial)
    owner = context(application, enclosure.serial)
    data = secrets.unseal_bytes(enclosure.payload, owner)
    return Opened(secrets.unseal(enclosure.name, owner), data, enclosure.media_type)


def context(application: Application, serial: int) -> str:
    """Whose sealed file it is."""
    return f"{application.number}/enclosure/{serial}"
