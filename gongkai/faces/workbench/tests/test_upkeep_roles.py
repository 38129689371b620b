"""Every POST of upkeep by every role: it does what the role may do, or it changes nothing and says why."""

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.affairs.documents import cleanup, screening_rounds
from gongkai.affairs.documents.reports_of_error import report_error
from gongkai.affairs.documents.tests.test_withheld import entry, held_back
from gongkai.engines.agencies.permissions import ROLES
from gongkai.engines.agencies.permissions import Permission as P
from gongkai.faces.workbench.tests.paperwork import at
from gongkai.faces.workbench.tests.test_document_roles import post
from gongkai.kernel.clock import today
from gongkai.oversight.tasks.tests.test_every_role import appointed
from tests.county import County

Story = Callable[[County], tuple[str, dict[str, Any]]]
READS = {P.READ_DRAFTS}


def registering(county: County) -> tuple[str, dict[str, Any]]:
    return _sheet(county, "register"), {"number": "1", "long_term": "no"}


def filing(county: County) -> tuple[str, dict[str, Any]]:
    return _sheet(county, "filing"), {"authority": "县政府", "on": today()}


def carrying(county: County) -> tuple[str, dict[str, Any]]:
    return _sheet(county, "carrier"), {"carrier": "公报第1期", "on": today()}


def deciding(county: County) -> tuple[str, dict[str, Any]]:
    given = {"decision": "lapse", "reason": "到期失效。"}
    return _sheet(county, "validity", expires_on=today().replace(year=today().year + 1)), given


def _sheet(county: County, step: str, **facts: object) -> str:
    number = county.publish(effective_on=None, **facts).document.index_number
    return f"/workbench/normative/{number}/{step}/"


def opening(county: County) -> tuple[str, dict[str, Any]]:
    county.publish()
    given = {"agency": "zhujian", "whose": "no", "title": "清理", "kind_slugs": "normative", "until": today()}
    return "/workbench/clean-ups/new/", given


def judging(county: County) -> tuple[str, dict[str, Any]]:
    county.publish()
    clean_up = cleanup.open_round(by=county.tang_ke, agency=county.housing, title="清理")
    item = clean_up.items.get().pk
    given = {"do": "lines", f"verdict-{item}": "keep", f"reason-{item}": "继续执行。"}
    return f"/workbench/clean-ups/{clean_up.pk}/", given


def confirming(county: County) -> tuple[str, dict[str, Any]]:
    address, given = judging(county)
    at(county.tang_ke).post(address, given)
    return f"{address}confirm/", {}


def answering(county: County) -> tuple[str, dict[str, Any]]:
    number = county.publish().document.index_number
    report = report_error(index_number=number, edition_number=1, words="有错字。")
    given = {"outcome": "not_an_error", "words": "核对无误。"}
    return f"/workbench/error-reports/{report.pk}/", given


def screening(county: County) -> tuple[str, dict[str, Any]]:
    return "/workbench/screening-rounds/new/", {"agency": "zhujian"}


def finishing(county: County) -> tuple[str, dict[str, Any]]:
    row = screening_rounds.begin_round(county.housing, by=county.tang_ke)
    list(screening_rounds.carry_on(row))
    return f"/workbench/screening-rounds/{row.pk}/", {"result": "没有问题。"}


def looking_again(county: County) -> tuple[str, dict[str, Any]]:
    held = held_back(county, entry(county), "会议记录一").pk
    return "/workbench/withheld/zhujian/", {f"verdict-{held}": "stay", f"reason-{held}": "没有变化。"}


def entering(county: County) -> tuple[str, dict[str, Any]]:
    given = {"code": "9", "title": "讨论记录", "ground": "process", "scope": "讨论记录。", "since": today()}
    return "/workbench/negative-list/new/?agency=zhujian", given


POSTS: dict[str, tuple[Story, set[P], set[P]]] = {
    # The story, powers of which one is enough, and powers that are needed to come there at all.
    "register": (registering, {P.REVIEW_LEGALITY}, READS),
    "filing": (filing, {P.PUBLISH_DOCUMENTS}, READS),
    "carrier": (carrying, {P.PUBLISH_DOCUMENTS}, READS),
    "validity": (deciding, {P.WITHDRAW_DOCUMENTS}, READS),
    "open a clean-up": (opening, {P.CORRECT_DOCUMENTS}, set()),
    "judge": (judging, {P.CORRECT_DOCUMENTS}, set()),
    "confirm": (confirming, {P.WITHDRAW_DOCUMENTS}, set()),
    "answer a report": (answering, {P.CORRECT_DOCUMENTS}, set()),
    "begin a screening round": (screening, {P.NOTE_RECORDS}, set()),
    "finish a screening round": (finishing, {P.NOTE_RECORDS}, set()),
    "look again": (looking_again, {P.REVIEW_SECRECY, P.REVIEW_DISCLOSURE}, set()),
    "enter an item": (entering, {P.KEEP_NEGATIVE_LIST}, set()),
}


@pytest.mark.full
@pytest.mark.parametrize("name", POSTS)
def test_each_post_by_each_role(county: County, name: str) -> None:
    story, enough, needed = POSTS[name]
    path, given = story(county)
    for role, held in ROLES.items():
        may = bool(enough & held.permissions) and needed <= held.permissions
        status, changed = post(at(appointed(county, role)), path, given)
        assert changed == may, (role, status)
        assert status == 302 if may else status in {403, 404, 422}, (role, status)
