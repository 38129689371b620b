"""Passwords 口令 and second factors of officers' accounts, where somebody else has to set them."""

from allauth.mfa.models import Authenticator
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


@transaction.atomic
def reset_second_factor(officer: Officer, *, by: Actor) -> None:
    """Take off a second factor whose telephone and recovery codes are lost; asked for again, it must be set up anew."""
    reasons = []
    if not by.may(Permission.MANAGE_OFFICERS, officer.agency):
        reasons.append(f"您没有管理{officer.agency.name}人员的权限。")
    factors = Authenticator.objects.filter(user=officer.user)
    if not factors.exists():
        reasons.append(f"{officer.name}没有开启两步验证，无需重置。")
    if reasons:
        raise Refused(reasons)
    # Without the model's signals: they tell what the officer himself does at sign-in.
    factors._raw_delete(factors.db)
    record("officer.second_factor_reset", subject=officer.subject, agency=officer.agency.slug, by=by.handle)
