"""Normative documents 行政规范性文件: registration, carrier, filing, the decision before they expire, the open list."""

import hashlib
import json
from datetime import date

from django.db import transaction

from gongkai.affairs.documents import normative_register
from gongkai.affairs.documents.elements import KIND
from gongkai.affairs.documents.models import Document, Filing, NormativeFacts, State
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.engines.duties.packs import pack_for
from gongkai.engines.ledger.actions import record
from gongkai.engines.ledger.models import Event
from gongkai.engines.screening import covered
from gongkai.kernel.clock import Clock, RunningLimit, day_of, deadline_of, instant, today
from gongkai.kernel.clock import now as clock_now
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date

DECISIONS = {"extend": "延长有效期", "revise": "修订后重新发布", "lapse": "到期失效"}
_LONGEST = "normative_validity"


@transaction.atomic
def register(document: Document, *, by: Actor, number: str, long_term: bool = False) -> NormativeFacts:
    """Give a normative document its registration number 统一登记号; `long_term`: it holds without an end."""
    facts = _facts(document)
    reasons = _may(by, document, Permission.REVIEW_LEGALITY) + _is_normative(document)
    number = number.strip()
    if not 0 < len(number) <= 60:
        reasons.append("请填写统一登记号，最多60字。")
    other = NormativeFacts.objects.filter(registration_number=number).exclude(document=document).first()
    if number and other is not None:
        reasons.append(f"登记号{number}已用于{other.document.index_number}，请核对。")
    if long_term and document.expires_on:
        reasons.append(f"这份文件写明有效期至{format_date(document.expires_on)}，不能登记为长期有效。")
    if reasons:
        raise Refused(reasons)
    facts.registration_number, facts.long_term = number, long_term
    facts.save()
    _tell("document.registered", document, by.handle, number=number, long_term=long_term)
    return facts


@transaction.atomic
def note_carrier(document: Document, *, by: Actor, carrier: str, on: date) -> NormativeFacts:
    """Note in which prescribed carrier (the gazette and its issue, say) it was published, and on which day."""
    facts = _facts(document)
    reasons = _may(by, document, Permission.PUBLISH_DOCUMENTS) + _is_normative(document)
    reasons += _was_out(document, on)
    if not 0 < len(carrier.strip()) <= 200:
        reasons.append("请写明载体的名称和期号，最多200字。")
    if reasons:
        raise Refused(reasons)
    facts.carrier, facts.carried_on = carrier.strip(), on
    facts.save()
    _tell("document.carried", document, by.handle, carrier=covered(facts.carrier), on=on)
    return facts


@transaction.atomic
def carried(document: Document, *, by: str, carrier: str) -> None:
    """The prescribed carrier itself says that it publishes the document today; what was noted before stands.

    by: the handle of who published the carrier. Of other kinds nothing is kept.
    """
    if document.kind != KIND:
        return
    facts = _facts(document)
    if not facts.carrier:
        facts.carrier, facts.carried_on = carrier[:200], today()
        facts.save()
        _tell("document.carried", document, by, carrier=covered(facts.carrier), on=facts.carried_on)


@transaction.atomic
def note_filing(document: Document, *, by: Actor, authority: str, on: date, number: str = "") -> Filing:
    """Note that a published normative document was filed with a higher authority, under which number and when."""
    reasons = _may(by, document, Permission.PUBLISH_DOCUMENTS) + _is_normative(document)
    reasons += _was_out(document, on)
    authority = authority.strip()
    if not 0 < len(authority) <= 200:
        reasons.append("请写明报送备案的机关，最多200字。")
    if len(number.strip()) > 60:
        reasons.append("备案号过长（最多60字），请核对。")
    if document.filings.filter(authority=authority).exists():
        reasons.append(f"已登记向{authority}备案，无需重复登记。")
    if reasons:
        raise Refused(reasons)
    filing = Filing.objects.create(
        document=document, authority=authority, number=number.strip(), filed_on=on, noted_by=by.handle,
        noted_at=clock_now(),
    )  # fmt: skip
    _tell(
        "document.filed",
        document,
        by.handle,
        authority=covered(authority),
        number=covered(filing.number),
        on=on,
    )
    return filing


