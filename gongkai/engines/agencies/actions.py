"""Opening and closing agencies, appointing officers, granting and revoking roles."""

from datetime import date
from secrets import token_hex
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.engines.agencies.credit_code import organisation_code
from gongkai.engines.agencies.models import Actor, Agency, Grant, Officer, User
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import SYSTEM, forget_grants
from gongkai.engines.ledger.actions import record
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.dates import format_date


def _demand(by: Actor, permission: Permission, agency: Agency, sentence: str) -> None:
    if not by.may(permission, agency):
        raise Refused([sentence])


@transaction.atomic
def open_agency(
    *, by: Actor, slug: str, name: str, kind: str, parent: Agency | None = None, **details: Any
) -> Agency:
    """Add an agency to the tree; `details` are further fields of the model.

    Raises Refused with every fault of the data, or when `by` may not manage the parent.
    """
    if parent is None and by is not SYSTEM:
        raise Refused(["最上级机构只能由系统管理员在命令行设立。"])
    if parent is not None:
        _demand(by, Permission.MANAGE_AGENCIES, parent, f"您没有管理{parent.name}下级机构的权限。")
    code = details.get("credit_code") or None
    agency = Agency(
        slug=slug,
        name=name,
        kind=kind,
        parent=parent,
        path=f"{parent.path if parent else ''}{slug}/",
        **{
            "short_name": name,
            "opened_on": today(),
            "index_code": organisation_code(code) if code else slug.upper()[:16],
            **details,
            "credit_code": code,
        },
    )
    try:
        agency.full_clean()
    except ValidationError as error:
        raise Refused(
            f"{name}的“{field}”：{sentence}"
            for field, sentences in error.message_dict.items()
            for sentence in sentences
        ) from error
    agency.save(force_insert=True)
    record(
        "agency.opened",
        subject=agency.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"name": name, "kind": kind, "parent": parent.slug if parent else None},
        public=True,
    )
    return agency


@transaction.atomic
def rename_agency(agency: Agency, *, by: Actor, name: str, short_name: str) -> Agency:
    """Give the agency a new name; the old names stay as aliases, so old documents find it."""
    _demand(by, Permission.MANAGE_AGENCIES, agency, f"您没有管理{agency.name}的权限。")
    if not name.strip() or not short_name.strip():
        raise Refused(["请填写机构的全称和简称。"])
    before = {"name": agency.name, "short_name": agency.short_name}
    agency.aliases = sorted({*agency.aliases, agency.name, agency.short_name} - {name, short_name})
    agency.name, agency.short_name = name, short_name
    agency.save(update_fields=["name", "short_name", "aliases"])
    record(
        "agency.renamed",
        subject=agency.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"before": before, "name": name, "short_name": short_name},
        public=True,
    )
    return agency


@transaction.atomic
def close_agency(agency: Agency, *, by: Actor, on: date, successor: Agency | None = None) -> Agency:
    """Close an agency from a day on; its documents stay where they are, what it owed goes to the successor."""
    _demand(by, Permission.MANAGE_AGENCIES, agency, f"您没有管理{agency.name}的权限。")
    reasons = []
    if agency.closed_on is not None:
        reasons.append(f"{agency.name}已于{format_date(agency.closed_on)}撤销，无需再次撤销。")
    if on < agency.opened_on:
        reasons.append(f"撤销日期不能早于设立日期{format_date(agency.opened_on)}，请核对。")
    still_open = [child.name for child in agency.children.filter(closed_on=None)]
    if still_open:
        reasons.append(f"请先处理下级机构：{'、'.join(still_open[:5])}。")
    if reasons:
        raise Refused(reasons)
    agency.closed_on = on
    agency.save(update_fields=["closed_on"])
    record(
        "agency.closed",
        subject=agency.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"on": on, "successor": successor.slug if successor else None},
        public=True,
    )
    return agency


@transaction.atomic
def appoint(
    *, by: Actor, agency: Agency, username: str, name: str, title: str = "", password_hash: str = ""
) -> Officer:
    """Make a person an officer of the agency, with an account.

    `password_hash` comes from Django's `make_password`; without one nobody signs in by password.
    """
    _demand(by, Permission.MANAGE_OFFICERS, agency, f"您没有管理{agency.name}人员的权限。")
    if User.objects.filter(username=username).exists():
        raise Refused([f"用户名“{username}”已被使用，请换一个。"])
    user = User.objects.create(username=username, password=password_hash or make_password(None))
    officer = Officer.objects.create(user=user, agency=agency, name=name, title=title, since=today())
    record(
        "officer.appointed",
        subject=officer.subject,
        agency=agency.slug,
        by=by.handle,
        facts={"name": name, "title": title},
    )
    return officer


