"""After the answer: rating, what is opened to all, the quarter's list, the guide and the office's own trials."""

from datetime import date
from typing import Any

import pytest

from gongkai.affairs.applications import conversions, figures, guides
from gongkai.affairs.applications.actions import (
    closing,
    deciding,
    grouping,
    guiding,
    listing,
    opening,
    rating,
    receiving,
    trying,
)
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.letters.queries import letters_of
from gongkai.affairs.applications.lists import published_lists
from gongkai.affairs.applications.models import Application, Cause, Conversion, Rating, RequestList
from gongkai.affairs.applications.trials import Took, took, trials_of
from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import Period, period_of
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, answer, draft, on, person, received

pytestmark = pytest.mark.django_db

BODY = "<p>各乡镇分配明细见附件。</p>"


def answered(county: County, **facts: Any) -> Application:
    application = accepted(county, **facts)
    answer(county, application)
    return Application.objects.get(pk=application.pk)


def opened(county: County, application: Application, **facts: Any) -> Edition:
    given = {"title": "2024年度农村危房改造补助资金分配明细", "kind": "subsidy", "body": BODY, **facts}
    return opening.open_proactively(application, by=county.zhou_min, **given)


def refused(act: Any, *args: Any, **facts: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        act(*args, **facts)
    return list(refusal.value.reasons)


def test_an_applicant_rates_once_after_the_answer(county: County) -> None:
    application = accepted(county)
    assert refused(rating.rate, application, by=APPLICANT, stars=5) == ["申请办结之后才能评价。"]
    answer(county, application)
    assert "只有申请人本人" in refused(rating.rate, application, by=county.zhou_min, stars=5)[0]
    rating.rate(application, by=APPLICANT, stars=4, words=" 答复很快 ")
    row = Rating.objects.get()
    assert (row.stars, row.words) == (4, "答复很快")
    assert "已经评价" in refused(rating.rate, application, by=APPLICANT, stars=1)[0]
    assert Event.objects.get(verb="application.rated").facts == '{"stars":4}'


def test_the_stars_of_a_year_are_counted(county: County) -> None:
    for day, stars in (("2025-12-31", 1), ("2026-01-02", 4), ("2026-12-31", 4), ("2026-12-31", 5)):
        with on(day, hour=23):
            rating.rate(answered(county), by=APPLICANT, stars=stars)
    assert figures.ratings([county.housing], 2026) == {1: 0, 2: 0, 3: 0, 4: 2, 5: 1}
    assert sum(figures.ratings([county.township], 2026).values()) == 0


def test_a_rating_that_tells_who_somebody_is_is_refused(county: County) -> None:
    application = answered(county)
    reasons = refused(
        rating.rate, application, by=APPLICANT, stars=6, words="请打13900000000找我" + "长" * 500
    )
    assert len(reasons) == 3 and "个人信息" in reasons[2]


def test_what_three_people_asked_for_is_offered_to_all(county: County) -> None:
    first = answered(county, identity=person(1))
    answered(county, identity=person(1))
    answered(county, identity=person(2))
    assert conversions.advice(first) is None
    received(county, identity=person(3))
    advice = conversions.advice(first)
    assert advice is not None and advice.cause == Cause.MANY and "已有3名申请人" in advice.why
    assert len(advice.others) == 3


def test_what_an_applicant_suggests_becomes_a_draft_with_its_files(county: County) -> None:
    application = answered(county, suggests_publication=True)
    advice = conversions.advice(application)
    assert advice is not None and advice.cause == Cause.SUGGESTED
    edition = opened(county, application)
    assert edition.state == State.DRAFT
    assert [one.name for one in edition.attachments.all()] == ["明细.txt"]
    link = Conversion.objects.get()
    assert (link.application, link.document, link.cause) == (application, edition.document, Cause.SUGGESTED)
    application = Application.objects.get(pk=application.pk)
    assert conversions.advice(application) is None
    assert "已经转为主动公开" in refused(opened, county, application)[0]
    assert Document.objects.count() == 1


def test_a_second_applicants_case_joins_the_same_document(county: County) -> None:
    one, other = answered(county), answered(county, identity=person(2))
    document = opened(county, one).document
    opening.link_document(other, by=county.zhou_min, document=document)
    assert document.conversions.count() == 2
    assert (
        "没有为"
        in refused(opening.link_document, answered(county), by=county.guo_liang, document=document)[0]
    )


def test_only_what_was_given_is_opened_and_nothing_half(county: County) -> None:
    application = accepted(county)
    assert "只有已答复公开" in refused(opened, county, application)[0]
    application = answered(county)
    assert refused(opened, county, application, kind="riddle")
    assert refused(opened, county, application, cause="whim") == [
        "请选择转为主动公开的原因：多人申请公开相同信息、申请人建议纳入主动公开、行政机关认为应当主动公开。"
    ]
    assert not Document.objects.exists() and not Conversion.objects.exists()


def withheld(county: County, title: str, issued_on: date, attribute: str = "on_request") -> Document:
    edition = county.draft(
        title, issued_on=issued_on, attribute=attribute, doc_number=f"青建〔2026〕{issued_on.month}号"
    )
    Edition.objects.filter(pk=edition.pk).update(state=State.WITHHELD)
    return edition.document


def quarter(day: date) -> Period:
    return period_of(day, "quarter")


def test_a_quarters_list_names_what_is_open_on_request(county: County) -> None:
    first = quarter(date(2026, 1, 1))
    with on("2026-01-05"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2026, 1, 5))
    with on("2026-04-02"):
        later = withheld(county, "关于桥头镇危房改造资金的批复", date(2026, 3, 2))
        hidden = withheld(county, "关于某某工程的批复", date(2026, 2, 2))
        withheld(county, "关于秘密事项的批复", date(2026, 1, 3), "exempt")
        withheld(county, "关于上年资金的批复", date(2025, 12, 31))
        row = listing.publish_list(
            county.housing, by=county.tang_ke, quarter=first, leave_out=[hidden.index_number]
        )
        assert row.entries == [
            {
                "index_number": later.index_number, "number": "青建〔2026〕3号",
                "title": "关于桥头镇危房改造资金的批复",
                "on": "2026-03-02",
            }
        ]  # fmt: skip
        assert list(published_lists(county.housing)) == [row]
        assert (
            "已经公布" in refused(listing.publish_list, county.housing, by=county.tang_ke, quarter=first)[0]
        )
    duty = Duty.objects.get(rule="request_list", agency=county.housing.slug, period="2026-Q2")
    assert duty.closed_at is not None


