"""The bureau looks through all that it has published: the named fields first, by a worker that may be killed."""

import json
from itertools import islice

import pytest

from gongkai.affairs.documents import context, screening_rounds, settling
from gongkai.affairs.documents.findings import open_findings, open_in_public
from gongkai.affairs.documents.models import Screening, ScreeningRound
from gongkai.affairs.documents.tests.listing import BODY, IDENTITY
from gongkai.engines.agencies.models import Agency
from gongkai.engines.ledger.models import Event
from gongkai.kernel.flow import Refused
from tests.county import County


@pytest.fixture
def archive(county: County, monkeypatch: pytest.MonkeyPatch) -> County:
    """Four documents taken over, two of them of a named field, one with a number."""
    county.publish("青原县城市停车管理规定", kind="policy")
    county.publish("青原县2024年危房改造名单", kind="subsidy", body=BODY)
    county.publish("青原县燃气管理规定", kind="policy")
    county.publish("青原县危房改造验收通知", kind="notice")
    monkeypatch.setattr(screening_rounds, "named_fields", lambda agency: {"农村危房改造": ("危房",)})
    return county


def test_the_named_fields_come_first_and_a_killed_worker_goes_on_where_it_was(archive: County) -> None:
    row = screening_rounds.begin_round(archive.housing, by=archive.tang_ke)
    assert [done for done, _ in islice(screening_rounds.carry_on(row), 3)] == [1, 2, 3]
    titles = Screening.objects.order_by("pk").values_list("edition__title", flat=True)
    assert list(titles) == ["青原县2024年危房改造名单", "青原县危房改造验收通知", "青原县城市停车管理规定"]
    assert [done for done, _ in screening_rounds.carry_on(row)] == [4]
    row.refresh_from_db()
    assert (row.total, row.screened, row.found) == (4, 4, 3) and row.through_at


def test_a_round_is_finished_by_a_person_once_what_harms_is_settled(archive: County) -> None:
    row = screening_rounds.begin_round(archive.housing, by=archive.tang_ke)
    with pytest.raises(Refused, match="还有4份文件没有排查"):
        screening_rounds.finish_round(row, by=archive.tang_ke, result="无问题。")
    list(screening_rounds.carry_on(row))
    with pytest.raises(Refused, match="处应当遮盖"):
        screening_rounds.finish_round(row, by=archive.tang_ke, result="无问题。")
    [edition] = {one.edition for one in open_in_public()}
    settling.mask(edition, by=archive.tang_ke, findings=[one.pk for one in open_findings(edition)])
    done = screening_rounds.finish_round(row, by=archive.tang_ke, result="遮盖1份名单。")
    told = Event.objects.get(verb="inspection.held")
    facts = json.loads(told.facts)
    assert told.agency == "zhujian" and facts["subject"] == "privacy" and facts["on"]
    with pytest.raises(Refused, match="已经结束"):
        screening_rounds.finish_round(done, by=archive.tang_ke, result="遮盖1份名单。")


def test_one_round_at_a_time_and_by_whom_it_concerns(archive: County) -> None:
    with pytest.raises(Refused, match="不能组织排查"):
        screening_rounds.begin_round(archive.housing, by=archive.guo_liang)
    screening_rounds.begin_round(archive.housing, by=archive.tang_ke)
    with pytest.raises(Refused, match="上一轮排查还没有结束"):
        screening_rounds.begin_round(archive.housing, by=archive.tang_ke)


def test_what_was_taken_over_is_screened_by_the_worker(archive: County) -> None:
    assert screening_rounds.work_off(most=3) == 3
    assert screening_rounds.work_off() == 1 and screening_rounds.work_off() == 0
    assert {one.kind for one in open_in_public()} == {"identity", "mobile", "name"}
    assert ScreeningRound.objects.count() == 0


def test_two_workers_take_turns(archive: County) -> None:
    row = screening_rounds.begin_round(archive.housing, by=archive.tang_ke)
    stale = ScreeningRound.objects.get(pk=row.pk)
    next(screening_rounds.carry_on(row))
    edition = screening_rounds._next(stale)
    assert edition is not None
    seen = context.context_of(archive.housing)
    assert screening_rounds.screen_public(edition, seen, row=stale) is None
    row.refresh_from_db()
    assert row.screened == 1


def test_the_law_of_the_county_names_twelve_fields(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.kernel.law import load_pack

    monkeypatch.setattr(screening_rounds, "pack_for", lambda agency: load_pack("xiaoxian"))
    fields = screening_rounds.named_fields(Agency.objects.get(slug="zhujian"))
    assert len(fields) == 12 and fields["农村危房改造"] == ("危房",) and IDENTITY not in str(fields)