@transaction.atomic
def grant_role(officer: Officer, *, by: Actor, role: str, agency: Agency | None = None) -> Grant:
    """Let the officer hold a role at an agency (his own by default) from today on."""
    place = agency or officer.agency
    reasons = []
    if role not in ROLES:
        reasons.append(f"没有“{role}”这一角色，可选：{'、'.join(ROLES)}。")
    if not by.may(Permission.MANAGE_OFFICERS, place):
        reasons.append(f"您没有管理{place.name}人员的权限。")
    if Grant.objects.filter(officer=officer, role=role, agency=place, until=None).exists():
        reasons.append(f"{officer.name}在{place.name}已经具有该角色。")
    if reasons:
        raise Refused(reasons)
    grant = Grant.objects.create(officer=officer, role=role, agency=place, since=today())
    forget_grants(officer)
    record(
        "role.granted",
        subject=officer.subject,
        agency=place.slug,
        by=by.handle,
        facts={"role": role},
    )
    return grant


@transaction.atomic
def revoke_role(grant: Grant, *, by: Actor) -> None:
    """End a role today; the row stays as the record of who could do what when."""
    _demand(by, Permission.MANAGE_OFFICERS, grant.agency, f"您没有管理{grant.agency.name}人员的权限。")
    if grant.until is not None:
        raise Refused([f"该角色已于{format_date(grant.until)}收回。"])
    grant.until = today()
    grant.save(update_fields=["until"])
    record(
        "role.revoked",
        subject=grant.officer.subject,
        agency=grant.agency.slug,
        by=by.handle,
        facts={"role": grant.role},
    )


@transaction.atomic
def note_sign_in(officer: Officer, *, methods: list[str]) -> None:
    """The officer has signed in; `methods` names what he was asked for (`password`, `totp`, …)."""
    record(
        "officer.signed_in",
        subject=officer.subject,
        agency=officer.agency.slug,
        by=officer.handle,
        facts={"methods": methods},
    )


@transaction.atomic
def note_failed_sign_in(username: str, *, reason: str) -> None:
    """Somebody tried to sign in and was refused; nobody knows who it was, so the machine reports it.

    `reason` is `password`, `second_factor`, `no_appointment` or `identity`. A name that no account has
    is not kept: people type passwords into the wrong field.
    """
    user = User.objects.select_related("officer__agency").filter(username__iexact=username).first()
    officer: Officer | None = getattr(user, "officer", None)
    record(
        "officer.sign_in_failed",
        subject=("officer", user.username if user else ""),
        agency=officer.agency.slug if officer else "",
        by=SYSTEM.handle,
        facts={"reason": reason, "known": user is not None},
    )


@transaction.atomic
def note_second_factor(officer: Officer, *, on: bool) -> None:
    """The officer has switched his second factor on or off."""
    if on:
        record(
            "officer.second_factor_set",
            subject=officer.subject,
            agency=officer.agency.slug,
            by=officer.handle,
        )
    else:
        record(
            "officer.second_factor_removed",
            subject=officer.subject,
            agency=officer.agency.slug,
            by=officer.handle,
        )


@transaction.atomic
def change_password(officer: Officer, *, password_hash: str) -> None:
    """The officer takes another password; the face has asked for the present one and checked the new.

    `password_hash` comes from Django's `make_password`, so that no lock is held while it is counted.
    """
    officer.user.password = password_hash
    officer.user.save(update_fields=["password"])
    record("officer.password_changed", subject=officer.subject, agency=officer.agency.slug, by=officer.handle)


@transaction.atomic
def renew_feed(*, by: Officer) -> str:
    """The officer gets a calendar feed of his own, or another address for it; returns the new key.

    The former address no longer leads anywhere.
    """
    by.feed_key = token_hex(8)
    by.save(update_fields=["feed_key"])
    record("officer.feed_renewed", subject=by.subject, agency=by.agency.slug, by=by.handle)
    return by.feed_key


@transaction.atomic
def close_feed(*, by: Officer) -> None:
    """The officer's calendar feed ends. Raises Refused when he has none."""
    if not by.feed_key:
        raise Refused(["您没有开通日历订阅，无需关闭。"])
    by.feed_key = ""
    by.save(update_fields=["feed_key"])
    record("officer.feed_closed", subject=by.subject, agency=by.agency.slug, by=by.handle)
