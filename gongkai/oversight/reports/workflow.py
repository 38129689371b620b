"""The course of an annual report 流程: state × step × permission × guards, in one table.

Who writes it does not sign it, nothing is signed that does not add up, and what was signed is what is published.
"""

from django.utils.translation import gettext_noop as _

from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.clock import today
from gongkai.kernel.flow import Flow, Offer, Step
from gongkai.oversight.reports import checks
from gongkai.oversight.reports.form import CHAPTERS, NUMERALS, WRITTEN
from gongkai.oversight.reports.models import AnnualReport, State


def year_is_over(report: AnnualReport, actor: Actor) -> list[str]:
    """报告年度已经结束"""
    return [] if report.year < today().year else [f"{report.year}年还没有结束，请在下一年签发。"]


def chapters_are_written(report: AnnualReport, actor: Actor) -> list[str]:
    """第一、五、六部分已经写好"""
    written = checks.texts(report)
    return [
        f"“{NUMERALS[number]}、{CHAPTERS[number]}”还没有写，请先写好。"
        for number in WRITTEN
        if not written.get(number, "").strip()
    ]


def figures_add_up(report: AnnualReport, actor: Actor) -> list[str]:
    """填报的数字齐全，勾稽关系成立"""
    return checks.faults(report)


def signer_is_another(report: AnnualReport, actor: Actor) -> list[str]:
    """签发人没有编写过"""
    if actor.handle in checks.writers(report):
        return ["您编写过这份年报，不能由您签发，请交由其他有签发权限的人员办理。"]
    return []


FLOW: Flow[AnnualReport, Actor] = Flow(
    "annual_reports",
    title="年报",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.DRAFT,),
    steps=(
        Step(
            name="write",
            title=_("编写"),
            from_=(State.DRAFT,),
            to=None,
            roles=(Permission.DRAFT_REPORTS,),
            basis="foi:50",
        ),
        Step(
            name="sign",
            title=_("签发"),
            from_=(State.DRAFT,),
            to=State.SIGNED,
            roles=(Permission.SIGN_DOCUMENTS,),
            guards=(year_is_over, chapters_are_written, figures_add_up, signer_is_another),
        ),
        Step(
            name="return",
            title=_("退回修改"),
            from_=(State.SIGNED,),
            to=State.DRAFT,
            roles=(Permission.SIGN_DOCUMENTS, Permission.DRAFT_REPORTS),
        ),
        Step(
            name="publish",
            title=_("公布"),
            from_=(State.SIGNED,),
            to=State.PUBLISHED,
            roles=(Permission.PUBLISH_DOCUMENTS,),
            basis="foi:49",
        ),
        Step(
            name="interpret",
            title=_("附上解读"),
            from_=(State.PUBLISHED,),
            to=None,
            roles=(Permission.DRAFT_REPORTS, Permission.PUBLISH_DOCUMENTS),
        ),
        Step(
            name="revise",
            title=_("更正"),
            from_=(State.PUBLISHED,),
            to=State.DRAFT,
            roles=(Permission.DRAFT_REPORTS,),
        ),
    ),
)


def held(report: AnnualReport, by: Actor) -> list[str]:
    """The permissions of the course that the actor holds for the agency of the report."""
    wanted = (Permission.DRAFT_REPORTS, Permission.SIGN_DOCUMENTS, Permission.PUBLISH_DOCUMENTS)
    return [one.value for one in wanted if by.may(one, report.agency)]


def offers(report: AnnualReport, by: Actor) -> list[Offer[AnnualReport, Actor]]:
    """Every step as it stands for this actor."""
    return FLOW.offers(report, roles=held(report, by), actor=by)
