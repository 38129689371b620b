"""Duties as the lines of a list: names instead of identifiers, the time left in words, the button that does it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.law import present_book
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import Line
from gongkai.faces.workbench.about import About, about, abouts
from gongkai.faces.workbench.doing import Doing, doing
from gongkai.kernel.clock import Hours, WorkingDays, day_of, default_calendar, now, parse_limit

# How a status is shown: the class of its tag.
TAGS = {"overdue": "late", "late": "late", "soon": "soon", "met": "ok", "cancelled": "off", "paused": "off"}
_NUMBER = re.compile(r"（[^（）]*〔\d{4}〕[^（）]*）")


@dataclass(frozen=True)
class Row:
    """One line of a list. clause: the citation in short; citation: the whole of it, where that says more."""

    duty: Duty
    status: str
    title: str
    about: About
    agency: str
    clause: str
    citation: str
    limit: str
    left: str
    tag: str
    binding: bool
    by_hours: bool
    doing: Doing | None


def rows_of(lines: Sequence[Line], officer: Officer) -> list[Row]:
    """The lines as this officer reads them, in a few queries however many there are."""
    known = abouts(lines, officer)
    slugs = {line.duty.agency for line in lines}
    agencies = {a.slug: a for a in agencies_where(officer, Permission.READ_DUTIES).filter(slug__in=slugs)}
    rows = []
    for line in lines:
        duty, rule = line.duty, line.rule
        agency, subject = agencies.get(duty.agency), about(line, known)
        binding, tag = rule.strength == "must", TAGS.get(line.status, "")
        full = rule.citation or rule.note
        short = short_citation(full)
        limit = parse_limit(duty.limit)
        rows.append(
            Row(
                duty=duty,
                status=line.status,
                title=line.title,
                about=subject,
                agency=agency.short_name if agency else duty.agency,
                clause=short,
                citation=full if full != short else "",
                limit=limit.zh(),
                left=left_in_words(line),
                # What should be done is never a breach, so it never shows as one.
                tag=tag if binding or tag != "late" else "soon",
                binding=binding,
                by_hours=isinstance(limit, Hours),
                doing=doing(line, subject, agency, officer),
            )
        )
    return rows


def short_citation(full: str) -> str:
    """The first act cited, without the number of its issue and the full name of the country."""
    first, more, _rest = _NUMBER.sub("", full).replace("《中华人民共和国", "《").partition("、《")
    return _("%s等") % first if more else first


def left_in_words(line: Line) -> str:
    """The time left, or gone, in the unit in which the duty is counted."""
    duty = line.duty
    if line.status == "paused":
        return _("暂停计算")
    if line.status in {"met", "late", "cancelled"}:
        return {"met": _("按时完成"), "late": _("逾期完成"), "cancelled": _("已取消")}[line.status]
    if duty.due_at is None:
        return _("没有期限")
    left, limit = duty.due_at - now(), parse_limit(duty.limit)
    due, here = day_of(duty.due_at), day_of(now())
    hours = isinstance(limit, Hours) or abs(left) < timedelta(hours=12)
    worked = abs(default_calendar().working_days_between(here, due)) if isinstance(limit, WorkingDays) else 0
    # Over a weekend no working day passes: then plain days are told.
    unit = "hours" if hours else "working_days" if worked else "days"
    number = max(1, round(abs(left) / timedelta(hours=1))) if hours else worked or abs((due - here).days)
    # What should be done and was not is past its day, not in breach.
    way = "ahead" if left >= timedelta(0) else "gone" if line.rule.strength == "must" else "passed"
    words = _counted(way, unit, number) % {"n": number}
    return _("%s（暂定）") % words if duty.provisional else words


def _counted(way: str, unit: str, n: int) -> str:
    match way, unit:
        case "ahead", "hours":
            return ngettext("还有 %(n)d 小时", "还有 %(n)d 小时", n)
        case "ahead", "working_days":
            return ngettext("还有 %(n)d 个工作日", "还有 %(n)d 个工作日", n)
        case "ahead", _any:
            return ngettext("还有 %(n)d 天", "还有 %(n)d 天", n)
        case "gone", "hours":
            return ngettext("逾期 %(n)d 小时", "逾期 %(n)d 小时", n)
        case "gone", "working_days":
            return ngettext("逾期 %(n)d 个工作日", "逾期 %(n)d 个工作日", n)
        case "gone", _any:
            return ngettext("逾期 %(n)d 天", "逾期 %(n)d 天", n)
        case _past, "hours":
            return ngettext("已过 %(n)d 小时", "已过 %(n)d 小时", n)
        case _past, "working_days":
            return ngettext("已过 %(n)d 个工作日", "已过 %(n)d 个工作日", n)
    return ngettext("已过 %(n)d 天", "已过 %(n)d 天", n)


def rule_titles() -> dict[str, str]:
    """What every rule that was ever read is called, by its id; of several texts the last read."""
    return {rule.id: rule.title for rule in present_book().texts.values()}