def test_a_list_waits_for_its_quarter_and_knows_its_rows(county: County) -> None:
    with on("2026-03-31"):
        reasons = refused(
            listing.publish_list,
            county.housing,
            by=county.zhou_min,
            quarter=quarter(date(2026, 1, 1)),
            leave_out=["X"],
        )
        assert len(reasons) == 3 and "还没有结束" in reasons[0] and "X不在" in reasons[2]
        year = refused(
            listing.publish_list,
            county.housing,
            by=county.tang_ke,
            quarter=period_of(date(2025, 1, 1), "year"),
        )
        assert year == ["目录按季度公布，请选择季度。"]
    assert not RequestList.objects.exists()


def test_a_guide_answers_before_the_agency_itself(county: County) -> None:
    contact = guides.contact_of(county.housing)
    assert (contact.office, contact.reconsideration_organ, contact.court) == (
        "青原县住房和城乡建设局", "青原县人民政府", "有管辖权的人民法院",
    )  # fmt: skip
    assert guides.contact_of(county.government).reconsideration_organ == "上一级人民政府"
    guiding.keep_guide(
        county.housing, by=county.tang_ke, office="局办公室", phone="0668-1234567", court="青原县人民法院"
    )
    contact = guides.contact_of(county.housing)
    assert (contact.in_words, contact.court) == ("局办公室，电话：0668-1234567", "青原县人民法院")
    letter = letters_of(answered(county))[0]
    text = "".join(part["text"] for part in letter.parts)
    assert "青原县人民法院" in text and "0668-1234567" in text


