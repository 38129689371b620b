"""What a duty is about 事由: the title of its document, the words of its task, its period, and where that is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.applications.queries import applications_for
from gongkai.affairs.concerns.queries import concerns_for
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.affairs.registers.queries import records_for
from gongkai.engines.agencies.models import Officer
from gongkai.engines.duties.core import period_named
from gongkai.engines.duties.queries import Line
from gongkai.faces.ui.templatetags.ui import english
from gongkai.oversight.inspection.queries import Selection, findings_for
from gongkai.oversight.tasks.queries import plans, plans_for, tasks_for

# Subjects that are known here by their number alone: whose they are is nobody else's business.
NOUNS = {
    "annual_report": gettext_lazy("年报"),
    "application": gettext_lazy("申请"),
    "concern": gettext_lazy("舆情"),
    "consultation": gettext_lazy("意见征集"),
    "decision": gettext_lazy("决策"),
    "dispatch_meeting": gettext_lazy("调度会议"),
    "document": gettext_lazy("文件"),
    "experience": gettext_lazy("典型经验"),
    "handover": gettext_lazy("工作交接"),
    "hearing": gettext_lazy("听取汇报"),
    "inspection": gettext_lazy("检查"),
    "inspection_finding": gettext_lazy("检查发现的问题"),
    "letter": gettext_lazy("来信"),
    "negative_entry": gettext_lazy("负面清单条目"),
    "plan": gettext_lazy("工作要点"),
    "post": gettext_lazy("组织安排"),
    "register": gettext_lazy("清单"),
    "register_record": gettext_lazy("清单记录"),
    "task": gettext_lazy("任务"),
    "training": gettext_lazy("培训"),
}
Subject = tuple[str, str]


@dataclass(frozen=True)
class About:
    """The subject in words; `url` is empty where it has no page that the reader may open."""

    words: str
    url: str = ""


def abouts(lines: Sequence[Line], officer: Officer) -> dict[Subject, About]:
    """The subjects of these duties, in a few queries however many there are."""
    named: dict[str, set[str]] = {}
    for line in lines:
        named.setdefault(line.duty.subject_kind, set()).add(line.duty.subject_id)
    return subjects(named, officer)


def subjects(named: Mapping[str, set[str]], officer: Officer) -> dict[Subject, About]:
    """Subjects, by kind, as far as the officer may open them; of some kinds the words alone."""
    found = _documents(named.get("document", set()))
    found |= _tasks(named.get("task", set()), officer)
    found |= _plans(named.get("plan", set()), officer)
    found |= _applications(named.get("application", set()), named.get("consultation", set()), officer)
    found |= _concerns(named.get("concern", set()), officer)
    found |= _findings(named.get("inspection_finding", set()), officer)
    found |= _register_records(named.get("register_record", set()), officer)
    return found


def about(line: Line, known: dict[Subject, About]) -> About:
    """What one of them is about; the period comes first, for it is what a period duty is owed in."""
    duty = line.duty
    if duty.period:
        return About(period_in_words(duty.period))
    if duty.subject_kind == "agency":
        return About("")
    noun = NOUNS.get(duty.subject_kind, "")
    return known.get(duty.subject) or About(f"{noun} {duty.subject_id}".strip())


def period_in_words(name: str) -> str:
    """2026-Q3 as 2026年第三季度; on English pages as it stands."""
    return name if english() else period_named(name).label


def page(name: str, *arguments: str) -> str:
    """The address of a page; empty while the workbench has none of this name, so that no link is dead."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def _documents(numbers: set[str]) -> dict[Subject, About]:
    return {
        ("document", edition.document.index_number): About(
            _("《%s》") % edition.title, page("portal:document", edition.document.index_number)
        )
        for edition in (by_index_numbers(sorted(numbers)) if numbers else [])
    }


def _tasks(codes: set[str], officer: Officer) -> dict[Subject, About]:
    wanted = Q(pk__in=[])
    for code in codes:
        plan, _dash, serial = code.rpartition("-")
        if serial.isdecimal():
            wanted |= Q(plan__code=plan, serial=int(serial))
    rows = tasks_for(officer).filter(wanted) if codes else []
    return {("task", task.code): About(task.content, page("workbench:task", task.code)) for task in rows}


def _applications(numbers: set[str], asked: set[str], officer: Officer) -> dict[Subject, About]:
    """Applications, and those who were asked about one: `number/serial`."""
    of_asked = {one: one.partition("/")[0] for one in asked if "/" in one}
    wanted = numbers | set(of_asked.values())
    if not wanted:
        return {}
    rows = applications_for(officer).filter(number__in=wanted)
    urls = {number: page("workbench:application", number) for number in rows.values_list("number", flat=True)}
    found = {("application", one): About(_("申请 %s") % one, urls.get(one, "")) for one in numbers}
    return found | {
        ("consultation", one): About(_("申请 %s 的征求意见") % number, urls.get(number, ""))
        for one, number in of_asked.items()
    }


def _concerns(numbers: set[str], officer: Officer) -> dict[Subject, About]:
    wanted = [int(one) for one in numbers if one.isdecimal()]
    rows = concerns_for(officer).filter(pk__in=wanted) if wanted else []
    return {one.subject: About(one.title, page("workbench:concern", str(one.pk))) for one in rows}


def _register_records(numbers: set[str], officer: Officer) -> dict[Subject, About]:
    wanted = [int(one) for one in numbers if one.isdecimal()]
    rows = records_for(officer).filter(pk__in=wanted) if wanted else []
    return {one.subject: About(one.key, page("workbench:register_record", str(one.pk))) for one in rows}


def _findings(numbers: set[str], officer: Officer) -> dict[Subject, About]:
    wanted = [int(one) for one in numbers if one.isdecimal()]
    rows = findings_for(officer, Selection()).filter(pk__in=wanted) if wanted else []
    return {one.subject: About(str(one), page("workbench:inspection_finding", str(one.pk))) for one in rows}


def _plans(codes: set[str], officer: Officer) -> dict[Subject, About]:
    if not codes:
        return {}
    found = {("plan", plan.code): About(plan.title) for plan in plans().filter(code__in=codes)}
    ruled = plans_for(officer).filter(code__in=codes)
    return found | {
        ("plan", plan.code): About(plan.title, page("workbench:plan", plan.code)) for plan in ruled
    }
