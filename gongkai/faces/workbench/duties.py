"""My day 我的一天 and the register of duties 义务台账: what is owed, by time left; and each duty with its days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where, own_agencies
from gongkai.engines.duties.explain import Explanation, explain
from gongkai.engines.duties.queries import Wanted, count_for, count_of, duties_for, duties_of, duty_for
from gongkai.engines.ledger.models import Event
from gongkai.faces.ui.paging import Pager
from gongkai.faces.ui.parameters import address, choice, page_number, text
from gongkai.faces.workbench.clauses import cited
from gongkai.faces.workbench.duty_rows import Row, rows_of, rule_titles
from gongkai.faces.workbench.history import told
from gongkai.faces.workbench.months import month_named, month_span
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import day_of, now

PER_PAGE = 50
ALL = "all"
OPEN_STATUSES: dict[str, str | Promise] = {
    "overdue": _("已逾期"),
    "soon": _("即将到期"),
    "paused": _("暂停计算"),
}
STATUSES: dict[str, str | Promise] = {
    **OPEN_STATUSES,
    "closed": _("已了结"),
    "met": _("按时完成"),
    "late": _("逾期完成"),
    "cancelled": _("已取消"),
    ALL: _("全部"),
}
GROUPS: dict[str, str | Promise] = {
    "overdue": _("已逾期"),
    "today": _("今天"),
    "week": _("本周"),
    "later": _("以后"),
    "passed": _("已过建议的日期"),
    "paused": _("暂停计算"),
}


@dataclass(frozen=True)
class Group:
    """The lines under one heading of my day."""

    key: str
    title: str | Promise
    rows: list[Row]


@staff
@require_safe
def my_day(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What is owed by the agencies where the officer works, or by one or all of those he oversees."""
    names = _names(officer)
    agency = choice(request.GET, "agency", {**names, ALL: ""})
    status = choice(request.GET, "status", OPEN_STATUSES)
    own = list(own_agencies(officer, Permission.READ_DUTIES).values_list("slug", flat=True))
    slugs = list(names) if agency == ALL else [agency] if agency else own

    def url(page: int = 1, **changes: str) -> str:
        values = {"agency": agency, "status": status, **changes, "page": page if page > 1 else ""}
        return address(reverse("workbench:home"), values)

    # What should be done is never overdue, as the figure above the list counts it.
    wanted = Wanted(status=status, strength="must" if status == "overdue" else "")
    pager = Pager(count_of(slugs, wanted), page_number(request.GET), url, PER_PAGE)
    lines = duties_of(slugs, wanted, limit=PER_PAGE, offset=pager.start)
    return render(
        request,
        "workbench/my_day.html",
        {
            "groups": _groups(rows_of(lines, officer)),
            "pager": pager,
            "names": names if len(names) > 1 else {},
            "agency": agency,
            "elsewhere": len(names) > len(own) and agency == "",
            "statuses": OPEN_STATUSES,
            "status": status,
            "counts": {
                "overdue": count_of(slugs, Wanted(status="overdue", strength="must")),
                "soon": count_of(slugs, Wanted(status="soon")),
                "open": count_of(slugs, Wanted()),
            },
            "urls": {"overdue": url(status="overdue"), "soon": url(status="soon"), "open": url(status="")},
            "today": day_of(now()),
            "offers_second_factor": officer.user.has_usable_password()
            and not is_mfa_enabled(officer.user, [Authenticator.Type.TOTP]),
        },
    )


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """All duties that the officer may see, open and closed: what the figures of other pages lead to."""
    names, rules = _names(officer), rule_titles()
    month = text(request.GET, "month")
    given = {
        "agency": choice(request.GET, "agency", names),
        "status": choice(request.GET, "status", STATUSES),
        "rule": choice(request.GET, "rule", rules),
        "strength": choice(request.GET, "strength", {"must": "", "should": ""}),
        "month": month,
    }
    since, until = _month(month)
    wanted = Wanted(
        agency=given["agency"], status=given["status"], rule=given["rule"], strength=given["strength"],
        since=since, until=until,
    )  # fmt: skip

    def url(page: int) -> str:
        return address(reverse("workbench:duties"), {**given, "page": page if page > 1 else ""})

    pager = Pager(count_for(officer, wanted), page_number(request.GET), url, PER_PAGE)
    lines = duties_for(officer, wanted, limit=PER_PAGE, offset=pager.start)
    return render(
        request,
        "workbench/duties.html",
        {
            "rows": rows_of(lines, officer),
            "pager": pager,
            "names": names if len(names) > 1 else {},
            "rules": dict(sorted(rules.items(), key=lambda rule: rule[1])),
            "statuses": STATUSES,
            **{f"chosen_{name}": value for name, value in given.items()},
            "month_began": since,
        },
    )


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One duty: what, under which clause, why it is due on that day, and what has happened."""
    duty = duty_for(officer, number)
    if duty is None:
        raise Http404("没有这项义务。")
    account = explain(duty)
    (row,) = rows_of([account.line], officer)
    siblings = [] if duty.period else duties_for(officer, Wanted(subject=duty.subject, status=ALL), limit=20)
    return render(
        request,
        "workbench/duty.html",
        {
            "row": row,
            "account": account,
            "clauses": cited(account.line.rule),
            "history": told(_course(account)),
            "siblings": rows_of([line for line in siblings if line.duty.id != duty.id], officer),
        },
    )


def _course(account: Explanation) -> list[Event]:
    """What happened in its course. A period begins with whatever is recorded first in it: that tells nothing."""
    if not account.line.duty.period:
        return list(account.events)
    counted = {trigger.verb for trigger in account.line.rule.counts}
    return [event for event in account.events if event.verb in counted]


def _names(officer: Officer) -> dict[str, str]:
    """Slug → short name of the agencies whose duties the officer may see."""
    return dict(agencies_where(officer, Permission.READ_DUTIES).values_list("slug", "short_name"))


def _groups(rows: list[Row]) -> list[Group]:
    """The lines under their headings, in the order of GROUPS; the order of time holds within each."""
    key: Callable[[Row], str] = _group_of
    order = list(GROUPS)
    ranked = sorted(rows, key=lambda row: order.index(key(row)))
    return [Group(name, GROUPS[name], list(found)) for name, found in groupby(ranked, key)]


def _group_of(row: Row) -> str:
    if row.duty.due_at is None:
        return "paused"
    if row.status == "overdue":
        return "overdue" if row.binding else "passed"
    today, due = day_of(now()), day_of(row.duty.due_at)
    if due == today:
        return "today"
    return "week" if due <= today + timedelta(6 - today.weekday()) else "later"


def _month(name: str) -> tuple[datetime | None, datetime | None]:
    """The first instant of a month such as 2026-03 and that of the next; two None for no month."""
    first = month_named(name) if name else None
    return month_span(first) if first else (None, None)
