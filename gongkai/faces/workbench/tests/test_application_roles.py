"""Every POST about applications by every role: it does what the role may do, or it changes nothing and says why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from gongkai.affairs.applications.actions import (
    charging,
    consulting,
    correcting,
    deciding,
    extending,
    grouping,
    remedies,
)
from gongkai.affairs.applications.models import Application, Stage
from gongkai.affairs.applications.tests.telling import accepted, draft, on, received, submit
from gongkai.affairs.applications.workflow import FLOW
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.queries import head
from gongkai.faces.workbench.application_case import BESIDE
from gongkai.faces.workbench.application_steps import STEPS
from gongkai.faces.workbench.tests.casework import DESK, ENTRY, LATER, page
from gongkai.faces.workbench.tests.paperwork import at
from tests.county import County

pytestmark = pytest.mark.full

Story = Callable[[County], Application]


def asked(county: County) -> Application:
    application = accepted(county)
    consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同价格")
    return application


def corrected(county: County) -> Application:
    application = received(county)
    correcting.ask_correction(application, by=county.zhou_min, items=["年度"], correct_by=LATER)
    return application


def extended(county: County) -> Application:
    application = accepted(county)
    extending.propose_extension(application, by=county.zhou_min, reason="资料在外省。")
    return application


def excessive(county: County) -> Application:
    application = accepted(county)
    extending.ask_reasons(application, by=county.zhou_min, question="本月40件。")
    return application


def reasoned(county: County) -> Application:
    application = excessive(county)
    extending.note_reasons(application, by=county.zhou_min, reasons="课题研究。")
    return application


def charged(county: County) -> Application:
    application = accepted(county)
    charging.notice_fee(application, by=county.zhou_min, way="pages", pages=100)
    return application


def unpaid(county: County) -> Application:
    application = charged(county)
    charging.note_fee_served(application, by=county.tang_ke, on=application.arrived_on)
    return application


def merged(county: County) -> Application:
    application = received(county)
    grouping.merge(application, by=county.zhou_min, into=accepted(county))
    return application


def with_a_twin(county: County) -> Application:
    accepted(county)
    return accepted(county)


def drafted(county: County) -> Application:
    application = accepted(county)
    draft(county, application)
    return application


def answered(county: County) -> Application:
    application = drafted(county)
    deciding.sign(application, by=county.lu_fang)
    return application


def disputed(county: County) -> Application:
    application = answered(county)
    remedies.note_remedy(
        application, by=county.tang_ke, kind="complaint", body="县政府办公室", filed_on=application.arrived_on
    )
    return application


READERS = [role for role, held in ROLES.items() if Permission.READ_APPLICATIONS in held.permissions]
REASON = {"reason": "上级要求。"}
# In which state each step is taken, what its form sends, and on which day of 2026.
POSTS: dict[str, tuple[Story, dict[str, Any], str]] = {
    "confirm_receipt": (submit, {}, ""),
    "assign": (accepted, {"undertaker": "zhujian", "officer": "zhoumin"}, ""),
    "check_identity": (submit, {"proof": "missing", "authority": "sound"}, ""),
    "accept": (received, {}, ""),
    "ask_correction": (received, {"items": "年度\n范围", "correct_by": "2026-06-30"}, ""),
    "take_correction": (corrected, {"wanted": "2024年度的明细"}, ""),
    "lapse_uncorrected": (corrected, {}, "2026-07-01"),
    "ask_third_party": (accepted, {"party": "某公司", "about": "合同价格"}, ""),
    "ask_co_maker": (accepted, {"agency": "qiaotou", "about": "实施方案"}, ""),
    "note_opinion": (asked, {"of": "1", "answer": "objects", "reasons": "价格是商业秘密。"}, ""),
    "note_served": (asked, {"of": "1", "on": "2026-03-02"}, ""),
    "propose_extension": (accepted, REASON, ""),
    "consent_extension": (extended, {}, ""),
    "decline_extension": (extended, REASON, ""),
    "ask_reasons": (accepted, {"question": "本月40件。"}, ""),
    "note_reasons": (excessive, {"reasons": "课题研究。"}, ""),
    "delay": (reasoned, {"answer_by": "2026-06-30"}, ""),
    "notice_fee": (accepted, {"way": "pages", "pages": "250"}, ""),
    "note_fee_served": (charged, {"on": "2026-03-02"}, ""),
    "note_payment": (charged, {}, ""),
    "waive_fee": (charged, REASON, ""),
    "lapse_unpaid": (unpaid, {}, "2026-05-06"),
    "note_search": (accepted, {"place": "档案室", "words": "危房", "found": "no"}, ""),
    "split": (received, {"parts": "分配明细\n评审依据"}, ""),
    "merge": (with_a_twin, {}, ""),
    "separate": (merged, {}, ""),
    "draft_reply": (accepted, {}, ""),
    "return_draft": (drafted, REASON, ""),
    "sign": (drafted, {}, ""),
    "transfer": (received, {"to": "qiaotou"}, ""),
    "withdraw": (accepted, {}, ""),
    "urge": (accepted, {}, "2026-05-06"),
    "note_remedy": (answered, {"kind": "complaint", "body": "县政府办公室", "filed_on": "2026-03-02"}, ""),
    "note_remedy_result": (disputed, {"of": "", "result": "upheld"}, ""),
    "reissue_code": (accepted, {}, ""),
    "archive": (answered, {}, ""),
}  # fmt: skip


def post(client: Client, path: str, given: dict[str, Any]) -> tuple[Any, bool]:
    """The answer, and whether anything was recorded; then it is all taken back."""
    before = head()
    with transaction.atomic():
        answer = client.post(path, given)
        changed = head() != before
        transaction.set_rollback(True)
    return answer, changed


def appointed(county: County, role: str) -> Officer:
    """Somebody new at the bureau with this role there."""
    person = agencies.appoint(by=SYSTEM, agency=county.housing, username=f"with-{role}", name="某人")
    agencies.grant_role(person, by=SYSTEM, role=role, agency=county.housing)
    return person


def sent(name: str, application: Application, given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Where a step is posted to, and what with."""
    match name:
        case "draft_reply":
            file = SimpleUploadedFile("明细.txt", "桥头镇 12户".encode())
            return page(application, "reply") + "?as=granted:provided", {"attached": file}
        case "merge":
            other = Application.objects.exclude(pk=application.pk).get()
            return page(application, name), {"into": other.number}
        case "note_remedy_result":
            return page(application, name), {**given, "of": application.remedies.get().pk}
    return page(application, name), given


