"""Packs and notices that are changed, removed or half saved while duties are open."""

import logging
from datetime import date
from pathlib import Path

import pytest

from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties import law
from gongkai.engines.duties.actions import adopt_pack, take_up_law
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import rule_of
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.duties.tests.conftest import PACK, write_pack
from gongkai.engines.duties.tests.telling import adopt, due, duty, tell
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.kernel.clock import frozen, reload_calendar
from gongkai.kernel.clock.statutory import statutory_holidays
from gongkai.kernel.flow import Refused
from tests.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs")]


@pytest.fixture(autouse=True)
def _adopted(county: County, packs: Path) -> None:
    adopt("2026-01-05 08:00", county.government)


def without(rule: str) -> str:
    parts = PACK.split("\n[duty.")
    return "\n[duty.".join(part for part in parts if not part.startswith(f"{rule}]"))


def test_a_removed_rule_keeps_its_open_duties_and_opens_no_more(packs: Path) -> None:
    tell("2026-02-10 09:00", "policy.published", "P1")
    write_pack(packs, "qingyuan", without("county_interpret"))
    with frozen("2026-02-10 10:00"):
        assert "qingyuan" in take_up_law().packs
    law.drop()  # another process, which never saw the removed rule
    tell("2026-02-10 11:00", "policy.published", "P2")
    assert due(duty("county_interpret")) == "2026-02-13 23:59"
    tell("2026-02-13 09:00", "interpretation.published", "I1", interprets=["P1", "P2"])
    one = duty("county_interpret")
    assert (one.subject_id, one.status, rule_of(one).title) == ("P1", "met", "解读政策文件")
    assert rebuild(check=True).differing == 0


def test_a_changed_text_binds_only_what_is_opened_later(packs: Path) -> None:
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    write_pack(packs, "qingyuan", PACK.replace('"application.answered"', '"application.replied"'))
    # nobody has read the files again: what was read holds, in this process and in others
    law.drop()
    tell("2026-02-10 10:00", "application.received", "A2", channel="web")
    with frozen("2026-02-11 09:00"):
        assert "qingyuan" in take_up_law().packs
        assert take_up_law().packs == []
    tell("2026-02-11 10:00", "application.received", "A3", channel="web")
    for id in ("A1", "A2", "A3"):
        tell("2026-02-12 09:00", "application.answered", id)
    rows = Duty.objects.filter(rule="reply").order_by("id")
    assert [row.outcome for row in rows] == ["met", "met", ""]
    tell("2026-02-12 10:00", "application.replied", "A3")
    assert duty("reply", subject_id="A3").status == "met"
    assert rebuild(check=True).differing == 0


def test_a_half_saved_pack_changes_nothing(packs: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_pack(packs, "qingyuan", PACK[: PACK.index("ends =")])
    with frozen("2026-02-09 09:00"), caplog.at_level(logging.ERROR):
        done = take_up_law()
    assert "qingyuan" not in done.packs and "duties.toml" in done.problems[0]
    assert "last good version" in caplog.text
    tell("2026-02-10 09:00", "application.received", "A1", channel="web")
    assert duty("reply").pack == "qingyuan"


def test_a_pack_that_cannot_be_used_cannot_be_adopted(county: County, packs: Path) -> None:
    write_pack(packs, "broken", "[duty.x")
    with frozen("2026-02-09 09:00"):
        with pytest.raises(Refused, match=r"duties\.toml"):
            adopt_pack(by=SYSTEM, agency=county.housing, pack="broken", from_=date(2026, 3, 1))
        with pytest.raises(Refused, match="nowhere"):
            adopt_pack(by=SYSTEM, agency=county.housing, pack="nowhere", from_=date(2026, 3, 1))
        with pytest.raises(Refused) as refused:
            adopt_pack(by=county.zhou_min, agency=county.housing, pack="national", from_=date(2026, 2, 1))
    assert len(refused.value.reasons) == 2
    assert Event.objects.filter(verb="pack.adopted").count() == 1


@pytest.fixture
def notices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "notices"
    folder.mkdir()
    monkeypatch.setenv("GONGKAI_NOTICES", str(folder))
    return folder


def notice(extra: str) -> str:
    rows = "".join(
        f'[[holidays]]\nname = "{name}"\nfrom = {day}\nto = {day}\n'
        for day, name in statutory_holidays(2027).items()
    )
    return f'year = 2027\nnumber = "第1号"\nsource = "x"\nmake_up_workdays = []\n{rows}{extra}'


def test_a_yearly_notice_dates_open_provisional_duties_again(notices: Path) -> None:
    for n, day in enumerate(("2026-12-10", "2026-12-11")):
        tell(f"{day} 09:00", "application.received", f"A{n}", channel="web")
    tell("2026-12-12 09:00", "application.answered", "A1")
    tell("2026-10-12 09:00", "application.received", "A2", channel="web")
    before = duty("reply", subject_id="A0")
    assert before.provisional and due(before) == "2027-01-08 23:59"
    (notices / "2027.toml").write_text(
        notice('[[holidays]]\nname = "加"\nfrom = 2027-01-04\nto = 2027-01-05\n'), "utf-8"
    )
    try:
        with frozen("2026-12-15 09:00"):
            done = take_up_law()
        assert (done.calendar, done.redated, done.problems) == (True, 1, [])
        after = duty("reply", subject_id="A0")
        assert not after.provisional and due(after) == "2027-01-12 23:59"
        assert duty("reply", subject_id="A1").provisional
        [event] = Event.objects.filter(verb="duty.redated")
        assert event.subject_id == str(after.id)
        assert facts_of(event)["after"].startswith("2027-01-12T")
        assert rebuild(check=True).differing == 0
        (notices / "2027.toml").write_text("year = 20", "utf-8")
        with frozen("2026-12-16 09:00"):
            done = take_up_law()
        assert (done.calendar, done.redated) == (False, 0) and "2027.toml" in done.problems[0]
        assert due(duty("reply", subject_id="A0")) == "2027-01-12 23:59"
    finally:
        (notices / "2027.toml").unlink()
        reload_calendar()
