"""Putting an issue together: numbers, order, editions that are fixed, refusals."""

from datetime import date

import pytest

from gongkai.affairs.gazette import actions
from gongkai.affairs.gazette.models import Issue
from gongkai.affairs.gazette.tests.conftest import Press
from gongkai.engines.ledger.models import Event
from gongkai.kernel.flow import Refused


def titles(issue: Issue) -> list[str]:
    return [item.title for item in issue.items.all()]


def test_numbers_follow_each_other_and_serials_run_through_the_years(press: Press) -> None:
    government = press.county.government
    first = actions.open_issue(
        by=press.editor, agency=government, dated_on=date(2025, 9, 30), number=3, serial=27
    )
    second = press.open()
    third = actions.open_issue(by=press.editor, agency=government, dated_on=date(2026, 3, 31))
    assert [(one.year, one.number, one.serial) for one in (first, second, third)] == [
        (2025, 3, 27),
        (2025, 4, 28),
        (2026, 1, 29),
    ]
    with pytest.raises(Refused, match="总第28期已经有了"):
        actions.correct(third, by=press.editor, dated_on=date(2026, 3, 31), serial=28)
    assert actions.correct(third, by=press.editor, dated_on=date(2026, 4, 1), serial=30).serial == 30


def test_a_department_has_no_gazette(press: Press) -> None:
    with pytest.raises(Refused) as refused:
        actions.open_issue(by=press.county.tang_ke, agency=press.county.housing, dated_on=date(2025, 9, 30))
    assert len(refused.value.reasons) == 2


def test_items_stand_by_section_and_move_within_it(press: Press) -> None:
    issue = press.open()
    actions.write(issue, by=press.editor, section="chronicle", title="大事记", text="12月3日，开班。")
    first, second, appointed = (press.published(name) for name in ("甲办法", "乙办法", "任免通知"))
    press.add(issue, first)
    item = press.add(issue, second)
    press.add(issue, appointed, "appointments")
    assert titles(issue) == ["甲办法", "乙办法", "任免通知", "大事记"]
    actions.move(item, by=press.editor, up=True)
    assert titles(issue) == ["乙办法", "甲办法", "任免通知", "大事记"]
    with pytest.raises(Refused, match="最前"):
        actions.move(item, by=press.editor, up=True)
    actions.remove(item, by=press.editor)
    assert [(one.position, one.title) for one in issue.items.all()] == [
        (1, "甲办法"),
        (2, "任免通知"),
        (3, "大事记"),
    ]
    with pytest.raises(Refused, match="已被移出"):
        actions.move(item, by=press.editor, up=False)


def test_a_document_stands_in_one_issue_only(press: Press) -> None:
    edition = press.published("甲办法")
    press.add(press.open(), edition)
    with pytest.raises(Refused, match="2025年第1期"):
        press.add(press.open(), edition)


def test_a_section_takes_what_is_its_own(press: Press) -> None:
    issue, edition = press.open(), press.published("甲办法")
    with pytest.raises(Refused, match="大事记"):
        press.add(issue, edition, "chronicle")
    with pytest.raises(Refused, match="请选择栏目"):
        press.add(issue, edition, "weather")
    with pytest.raises(Refused) as refused:
        actions.write(issue, by=press.editor, section="departments", title="", text="")
    assert len(refused.value.reasons) == 3


def test_the_edition_is_fixed_until_it_is_renewed(press: Press) -> None:
    issue, edition = press.open(), press.published("甲办法")
    item = press.add(issue, edition)
    with pytest.raises(Refused, match="无需更换"):
        actions.renew(item, by=press.editor)
    after = press.county.correct(edition.document, title="甲办法（更正）")
    item.refresh_from_db()
    assert item.edition == edition
    assert actions.renew(item, by=press.editor).edition == after
    assert titles(issue) == ["甲办法（更正）"]


def test_an_empty_issue_is_dropped_and_its_number_free_again(press: Press) -> None:
    issue = press.open()
    item = press.add(issue, press.published("甲办法"))
    with pytest.raises(Refused, match="请先全部移出"):
        actions.drop(issue, by=press.editor)
    actions.remove(item, by=press.editor)
    actions.drop(issue, by=press.editor)
    assert press.open().number == 1


def test_nobody_else_assembles_and_a_refusal_changes_nothing(press: Press) -> None:
    issue, edition = press.open(), press.published("甲办法")
    item = press.add(issue, edition)
    issue.refresh_from_db()
    before, events = issue.version, Event.objects.count()
    for officer in (press.county.tang_ke, press.leader, press.county.lu_fang):
        for act in (
            lambda by: press_add(press, issue, by),
            lambda by: actions.remove(item, by=by),
            lambda by: actions.renew(item, by=by),
            lambda by: actions.move(item, by=by, up=True),
            lambda by: actions.write(issue, by=by, section="chronicle", title="记", text="文"),
            lambda by: actions.correct(issue, by=by, dated_on=date(2026, 1, 1), serial=5),
            lambda by: actions.drop(issue, by=by),
        ):
            with pytest.raises(Refused, match="没有办理"):
                act(officer)
    issue.refresh_from_db()
    assert (issue.version, Event.objects.count()) == (before, events)


def press_add(press: Press, issue: Issue, by: object) -> None:
    document = issue.items.get().edition.document  # type: ignore[union-attr]
    actions.add(issue, by=by, document=document, section="departments")  # type: ignore[arg-type]
