"""Normative documents: the register with its elements, filing, carrier, and the decision before they expire."""

from datetime import date, timedelta

import pytest

from gongkai.affairs.documents import actions, course, elements, normative, standing
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.consultation import note_consultation
from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.affairs.documents.normative_register import COLUMNS, plain_rows, rows
from gongkai.affairs.documents.queries import page
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import about
from gongkai.engines.ledger.queries import events_of, facts_of
from gongkai.kernel.clock import day_of, frozen, today
from gongkai.kernel.flow import Refused
from tests.county import County

WHOLE = {
    "doc_number": "青建规〔2026〕1号", "topics": ["construction"], "effective_on": date(2026, 4, 1),
    "expires_on": date(2031, 3, 31), "issued_on": date(2026, 3, 2),
}  # fmt: skip
BODY = "各乡镇人民政府：\n现印发给你们，请认真贯彻执行。\n青原县住房和城乡建设局\n2026年3月2日"


def duty(document: Document, rule: str) -> Duty:
    return about("document", document.index_number).filter(rule=rule).latest("id")


def outcome(document: Document, rule: str) -> str:
    found: str = duty(document, rule).outcome
    return found


def made(county: County, title: str = "青原县燃气管理办法", **facts: object) -> Edition:
    """A new normative document, consulted on, through its whole course up to the signature."""
    edition = county.draft(title, **{**WHOLE, "body": from_text(BODY), "taken_from": "", **facts})
    note_consultation(
        edition, by=county.zhou_min, exception="implements", reason="执行上级命令，没有新增内容。"
    )
    reading = county.draft(f"《{title}》解读", kind="interpretation", taken_from="")
    actions.relate(reading.document, by=county.zhou_min, type="interprets", target=edition.document)
    return county.sign(edition)


