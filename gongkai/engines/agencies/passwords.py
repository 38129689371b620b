"""Passwords 口令: setting one for an officer's account."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.engines.agencies.models import Actor, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.actions import record
from gongkai.kernel.flow import Refused


def officer_named(username: str) -> Officer:
    """The officer with this user name. Raises Refused when there is none."""
    officer = Officer.objects.select_related("user", "agency").filter(user__username=username).first()
    if officer is None:
        raise Refused([f"没有用户名为“{username}”的人员，请先用gongkai agencies import录入。"])
    return officer


@transaction.atomic
def set_password(officer: Officer, *, by: Actor, password: str) -> None:
    """Give the officer's account a password; the ledger keeps that it happened, never what it is."""
    if not by.may(Permission.MANAGE_OFFICERS, officer.agency):
        raise Refused([f"您没有管理{officer.agency.name}人员的权限。"])
    try:
        validate_password(password, officer.user)
    except ValidationError as error:
        raise Refused(error.messages) from error
    officer.user.set_password(password)
    officer.user.save(update_fields=["password"])
    record("officer.password_set", subject=officer.subject, agency=officer.agency.slug, by=by.handle)
