"""Papers of whoever applies are checked: what is wanting is asked for once; until then nothing is handed over."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.affairs.applications.actions import closing, correcting, deciding, grouping, receiving
from gongkai.affairs.applications.actions.checking import Checked, check_identity
from gongkai.affairs.applications.actions.enclosing import Enclosed
from gongkai.affairs.applications.actions.privacy import reseal
from gongkai.affairs.applications.decisions import same_applicant
from gongkai.affairs.applications.doubts import doubts_of
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import Application, IdentityCheck, Purpose
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import LI_HUA, answer, draft, on, person, received, submit, verbs

pytestmark = pytest.mark.django_db

MANDATE = Enclosed(Purpose.AUTHORITY.value, "授权委托书.pdf", b"%PDF-1.7", "application/pdf")


def by_an_agent(county: County) -> Application:
    """A lawyer's application for Li Hua, received; Zhou Min finds no authority."""
    application = received(county)
    check_identity(application, by=county.zhou_min, proof="sound", authority="missing")
    return application


def test_passing_it_says_that_the_papers_there_are_sound(county: County) -> None:
    with on("2026-02-12"):
        for enclosures, authority in ([], ""), ([MANDATE], "sound"):
            application = received(county, enclosures=enclosures)
            receiving.accept(application, by=county.zhou_min)
            check = IdentityCheck.objects.get(application=application)
            assert (check.proof, check.authority, check.checked_by) == ("sound", authority, "zhoumin")
            assert "identity_checked" not in verbs(application)


def test_what_is_wanting_goes_into_the_correction_notice(county: County) -> None:
    with on("2026-02-12"):
        application = by_an_agent(county)
        with pytest.raises(Refused, match="授权委托书经核对缺失或者不符，请告知补正"):
            receiving.accept(application, by=county.zhou_min)
        with pytest.raises(Refused, match="也列入需要补正的内容") as refused:
            correcting.ask_correction(
                application, by=county.zhou_min, items=["请写明年度。"], correct_by=date(2026, 3, 2)
            )
        assert len(refused.value.reasons) == 1
        correcting.ask_correction(
            application, by=county.zhou_min, items=["请提供授权委托书。"], correct_by=date(2026, 3, 2)
        )


def test_nothing_is_handed_over_until_the_papers_are_sound(county: County) -> None:
    with on("2026-02-12"):
        application = by_an_agent(county)
        with pytest.raises(Refused, match="不能向其提供信息"):
            draft(county, application)
        check_identity(application, by=county.zhou_min, proof="sound", authority="sound")
        draft(county, application)
        check_identity(application, by=county.tang_ke, proof="mismatch", authority="sound")
        with pytest.raises(Refused, match="身份证明经核对缺失或者不符，不能向其提供信息"):
            deciding.sign(application, by=county.lu_fang)
        check_identity(application, by=county.tang_ke, proof="sound", authority="sound")
        deciding.sign(application, by=county.lu_fang)
    told = [facts_of(one) for one in events_of(*application.subject) if one.verb.endswith("identity_checked")]
    assert [(one["proof"], one["authority"]) for one in told] == [
        ("sound", "missing"), ("sound", "sound"), ("mismatch", "sound"), ("sound", "sound"),
    ]  # fmt: skip


def test_a_reply_that_hands_nothing_over_goes_out(county: County) -> None:
    with on("2026-02-12"):
        application = by_an_agent(county)
        deciding.note_search(application, by=county.zhou_min, place="档案室", words="危房", found=False)
        decision = answer(
            county,
            application,
            outcome="unable_not_held",
            variant="not_existing",
            reasons="没有制作。",
            files=[],
        )
    assert decision.signed_by == "lufang"


def test_a_follower_is_no_way_around(county: County) -> None:
    with on("2026-02-12"):
        first, second = receiving.accept(received(county), by=county.zhou_min), by_an_agent(county)
        grouping.merge(second, by=county.zhou_min, into=first)
        draft(county, first)
        with pytest.raises(Refused, match=f"{second.number}的授权委托书"):
            deciding.sign(first, by=county.lu_fang)


def test_the_registrar_notes_it_with_the_paper_and_its_parts_inherit_it(county: County) -> None:
    with on("2026-02-12"):
        application = submit(
            county, by=county.tang_ke, channel="in_person", checked=Checked("mismatch", "missing")
        )
        parts = grouping.split(application, by=county.tang_ke, parts=["甲", "乙"])
        for one in parts:
            with pytest.raises(Refused) as refused:
                receiving.accept(one, by=county.zhou_min)
            assert len(refused.value.reasons) == 2
        sent_on = closing.transfer(parts[1], by=county.tang_ke, to=county.township)
        assert doubts_of(sent_on) == doubts_of(parts[0]) != {}
        with pytest.raises(Refused, match="请选择身份证明的核对结果"):
            submit(county, by=county.tang_ke, channel="oral", identity=person(1), checked=Checked("", ""))


def test_only_officers_of_the_case_note_it(county: County) -> None:
    with on("2026-02-12"):
        application = received(county)
        for stranger in county.guo_liang, APPLICANT:
            with pytest.raises(Refused):
                check_identity(application, by=stranger, proof="sound")
        with pytest.raises(Refused) as refused:
            check_identity(application, by=county.zhou_min, proof="", authority="maybe")
        assert len(refused.value.reasons) == 2
    assert not IdentityCheck.objects.exists()


def test_who_sent_no_proof_is_registered_and_known_once_it_comes(county: County) -> None:
    nobody = replace(LI_HUA, proof="", proof_number="")
    with on("2026-02-12"):
        with pytest.raises(Refused, match="请填写身份证明的号码"):
            submit(county, by=county.tang_ke, channel="post", identity=nobody, checked=Checked())
        one, two = (
            submit(
                county, by=county.tang_ke, channel="in_person", identity=nobody, checked=Checked("missing")
            )
            for _ in range(2)
        )
        # two without a proof are not one person
        assert not same_applicant(one, two)
        with pytest.raises(Refused, match="居民身份证号码不正确"):
            check_identity(one, by=county.zhou_min, proof="sound", proof_kind="resident_id", proof_number="1")
        given = {"proof_kind": LI_HUA.proof, "proof_number": LI_HUA.proof_number}
        for application in (one, two):
            check_identity(application, by=county.zhou_min, proof="sound", **given)
        assert same_applicant(one, two)
        with pytest.raises(Refused, match="证件号码只在申请没有写明"):
            check_identity(one, by=county.zhou_min, proof="sound", **given)
        assert reseal() == 2 and same_applicant(one, two)
