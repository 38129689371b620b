"""The course of an edition 流程: state × step × permission × legal basis × guards, in one table.

An edition is drafted, classified and sent up; every gate that the agency's law names is passed by another
person; it is signed and published, or, when it may not be open, put away. What is returned or recalled is a
draft again. `gates` knows which reviews a text needs, `guards` what each step asks.
"""

from gongkai.affairs.documents import guards
from gongkai.affairs.documents.gates import PERMISSIONS
from gongkai.affairs.documents.models import Edition, Gate, State
from gongkai.engines.agencies.models import Actor
from gongkai.engines.agencies.permissions import PERMISSION_TITLES, Permission
from gongkai.kernel.flow import Flow, Offer, Step

REVIEWERS = tuple(dict.fromkeys(PERMISSIONS.values()))
_DRAFT = (Permission.DRAFT_DOCUMENTS,)
_UNDER_REVIEW = (State.REVIEWING, State.REFERRED)

FLOW: Flow[Edition, Actor] = Flow(
    "documents",
    title="文件",
    states={state.value: str(state.label) for state in State},
    roles={permission.value: title for permission, title in PERMISSION_TITLES.items()},
    initial=(State.DRAFT,),
    final=(State.SUPERSEDED,),
    steps=(
        Step(name="edit", title="修改", from_=(State.DRAFT,), to=None, roles=_DRAFT),
        Step(
            name="classify",
            title="确定公开属性",
            from_=(State.DRAFT,),
            to=None,
            roles=_DRAFT,
            basis="foi:13",
        ),
        Step(
            name="send_up",
            title="送审",
            from_=(State.DRAFT,),
            to=State.REVIEWING,
            roles=_DRAFT,
            basis="foi:17",
            guards=(guards.has_text, guards.is_classified, guards.findings_are_settled),
        ),
        Step(
            name="recall",
            title="撤回送审",
            from_=_UNDER_REVIEW,
            to=State.DRAFT,
            roles=_DRAFT,
            guards=(guards.sent_it_up,),
        ),
        Step(
            name="pass_gate",
            title="审查通过",
            from_=(State.REVIEWING,),
            to=None,
            roles=REVIEWERS,
            basis="foi:17",
            guards=(
                guards.is_a_person,
                guards.is_another,
                guards.reviews_for_no_author,
                guards.findings_are_settled,
            ),
        ),
        Step(
            name="refer",
            title="提请有关主管部门确定",
            from_=(State.REVIEWING,),
            to=State.REFERRED,
            roles=(Permission.REVIEW_SECRECY,),
            basis="foi:17",
            guards=(guards.is_a_person, guards.is_another, guards.reviews_for_no_author),
        ),
        Step(
            name="settle",
            title="登记确定结果",
            from_=(State.REFERRED,),
            to=State.REVIEWING,
            roles=(Permission.REVIEW_SECRECY,),
            basis="foi:17",
            guards=(guards.is_a_person, guards.is_another, guards.reviews_for_no_author),
        ),
        Step(
            name="return",
            title="退回",
            from_=(State.REVIEWING, State.REFERRED, State.SIGNED),
            to=State.DRAFT,
            roles=(*REVIEWERS, Permission.PUBLISH_DOCUMENTS),
            guards=(guards.is_a_person,),
        ),
        Step(
            name="sign",
            title="签发",
            from_=(State.REVIEWING,),
            to=State.SIGNED,
            roles=(Permission.SIGN_DOCUMENTS,),
            basis="foi:17",
            guards=(
                guards.is_a_person,
                guards.is_another,
                guards.signs_for_no_author,
                guards.gates_are_passed,
                guards.findings_are_settled,
                guards.interpretation_is_ready,
                guards.elements_are_complete,
                guards.bases_are_on_their_carrier,
            ),
        ),
        Step(
            name="schedule",
            title="定时公开",
            from_=(State.SIGNED,),
            to=None,
            roles=(Permission.PUBLISH_DOCUMENTS,),
            guards=(guards.is_open_to_all,),
        ),
        Step(
            name="publish",
            title="公开",
            from_=(State.SIGNED,),
            to=State.LIVE,
            roles=(Permission.PUBLISH_DOCUMENTS,),
            basis="foi:26",
            guards=(
                guards.is_open_to_all,
                guards.is_not_withdrawn,
                guards.findings_are_settled,
                guards.files_are_ready,
                guards.interpretation_comes_along,
                guards.package_is_whole,
            ),
        ),
        Step(
            name="withhold",
            title="不公开存档",
            from_=(State.SIGNED,),
            to=State.WITHHELD,
            roles=(Permission.PUBLISH_DOCUMENTS,),
            basis="foi:13",
            guards=(guards.is_not_open,),
        ),
        Step(
            name="reopen",
            title="重新评估后启封",
            from_=(State.WITHHELD,),
            to=State.DRAFT,
            roles=(Permission.REVIEW_SECRECY, Permission.REVIEW_DISCLOSURE),
            basis="foi:18",
            guards=(guards.is_a_person, guards.did_not_write_it),
        ),
        Step(
            name="take_over",
            title="接收已公开文件",
            from_=(State.DRAFT,),
            to=State.LIVE,
            roles=(Permission.IMPORT_DOCUMENTS,),
            guards=(
                guards.was_public_elsewhere,
                guards.is_open_to_all,
                guards.is_not_withdrawn,
                guards.has_text,
                guards.known_findings_are_settled,
            ),
        ),
        Step(
            name="correct",
            title="更正",
            from_=(State.LIVE,),
            to=State.SUPERSEDED,
            roles=(Permission.CORRECT_DOCUMENTS,),
            basis="foi:6",
        ),
        Step(
            name="withdraw",
            title="撤回",
            from_=(State.LIVE,),
            to=State.WITHDRAWN,
            roles=(Permission.WITHDRAW_DOCUMENTS,),
        ),
        Step(
            name="restore",
            title="恢复公开",
            from_=(State.WITHDRAWN,),
            to=State.LIVE,
            roles=(Permission.WITHDRAW_DOCUMENTS,),
            basis="foi:6",
            guards=(guards.is_a_person, guards.withdrawal_may_be_reversed),
        ),
    ),
)


def held(edition: Edition, by: Actor) -> list[str]:
    """What the actor may do for the document's agency; signing also counts for those that sign jointly."""
    agency = edition.document.agency
    found = [permission.value for permission in Permission if by.may(permission, agency)]
    if edition.state == State.REVIEWING and any(
        by.may(PERMISSIONS[Gate.JOINT], row.agency) for row in edition.document.joint_rows.all()
    ):
        found.append(PERMISSIONS[Gate.JOINT].value)
    return found


def refusals(edition: Edition, step: str, by: Actor) -> list[str]:
    """Every reason why the actor may not take the step now; empty if he may."""
    return FLOW.refusals(edition, step, roles=held(edition, by), actor=by)


def take(edition: Edition, step: str, by: Actor) -> str:
    """The state after the step. Raises Refused with all the reasons."""
    return FLOW.take(edition, step, roles=held(edition, by), actor=by)


def offers(edition: Edition, by: Actor) -> list[Offer[Edition, Actor]]:
    """Every step as it stands for this actor: the buttons, and why the others are closed."""
    return FLOW.offers(edition, roles=held(edition, by), actor=by)
