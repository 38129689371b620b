"""A scheme: drafted from the pack, activated only when it has what the pack asks, closed with its figures frozen."""

from datetime import date, datetime
from decimal import Decimal
from typing import get_args

import pytest

from gongkai.engines.agencies.actions import grant_role, open_agency
from gongkai.engines.agencies.models import Agency
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.models import Duty
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import CHINA, Traveller, frozen, today
from gongkai.kernel.flow import Refused
from gongkai.kernel.law.indicators import MeasureName
from gongkai.oversight.assessment import actions, figures, objecting, queries
from gongkai.oversight.assessment.measures import MEASURES
from gongkai.oversight.assessment.models import FrozenScore, Scheme, State
from gongkai.oversight.tasks.notes import note
from tests.county import County

JANUARY = datetime(2025, 1, 6, 9, tzinfo=CHINA)
WEIGHT = Decimal("5")


def adopt(county: County, pack: str) -> None:
    adopt_pack(by=SYSTEM, agency=county.government, pack=pack, from_=today())
    grant_role(county.lu_fang, by=SYSTEM, role="approver", agency=county.government)


def drafted(
    county: County, pack: str = "xiaoxian", weight: Decimal = WEIGHT, agency: Agency | None = None
) -> Scheme:
    adopt(county, pack)
    return actions.draft_scheme(
        by=county.he_jing, agency=agency or county.government, year=today().year, weight=weight
    )


def active(county: County, pack: str = "xiaoxian") -> Scheme:
    return actions.activate(drafted(county, pack), by=county.lu_fang)


def hear(county: County, day: str = "2025-03-03") -> None:
    """The township's principal heard a report: what its duty `hearing` asks for."""
    note(
        kind="hearing", agency=county.township, by=county.guo_liang,
        on=datetime.fromisoformat(day).date(), subject="openness",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pack", "weight", "words"),
    [
        ("guangdong", "3.99", "权重是3.99%，不得低于4%"),
        ("qingdao", "3.99", "权重是3.99%，不得低于4%"),
        ("xiaoxian", "0", ""),
    ],
)
def test_the_least_weight_is_the_packs(county: County, pack: str, weight: str, words: str) -> None:
    """GD-24a and QD-5.3a ask for 4 %, Xiaoxian for none: the same history, two results."""
    with frozen(JANUARY):
        scheme = drafted(county, pack, Decimal(weight))
        if not words:
            assert actions.activate(scheme, by=county.lu_fang).state == State.ACTIVE
            return
        with pytest.raises(Refused, match=words):
            actions.activate(scheme, by=county.lu_fang)
        actions.weigh(scheme, by=county.he_jing, weight=Decimal("4"))
        assert actions.activate(scheme, by=county.lu_fang).state == State.ACTIVE


def test_activation_names_all_that_is_missing_at_once(county: County) -> None:
    with frozen(JANUARY):
        scheme = drafted(county, "guangdong", Decimal("1"))
        grant_role(county.he_jing, by=SYSTEM, role="approver", agency=county.government)
        row = scheme.indicators.get(indicator="interpretation")
        actions.set_points(row, by=county.he_jing, points=0)
        with pytest.raises(Refused) as refused:
            actions.activate(scheme, by=county.he_jing)
        assert [reason[:9] for reason in refused.value.reasons] == [
            "政务公开在绩效考核",
            "各项指标的分值合计",
            "您参与拟订了这份方",
        ]
        assert "合计是90分" in refused.value.reasons[1]
        with pytest.raises(Refused, match="没有办理“批准施行”的权限"):
            actions.activate(scheme, by=county.guo_liang)
        assert not Event.objects.filter(verb="assessment.activated").exists()


