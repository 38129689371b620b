"""The calendar feed 日历订阅: what an officer owes, at a secret address that a calendar program reads by itself.

The address is the whole proof: the officer's number and his feed key, signed. It cannot be guessed; another key
makes it useless, and so does the end of his office. It tells titles, numbers and dates, never an applicant.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.engines.agencies.actions import close_feed, renew_feed
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import officer_numbered, own_agencies
from gongkai.engines.duties.queries import Line, Wanted, duties_of
from gongkai.faces.workbench import ics
from gongkai.faces.workbench.duty_rows import Row, rows_of
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import day_of, now
from gongkai.kernel.flow import Refused

MOST = 1000


def address_of(officer: Officer) -> str:
    """Where the officer's calendar is read; empty when he has none."""
    if not officer.feed_key:
        return ""
    token = _signer().sign(f"{officer.pk}-{officer.feed_key}")
    return settings.GONGKAI_ORIGIN + reverse("workbench:calendar_feed", args=[token])


@require_safe
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the agencies where the officer works owe and until when; 404 for an address that is none."""
    officer = _officer(token)
    slugs = list(own_agencies(officer, Permission.READ_DUTIES).values_list("slug", flat=True))
    lines = [line for line in duties_of(slugs, Wanted(), limit=MOST) if line.duty.due_at is not None]
    entries = [_entry(line, row) for line, row in zip(lines, rows_of(lines, officer), strict=True)]
    name = _("政务公开待办（%s）") % officer.agency.short_name
    answer = HttpResponse(
        ics.calendar(name, entries, stamp=now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'inline; filename="duties.ics"'
    return answer


@staff
@require_POST
def renew(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Give the officer a calendar of his own, or another address for it."""
    had = bool(officer.feed_key)
    renew_feed(by=officer)
    messages.success(
        request,
        _("已换新的订阅地址，原来的地址不能再用。请在日历程序里改用新地址。")
        if had
        else _("日历订阅已开通，请把地址加到您的日历程序里。"),
    )
    return redirect(f"{reverse('workbench:calendar')}#feed")


@staff
@require_POST
def close(request: HttpRequest, officer: Officer) -> HttpResponse:
    """End the officer's calendar."""
    try:
        close_feed(by=officer)
        messages.success(request, _("日历订阅已关闭，原来的地址不能再用。"))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return redirect(f"{reverse('workbench:calendar')}#feed")


def _signer() -> Signer:
    return Signer(salt="gongkai.workbench.calendar", sep=".")


def _officer(token: str) -> Officer:
    try:
        number, _dash, key = _signer().unsign(token).partition("-")
        officer = officer_numbered(int(number))
    except (BadSignature, ValueError):
        officer = None
    if officer is None or not officer.feed_key or not constant_time_compare(key, officer.feed_key):
        raise Http404("没有这个日历。")
    return officer


def _entry(line: Line, row: Row) -> ics.Entry:
    due = line.duty.due_at
    assert due is not None, "only what has a date is in the calendar"
    about = f"：{row.about.words}" if row.about.words else ""
    return ics.Entry(
        uid=f"duty-{line.duty.id}@{urlsplit(settings.GONGKAI_ORIGIN).hostname}",
        on=due if row.by_hours else day_of(due),
        summary=f"{row.title}{about}",
        description=_("%(agency)s\n期限：%(limit)s\n依据：%(clause)s")
        % {"agency": row.agency, "limit": row.limit, "clause": line.rule.citation},
        url=settings.GONGKAI_ORIGIN + reverse("workbench:duty", args=[line.duty.id]),
        tentative=line.duty.provisional,
        alarms=tuple(at for at in line.warnings if at > now()),
    )
