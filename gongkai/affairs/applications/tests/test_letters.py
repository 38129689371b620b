"""Letters: each step makes its own in its own transaction, numbered, with the remedy, and without a name."""

from datetime import date

import pytest

from gongkai.affairs.applications import workflow
from gongkai.affairs.applications.actions import (
    charging,
    closing,
    consulting,
    correcting,
    extending,
    grouping,
    remedies,
)
from gongkai.affairs.applications.actions.writing import write
from gongkai.affairs.applications.guides import contact_of
from gongkai.affairs.applications.identity import Identity
from gongkai.affairs.applications.letters.making import compose, compose_reply
from gongkai.affairs.applications.letters.queries import letters_of
from gongkai.affairs.applications.models import (
    Application,
    Decision,
    DecisionFile,
    Letter,
    LetterSeries,
    Search,
)
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused
from gongkai.kernel.law.letters import FORMS
from tests.county import County

from .telling import LI_HUA, WANTED, accepted, answer, head, on, received, submit

pytestmark = pytest.mark.django_db

# What the reader of each remedy must find (行政复议法 arts 20, 23; 行政诉讼法 art 46).
FIRST = ("应当先", "60日", "青原县人民政府申请行政复议", "再依法向")
EITHER = ("可以自收到本文书之日起60日内向青原县人民政府申请行政复议", "也可以", "6个月内直接向")


def text_of(letter: Letter) -> str:
    return "\n".join(part["text"] for part in letter.parts)


def newest(application: Application) -> Letter:
    return letters_of(application)[0]


def kinds(application: Application) -> list[str]:
    return [letter.kind for letter in reversed(letters_of(application))]


def test_every_letter_of_the_course_has_its_form() -> None:
    named = {*workflow.LETTERS.values(), workflow.OVERRIDE_LETTER}
    named |= {variant.letter for one in outcomes().values() for variant in one.variants}
    assert named == {id for id, form in FORMS.items() if form.to}


def test_a_receipt_tells_number_day_and_limit(county: County) -> None:
    with on("2026-03-02"):
        application = received(county)
    letter = newest(application)
    assert (letter.kind, letter.to, letter.number) == (
        "registration_receipt",
        "applicant",
        "青建公开〔2026〕1号",
    )
    text = text_of(letter)
    assert application.number in text and WANTED in text
    assert "2026年3月2日收到并登记" in text and "20个工作日内答复" in text and "至2026年3月30日届满" in text
    assert "您在网上提交的政府信息公开申请" in text and "青原县住房和城乡建设局" in text


def test_a_firm_is_called_otherwise(county: County) -> None:
    firm = Identity("青原建筑公司", "other_code", "440500000000001", phone="0668-0000000")
    application = received(county, kind="business", identity=firm)
    assert "贵单位在网上提交" in text_of(newest(application))


