"""Mail 电子邮件: sends a letter, and what it hands over, out of the outbox; the applicant's address is read here and
kept nowhere."""

import json
from smtplib import SMTPException

from django.core.files.storage import default_storage
from django.core.mail import EmailMessage

from gongkai.affairs.applications.actions.delivering import record_delivery
from gongkai.affairs.applications.actions.privacy import applicant_for
from gongkai.affairs.applications.letters.render import as_pdf, file_name
from gongkai.affairs.applications.models import Delivery, Letter
from gongkai.affairs.documents import store
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import OutboxMessage
from gongkai.engines.ledger.outbox import NotNeeded


class NotTaken(RuntimeError):
    """The mail server did not take it; without a word of what it said, since that may name the address."""


def send_letter(message: OutboxMessage) -> None:
    """Send it as PDF and record the delivery; NotNeeded once it was delivered, or the address was erased."""
    letter = (
        Letter.objects.select_related("application__agency", "application__undertaker", "agency", "decision")
        .filter(pk=json.loads(message.body)["letter"])
        .first()
    )
    if letter is None or any(one.way == Delivery.EMAIL for one in letter.deliveries.all()):
        raise NotNeeded("It was sent meanwhile.")
    who = applicant_for(SYSTEM, letter.application, "delivery")
    if who is None or not who.email:
        raise NotNeeded("There is no address any more.")
    mail = EmailMessage(
        subject=f"{letter.title}（{letter.number}）",
        body=f"{who.name}：\n\n{letter.title}（{letter.number}）见附件。\n\n{letter.agency.name}\n",
        to=[who.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach(file_name(letter, "pdf"), as_pdf(letter, who.name), "application/pdf")
    for file in letter.decision.files.all() if letter.decision is not None else ():
        with default_storage.open(store.path_of(file.sha256)) as kept:
            mail.attach(file.name, kept.read(), file.media_type)
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        raise NotTaken(f"The mail server did not take it ({type(error).__name__}).") from None
    record_delivery(letter, by=SYSTEM, way=Delivery.EMAIL)