@pytest.mark.parametrize(
    ("pack", "group", "words"),
    [("xiaoxian", "standardisation", "“基层公开标准化规范化”"), ("shandong-rfb", "portal", "“网站内容保障”")],
)
def test_the_parts_that_a_pack_asks_for_must_score(county: County, pack: str, group: str, words: str) -> None:
    """XX-3.5.4 grass-roots standardisation; SD-4.3a openness, disclosure and portal content."""
    with frozen(JANUARY):
        scheme = drafted(county, pack)
        rows = list(scheme.indicators.filter(group=group))
        other = scheme.indicators.get(indicator="replies")
        total = sum(row.points for row in rows)
        for row in rows:
            actions.set_points(row, by=county.he_jing, points=0)
        actions.set_points(other, by=county.he_jing, points=other.points + total)
        with pytest.raises(Refused) as refused:
            actions.activate(scheme, by=county.lu_fang)
        (reason,) = refused.value.reasons
        assert words in reason


def test_scores_are_counted_from_evidence_and_frozen_at_the_close(county: County) -> None:
    with frozen(JANUARY) as clock:
        scheme = active(county)
        clock.move_to(datetime(2025, 3, 3, 10, tzinfo=CHINA))
        hear(county)
        clock.move_to(datetime(2025, 9, 1, 9, tzinfo=CHINA))
        by_unit = {one.unit: one for one in figures.standings(scheme)}
        assert set(by_unit) == {county.housing, county.township}
        score = {one.indicator.indicator: one for one in by_unit[county.township].scores}
        # one hearing of the first half-year kept; the second half-year is not over
        assert [(case.kept, case.about[0]) for case in score["organisation"].cases] == [(True, "duty")]
        missed = {one.indicator.indicator: one for one in by_unit[county.housing].scores}["organisation"]
        assert [case.kept for case in missed.cases] == [False]
        assert by_unit[county.township].result.score > by_unit[county.housing].result.score  # type: ignore[operator]
        with pytest.raises(Refused, match="2025年还没有结束"):
            actions.close(scheme, by=county.he_jing)

        clock.move_to(datetime(2026, 1, 12, 9, tzinfo=CHINA))
        counted = {one.unit: one.result.score for one in figures.standings(scheme)}
        scheme = actions.close(scheme, by=county.he_jing)
        event = facts_of(Event.objects.get(verb="assessment.closed"))
        assert (event["subject"], event["period"], event["version"]) == (
            "openness",
            "2025",
            scheme.pack_version,
        )
        assert FrozenScore.objects.count() == 2 * scheme.indicators.count()
        # Evidence that changes later changes no frozen figure.
        Duty.objects.filter(agency="zhujian").update(
            outcome="cancelled", closed_at=JANUARY, closed_seq=1, ended_at=JANUARY
        )
        assert {one.unit: one.result.score for one in figures.standings(scheme)} == counted
        with pytest.raises(Refused):
            actions.close(scheme, by=county.he_jing)
        assert not queries.published().exists()
        actions.publish(scheme, by=county.he_jing)
        assert queries.published_scheme("qingyuan-2025") == scheme
        with pytest.raises(Refused, match="已经公布"):
            actions.publish(scheme, by=county.he_jing)


def _objectable(county: County, clock: Traveller) -> tuple[Scheme, figures.Score]:
    scheme = active(county)
    clock.move_to(datetime(2025, 9, 1, 9, tzinfo=CHINA))
    (standing,) = figures.standings(scheme, [county.housing])
    return scheme, next(one for one in standing.scores if one.indicator.indicator == "organisation")


def test_an_objection_that_is_upheld_takes_the_case_out_of_the_count(county: County) -> None:
    with frozen(JANUARY) as clock:
        scheme, score = _objectable(county, clock)
        case = score.missed[0]
        with pytest.raises(Refused) as refused:
            objecting.raise_objection(
                score.indicator, unit=county.housing, by=county.guo_liang, reason="", case="duty:0"
            )
        assert len(refused.value.reasons) == 3
        row = objecting.raise_objection(
            score.indicator,
            unit=county.housing,
            by=county.tang_ke,
            reason="上半年机构改革，尚未到任。",
            case=case.key,
        )
        with pytest.raises(Refused, match="已经就此提出异议"):
            objecting.raise_objection(
                score.indicator, unit=county.housing, by=county.tang_ke, reason="再提。", case=case.key
            )
        clock.move_to(datetime(2026, 1, 12, 9, tzinfo=CHINA))
        with pytest.raises(Refused, match="还有1条异议没有答复"):
            actions.close(scheme, by=county.he_jing)
        with pytest.raises(Refused, match="没有办理“答复异议”的权限"):
            objecting.decide(row, by=county.tang_ke, upheld=True, answer="成立。")
        objecting.decide(row, by=county.he_jing, upheld=True, answer="情况属实。")
        (standing,) = figures.standings(scheme, [county.housing])
        after = next(one for one in standing.scores if one.indicator == score.indicator)
        assert case.key in {one.key for one in after.excused} and case.key not in {
            one.key for one in after.cases
        }
        frozen_scheme = actions.close(scheme, by=county.he_jing)
        (kept,) = figures.standings(frozen_scheme, [county.housing])
        assert [one.excused for one in kept.scores if one.indicator == score.indicator] == [after.excused]


