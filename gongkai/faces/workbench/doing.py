"""The button that does it 办理: where the workbench fulfils a duty, if it has a page for that and the officer may."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.gazette.submitting import publisher_for
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.duties.queries import Line
from gongkai.faces.ui.parameters import address
from gongkai.faces.workbench.about import About, page
from gongkai.faces.workbench.doing_documents import place_of
from gongkai.kernel.law import DutyRule
from gongkai.oversight.tasks.records import KINDS, LABELS

# Which record tells the event that meets a duty (oversight.tasks.records.KINDS, by what each tells).
RECORDED = {
    "hearing.held": "hearing",
    "training.held": "training",
    "organisation.named": "named",
    "organisation.confirmed": "confirmed",
    "organisation.dispatch_held": "dispatch_meeting",
    "organisation.liaison_reported": "liaison_report",
    "organisation.zone_opened": "zone",
    "organisation.standards_extended": "standards",
    "handover.accepted": "handover_accepted",
    "experience.submitted": "experience",
    "organisation.supported": "support",
    "inspection.held": "inspection",
    "assessment.closed": "assessment",
    "report.published": "report",
    "register.published": "published_list",
    "decision.meeting_held": "public_meeting",
}
# What is written on the button, by the rule's `action`.
WORDS = {
    "hearing": gettext_lazy("登记汇报"),
    "training": gettext_lazy("登记培训"),
    "organisation": gettext_lazy("登记安排"),
    "handover": gettext_lazy("登记交接"),
    "experience": gettext_lazy("登记报送"),
    "inspection": gettext_lazy("登记检查"),
    "assessment": gettext_lazy("登记考核"),
    "report": gettext_lazy("登记发布"),
    "register": gettext_lazy("登记发布"),
    "meeting": gettext_lazy("登记会议"),
}


# Who works on applications; whoever only reads or supervises them gets no button.
APPLICATION_WORK = (
    Permission.REGISTER_APPLICATIONS, Permission.HANDLE_APPLICATIONS, Permission.SIGN_REPLIES,
    Permission.CONSENT_EXTENSION,
)  # fmt: skip
# The page of an agency's disclosure office that tells the event which a duty counts, what its button says, and
# whose it is.
OFFICE = {
    "guide.checked": ("application_guide", gettext_lazy("核对指南"), Permission.REGISTER_APPLICATIONS),
    "channel.tested": ("application_trials", gettext_lazy("测试渠道"), Permission.REGISTER_APPLICATIONS),
    "request_list.published": ("application_lists", gettext_lazy("公布目录"), Permission.PUBLISH_DOCUMENTS),
}
# The step of a concern that tells the event which ends a duty, and what its button says.
CONCERNS = {
    "concern.released": ("release", gettext_lazy("登记发布")),
    "concern.conference_held": ("hold_conference", gettext_lazy("登记发布会")),
    "concern.responded": ("respond", gettext_lazy("登记回应")),
}


@dataclass(frozen=True)
class Doing:
    """A link that looks like a button."""

    words: str
    url: str


def doing(line: Line, about: About, agency: Agency | None, officer: Officer) -> Doing | None:
    """Where to do what is owed; None when it is done, no page does it yet, or another has to do it."""
    if agency is None or not line.duty.is_open:
        return None
    if line.duty.subject_kind in {"task", "plan"} and not line.duty.period:
        # The page's address is known only where the officer may open it.
        words = _("办理任务") if line.duty.subject_kind == "task" else _("分解任务")
        return Doing(words, about.url) if about.url else None
    if line.rule.action == "application":
        # Known only to who may read the application; what binds others, they do.
        words = _("登记意见") if line.duty.subject_kind == "consultation" else _("办理申请")
        works = any(officer.may(one, agency) for one in APPLICATION_WORK)
        return _offer(words, about.url, works and line.rule.id != "applicant_erasure")
    if told_at := next((OFFICE[one.verb] for one in line.rule.counts if one.verb in OFFICE), None):
        name, title, permission = told_at
        return _offer(str(title), page(f"workbench:{name}", agency.slug), officer.may(permission, agency))
    if answered := next((CONCERNS[one.verb] for one in line.rule.ends if one.verb in CONCERNS), None):
        step, title = answered
        # Known only to who may note it.
        url = about.url and page("workbench:concern_step", line.duty.subject_id, step)
        return _offer(str(title), url, officer.may(Permission.NOTE_RECORDS, agency))
    if line.duty.subject_kind == "register_record":
        # Known only to who keeps or publishes it.
        ends = {one.verb for one in line.rule.ends}
        withdraws = "register.withdrawn" in ends
        url = page("workbench:register_step", line.duty.subject_id, "withdraw" if withdraws else "publish")
        may = officer.may(Permission.PUBLISH_REGISTERS, agency)
        return _offer(_("撤回") if withdraws else _("公开"), about.url and url, may)
    if line.rule.action == "inspection_finding":
        # Known only to who may see the finding.
        return _offer(_("办理整改"), about.url, officer.may(Permission.NOTE_RECORDS, agency))
    if line.rule.action == "assessment_scheme":
        return _offer(_("拟订方案"), page("workbench:assessment"), officer.may(Permission.ASSESS, agency))
    if line.rule.action == "plan":
        return _offer(_("分解任务"), page("workbench:plans"), officer.may(Permission.PLAN_TASKS, agency))
    if line.rule.action == "negative_list":
        url = address(page("workbench:negative_list"), {"agency": agency.slug})
        return _offer(_("复核清单"), url, officer.may(Permission.KEEP_NEGATIVE_LIST, agency))
    if line.rule.action == "gazette":
        return _gazette(line, agency, officer)
    if place := place_of(line):
        may = any(officer.may(power, agency) for power in place.powers)
        return _offer(str(place.words), page(place.page, *place.arguments(line)), may)
    if any(
        one.verb == "report.published" and "annual" in one.where.get("report", ()) for one in line.rule.counts
    ):
        may = officer.may(Permission.DRAFT_REPORTS, agency)
        return _offer(_("编制年报"), page("workbench:annual_reports"), may)
    if told := _record(line.rule):
        kind, choices = told
        words = str(WORDS.get(line.rule.action) or _("登记"))
        of = line.duty.subject_id if KINDS[kind].continues else ""
        given = {"agency": agency.slug, "of": of, **choices}
        url = page("workbench:record_new", kind)
        return _offer(words, url and address(url, given), officer.may(Permission.NOTE_RECORDS, agency))
    return None


def _gazette(line: Line, agency: Agency, officer: Officer) -> Doing | None:
    """A department hands its document in; the government puts its own into an issue itself."""
    if publisher_for(agency) == agency:
        return _offer(_("编入公报"), page("workbench:gazette"), officer.may(Permission.ISSUE_GAZETTE, agency))
    url = page("workbench:gazette_submit")
    return _offer(
        _("报送公报"),
        url and address(url, {"document": line.duty.subject_id}),
        officer.may(Permission.PUBLISH_DOCUMENTS, agency),
    )


def _record(rule: DutyRule) -> tuple[str, dict[str, str]] | None:
    """The kind of record that meets the rule, and what is to be chosen in it; None where no record does.

    An event ends the duty about its own subject: a record does only where it carries that on, or names it.
    """
    for one in (*rule.ends, *rule.counts):
        kind = RECORDED.get(one.verb, "")
        if kind and (one in rule.counts or one.of or KINDS[kind].continues):
            return kind, {name: str(values[0]) for name, values in one.where.items() if name in LABELS}
    return None


def _offer(words: str, url: str, may: bool) -> Doing | None:
    return Doing(words, url) if url and may else None
