"""The page of a document: what it needs, what comes next, why the rest cannot be done; its parts, one by one."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.models import Attribute, Edition, RelationType, State
from gongkai.affairs.negative_list import actions as negative_list
from gongkai.engines.agencies.models import Officer
from gongkai.faces.workbench.tests.paperwork import at, form_of, fresh, notice, page, passed, sent, text_of
from tests.county import County

PARTS = (
    "", "edit", "classify", "files", "relations", "joint", "consultation", "interpret", "interpretation", "findings",
    "review", "compare", "send_up", "recall", "return", "sign", "schedule", "publish", "withhold", "reopen",
    "take_over", "correct", "restore", "discard", "endings", "endings/error", "endings/repealed",
)  # fmt: skip


def people(county: County) -> list[Officer]:
    return [county.zhou_min, county.tang_ke, county.fang_ya, county.lu_fang]


@pytest.mark.full
def test_every_page_in_every_state_for_everybody_who_may_read_it(county: County) -> None:
    editions = [notice(county), sent(county, title="甲"), passed(county, title="乙"), county.publish("丙")]
    for who in people(county):
        client = at(who)
        for edition in editions:
            for part in PARTS:
                text_of(client.get(page(edition, part)))


@pytest.mark.full
def test_whoever_may_not_read_it_finds_nothing(county: County) -> None:
    edition = notice(county)
    client = at(county.guo_liang)
    for part in PARTS:
        assert client.get(page(edition, part)).status_code == 404, part


def test_the_list_says_what_is_missing_and_what_comes_next(county: County) -> None:
    edition = notice(county)
    answer = at(county.zhou_min).get(page(edition))
    text = text_of(answer)
    assert answer.context["buttons"].first.name == "send_up"
    assert "尚未通过保密审查，请待全部通过后再签发。" in text
    assert "您没有办理“签发”的权限" in text
    waiting = {line.title: line.state for _title, rows in answer.context["groups"] for line in rows}
    assert waiting["保密审查"] == "wait" and waiting["标题和正文"] == "done"
    names = {
        one.name for one in at(county.fang_ya).get(page(sent(county, title="甲"))).context["buttons"].others
    }
    assert "sign" not in names


@pytest.mark.full
def test_an_open_finding_comes_before_everything_else(county: County) -> None:
    edition = notice(county, body="<p>申请人李雷，身份证号110101199003074514。</p>")
    zhou = at(county.zhou_min)
    zhou.post(page(edition, "findings"), {"do": "screen"})
    answer = zhou.get(page(edition))
    assert answer.context["buttons"].first.name == "findings"
    text = text_of(zhou.get(page(edition, "findings")))
    assert '<mark id="place-' in text and "居民身份证号码" in text
    numbers = [one.pk for one in edition.findings.filter(resolution="")]
    refused = text_of(zhou.post(page(edition, "findings"), {"do": "keep", "finding": numbers}), 422)
    assert "请写明为什么可以保留" in refused
    assert "请选择" in text_of(zhou.post(page(edition, "findings"), {"do": "mask"}), 422)
    assert zhou.post(page(edition, "findings"), {"do": "mask", "finding": numbers}).status_code == 302
    assert "110101199003074514" not in fresh(edition).body


@pytest.mark.full
def test_files_are_added_taken_off_and_read_into_the_body(county: County) -> None:
    edition = notice(county)
    zhou = at(county.zhou_min)
    two = [SimpleUploadedFile("名单.csv", b"a,b\n1,2\n"), SimpleUploadedFile("空.txt", b"x")]
    assert zhou.post(page(edition, "files"), {"uploads": two}).status_code == 302
    text = text_of(zhou.post(page(edition, "files"), {"uploads": SimpleUploadedFile("名单.csv", b"c")}), 422)
    assert "已有同名附件“名单.csv”" in text
    first, second = edition.attachments.all()
    served = zhou.get(page(edition, f"files/{first.pk}"))
    assert b"".join(served) == b"a,b\n1,2\n"  # type: ignore[call-overload]
    assert zhou.post(page(edition, f"files/{second.pk}/remove")).status_code == 302
    assert [one.name for one in edition.attachments.all()] == ["名单.csv"]
    made, paper = BytesIO(), docx.Document()
    paper.add_paragraph("一、排查范围")
    paper.add_paragraph("全县农村住房。")
    paper.save(made)
    source, before = SimpleUploadedFile("稿.docx", made.getvalue()), fresh(edition).text
    answer = zhou.post(page(edition, "files"), {"fill": "1", "source": source})
    text = text_of(answer)
    assert "还没有保存" in text and f'action="{page(edition, "edit")}"' in text
    assert fresh(edition).text == before  # nothing is lost until he has looked and saved
    assert (
        zhou.post(page(edition, "edit"), {**form_of(answer), "base": answer.context["base"]}).status_code
        == 302
    )
    assert fresh(edition).body == "<h2>一、排查范围</h2>\n<p>全县农村住房。</p>"
    bad = SimpleUploadedFile("稿.docx", b"not a document")
    assert "稿.docx" in text_of(zhou.post(page(edition, "files"), {"fill": "1", "source": bad}), 422)


@pytest.mark.full
def test_relations_are_found_made_and_taken_back(county: County) -> None:
    public = county.publish("青原县房屋管理办法")
    edition = notice(county)
    zhou = at(county.zhou_min)
    found = zhou.get(page(edition, "relations"), {"q": "房屋 管理", "type": "amends"})
    assert [one.document for one in found.context["found"]] == [public.document]
    text_of(found)
    given = {"type": "amends", "target": public.document.index_number}
    assert zhou.post(page(edition, "relations"), given).status_code == 302
    relation = edition.document.relations.get()
    assert (relation.type, relation.target) == (RelationType.AMENDS, public.document)
    assert "没有找到索引号" in text_of(zhou.post(page(edition, "relations"), {**given, "target": "X"}), 422)
    assert "请选择相关文件" in text_of(zhou.post(page(edition, "relations"), {"type": "amends"}), 422)
    elsewhere = {"type": "based_on", "title": "中华人民共和国建筑法", "number": ""}
    zhou.post(page(edition, "relations"), elsewhere)
    text_of(zhou.get(page(edition, "relations")))
    zhou.post(page(edition, f"relations/{relation.pk}/remove"))
    assert [one.target_title for one in edition.document.relations.all()] == ["中华人民共和国建筑法"]


def test_withholding_needs_its_ground_and_its_entry(county: County) -> None:
    entry = negative_list.enter(
        by=county.he_jing, agency=county.government, code="N-01", title="国家秘密", ground="state_secret",
        scope="依法定为国家秘密的。",
    )  # fmt: skip
    edition = notice(county)
    zhou = at(county.zhou_min)
    text = text_of(zhou.post(page(edition, "classify"), {"attribute": "exempt"}), 422)
    assert "请选择一项法定的不予公开情形" in text and "请选择负面清单中现行有效的条目" in text
    assert fresh(edition).document.attribute == Attribute.PROACTIVE
    founded = {"attribute": "exempt", "ground": entry.ground, "entry": entry.pk, "reason": "已经定密。"}
    assert zhou.post(page(edition, "classify"), founded).status_code == 302
    assert fresh(edition).document.negative_entry == entry
    text_of(zhou.get(page(edition)))


@pytest.mark.full
def test_signers_consultation_and_interpretation(county: County) -> None:
    edition = county.draft(taken_from="")
    zhou = at(county.zhou_min)
    assert "没有找到会签单位“县天文局”" in text_of(
        zhou.post(page(edition, "joint"), {"agencies": "桥头镇\n县天文局"}), 422
    )
    assert zhou.post(page(edition, "joint"), {"agencies": "桥头镇"}).status_code == 302
    assert [row.agency for row in edition.document.joint_rows.all()] == [county.township]
    bare = {"received": 0, "adopted": 0}
    assert "请填写征求意见的起止日期" in text_of(zhou.post(page(edition, "consultation"), bare), 422)
    told = {
        **bare, "began_on": "2025-08-01", "ended_on": "2025-09-01", "notice": "qingyuan.example",
        "outcome": "没有收到意见。",
    }  # fmt: skip
    assert zhou.post(page(edition, "consultation"), told).status_code == 302
    made = zhou.post(page(edition, "interpret"))
    reading = Edition.objects.exclude(pk=edition.pk).get()
    assert made["Location"] == page(reading, "edit")
    assert reading.document.kind == "interpretation" and "<h2>一、背景</h2>" in reading.body
    assert reading.document.relations.get().target == edition.document
    described = {"forms_": ["text", "picture"], "interpreter": "principal", "name": "王强"}
    assert zhou.post(page(reading, "interpretation"), described).status_code == 302
    text_of(zhou.get(page(reading)))
    assert "〈青原县农村危房改造实施办法〉政策解读》" in text_of(zhou.get(page(edition)))


def test_a_draft_that_was_never_public_is_given_up(county: County) -> None:
    edition = notice(county)
    zhou = at(county.zhou_min)
    assert "请填写理由。" in text_of(zhou.post(page(edition, "discard"), {}), 422)
    answer = zhou.post(page(edition, "discard"), {"reason": "重复起草。"})
    assert answer["Location"] == "/workbench/documents/"
    assert not Edition.objects.exists()


def test_the_next_edition_begins_where_it_is_written(county: County) -> None:
    edition = county.publish()
    tang = at(county.tang_ke)
    answer = tang.post(page(edition, "correct"), {"note": "更正日期。"})
    assert answer["Location"] == page(edition, "edit")
    assert Edition.objects.get(number=2).state == State.DRAFT
    text = text_of(tang.get(page(edition, "compare")))
    assert "两版的标题、摘要、正文和附件名称相同" in text
    draft = Edition.objects.get(number=2)
    actions.edit(draft, by=county.tang_ke, version=1, title="青原县农村危房改造管理办法")
    assert "<ins>管理</ins>" in text_of(tang.get(page(edition, "compare"), {"before": "1", "after": "2"}))
    assert tang.get(page(edition, "compare"), {"before": "9"}).status_code == 404