def test_who_sees_which_scores(county: County) -> None:
    with frozen(JANUARY):
        scheme = drafted(county)
        assert list(queries.schemes_for(county.tang_ke)) == []
        assert queries.scheme_for(county.he_jing, scheme.code) == scheme
        actions.activate(scheme, by=county.lu_fang)
        scheme.refresh_from_db()
        assert queries.units_for(county.guo_liang, scheme) == [county.township]
        assert set(queries.units_for(county.he_jing, scheme)) == {county.housing, county.township}
        assert queries.scheme_for(county.guo_liang, "qingyuan-2024") is None


def test_coverage_by_the_five_kinds_against_the_target(county: County) -> None:
    """GD-3a names 2020; other packs name no date."""
    with frozen(JANUARY):
        adopt(county, "guangdong")
        county.publish(kind="normative")
        found = queries.coverage(county.government)
        assert [one.kind.id for one in found.reaches] == [
            "decision",
            "execution",
            "management",
            "service",
            "result",
        ]
        assert found.reaches[0].covered == [county.housing]
        assert set(found.reaches[0].missing) == {county.government, county.township}
        assert (str(found.target), found.whole) == ("2020-12-31", False)
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
        assert queries.coverage(county.government).target is None


def test_what_still_counts_when_done_would_raise_the_score(county: County) -> None:
    """A policy without an interpretation is mended by one; what was due and is late stays lost."""
    with frozen(JANUARY) as clock:
        scheme = active(county)
        edition = county.publish(kind="policy")
        # as if it had been made here: only such documents must be interpreted
        type(edition.document).objects.filter(pk=edition.document_id).update(
            taken_from="", published_on=today()
        )
        clock.move_to(datetime(2025, 9, 1, 9, tzinfo=CHINA))
        (standing,) = figures.standings(scheme, [county.housing])
        score = {one.indicator.indicator: one for one in standing.scores}
        assert (score["interpretation"].points, score["interpretation"].can_be_won) == (0, 10)
        assert score["organisation"].missed[0].open and score["organisation"].can_be_won == 0
        county.publish(
            "解读", kind="interpretation", relations=[{"type": "interprets", "target": edition.document}]
        )
        (standing,) = figures.standings(scheme, [county.housing])
        assert next(one for one in standing.scores if one.indicator.measure == "interpretations").points == 10


def test_what_packs_may_name_is_what_there_is() -> None:
    assert set(MEASURES) == set(get_args(MeasureName))


def test_points_set_and_set_back_leave_the_rule_as_it_was(county: County) -> None:
    with frozen(JANUARY):
        row = drafted(county).indicators.get(indicator="replies")
        type(row).objects.filter(pk=row.pk).update(cap=10)
        for points in (0, 20):
            actions.set_points(row, by=county.he_jing, points=points)
        row.refresh_from_db()
        assert (row.points, row.cap) == (20, 10)


def test_many_agencies_make_no_longer_question(county: County) -> None:
    """SQLite takes a thousand alternatives and no more."""
    before = str(queries.schemes_for(county.he_jing).query)
    open_agency(
        by=SYSTEM, slug="shuiwu", name="青原县水务局", short_name="水务局", kind="department", parent=county.government,
        index_code="MB0000998", opened_on=date(2004, 1, 1),
    )  # fmt: skip
    assert str(queries.schemes_for(county.he_jing).query).count(" OR ") == before.count(" OR ")
