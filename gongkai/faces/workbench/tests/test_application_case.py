"""The page of one application: by when and why, what may answer it, its course in sentences, and who applied."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.affairs import applications
from gongkai.affairs.applications.actions import (
    charging,
    consulting,
    correcting,
    deciding,
    extending,
    receiving,
    remedies,
)
from gongkai.affairs.applications.tests.telling import LI_HUA, accepted, answer, draft, on, person, submit
from gongkai.affairs.applications.tests.telling import head as the_head
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.queries import about as duties_about
from gongkai.engines.duties.queries import line_of
from gongkai.engines.ledger.models import Event
from gongkai.faces.workbench.application_steps import STEPS
from gongkai.faces.workbench.duty_rows import rows_of
from gongkai.faces.workbench.history_words import SENTENCES
from gongkai.faces.workbench.tests.casework import page
from gongkai.faces.workbench.tests.helpers import told
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County

FOLDER = Path(applications.__file__).parent


def test_the_due_date_its_why_and_what_is_like_it(county: County) -> None:
    with on("2026-03-02"):
        earlier = accepted(county)
        answer(county, earlier)
        others = accepted(county, identity=person(3))
        one = accepted(county)
    with on("2026-03-05"):
        text = text_of(at(county.zhou_min).get(page(one)))
    assert "2026年3月30日前答复" in text and "起算" in text and "逐日计算" in text
    assert "以双方确认之日为收到之日" in text and "《政府信息公开条例》第三十一条" in text
    assert "同一申请人此前提出，已经办结" in text
    like = text.partition("内容相近的申请")[2]
    assert others.number in like and earlier.number not in like  # his own stands above, once
    assert re.search(r'<a class="button" href="[^"]+/reply/">起草答复', text)
    assert "还没有人提出延期" in text  # why a step is closed
    for secret in (LI_HUA.name, LI_HUA.proof_number, LI_HUA.phone, LI_HUA.email):
        assert secret not in text


@pytest.mark.full
def test_a_unit_that_works_for_the_organ_sees_no_other_application_beside_its_own(county: County) -> None:
    with on("2026-03-02"):
        agencies.grant_role(county.he_jing, by=SYSTEM, role="liaison", agency=county.government)
        he_jing = Officer.objects.get(pk=county.he_jing.pk)
        other, _alike, one = (
            receiving.confirm_receipt(submit(county, agency=county.government, identity=who), by=he_jing)
            for who in (person(1), person(2), person(1))
        )
        receiving.entrust(one, by=he_jing, undertaker=county.housing)
        ours, theirs = (text_of(at(who).get(page(one))) for who in (he_jing, county.zhou_min))
        receiving.accept(one, by=county.zhou_min)
        merging = text_of(at(county.zhou_min).get(f"{page(one)}merge/"))
    assert one.number in merging and other.number not in merging
    assert "没有可以并入的申请" in merging and "<legend>" not in merging
    assert "同一申请人此前提出" in ours and "内容相近的申请" in ours
    assert "同一申请人此前提出" not in theirs and "内容相近的申请" not in theirs


@pytest.mark.full
def test_a_whole_course_reads_as_a_story(county: County) -> None:
    zhou, tang = county.zhou_min, county.tang_ke
    with on("2026-03-02"):
        one = submit(county)
        receiving.confirm_receipt(one, by=tang)
        correcting.ask_correction(one, by=zhou, items=["年度", "范围"], correct_by=date(2026, 3, 20))
        correcting.take_correction(one, by=tang, wanted="2024年度的明细")
        asked = consulting.ask_third_party(one, by=zhou, party="某公司", about="单价")
        consulting.note_served(asked, by=zhou, on=date(2026, 3, 2))
        consulting.note_opinion(asked, by=zhou, answer="objects", reasons="商业秘密。")
        extending.propose_extension(one, by=zhou, reason="资料在外省。")
        extending.consent_extension(one, by=the_head(county))
        extending.ask_reasons(one, by=zhou, question="本月40件。")
        extending.note_reasons(one, by=zhou, reasons="课题研究。")
        charging.notice_fee(one, by=zhou, way="pages", pages=250)
        charging.note_payment(one, by=tang)
        deciding.note_search(one, by=zhou, place="档案室", words="危房", found=False)
        draft(county, one, public_interest="涉及住房安全。")
        deciding.return_draft(one, by=county.lu_fang, reason="请补充。")
        draft(county, one, public_interest="涉及住房安全。")
        deciding.sign(one, by=county.lu_fang)
        remedies.note_remedy(one, by=tang, kind="reconsideration", body="县政府", filed_on=date(2026, 3, 2))
        answered = at(zhou).get(page(one))
    text = text_of(answered)
    said = [line.sentence for line in answered.context["lines"]]
    assert not [one for one in said if "application" in one or "—" in one]
    for sentence in (
        "申请人提交了申请（网上提交）（提出日期2026年3月2日）",
        "周敏告知补正2项内容（补正期限2026年3月20日）",
        "第三方的意见：不同意公开（日期2026年3月2日）",
        "鲁宁同意延期并告知申请人",
        "周敏发出收费通知，按量计收，4700元",
        "周敏登记了检索，没有检索到",
        "陆方签发了答复：予以公开",
        "唐柯登记了行政复议（提出日期2026年3月2日）",
    ):
        assert sentence in said
    for shown in (
        "商业秘密。",
        "资料在外省。",
        "课题研究。",
        "4700 元",
        "请补充。",
        "县政府",
        "尚未审结",
        "危房",
    ):
        assert shown in text


def test_every_event_of_applications_is_in_words() -> None:
    verbs = set()
    for path in FOLDER.glob("actions/*.py"):
        source = path.read_text("utf-8")
        verbs |= set(re.findall(r'\btell\(\s*"([a-z_.]+)"', source))
        verbs |= set(re.findall(r'\brecord\(\s*"([a-z_.]+)"', source))
    assert len(verbs) > 40
    assert verbs - set(SENTENCES) == set()


@pytest.mark.full
def test_who_applied_is_opened_with_a_reason_and_recorded(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        asked = consulting.ask_third_party(one, by=county.zhou_min, party="青原建工 赵某", about="单价")
    client = at(county.zhou_min)
    place = page(one, "applicant")
    assert LI_HUA.proof_number not in text_of(client.get(place)) and not told("application.applicant_seen")
    assert "请选择查看的原因" in text_of(client.post(place), 422)
    shown = text_of(client.post(place, {"why": "contact"}))
    assert LI_HUA.name in shown and LI_HUA.proof_number in shown and LI_HUA.phone in shown
    assert told("application.applicant_seen") == [(one.number, {"why": "contact"})]
    assert "青原建工" not in text_of(client.get(page(one)))
    assert "青原建工 赵某" in text_of(client.post(page(one, f"parties/{asked.serial}"), {"why": "letter"}))
    assert client.get(page(one, "parties/9")).status_code == 404
    refused = at(county.lu_fang).post(place, {"why": "contact"})
    assert "您没有这一权限" in text_of(refused, 422) and len(told("application.applicant_seen")) == 1


def test_the_seal_is_not_in_the_ledger(county: County) -> None:
    with on("2026-03-02"):
        answer(county, accepted(county))
    assert LI_HUA.proof_number not in str(list(Event.objects.values_list("facts", flat=True)))


@pytest.mark.full
def test_each_step_has_a_page_that_says_what_it_does(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        client = at(county.tang_ke)
        for step, doing in STEPS.items():
            text = text_of(client.get(page(one, step)))
            assert doing.before in text or "现在不能办理" in text, step


def test_what_was_typed_stays_after_a_fault(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        client = at(county.zhou_min)
        given = {"items": "年度\n范围", "correct_by": "2026-02-01"}
        text = text_of(client.post(page(one, "ask_correction"), given), 422)
        assert "年度\n范围" in text and 'value="2026-02-01"' in text
        assert 'href="#id_correct_by"' in text and "应在今日之后" in text
        assert "日期无法识别" in text_of(client.post(page(one, "take_correction"), {"on": "x"}), 422)


def test_the_fee_is_worked_out_before_the_notice(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        client = at(county.zhou_min)
        text = text_of(client.get(page(one, "notice_fee"), {"pages": "250"}))
        assert "4700 元" in text and "当月第 1 件" in text
        answered = text_of(client.post(page(one, "notice_fee"), {"way": "items"}), 422)
        assert "没有超出免费的数量" in answered


def test_an_opinion_that_came_in_time_is_noted_after_the_silence(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        asked = consulting.ask_third_party(one, by=county.zhou_min, party="某公司", about="单价")
        consulting.note_served(asked, by=county.tang_ke, on=date(2026, 3, 2))
    with on("2026-03-24"):
        consulting.close_silent()
        client = at(county.zhou_min)
        assert "第三方1　单价（逾期未答复）" in text_of(client.get(page(one, "note_opinion")))
        typed = {"of": "1", "answer": "objects", "reasons": "商业秘密。", "on": "2026-03-23"}
        assert client.post(page(one, "note_opinion"), typed).status_code == 302
        assert "周敏补登了按期收到的意见：不同意公开" in text_of(client.get(page(one)))


def test_a_duty_leads_to_the_case_for_those_who_work_on_it(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        asked = consulting.ask_co_maker(one, by=county.zhou_min, agency=county.housing.parent, about="方案")
        lines = [line_of(duty) for duty in duties_about(*one.subject).filter(rule="reply")]
        (row,) = rows_of(lines, county.zhou_min)
        assert row.about.url == page(one) and row.doing and row.doing.url == page(one)
        (other,) = rows_of(lines, county.he_jing)
        assert other.about.url == page(one) and other.doing is None
        opinion = [line_of(duty) for duty in duties_about("consultation", asked.identifier)]
        (row,) = rows_of(opinion, county.zhou_min)
        assert row.about.words.endswith("的征求意见") and row.about.url == page(one)


@pytest.mark.full
def test_few_questions_for_a_case_however_long(county: County) -> None:
    with on("2026-03-02"):
        one = accepted(county)
        client = at(county.zhou_min)
        client.get(page(one))
        with CaptureQueriesContext(connection) as short:
            client.get(page(one))
        for number in range(8):
            deciding.note_search(one, by=county.zhou_min, place="档案室", words=f"词{number}", found=False)
            consulting.ask_third_party(one, by=county.zhou_min, party=person(number).name, about="单价")
        with CaptureQueriesContext(connection) as long:
            client.get(page(one))
    # one more for the officers who searched, and the versions of the letters
    assert len(long) <= len(short) + 4