def test_every_step_of_the_table_is_posted() -> None:
    assert set(POSTS) == {step.name for step in FLOW.steps} | set(BESIDE)
    assert set(STEPS) == set(POSTS) - {"draft_reply"}


def test_each_step_by_each_role(county: County) -> None:
    with on("2026-03-02"):
        people = {role: appointed(county, role) for role in READERS}
    for name, (story, given, later) in POSTS.items():
        row = BESIDE[name][0] if name in BESIDE else name
        step = next(one for one in FLOW.steps if one.name == row)
        with transaction.atomic():
            with on("2026-03-02"):
                application = story(county)
            with on(later or "2026-03-02", 15):
                for role, person in people.items():
                    path, what = sent(name, application, given)
                    may = bool({one.value for one in ROLES[role].permissions} & set(step.roles))
                    answer, changed = post(at(person), path, what)
                    assert changed == may, (name, role, answer.status_code)
                    assert answer.status_code == (302 if may else 422), (name, role)
                    assert may or "您没有办理" in answer.content.decode(), (name, role)
            transaction.set_rollback(True)


def test_who_may_not_read_applications_finds_none(county: County) -> None:
    """One person with all those roles at once: none of them opens a door."""
    with on("2026-03-02"):
        application = accepted(county)
        others = [role for role in ROLES if role not in READERS]
        person = appointed(county, others[0])
        for role in others[1:]:
            agencies.grant_role(person, by=SYSTEM, role=role, agency=county.housing)
        client = at(person)
        for name, (_story, given, _later) in POSTS.items():
            if name not in {"merge", "note_remedy_result"}:
                path, what = sent(name, application, given)
                assert client.post(path, what).status_code == 404, name


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ANSWERED])
def test_out_of_its_stage_a_step_is_closed_with_the_reason(county: County, stage: str) -> None:
    for role in ("liaison", "disclosure_head", "approver"):
        agencies.grant_role(county.he_jing, by=SYSTEM, role=role, agency=county.housing)
    client = at(county.he_jing)
    with on("2026-03-02"):
        application = submit(county) if stage == Stage.SUBMITTED else answered(county)
        for step in FLOW.steps:
            if stage in step.from_ or step.name == "merge":
                continue
            path, what = sent(step.name, application, POSTS[step.name][1])
            answer, changed = post(client, path, what)
            assert not changed, step.name
            assert answer.status_code == 422 and "当前状态为" in answer.content.decode(), step.name


def test_confirming_urging_and_entering_by_each_role(county: County) -> None:
    with on("2026-03-02"):
        late, new = accepted(county), submit(county)
    with on("2026-05-06"):
        for role, held in ROLES.items():
            client = at(appointed(county, role))
            for path, given, leave in (
                ("receipts/confirm/", {"number": new.number}, Permission.REGISTER_APPLICATIONS),
                ("overdue/urge/", {"number": late.number}, Permission.SUPERVISE_APPLICATIONS),
                ("new/", ENTRY, Permission.REGISTER_APPLICATIONS),
            ):
                answer, changed = post(client, f"{DESK}{path}", given)
                assert changed == (leave in held.permissions), (role, path)
                assert answer.status_code in {302, 422}, (role, path)


def test_whose_work_it_is_not_sees_nothing(county: County) -> None:
    with on("2026-03-02"):
        application = drafted(county)
        client = at(county.guo_liang)
        for part in ("", "reply", "receipt", "applicant", "sign", "files/1", "parties/1"):
            assert client.get(page(application, part)).status_code == 404, part
            assert client.post(page(application, part)).status_code in {404, 405}, part
