"""The reply: what each outcome needs, four eyes, and the 21 outcomes that are the only ones."""

import pytest

from gongkai.affairs.applications import outcomes as data
from gongkai.affairs.applications.actions import consulting, correcting, deciding, extending
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import Application
from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.flow import Refused
from gongkai.kernel.law import load_pack
from tests.county import County

from .telling import accepted, answer, draft, on, person, received

pytestmark = pytest.mark.django_db

REDACTED = [{"name": "明细（区分处理）.txt", "data": b"***", "redacted": True}]


def test_the_outcomes_are_the_rows_of_the_report_in_its_order() -> None:
    assert list(data.outcomes()) == [
        *("granted", "partial", "deny_secret", "deny_law", "deny_security", "deny_third", "deny_internal"),
        *(
            "deny_process",
            "deny_enforcement",
            "deny_query",
            "unable_not_held",
            "unable_create",
            "unable_unclear",
        ),
        *("np_petition", "np_repeat", "np_publication", "np_excess", "np_reconfirm"),
        *("oth_nocorrect", "oth_nopay", "oth_other"),
    ]


def test_what_the_data_refer_to_is_there() -> None:
    pack = load_pack("national")
    grounds = pack.grounds(on=pack.acts["foi"].in_force)
    for outcome in data.outcomes().values():
        assert set(outcome.grounds) <= set(grounds), outcome.key
        assert (outcome.remedy == "reconsideration_first") == (outcome.group in {"denied", "partial"})
        for variant in outcome.variants:
            assert pack.cite(variant.basis).startswith("《"), variant
        if outcome.group in {"denied", "unable"} and outcome.key != "unable_not_held":
            assert all("reasons" in variant.needs for variant in outcome.variants)
    used = {ground for outcome in data.outcomes().values() for ground in outcome.grounds}
    assert used == set(grounds)


CASES = {
    ("granted", "provided"): "请附上向申请人提供的文件",
    ("granted", "already_public"): "请填写已公开信息的索引号或者网址",
    ("partial", "redacted"): "请附上作过区分处理",
    ("deny_third", "denied"): "请先书面征求第三方的意见",
    ("deny_process", "denied"): "请写明理由",
    ("unable_not_held", "not_existing"): "请先登记检索",
    ("unable_unclear", "unable"): "申请人没有作过补正",
    ("np_repeat", "not_processed"): "请选择此前已经答复的",
    ("np_excess", "not_processed"): "请先要求申请人说明理由",
    ("oth_nocorrect", "lapsed"): "不以答复作出",
    ("oth_other", "withdrawn"): "不以答复作出",
    ("granted", "denied"): "请从年度报告的办理结果中选择一种",
    ("gone", ""): "请从年度报告的办理结果中选择一种",
}


@pytest.mark.parametrize(("kind", "sentence"), CASES.items(), ids=str)
def test_a_reply_lacks_what_its_outcome_needs(county: County, kind: tuple[str, str], sentence: str) -> None:
    application = accepted(county)
    with pytest.raises(Refused, match=sentence):
        draft(county, application, outcome=kind[0], variant=kind[1], files=[])
    application.refresh_from_db()
    assert application.stage == "handling" and not application.decisions.exists()


def test_all_that_is_missing_is_said_at_once(county: County) -> None:
    with pytest.raises(Refused) as refused:
        draft(county, received(county), outcome="deny_third", variant="denied", files=[], ground="process")
    assert len(refused.value.reasons) == 3


def test_what_does_not_exist_was_looked_for(county: County) -> None:
    application = accepted(county)
    given = {"place": "局档案室", "words": "危房改造 2024", "by": county.zhou_min}
    deciding.note_search(application, found=True, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="不能答复不存在"):
        draft(county, application, outcome="unable_not_held", variant="not_existing", files=[])
    other = accepted(county)
    deciding.note_search(other, found=False, **given)  # type: ignore[arg-type]
    answer(county, other, outcome="unable_not_held", variant="not_existing", files=[])
    other.refresh_from_db()
    assert other.outcome == "unable_not_held"


def test_what_is_public_is_told_where(county: County) -> None:
    number = Document.objects.get(pk=county.publish().document_id).index_number
    application = accepted(county)
    with pytest.raises(Refused, match="没有索引号为"):
        draft(county, application, variant="already_public", files=[], link="MB0000002-1999-00001")
    answer(county, application, variant="already_public", files=[], link=number)