def test_the_register_tells_all_of_a_document_that_went_its_course_here(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        edition = actions.publish(made(county), by=county.tang_ke)
        document = edition.document
        normative.register(document, by=county.wei_lan, number="QYDR-2026-001")
        normative.note_filing(
            document, by=county.tang_ke, authority="青原县人民政府", number="青备〔2026〕1号", on=today()
        )
        normative.note_carrier(document, by=county.tang_ke, carrier="县政府公报2026年第1期", on=today())
        [row] = plain_rows(root=county.government, state="current")
    assert list(row) == list(COLUMNS)
    assert row == {
        "title": "青原县燃气管理办法", "doc_number": "青建规〔2026〕1号", "issuer": "青原县住房和城乡建设局",
        "issued_on": "2026-03-02", "published_on": "2026-03-02", "effective_on": "2026-04-01",
        "expires_on": "2031-03-31", "validity": "尚未施行", "classes": "行政规范性文件、城乡建设",
        "title_note": "（2026年3月2日青原县住房和城乡建设局以青建规〔2026〕1号印发，2026年3月2日公开，"
        "自2026年4月1日起施行，有效期至2031年3月31日）",
        "registration_number": "QYDR-2026-001", "legality_reviewed_on": "2026-03-02",
        "filings": "青原县人民政府（青备〔2026〕1号）2026-03-02", "carrier": "县政府公报2026年第1期",
        "index_number": document.index_number,
    }  # fmt: skip
    assert [one.verb for one in events_of(*document.subject) if one.public][-3:] == [
        "document.registered", "document.filed", "document.carried",
    ]  # fmt: skip


def test_the_register_keeps_current_and_former_apart(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        current, lapsed = county.publish("甲办法"), county.publish("乙办法", expires_on=date(2026, 3, 1))
        repealed, withdrawn = county.publish("丙办法"), county.publish("丁办法")
        county.publish("停车收费公示", kind="announcement")
        standing.note_ending(repealed.document, by=county.lu_fang, reason="repealed", title="某决定")
        actions.withdraw(withdrawn.document, by=county.lu_fang, reason="误发。")
        normative.register(current.document, by=county.wei_lan, number="1", long_term=True)
        assert [(one.edition, one.long_term) for one in rows(state="current")] == [(current, True)]
        assert {one.edition for one in rows(state="former")} == {lapsed, repealed}
        assert {one.edition for one in rows(root=county.housing)} == {current, lapsed, repealed}
        assert rows(root=county.township) == []
        assert plain_rows(state="current")[0]["expires_on"] == "长期"


def test_under_xiaoxian_none_is_signed_without_its_seven_elements(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
        with pytest.raises(Refused, match="还缺少时间、文号、有效性、分类、题注"):
            made(county, doc_number="", topics=[], effective_on=None, expires_on=None, issued_on=None)
        edition = made(county, "青原县燃气安全办法")
        assert elements.missing(edition) == []
        assert edition.state == State.SIGNED


def test_the_clock_to_publish_runs_from_the_day_it_was_made(county: County) -> None:
    with frozen("2026-03-09 09:00"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
        edition = made(county)
        found = duty(edition.document, "normative_publish")
        # 20 working days from Monday 2 March; Tomb Sweeping Day falls after them.
        assert found.due_at is not None and day_of(found.due_at) == date(2026, 3, 30)
        actions.publish(edition, by=county.tang_ke)
        assert outcome(edition.document, "normative_publish") == "met"


@pytest.mark.full
def test_filing_is_owed_from_publication_and_no_longer_when_it_is_gone(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        filed, gone, replaced = (
            actions.publish(
                made(county, f"青原县{n}办法", doc_number=f"青建规〔2026〕{n}号"), by=county.tang_ke
            )
            for n in (1, 2, 3)
        )
        found = duty(filed.document, "normative_filing")
        assert (found.strength, found.outcome) == ("should", "")
        with pytest.raises(Refused) as refused:
            normative.note_filing(
                filed.document, by=county.guo_liang, authority=" ", on=today() + timedelta(days=1)
            )
        assert len(refused.value.reasons) == 3
        normative.note_filing(filed.document, by=county.tang_ke, authority="县政府", on=today())
        with pytest.raises(Refused, match="无需重复"):
            normative.note_filing(filed.document, by=county.tang_ke, authority="县政府", on=today())
        actions.withdraw(gone.document, by=county.lu_fang, reason="误发。")
        repeal = county.draft("关于废止的决定", kind="policy")
        actions.relate(repeal.document, by=county.zhou_min, type="repeals", target=replaced.document)
        county.take_over(repeal)
        for edition, expected in ((filed, "met"), (gone, "cancelled"), (replaced, "cancelled")):
            assert outcome(edition.document, "normative_filing") == expected


def test_before_it_expires_it_is_decided_what_follows(county: County) -> None:
    with frozen("2026-03-02 09:00") as clock:
        edition = county.publish(expires_on=date(2026, 12, 31))
        document = edition.document
        found = duty(document, "normative_expiry")
        assert found.due_at is not None and day_of(found.due_at) == date(2026, 12, 31)
        clock.move_to("2026-10-09 09:00")
        for until in (None, date(2026, 12, 31), date(2032, 1, 1)):
            with pytest.raises(Refused):
                normative.decide_validity(
                    document, by=county.lu_fang, decision="extend", reason="仍需施行。", until=until
                )
        normative.decide_validity(
            document, by=county.lu_fang, decision="extend", reason="仍需施行。", until=date(2028, 12, 31)
        )
        first, second = (
            about("document", document.index_number).filter(rule="normative_expiry").order_by("id")
        )
        assert (first.outcome, second.outcome) == ("met", "")
        assert second.due_at is not None and day_of(second.due_at) == date(2028, 12, 31)
        event = events_of(*document.subject).last()
        assert event is not None and event.public
        assert facts_of(event)["was"] == "2026-12-31"
        shown = page(document.index_number)
        assert shown is not None and shown.document.expires_on == date(2028, 12, 31)
        clock.move_to("2029-01-04 09:00")
        with pytest.raises(Refused, match="不能再延长"):
            normative.decide_validity(
                document, by=county.lu_fang, decision="extend", reason="仍需施行。", until=date(2030, 1, 1)
            )
        normative.decide_validity(document, by=county.lu_fang, decision="lapse", reason="不再需要。")
        assert outcome(document, "normative_expiry") == "met"


def test_what_had_lapsed_before_it_was_taken_over_asks_for_no_decision(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        edition = county.publish(expires_on=date(2020, 12, 31))
    assert not about("document", edition.document.index_number).filter(rule="normative_expiry").exists()


def test_under_guangdong_it_is_no_basis_until_it_is_on_its_carrier(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        basis = county.publish("青原县燃气管理办法")
        assert elements.not_on_carrier(basis.document) == ""
        adopt_pack(by=SYSTEM, agency=county.government, pack="guangdong", from_=today())
        shown = page(basis.document.index_number)
        assert shown is not None and "不得作为行政管理的依据" in shown.warning
        resting = county.draft("关于做好燃气检查的通知", kind="notice", taken_from="")
        actions.relate(resting.document, by=county.zhou_min, type="based_on", target=basis.document)
        course.send_up(resting, by=county.zhou_min)
        with pytest.raises(Refused, match="尚未在规定载体统一公布"):
            course.sign(resting, by=county.lu_fang)
        normative.note_carrier(basis.document, by=county.tang_ke, carrier="县政府公报2026年第1期", on=today())
        shown = page(basis.document.index_number)
        assert shown is not None and shown.warning == ""
        with pytest.raises(Refused) as refused:
            course.sign(resting, by=county.lu_fang)
        assert not any("载体" in one for one in refused.value.reasons)


def test_the_list_of_a_day_is_certified_and_meets_its_duty(county: County) -> None:
    with frozen("2026-03-02 09:00"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
        one = county.publish("甲办法")
        with pytest.raises(Refused, match="没有公布"):
            normative.publish_list(by=county.guo_liang, agency=county.government)
        event = normative.publish_list(by=county.he_jing, agency=county.government)
        told = facts_of(event)
        assert (event.public, told["count"], told["index_numbers"]) == (True, 1, [one.document.index_number])
        assert Duty.objects.get(rule="normative_list", agency="qingyuan").outcome == "met"
        again = facts_of(normative.publish_list(by=county.he_jing, agency=county.government))
        assert again["sha256"] == told["sha256"]


def test_numbers_are_given_once_and_only_to_normative_documents(county: County) -> None:
    one, other = county.publish("甲办法"), county.publish("乙办法", expires_on=date(2035, 1, 1))
    normative.register(one.document, by=county.wei_lan, number="QYDR-1")
    with pytest.raises(Refused) as refused:
        normative.register(other.document, by=county.zhou_min, number="QYDR-1", long_term=True)
    assert len(refused.value.reasons) == 3
    notice = county.publish("通知", kind="notice")
    with pytest.raises(Refused, match="只有行政规范性文件"):
        normative.register(notice.document, by=county.wei_lan, number="QYDR-2")