def test_a_guide_is_checked_at_intervals(county: County) -> None:
    assert guides.check_due(county.housing) is None
    assert "请先填写" in refused(guiding.check_guide, county.housing, by=county.tang_ke)[0]
    with on("2026-01-05"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=date(2026, 1, 5))
    with on("2026-03-02"):
        guiding.keep_guide(county.housing, by=county.tang_ke, office="局办公室")
        assert guides.check_due(county.housing) == date(2026, 3, 2)
        guiding.check_guide(county.housing, by=county.tang_ke, faults="传真号码已停用")
        assert guides.check_due(county.housing) == date(2026, 5, 31)
    duty = Duty.objects.get(rule="guide_check", agency=county.housing.slug, period="2026-Q1")
    assert duty.closed_at is not None


def test_a_guide_that_cannot_be_is_refused(county: County) -> None:
    reasons = refused(
        guiding.keep_guide, county.housing, by=county.zhou_min, email="nobody", postcode="1234567", phone="1"
    )
    assert len(reasons) == 4
    guiding.keep_guide(county.housing, by=county.tang_ke, office="局办公室", phone="1")
    guiding.keep_guide(county.housing, by=county.tang_ke, phone="")
    assert guides.contact_of(county.housing).in_words == "局办公室"


def test_the_office_tries_its_own_channel_and_counts_it_nowhere(county: County) -> None:
    with on("2026-01-05"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="jiayuguan-wgx", from_=date(2026, 1, 5))
    with on("2026-03-02"):
        application, code = trying.try_channel(county.housing, by=county.he_jing, wanted="2025年度部门预算")
        assert len(code) == 12 and took(application) == Took(None, None)
    with on("2026-03-03"):
        receiving.confirm_receipt(application, by=county.tang_ke)
        receiving.accept(application, by=county.zhou_min)
    with on("2026-03-10"):
        draft(county, application)
        deciding.sign(application, by=county.lu_fang)
        trying.note_trial(application, by=county.he_jing, works=True)
    application = trials_of(county.housing).get()
    assert took(application) == Took(1, 5) and application.trial.works
    table = figures.table3([county.housing], 2026)
    assert all(figure == 0 for row in table.values() for figure in row.values())
    event = Event.objects.get(verb="channel.tested")
    assert '"answered_after":5,"confirmed_after":1,"on":"2026-03-10","works":true' in event.facts
    assert (
        Duty.objects.get(rule="channel_test", agency=county.housing.slug, period="2026-03").closed_at
        is not None
    )


def test_what_comes_out_of_a_trial_is_one_too(county: County) -> None:
    with on("2026-03-02"):
        trial, _code = trying.try_channel(county.housing, by=county.tang_ke, wanted="部门预算和决算")
        receiving.confirm_receipt(trial, by=county.tang_ke)
        part = grouping.split(trial, by=county.tang_ke, parts=["部门预算", "部门决算"])[1]
        there = closing.transfer(trial, by=county.tang_ke, to=county.township)
        receiving.confirm_receipt(there, by=county.guo_liang)
    assert part.is_test and there.is_test
    # nobody owes anything by it: neither a confirmation nor a reply
    numbers = [trial.number, part.number, there.number]
    assert not Duty.objects.filter(subject_kind="application", subject_id__in=numbers).exists()
    table = figures.table3([county.housing, county.township], 2026)
    assert not any(figure for row in table.values() for figure in row.values())


def test_a_trial_says_once_how_it_went(county: County) -> None:
    application, _code = trying.try_channel(county.housing, by=county.tang_ke, wanted="部门预算")
    assert "请写明在哪一步" in refused(trying.note_trial, application, by=county.tang_ke, works=False)[0]
    assert "没有测试" in refused(trying.try_channel, county.housing, by=county.zhou_min, wanted="预算")[0]
    assert "不是畅通性测试" in refused(trying.note_trial, received(county), by=county.tang_ke, works=True)[0]
    trying.note_trial(application, by=county.tang_ke, works=False, note="提交后没有显示编号")
    assert "不能再次登记" in refused(trying.note_trial, application, by=county.tang_ke, works=True)[0]
