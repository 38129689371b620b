"""The gazette in the workbench: hand in, assemble without a script, send up, sign by another, publish."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.gazette.models import Issue, State, Submission
from gongkai.affairs.gazette.tests.conftest import NOW, Press, make_press
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.tests.test_markup import check
from gongkai.faces.workbench.tests.test_plans import signed_in, text_of
from gongkai.kernel.clock import frozen
from tests.county import County

URL = "/workbench/gazette/"


@pytest.fixture
def press(county: County) -> Any:
    with frozen(NOW):
        yield make_press(county)


def titles(issue: Issue) -> list[str]:
    return [item.title for item in issue.items.all()]


def post(officer: Officer, address: str, **data: Any) -> Any:
    """Fill in and send; the page that follows."""
    return signed_in(officer).post(address, data, follow=True)


def step(officer: Officer, issue: Issue, name: str) -> Any:
    return post(officer, reverse("workbench:gazette_step", args=[issue.code, name]))


@pytest.mark.full
def test_from_the_department_to_the_reader(press: Press) -> None:
    tang_ke = press.county.tang_ke
    first, second = press.published("甲办法"), press.published("乙办法")
    for edition in (first, second):
        said = post(tang_ke, f"{URL}submit/", document=edition.document.index_number, note="请刊登。")
        assert f"《{edition.title}》已报送公报。" in text_of(said)
    post(press.editor, f"{URL}new/", agency="qingyuan", dated_on="2025-12-31")
    issue = Issue.objects.get()
    add = reverse("workbench:gazette_add", args=[issue.code])
    for edition in (first, second):
        post(press.editor, add, document=edition.document.index_number, section="departments")
    write = reverse("workbench:gazette_write", args=[issue.code])
    post(press.editor, write, section="chronicle", title="大事记", text="12月3日，开班。")
    item = issue.items.get(title="乙办法")
    post(press.editor, reverse("workbench:gazette_item", args=[item.pk, "up"]))
    assert titles(issue) == ["乙办法", "甲办法", "大事记"]
    preview = signed_in(press.editor).get(reverse("workbench:gazette_pdf", args=[issue.code]))
    assert preview.content.startswith(b"%PDF-")
    step(press.editor, issue, "send_up")
    refused = step(press.editor, issue, "sign")
    assert refused.status_code == 422 and "须由他人办理" in text_of(refused, 422)
    step(press.leader, issue, "sign")
    step(press.editor, issue, "publish")
    issue.refresh_from_db()
    assert (issue.state, issue.signed_by) == (State.PUBLISHED, "zhengyuan")
    page = text_of(signed_in(tang_ke).get(URL))
    assert "已刊登" in page and "2025年第1期" in page


@pytest.mark.full
def test_the_pages_are_sound(press: Press) -> None:
    issue = press.open()
    press.add(issue, press.published("甲办法"))
    press.county.correct(issue.items.get().edition.document, title="甲办法（更正）")  # type: ignore[union-attr]
    post(press.county.tang_ke, f"{URL}submit/", document=press.published("乙办法").document.index_number)
    number = Submission.objects.get().pk
    client = signed_in(press.editor)
    for address in (
        URL, f"{URL}new/", f"{URL}submissions/{number}/return/", f"{URL}{issue.code}/",
        f"{URL}{issue.code}/write/", f"{URL}{issue.code}/cover/",
    ):  # fmt: skip
        check(client.get(address).content.decode())
    department = signed_in(press.county.tang_ke)
    check(department.get(URL).content.decode())
    check(department.get(f"{URL}submit/").content.decode())
    assert "换用现行文本" in text_of(client.get(f"{URL}{issue.code}/"))


@pytest.mark.full
def test_a_return_says_why_on_both_ways(press: Press) -> None:
    document = press.published("甲办法").document
    post(press.county.tang_ke, f"{URL}submit/", document=document.index_number)
    back = reverse("workbench:gazette_submission_return", args=[Submission.objects.get().pk])
    assert post(press.editor, back, reason="").status_code == 422
    post(press.editor, back, reason="缺附件。")
    assert "缺附件。" in text_of(signed_in(press.county.tang_ke).get(URL))
    issue = press.open()
    press.add(issue, press.published("乙办法"))
    step(press.editor, issue, "send_up")
    send_back = reverse("workbench:gazette_return", args=[issue.code])
    check(signed_in(press.leader).get(send_back).content.decode())
    post(press.leader, send_back, reason="缺大事记。")
    issue.refresh_from_db()
    assert issue.state == State.ASSEMBLING
    assert "缺大事记。" in text_of(signed_in(press.editor).get(f"{URL}{issue.code}/"))


@pytest.mark.full
def test_a_withdrawn_document_asks_for_a_reprint(press: Press) -> None:
    issue = press.out("甲办法")
    document = issue.items.get(position=1).edition.document  # type: ignore[union-attr]
    documents.withdraw(document, by=press.county.lu_fang, reason="重复公开。")
    assert "刊登的文件已被撤回" in text_of(signed_in(press.editor).get(f"{URL}{issue.code}/"))
    page = text_of(step(press.editor, issue, "reprint"))
    assert "已重印" in page and "刊登的文件已被撤回" not in page


def test_faults_are_shown_at_their_fields(press: Press) -> None:
    issue, client = press.open(), signed_in(press.editor)
    answer = client.post(
        reverse("workbench:gazette_add", args=[issue.code]), {"document": "没有的", "section": "office"}
    )
    assert answer.status_code == 422 and 'href="#id_document"' in answer.content.decode()
    check(answer.content.decode())
    answer = client.post(f"{URL}new/", {"agency": "qingyuan", "dated_on": "2025-12-31", "number": "1"})
    assert "已经有了" in text_of(answer, 422)


@pytest.mark.full
def test_nobody_else_gets_in(press: Press, client: Client) -> None:
    issue = press.open()
    item = press.add(issue, press.published("甲办法"))
    addresses = [
        reverse("workbench:gazette_issue", args=[issue.code]),
        reverse("workbench:gazette_pdf", args=[issue.code]),
        reverse("workbench:gazette_cover", args=[issue.code]),
    ]
    for officer in (press.county.tang_ke, press.county.zhou_min, press.county.lu_fang):
        stranger = signed_in(officer)
        assert {stranger.get(one).status_code for one in addresses} == {404}
        for name in ("send_up", "recall", "sign", "publish", "reprint", "drop"):
            assert step(officer, issue, name).status_code == 404
        remove = reverse("workbench:gazette_item", args=[item.pk, "remove"])
        assert stranger.post(remove).status_code == 404
        assert stranger.get(f"{URL}new/").status_code == 403
    assert signed_in(press.county.zhou_min).get(URL).status_code == 403
    assert titles(issue) == ["甲办法"]


@pytest.mark.full
def test_the_duty_leads_to_the_page_that_meets_it(press: Press) -> None:
    edition = press.county.publish_new("青原县农村危房改造补助办法", kind="normative")
    page = text_of(signed_in(press.county.tang_ke).get("/workbench/duties/"))
    assert f"{URL}submit/?document={edition.document.index_number}" in page