@transaction.atomic
def decide_validity(
    document: Document, *, by: Actor, decision: str, reason: str, until: date | None = None
) -> Document:
    """Decide before a normative document expires what follows: a key of DECISIONS; `until` for an extension.

    The new day may lie no further from the old one than the longest validity that the agency's law allows.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("agency").get(pk=document.pk)
    reasons = _may(by, document, Permission.WITHDRAW_DOCUMENTS) + _is_normative(document)
    before = document.expires_on
    if not document.editions.filter(state=State.LIVE).exists():
        reasons.append("这份文件没有公开的版本，无需决定有效期。")
    if decision not in DECISIONS:
        reasons.append(f"请选择处理意见：{'、'.join(DECISIONS.values())}。")
    if before is None:
        reasons.append("这份文件没有写明失效日期，无需决定。")
    elif decision == "extend":
        reasons += _too_far(document, before, until)
    if not reason.strip():
        reasons.append("请写明评估的结论和理由，公众将看到这一理由。")
    if reasons or before is None:
        raise Refused(reasons)
    if decision == "extend":
        document.expires_on = until
        document.save(update_fields=["expires_on"])
    _tell(
        "document.validity_decided",
        document,
        by.handle,
        decision=decision,
        reason=covered(reason.strip()),
        was=before,
        expires_on=document.expires_on,
    )
    return document


@transaction.atomic
def publish_list(*, by: Actor, agency: Agency) -> Event:
    """Certify today's open list of normative documents in force of an agency and all below it.

    The list itself is always open (`normative_register.rows`); the event fixes what stood on it on this day:
    the index numbers, and the SHA-256 of its rows as canonical JSON.
    """
    if not by.may(Permission.PUBLISH_DOCUMENTS, agency):
        raise Refused(f"您没有公布{agency.name}目录的权限，请由有公开权限的人员办理。")
    rows = normative_register.plain_rows(root=agency, state="current")
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return record(
        "register.published",
        subject=("register", f"{normative_register.NAME}/{agency.slug}"),
        agency=agency.slug,
        by=by.handle,
        facts={
            "register": normative_register.NAME,
            "on": today(),
            "count": len(rows),
            "index_numbers": [row["index_number"] for row in rows],
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        },
        public=True,
    )


def _too_far(document: Document, before: date, until: date | None) -> list[str]:
    if before < today():
        return [f"这份文件已于{before}届满失效，不能再延长；仍需施行的，请重新制定公布。"]
    if until is None or until <= before:
        return [f"请填写延长到哪一天，须晚于现在的失效日期（{before}）。"]
    law = pack_for(document.agency).limit(_LONGEST, on=today())
    if not isinstance(law.limit, RunningLimit):
        return []
    last = deadline_of(Clock(instant(before.isoformat()), law.limit), None).at
    if last is None or until <= day_of(last):
        return []
    return [f"一次最长延长至{day_of(last)}（{law.title}{law.limit.zh()}，{law.citation}），请另定日期。"]


def _facts(document: Document) -> NormativeFacts:
    facts, _ = NormativeFacts.objects.select_for_update().get_or_create(document=document)
    return facts


def _may(by: Actor, document: Document, permission: Permission) -> list[str]:
    if by.may(permission, document.agency):
        return []
    return [f"您没有{document.agency.name}“{PERMISSION_TITLES[permission]}”的权限，请由有权限的人员登记。"]


def _is_normative(document: Document) -> list[str]:
    return [] if document.kind == KIND else ["只有行政规范性文件才登记这一内容，请核对文种。"]


def _was_out(document: Document, on: date) -> list[str]:
    if document.published_on is None:
        return ["这份文件尚未公布，请先公开。"]
    if on > today():
        return [f"日期晚于今日（{today()}），请核对。"]
    return []


def _tell(verb: str, document: Document, by: str, **facts: object) -> None:
    record(verb, subject=document.subject, agency=document.agency.slug, by=by, facts=facts, public=True)