def test_each_step_makes_its_letter(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        correcting.ask_correction(
            application, by=county.zhou_min, items=["写明年度", "写明乡镇"], correct_by=date(2026, 3, 20)
        )
        text = text_of(newest(application))
        assert "于2026年3月20日前（含当日）" in text and "1．写明年度\n2．写明乡镇" in text
        assert "《中华人民共和国政府信息公开条例》第三十条" in text
    with on("2026-03-10"):
        correcting.take_correction(application, by=county.tang_ke, wanted=WANTED)
        extending.propose_extension(application, by=county.zhou_min, reason="需查阅历年档案")
        extending.consent_extension(application, by=head(county))
        text = text_of(newest(application))
        assert "延长20个工作日" in text and "负责人同意" in text and "历年档案" not in text
        extending.ask_reasons(application, by=county.zhou_min, question="本月已提出40件，请说明理由")
        assert "本月已提出40件" in text_of(newest(application))
        extending.note_reasons(application, by=county.zhou_min, reasons="研究需要")
        extending.delay(application, by=head(county), answer_by=date(2026, 6, 1))
        assert "确定于2026年6月1日前（含当日）答复" in text_of(newest(application))
    assert kinds(application) == [
        *("registration_receipt", "correction_notice", "extension_notice"),
        *("reasons_request", "delay_notice"),
    ]


def test_an_extension_while_others_are_asked_names_no_day(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
        consulting.ask_third_party(application, by=county.zhou_min, party="青原建筑公司", about="合同价格")
        extending.propose_extension(application, by=county.zhou_min, reason="需查阅历年档案")
        extending.consent_extension(application, by=head(county))
    text = text_of(newest(application))
    assert "延长20个工作日" in text and "届满" not in text


def test_those_asked_are_written_to(county: County) -> None:
    application = accepted(county)
    consulting.ask_third_party(application, by=county.zhou_min, party="青原建筑公司", about="合同价格")
    consulting.ask_co_maker(application, by=county.zhou_min, agency=county.township, about="联合下发的明细")
    co_maker, third = letters_of(application)[:2]
    assert (third.to, third.consultation.identifier) == ("third_party", f"{application.number}/1")  # type: ignore[union-attr]
    assert "合同价格" in text_of(third) and "15个工作日内" in text_of(third)
    assert co_maker.to == "co_maker" and "视为同意公开" in text_of(co_maker)
    assert [one.kind for one in letters_of(application, for_applicant=True)] == ["registration_receipt"]


def test_a_fee_is_worked_out_in_its_notice(county: County) -> None:
    application = accepted(county)
    charging.notice_fee(application, by=county.zhou_min, way="pages", pages=250)
    text = text_of(newest(application))
    assert "共250页，应缴人民币4700元" in text and "次日起20个工作日内缴费" in text
    charging.waive_fee(application, by=county.zhou_min, reason="申请人属于低保对象")
    assert "申请人属于低保对象" in text_of(newest(application))


def test_what_ends_without_a_reply_is_told_with_its_remedy(county: County) -> None:
    with on("2026-03-02"):
        one, other, third, fourth = (accepted(county) for _ in range(4))
        correcting.ask_correction(one, by=county.zhou_min, items=["写明年度"], correct_by=date(2026, 3, 20))
        charging.notice_fee(other, by=county.zhou_min, way="pages", pages=100)
        closing.withdraw(third, by=county.tang_ke)
        there = closing.transfer(fourth, by=county.tang_ke, to=county.township)
    with on("2026-06-01"):
        correcting.lapse_uncorrected(one, by=county.zhou_min)
        charging.note_fee_served(other, by=county.tang_ke, on=date(2026, 3, 2))
        charging.lapse_unpaid(other, by=county.zhou_min)
    told = {
        one: "于2026年3月20日前补正",
        other: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第六条",
        third: "已经撤回",
        fourth: there.number,
    }
    for application, words in told.items():
        text = text_of(newest(application))
        assert words in text
        assert all(part in text for part in EITHER)
    assert "缴纳" not in text_of(newest(one)) and "补正申请内容" not in text_of(newest(other))


def test_a_supervision_letter_comes_from_the_supervisor(county: County) -> None:
    with on("2026-03-02"):
        application = accepted(county)
    with on("2026-04-10"):
        remedies.urge(application, by=county.he_jing)
    letter = newest(application)
    assert (letter.kind, letter.to, letter.agency) == ("supervision_letter", "organ", county.he_jing.agency)
    assert "2026年3月30日届满" in text_of(letter) and "已逾期11天" in text_of(letter)
    # what was done is reported to whoever urges, not to whoever is urged
    assert f"联系方式：{contact_of(county.he_jing.agency).in_words}" in text_of(letter)


def test_no_outcome_leaves_without_its_remedy(county: County) -> None:
    """All 21 outcomes with each reply they know: the letter is the variant's, its remedy the outcome's."""
    earlier, application = accepted(county), accepted(county)
    answer(county, earlier)
    earlier.refresh_from_db()
    Search.objects.create(
        application=application,
        place="档案室",
        words="危房改造",
        found=False,
        searched_by="x",
        searched_at=now(),
    )
    told = 0
    for outcome in outcomes().values():
        for variant in outcome.replies():
            decision = Decision.objects.create(
                application=application, outcome=outcome.key, variant=variant.id, reasons="理由如下", link="https://x.cn/1",
                ground=outcome.grounds[0] if outcome.grounds else "", earlier=earlier, drafted_by="x",
                drafted_at=now(), returned_by="y", returned_at=now(),
            )  # fmt: skip
            DecisionFile.objects.create(
                decision=decision, name="明细.txt", sha256="0", size=1, media_type="x"
            )
            letter = compose_reply(decision)
            text = "\n".join(part["text"] for part in letter.parts)
            assert letter.kind == variant.letter
            for words in FIRST if outcome.remedy == "reconsideration_first" else EITHER:
                assert words in text, (outcome.key, variant.id)
            assert ("应当先" in text) == (outcome.group in {"denied", "partial"})
            told += 1
    # withdrawn, transferred and the two lapses are no replies: see above
    assert told == 22 and len(outcomes()) == 21


def test_a_letter_that_lacks_something_is_not_made(county: County) -> None:
    application = accepted(county)
    with pytest.raises(Refused) as refusal:
        compose(application, "fee_notice")
    (reason,) = refusal.value.reasons
    assert "缴费通知书》还缺少计收方式、金额，不能制作" in reason
    with pytest.raises(Refused, match="还缺少征求意见所涉及的信息"):
        write(application, "third_party_letter", county.zhou_min)
    assert kinds(application) == ["registration_receipt"] and LetterSeries.objects.get().last == 1


def test_a_signed_reply_is_written_at_once_and_to_all_it_answers(county: County) -> None:
    application, follower = accepted(county), accepted(county)
    grouping.merge(follower, by=county.zhou_min, into=application)
    signed = answer(county, application)
    for one in (application, follower):
        letter = newest(one)
        assert (letter.kind, letter.decision) == ("reply_granted", signed)
        assert one.number in text_of(letter) and "“明细.txt”，共1份" in text_of(letter)
    assert newest(application).number != newest(follower).number


def test_an_overridden_third_party_is_told_why(county: County) -> None:
    application = accepted(county)
    asked = consulting.ask_third_party(
        application, by=county.zhou_min, party="青原建筑公司", about="合同价格"
    )
    consulting.note_opinion(asked, by=county.zhou_min, answer="objects", reasons="涉及报价策略")
    answer(county, application, public_interest="工程质量事关住户安全")
    third, reply = letters_of(application)[:2]
    assert (third.kind, third.to) == (workflow.OVERRIDE_LETTER, "third_party")
    assert "涉及报价策略" in text_of(third) and "工程质量事关住户安全" in text_of(third)
    assert reply.kind == "reply_granted" and third not in letters_of(application, for_applicant=True)


def test_numbers_run_through_an_agency_and_begin_again_with_the_year(county: County) -> None:
    with on("2026-12-30"):
        first, second = received(county), received(county)
    with on("2027-01-04"):
        third = received(county)
    assert [newest(one).number for one in (first, second, third)] == [
        "青建公开〔2026〕1号", "青建公开〔2026〕2号", "青建公开〔2027〕1号",
    ]  # fmt: skip
    assert list(LetterSeries.objects.order_by("year").values_list("year", "last")) == [(2026, 2), (2027, 1)]


def test_a_step_that_is_refused_leaves_no_letter(county: County) -> None:
    application = submit(county)
    with pytest.raises(Refused):
        correcting.ask_correction(
            application, by=county.zhou_min, items=["年度"], correct_by=date(2030, 1, 1)
        )
    assert not Letter.objects.exists() and not LetterSeries.objects.exists()


def test_neither_letter_nor_ledger_names_the_applicant(county: County) -> None:
    application = accepted(county)
    answer(county, application)
    stored = "".join(text_of(letter) for letter in letters_of(application))
    told = "".join(Event.objects.filter(subject_kind="application_letter").values_list("facts", flat=True))
    assert "青建公开〔" in told
    for secret in (LI_HUA.name, LI_HUA.proof_number, LI_HUA.phone, LI_HUA.email):
        assert secret not in stored + told
    assert WANTED not in told
