"""Steps made by hand: every step by every role, and in every stage; only what the table says goes through."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions import (
    charging,
    checking,
    closing,
    consulting,
    correcting,
    deciding,
    extending,
    grouping,
    privacy,
    receiving,
    remedies,
)
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import Application, Stage
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.permissions import ROLES
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import head
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, draft, on, received, submit

pytestmark = [pytest.mark.django_db, pytest.mark.full]

FILES: Any = [{"name": "明细.txt", "data": b"1", "redacted": False}]
LATER = date(2026, 6, 30)


def steps(county: County) -> dict[str, Any]:
    """Every step of the table, as a function of the application and who does it."""
    other = accepted(county)
    return {
        "confirm_receipt": lambda a, by: receiving.confirm_receipt(a, by=by),
        "assign": lambda a, by: receiving.entrust(a, by=by, undertaker=county.housing),
        "check_identity": lambda a, by: checking.check_identity(a, by=by, proof="sound"),
        "accept": lambda a, by: receiving.accept(a, by=by),
        "ask_correction": lambda a, by: correcting.ask_correction(a, by=by, items=["年度"], correct_by=LATER),
        "take_correction": lambda a, by: correcting.take_correction(a, by=by, wanted="2024年度"),
        "lapse_uncorrected": lambda a, by: correcting.lapse_uncorrected(a, by=by),
        "ask_third_party": lambda a, by: consulting.ask_third_party(a, by=by, party="某公司", about="合同"),
        "ask_co_maker": lambda a, by: consulting.ask_co_maker(a, by=by, agency=county.township, about="方案"),
        "note_opinion": lambda a, by: consulting.note_opinion(
            a.consultations.get(answer=""), by=by, answer="agrees"
        ),
        "propose_extension": lambda a, by: extending.propose_extension(a, by=by, reason="资料在外省。"),
        "consent_extension": lambda a, by: extending.consent_extension(a, by=by),
        "decline_extension": lambda a, by: extending.decline_extension(a, by=by, reason="可以按期。"),
        "ask_reasons": lambda a, by: extending.ask_reasons(a, by=by, question="本月40件。"),
        "note_reasons": lambda a, by: extending.note_reasons(a, by=by, reasons="课题研究。"),
        "delay": lambda a, by: extending.delay(a, by=by, answer_by=LATER),
        "notice_fee": lambda a, by: charging.notice_fee(a, by=by, way="pages", pages=100),
        "note_payment": lambda a, by: charging.note_payment(a, by=by),
        "waive_fee": lambda a, by: charging.waive_fee(a, by=by, reason="低保对象。"),
        "lapse_unpaid": lambda a, by: charging.lapse_unpaid(a, by=by),
        "note_search": lambda a, by: deciding.note_search(a, by=by, place="档案室", words="危房", found=True),
        "split": lambda a, by: grouping.split(a, by=by, parts=["甲", "乙"]),
        "merge": lambda a, by: grouping.merge(a, by=by, into=other),
        "separate": lambda a, by: grouping.separate(a, by=by),
        "draft_reply": lambda a, by: deciding.draft_reply(
            a, by=by, outcome="granted", variant="provided", files=FILES
        ),
        "return_draft": lambda a, by: deciding.return_draft(a, by=by, reason="请补充。"),
        "sign": lambda a, by: deciding.sign(a, by=by),
        "transfer": lambda a, by: closing.transfer(a, by=by, to=county.township),
        "withdraw": lambda a, by: closing.withdraw(a, by=by),
        "urge": lambda a, by: remedies.urge(a, by=by),
        "note_remedy": lambda a, by: remedies.note_remedy(
            a, by=by, kind="complaint", body="县政府办公室", filed_on=date(2026, 3, 2)
        ),
        "reissue_code": lambda a, by: privacy.reissue_code(a, by=by),
        "archive": lambda a, by: closing.archive(a, by=by),
    }


def told_until(county: County, stage: str) -> Application:
    """An application that stands in this stage."""
    application = submit(county) if stage == Stage.SUBMITTED else received(county)
    zhou, tang = county.zhou_min, county.tang_ke
    match stage:
        case Stage.CORRECTING:
            correcting.ask_correction(application, by=zhou, items=["年度"], correct_by=LATER)
        case Stage.HANDLING:
            receiving.accept(application, by=zhou)
        case Stage.PAYING:
            charging.notice_fee(application, by=zhou, way="pages", pages=100)
        case Stage.MERGED:
            grouping.merge(application, by=zhou, into=accepted(county))
        case Stage.SIGNING | Stage.ANSWERED:
            draft(county, application)
            if stage == Stage.ANSWERED:
                deciding.sign(application, by=county.lu_fang)
        case Stage.LAPSED:
            correcting.ask_correction(application, by=zhou, items=["年度"], correct_by=date(2026, 3, 3))
            with on("2026-03-04"):
                correcting.lapse_uncorrected(application, by=zhou)
        case Stage.WITHDRAWN:
            closing.withdraw(application, by=APPLICANT)
        case Stage.TRANSFERRED:
            closing.transfer(application, by=tang, to=county.township)
    application.refresh_from_db()
    assert application.stage == stage
    return application


def test_every_step_of_the_table_has_its_verb(county: County) -> None:
    assert list(steps(county)) == [step.name for step in workflow.FLOW.steps]
    assert set(workflow.LETTERS) <= set(steps(county))


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_takes_a_step(county: County, role: str) -> None:
    with on("2026-03-02"):
        person = agencies.appoint(by=SYSTEM, agency=county.housing, username=f"with-{role}", name="某人")
        agencies.grant_role(person, by=SYSTEM, role=role, agency=county.housing)
        application = told_until(county, Stage.HANDLING)
        asked = consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
        acts = steps(county)
        for step in workflow.FLOW.steps:
            may = bool(set(step.roles) & {one.value for one in ROLES[role].permissions})
            before = head()
            with transaction.atomic():
                try:
                    acts[step.name](application, person)
                    refused = ""
                except Refused as error:
                    refused = str(error)
                if refused:
                    assert head() == before
                transaction.set_rollback(True)
            assert ("您没有办理" in refused) == (not may), step.name
        asked.refresh_from_db()
        assert asked.answer == ""


@pytest.mark.parametrize("stage", Stage.values)
def test_a_step_is_taken_in_its_stages_only(county: County, stage: str) -> None:
    for role in ("liaison", "disclosure_head", "approver"):
        agencies.grant_role(county.he_jing, by=SYSTEM, role=role, agency=county.housing)
    with on("2026-03-02"):
        application = told_until(county, stage)
        if stage in (Stage.RECEIVED, Stage.HANDLING):
            consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同")
        acts = steps(county)
        for step in workflow.FLOW.steps:
            if stage in step.from_ or (
                step.name == "note_opinion" and not application.consultations.exists()
            ):
                continue
            with pytest.raises(Refused, match="当前状态为"):
                acts[step.name](application, county.he_jing)
        assert Application.objects.get(pk=application.pk).stage == stage


def test_a_refusal_changes_nothing(county: County) -> None:
    with on("2026-03-02"):
        application = received(county)
        acts = steps(county)
        before = head()
        rows = Application.objects.values().get(pk=application.pk)
        for name, step in acts.items():
            if name == "note_opinion":
                continue
            with pytest.raises(Refused):
                step(application, county.guo_liang)
        assert head() == before
        assert Application.objects.values().get(pk=application.pk) == rows