def test_a_repeat_is_of_ones_own_answered_application(county: County) -> None:
    first, again, others = accepted(county), accepted(county), accepted(county, identity=person(1))
    given = {"outcome": "np_repeat", "variant": "not_processed", "files": []}
    with pytest.raises(Refused, match="不是本机关已经答复的申请"):
        draft(county, again, earlier=first, **given)
    answer(county, first)
    first.refresh_from_db()
    with pytest.raises(Refused, match="不是同一申请人提出的"):
        draft(county, others, earlier=first, **given)
    answer(county, again, earlier=first, **given)


def test_a_third_party_is_overridden_for_a_public_interest_only(county: County) -> None:
    application = accepted(county)
    asked = consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同价格")
    with pytest.raises(Refused, match="请写明对方不同意公开的理由"):
        consulting.note_opinion(asked, by=county.zhou_min, answer="objects")
    consulting.note_opinion(asked, by=county.zhou_min, answer="objects", reasons="商业秘密。")
    with pytest.raises(Refused, match="公共利益"):
        draft(county, application)
    draft(county, application, public_interest="涉及群众住房安全。")


def test_an_objection_without_a_reasonable_ground_is_overridden_in_writing(county: County) -> None:
    application = accepted(county)
    asked = consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同价格")
    consulting.note_opinion(asked, by=county.zhou_min, answer="objects", reasons="不想公开。")
    with pytest.raises(Refused, match="或者对方的理由为什么不合理"):
        draft(county, application)
    answer(county, application, unfounded="中标价格早已公示。")
    told = application.letters.get(kind="third_party_disclosure_notice")
    text = "".join(part["text"] for part in told.parts)
    assert "不属于合理理由：中标价格早已公示。" in text and "公共利益" not in text


def test_who_agrees_is_not_protected_against_his_will(county: County) -> None:
    application = accepted(county)
    asked = consulting.ask_third_party(application, by=county.zhou_min, party="某公司", about="合同价格")
    other = consulting.ask_third_party(application, by=county.zhou_min, party="另一公司", about="合同价格")
    refusal = {"outcome": "deny_third", "variant": "denied", "ground": "trade_secret", "files": ()}
    consulting.note_opinion(asked, by=county.zhou_min, answer="agrees")
    consulting.note_opinion(other, by=county.zhou_min, answer="agrees")
    with pytest.raises(Refused, match="第三方均已同意公开"):
        draft(county, application, reasons="属于商业秘密。", **refusal)
    assert not application.decisions.exists()


def test_four_eyes(county: County) -> None:
    from gongkai.engines.agencies import actions as agencies

    agencies.grant_role(county.zhou_min, by=SYSTEM, role="approver", agency=county.housing)
    application = accepted(county)
    draft(county, application)
    with pytest.raises(Refused, match="由您起草，须由他人签发"):
        deciding.sign(application, by=county.zhou_min)
    with pytest.raises(Refused, match="工作人员本人"):
        deciding.sign(application, by=SYSTEM)
    deciding.return_draft(application, by=county.lu_fang, reason="请补充村名。")
    draft(county, application)
    deciding.sign(application, by=county.lu_fang)
    assert [bool(one.returned_by) for one in application.decisions.all()] == [True, False]


def test_unclear_still_after_the_correction(county: County) -> None:
    from datetime import date

    with on("2026-03-02"):
        application = received(county)
        correcting.ask_correction(
            application, by=county.zhou_min, items=["请写明年度。"], correct_by=date(2026, 3, 20)
        )
        correcting.take_correction(application, by=APPLICANT, wanted="所有材料")
        answer(
            county, application, outcome="unable_unclear", variant="unable", files=[], reasons="仍不明确。"
        )


def test_an_excess_without_good_reason_is_not_processed(county: County) -> None:
    application = accepted(county)
    extending.ask_reasons(application, by=county.zhou_min, question="本月已申请40件，请说明理由。")
    given = {"outcome": "np_excess", "variant": "not_processed", "files": [], "reasons": "理由不合理。"}
    with pytest.raises(Refused, match="登记其说明"):
        draft(county, application, **given)
    extending.note_reasons(application, by=county.zhou_min, reasons="未说明理由")
    answer(county, application, **given)
    assert Application.objects.get(pk=application.pk).outcome == "np_excess"


def test_partial_gives_the_redacted_file(county: County) -> None:
    application = accepted(county)
    decision = answer(
        county, application, outcome="partial", variant="redacted", ground="personal_privacy",
        reasons="涉及农户个人信息。", files=REDACTED,
    )  # fmt: skip
    assert [file.redacted for file in decision.files.all()] == [True]
