"""What departments owe the gazette: handed in, taken up, or sent back and owed again."""

import pytest

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.gazette import actions, queries, submitting
from gongkai.affairs.gazette.tests.conftest import Press
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.models import Duty
from gongkai.kernel.flow import Refused


def owed(agency: Agency) -> list[bool]:
    """The duties to submit, in their order: whether each is still open."""
    rows = Duty.objects.filter(rule="gazette_submission", agency=agency.slug).order_by("pk")
    return [duty.is_open for duty in rows]


def test_a_new_normative_document_is_owed_until_it_is_handed_in(press: Press) -> None:
    edition = press.county.publish_new("青原县农村危房改造补助办法", kind="normative")
    assert owed(press.county.housing) == [True]
    assert queries.to_submit(press.county.tang_ke) == [edition]
    row = submitting.submit(edition.document, by=press.county.tang_ke)
    assert owed(press.county.housing) == [False]
    assert queries.to_submit(press.county.tang_ke) == []
    assert [one.row for one in queries.received_by(press.editor)] == [row]
    submitting.send_back(row, by=press.editor, reason="缺附件。")
    assert owed(press.county.housing) == [False, True]
    assert queries.to_submit(press.county.tang_ke) == [edition]
    assert [one.row.reason for one in queries.handed_in_by(press.county.tang_ke)] == ["缺附件。"]


def test_what_was_taken_over_is_not_owed_again(press: Press) -> None:
    press.published("青原县农村危房改造实施办法")
    assert owed(press.county.housing) == []
    assert queries.to_submit(press.county.tang_ke) == []


def test_taking_a_document_up_meets_the_duty_as_well(press: Press) -> None:
    edition = press.county.publish_new("青原县农村危房改造补助办法", kind="normative")
    press.add(press.open(), edition)
    assert owed(press.county.housing) == [False]


def test_a_submission_says_what_became_of_it(press: Press) -> None:
    edition = press.published("青原县农村危房改造实施办法")
    submitting.submit(edition.document, by=press.county.tang_ke)
    issue = press.open()
    item = press.add(issue, edition)
    (handed,) = queries.handed_in_by(press.county.tang_ke)
    assert handed.issue == issue and not handed.waits
    assert queries.received_by(press.editor) == []
    actions.remove(item, by=press.editor)
    assert [one.waits for one in queries.received_by(press.editor)] == [True]


def test_every_fault_of_a_submission_is_told_at_once(press: Press) -> None:
    edition = press.published("青原县农村危房改造实施办法")
    documents.withdraw(edition.document, by=press.county.lu_fang, reason="重复公开。")
    with pytest.raises(Refused) as refused:
        submitting.submit(edition.document, by=press.county.guo_liang)
    assert len(refused.value.reasons) == 2
    assert "没有公开" in refused.value.reasons[0]


def test_it_is_handed_in_once(press: Press) -> None:
    edition = press.published("青原县农村危房改造实施办法")
    submitting.submit(edition.document, by=press.county.tang_ke)
    with pytest.raises(Refused, match="已经报送"):
        submitting.submit(edition.document, by=press.county.tang_ke)


def test_only_the_editors_send_back_and_say_why(press: Press) -> None:
    row = submitting.submit(press.published("青原县农村危房改造实施办法").document, by=press.county.tang_ke)
    with pytest.raises(Refused) as refused:
        submitting.send_back(row, by=press.county.tang_ke, reason=" ")
    assert len(refused.value.reasons) == 2
    submitting.send_back(row, by=press.editor, reason="不是规范性文件。")
    with pytest.raises(Refused, match="已经退回"):
        submitting.send_back(row, by=press.editor, reason="再退。")


def test_the_government_edits_its_own_and_submits_nothing(press: Press) -> None:
    edition = press.county.draft("青原县人民政府关于加强政务公开的意见", agency=press.county.housing)
    assert submitting.publisher_for(press.county.township) == press.county.government
    assert submitting.publisher_for(edition.document.agency) == press.county.government
