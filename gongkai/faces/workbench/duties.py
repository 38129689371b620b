"""My day 我的一天: what my agencies owe, by time left, and for each the clause and the count of its days."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import agencies_named
from gongkai.engines.duties.explain import explain
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line, duties_for, duty_for
from gongkai.faces.workbench.staff import staff
from gongkai.kernel.clock import Hours, WorkingDays, day_of, default_calendar, now, parse_limit

PER_PAGE = 50
# How a status is shown: the class of its tag.
TAGS = {"overdue": "late", "late": "late", "soon": "soon", "met": "ok"}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    duty: Duty
    title: str
    about: str
    about_url: str
    agency: str
    clause: str
    limit: str
    left: str
    tag: str
    binding: bool


@staff
@require_safe
def index(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The open duties of the agencies whose duties the officer may see, the first due first."""
    lines = duties_for(officer, limit=PER_PAGE + 1)
    rows = rows_of(lines[:PER_PAGE])
    return render(
        request,
        "workbench/duties.html",
        {
            "rows": rows,
            "more": len(lines) > PER_PAGE,
            "overdue": sum(
                line.status == "overdue" and row.binding for line, row in zip(lines, rows, strict=False)
            ),
            "soon": sum(line.status == "soon" for line in lines[:PER_PAGE]),
            "open": len(rows),
            "today": day_of(now()),
        },
    )


@staff
@require_safe
def show(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One duty: what, under which clause, and why it is due on that day."""
    duty = duty_for(officer, number)
    if duty is None:
        raise Http404("没有这项义务。")
    account = explain(duty)
    (row,) = rows_of([account.line])
    return render(request, "workbench/duty.html", {"row": row, "account": account})


def rows_of(lines: list[Line]) -> list[Row]:
    """The lines with names instead of identifiers, in three queries however many there are."""
    numbers = [line.duty.subject_id for line in lines if line.duty.subject_kind == "document"]
    titles = {edition.document.index_number: edition.title for edition in by_index_numbers(numbers)}
    names = agencies_named({line.duty.agency for line in lines})
    return [_row(line, titles, names) for line in lines]


def _row(line: Line, titles: dict[str, str], names: dict[str, str]) -> Row:
    duty = line.duty
    title = titles.get(duty.subject_id, "")
    binding = line.rule.strength == "must"
    tag = TAGS.get(line.status, "")
    about = title or duty.period or (duty.subject_id if duty.subject_kind != "agency" else "")
    return Row(
        duty=duty,
        title=line.title,
        about=about,
        about_url=reverse("portal:document", args=[duty.subject_id]) if title else "",
        agency=names.get(duty.agency, duty.agency),
        clause=line.rule.citation or line.rule.note,
        limit=parse_limit(duty.limit).zh(),
        left=left_in_words(line),
        # What should be done is never a breach, so it never shows as one.
        tag=tag if binding or tag != "late" else "soon",
        binding=binding,
    )


def left_in_words(line: Line) -> str:
    """The time left, or gone, in the unit in which the duty is counted."""
    duty = line.duty
    if line.status == "paused":
        return _("中止计算")
    if line.status in {"met", "late", "cancelled"}:
        return {"met": _("按时完成"), "late": _("逾期完成"), "cancelled": _("已取消")}[line.status]
    if duty.due_at is None:
        return _("没有期限")
    left = duty.due_at - now()
    limit = parse_limit(duty.limit)
    if isinstance(limit, Hours) or abs(left) < timedelta(hours=12):
        hours = max(1, round(abs(left) / timedelta(hours=1)))
        gone = ngettext("逾期 %(n)d 小时", "逾期 %(n)d 小时", hours)
        words = gone if left < timedelta(0) else ngettext("还有 %(n)d 小时", "还有 %(n)d 小时", hours)
        return words % {"n": hours}
    due, here = day_of(duty.due_at), day_of(now())
    days = abs(default_calendar().working_days_between(here, due)) if isinstance(limit, WorkingDays) else 0
    # Over a weekend no working day passes: then plain days are told.
    if days:
        gone = ngettext("逾期 %(n)d 个工作日", "逾期 %(n)d 个工作日", days)
        ahead = ngettext("还有 %(n)d 个工作日", "还有 %(n)d 个工作日", days)
    else:
        days = abs((due - here).days)
        gone = ngettext("逾期 %(n)d 天", "逾期 %(n)d 天", days)
        ahead = ngettext("还有 %(n)d 天", "还有 %(n)d 天", days)
    words = (gone if left < timedelta(0) else ahead) % {"n": days}
    return _("%s（暂定）") % words if duty.provisional else words
