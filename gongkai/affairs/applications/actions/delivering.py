"""Delivering 送达: opening a letter by right, and recording which way and when it reached whom it is for.

The day it arrived starts the clocks that count from receipt: of a fee, of an opinion that was asked.
"""

import json
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.affairs.applications.actions import charging, consulting
from gongkai.affairs.applications.actions.privacy import applicant_for, name_for_himself, party_for
from gongkai.affairs.applications.actions.writing import may_not_touch
from gongkai.affairs.applications.identity import Visitor
from gongkai.affairs.applications.letters.render import known_name
from gongkai.affairs.applications.letters.telling import tell
from gongkai.affairs.applications.models import Addressee, Delivery, Letter, LetterDelivery, Stage
from gongkai.affairs.applications.rows import day_faults, locked
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.files import Label
from gongkai.engines.ledger import outbox
from gongkai.kernel.clock import day_of, now, today
from gongkai.kernel.flow import Refused

# The channel of the outbox on which letters wait for the worker.
CHANNEL = "application_letter"


@transaction.atomic
def open_letter(letter: Letter, *, by: Actor) -> str:
    """The name that stands on it, for `letters.render`; empty once erased.

    An officer's look is an event of the applicant's data; the applicant's first look is the delivery on the web.
    Raises Refused for whoever has no right to the name.
    """
    if isinstance(by, Visitor):
        if letter.to != Addressee.APPLICANT:
            raise Refused(["这份文书不是给申请人的，不能查看。"])
        letter = _held(letter)
        if not any(one.way == Delivery.WEB for one in letter.deliveries.all()):
            _deliver(letter, by, Delivery.WEB, today(), "")
        return name_for_himself(letter.application)
    if name := known_name(letter):
        return name
    if letter.to == Addressee.APPLICANT:
        identity = applicant_for(by, letter.application, "letter")
        return identity.name if identity is not None else ""
    return _party(letter, by, "letter")[0]


@transaction.atomic
def record_delivery(
    letter: Letter, *, by: Actor, way: str, on: date | None = None, note: str = ""
) -> LetterDelivery:
    """It arrived on a day (today by default). note: what proves it, such as the number of a registered mail."""
    letter = _held(letter)
    day = on or today()
    reasons = may_not_touch(letter, by)
    reasons += day_faults("送达日期", day, since=day_of(letter.made_at))
    if way not in Delivery.values:
        reasons.append(f"请选择送达的方式：{'、'.join(map(str, Delivery.labels))}。")
    if way == Delivery.POST and not note.strip():
        reasons.append("邮寄送达的，请写明邮件号或者签收情况。")
    if len(note.strip()) > 200:
        reasons.append("送达说明最多200字，请压缩。")
    if any((one.way, one.on) == (way, day) for one in letter.deliveries.all()):
        reasons.append("同一天以同一方式的送达已经登记，无需再次登记。")
    if reasons:
        raise Refused(reasons)
    return _deliver(letter, by, Delivery(way), day, note.strip())


@transaction.atomic
def send_by_email(letter: Letter, *, by: Actor) -> None:
    """Leave it for the worker to send as PDF to the applicant's address, which is read only then.

    The worker records the delivery once the mail server has taken it.
    """
    letter = _held(letter)
    reasons = may_not_touch(letter, by)
    if letter.to != Addressee.APPLICANT or letter.application.delivery != Delivery.EMAIL:
        reasons.append("只有选择以电子邮件获取的申请人，才能以电子邮件送达；请改用其他方式。")
    if reasons:
        raise Refused(reasons)
    event = tell("application_letter.mailed", letter, by, kind=letter.kind)
    body = json.dumps({"letter": letter.pk})
    outbox.put(event, channel=CHANNEL, target=letter.subject[1], body=body)


@transaction.atomic
def labels(letters: Sequence[Letter], *, by: Actor) -> list[Label]:
    """Name and address of each, for the label sheet; every look is an event. Raises Refused, naming all letters
    whose address is not known."""
    found, reasons = [], []
    for letter in letters:
        application = letter.application
        if letter.to == Addressee.APPLICANT:
            who = applicant_for(by, application, "delivery")
            if who is None or not who.address:
                reasons.append(f"{letter.number}：申请人没有留通信地址，不能邮寄，请改用其他方式送达。")
            else:
                found.append(Label(who.name, who.address, who.postcode, letter.number))
        elif letter.consultation is not None and letter.consultation.agency is not None:
            asked = letter.consultation.agency
            if not asked.address:
                reasons.append(f"{letter.number}：{asked.name}没有登记地址，请先在机构资料中补充。")
            else:
                found.append(Label(asked.name, asked.address, asked.postcode, letter.number))
        else:
            name, rest = _party(letter, by, "delivery")
            if not rest:
                reasons.append(f"{letter.number}：没有写明被征求意见人的地址，请手工填写信封。")
            else:
                found.append(Label(name, rest, "", letter.number))
    if reasons:
        raise Refused(reasons)
    return found


def _held(letter: Letter) -> Letter:
    """The letter as it stands now, its application held."""
    application = locked(letter.application)
    found = application.letters.select_related("agency", "consultation__agency", "decision").get(pk=letter.pk)
    found.application = application
    return found


def _deliver(letter: Letter, by: Actor, way: Delivery, on: date, note: str) -> LetterDelivery:
    row = LetterDelivery.objects.create(
        letter=letter, way=way, on=on, note=note, noted_by=by.handle, noted_at=now()
    )
    tell("application_letter.delivered", letter, by, kind=letter.kind, way=way.value, delivered_on=on)
    _start_clocks(letter, by, on)
    return row


def _start_clocks(letter: Letter, by: Actor, on: date) -> None:
    """What counts from the day a letter arrived."""
    application, asked = letter.application, letter.consultation
    actor = SYSTEM if isinstance(by, Visitor) else by
    if (
        letter.kind == "fee_notice"
        and application.stage == Stage.PAYING
        and application.fee.served_on is None
    ):
        charging.note_fee_served(application, by=actor, on=on)
    if letter.kind in {"third_party_letter", "co_maker_letter"} and asked is not None:
        asked.application = application
        if not asked.answer and asked.served_on is None:
            consulting.note_served(asked, by=actor, on=on)


def _party(letter: Letter, by: Actor, why: str) -> tuple[str, str]:
    """Name, and the rest that was typed of whom a letter asks."""
    if letter.consultation is None:
        return "", ""
    letter.consultation.application = letter.application
    whole = party_for(by, letter.consultation, why)
    for sign in "，,；;\n":
        whole = whole.replace(sign, " ")
    name, _, rest = whole.strip().partition(" ")
    return name, rest.strip()
