"""Every POST about documents by every role: it does what the role may do, or it changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from gongkai.affairs.documents import actions, course
from gongkai.affairs.documents.models import Attribute, Document, Edition
from gongkai.engines.agencies.permissions import ROLES, Permission
from gongkai.engines.ledger.queries import head
from gongkai.faces.workbench.tests.paperwork import at, form_of, notice, page, passed, sent
from gongkai.oversight.tasks.tests.test_every_role import appointed
from tests.county import County

pytestmark = pytest.mark.full

P = Permission
WHY = {"reason": "上级要求。"}
POINTS = [
    "不含国家秘密",
    "不含危及国家安全、公共安全、经济安全、社会稳定的内容",
    "商业秘密、个人隐私已经征求意见或者作了处理",
]
SAID = {
    "pass-checked": POINTS,
    "return-reason": "请改。",
    "refer-to": "保密局",
    "refer-question": "能否公开",
    "settle-decision": "可以公开",
    "settle-may_open": "yes",
}
GATE = {"gate": "secrecy-zhujian", **{f"secrecy-zhujian-{name}": value for name, value in SAID.items()}}


def signed(county: County) -> Edition:
    return course.sign(passed(county), by=county.lu_fang)


def referred(county: County) -> Edition:
    edition = sent(county)
    course.refer(edition, by=county.fang_ya, to="保密局", question="能否公开")
    return edition


def withheld(county: County) -> Edition:
    edition = signed(county)
    # What may not be open goes its own way; how it was classified is not what is tested here.
    Document.objects.filter(pk=edition.document_id).update(attribute=Attribute.EXEMPT)
    return edition


def put_away(county: County) -> Edition:
    edition = withheld(county)
    return course.withhold(Edition.objects.get(pk=edition.pk), by=county.lu_fang)


def taken_back(county: County) -> Edition:
    edition = county.publish()
    actions.withdraw(edition.document, by=county.lu_fang, reason="误发。", ground="error")
    return edition


def from_elsewhere(county: County) -> Edition:
    return county.draft(kind="notice")


Story = Callable[[County], Edition]
# What is posted where, in which state, and which permissions let it through.
POSTS: dict[str, tuple[Story, str, dict[str, Any], set[Permission]]] = {
    "classify": (notice, "classify", {"attribute": "proactive"}, {P.DRAFT_DOCUMENTS}),
    "joint": (notice, "joint", {"agencies": "桥头镇"}, {P.DRAFT_DOCUMENTS}),
    "relate": (notice, "relations", {"type": "based_on", "title": "建筑法"}, {P.DRAFT_DOCUMENTS}),
    "consult": (
        notice, "consultation", {"received": 0, "adopted": 0, "exception": "urgent", "reason": "抢险"},
        {P.DRAFT_DOCUMENTS},
    ),
    "interpret": (notice, "interpret", {}, {P.DRAFT_DOCUMENTS}),
    "screen": (notice, "findings", {"do": "screen"}, {P.DRAFT_DOCUMENTS}),
    "send_up": (notice, "send_up", {}, {P.DRAFT_DOCUMENTS}),
    "discard": (notice, "discard", WHY, {P.DRAFT_DOCUMENTS}),
    "recall": (sent, "recall", {}, set()),
    "pass": (sent, "review", {**GATE, "do": "pass"}, {P.REVIEW_SECRECY}),
    "refer": (sent, "review", {**GATE, "do": "refer"}, {P.REVIEW_SECRECY}),
    "gate_return": (sent, "review", {**GATE, "do": "return"}, {P.REVIEW_SECRECY}),
    "settle": (referred, "review", {**GATE, "do": "settle"}, {P.REVIEW_SECRECY}),
    "sign": (passed, "sign", {}, {P.SIGN_DOCUMENTS}),
    "schedule": (signed, "schedule", {"at": "2099-01-01T09:00"}, {P.PUBLISH_DOCUMENTS}),
    "publish": (signed, "publish", {}, {P.PUBLISH_DOCUMENTS}),
    "withhold": (withheld, "withhold", {}, {P.PUBLISH_DOCUMENTS}),
    "reopen": (put_away, "reopen", WHY, {P.REVIEW_SECRECY, P.REVIEW_DISCLOSURE}),
    "take_over": (from_elsewhere, "take_over", {}, {P.IMPORT_DOCUMENTS}),
    "correct": (County.publish, "correct", {"note": "更正。"}, {P.CORRECT_DOCUMENTS}),
    "withdraw": (County.publish, "endings/error", {**WHY, "do": "confirm"}, {P.WITHDRAW_DOCUMENTS}),
    "note an ending": (
        County.publish, "endings/repealed", {"on": "2099-01-01", "title": "新办法", "do": "confirm"},
        {P.WITHDRAW_DOCUMENTS},
    ),
    "restore": (taken_back, "restore", WHY, {P.WITHDRAW_DOCUMENTS}),
}  # fmt: skip


def post(client: Client, path: str, given: dict[str, Any]) -> tuple[int, bool]:
    """The status, and whether anything was recorded; then it is all taken back."""
    before = head()
    with transaction.atomic():
        status = client.post(path, given).status_code
        changed = head() != before
        transaction.set_rollback(True)
    return status, changed


@pytest.mark.parametrize("name", POSTS)
def test_each_post_by_each_role(county: County, name: str) -> None:
    story, part, given, leave = POSTS[name]
    edition = story(county)
    for role, held in ROLES.items():
        may = bool(leave & held.permissions) and P.READ_DRAFTS in held.permissions
        status, changed = post(at(appointed(county, role)), page(edition, part), given)
        assert changed == may, (role, status)
        assert status < 500, (role, status)
        assert not may or status == 302, (role, status)


def test_changing_the_text_and_starting_anew(county: County) -> None:
    edition = notice(county)
    begun = form_of(at(county.zhou_min).get(page(edition, "edit")))
    new = {"agency": "zhujian", "kind": "notice", "title": "甲", "text": "乙。"}
    for role, held in ROLES.items():
        client = at(appointed(county, role))
        may = P.DRAFT_DOCUMENTS in held.permissions
        assert post(client, page(edition, "edit"), {**begun, "title": "另一个"})[1] == may, role
        assert post(client, "/workbench/documents/new/", new)[1] == may, role
        assert post(client, "/workbench/documents/batch/", {"do": "send_up", "edition": edition.pk})[1] == may


def test_files_and_relations_are_taken_off_by_those_who_draft(county: County) -> None:
    edition = notice(county)
    attached = actions.attach(edition, by=county.zhou_min, name="名单.csv", data=b"a,b\n")
    relation = actions.relate(edition.document, by=county.zhou_min, type="based_on", title="建筑法")
    for role, held in ROLES.items():
        client = at(appointed(county, role))
        may = P.DRAFT_DOCUMENTS in held.permissions
        for part in (f"files/{attached.pk}/remove", f"relations/{relation.pk}/remove"):
            status, changed = post(client, page(edition, part), {})
            assert (changed, status < 500) == (may, True), (role, part)
