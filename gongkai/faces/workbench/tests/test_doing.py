"""The button that does it leads to the page that ends the duty, for those who may, and to no dead page."""

from datetime import date

import pytest

from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where
from gongkai.engines.duties.actions import ensure_periods
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import line_of
from gongkai.engines.ledger.models import Event
from gongkai.faces.workbench import about, doing
from gongkai.faces.workbench.about import About
from gongkai.faces.workbench.duty_rows import rows_of
from gongkai.faces.workbench.tests.owing import at, interpretation, under_xiaoxian
from gongkai.oversight.tasks.notes import note
from gongkai.oversight.tasks.records import KINDS
from tests.county import County


@pytest.fixture
def owing(county: County) -> County:
    return under_xiaoxian(county)


def button(duty: Duty, officer: Officer) -> doing.Doing | None:
    (row,) = rows_of([line_of(duty)], officer)
    return row.doing


def of_housing(rule: str) -> Duty:
    return Duty.objects.filter(rule=rule, agency="zhujian", closed_at=None)[0]


@pytest.mark.parametrize("verb", doing.RECORDED)
def test_the_record_behind_a_button_tells_the_event_that_ends_the_duty(county: County, verb: str) -> None:
    kind = KINDS[doing.RECORDED[verb]]
    event = kind.tell(
        subject=(kind.subject, "1"), agency="zhujian", by="tangke", facts={"on": date(2026, 1, 5)}
    )
    assert event.verb == verb and Event.objects.filter(seq=event.seq).exists()


def test_the_liaison_notes_the_hearing_of_his_bureau(owing: County) -> None:
    found = button(of_housing("hearing"), owing.tang_ke)
    assert found == doing.Doing("登记汇报", "/workbench/records/new/hearing/?agency=zhujian&subject=openness")


def test_who_may_not_note_it_gets_no_button(owing: County) -> None:
    assert button(of_housing("hearing"), owing.zhou_min) is None
    assert button(of_housing("hearing"), owing.he_jing) is not None


def test_a_handover_is_accepted_under_its_own_number(owing: County) -> None:
    row = note(
        kind="handover", agency=owing.housing, by=owing.tang_ke, on=date(2025, 11, 18),
        **{"from": "周敏", "to": "唐柯"},
    )  # fmt: skip
    found = button(of_housing("handover"), owing.tang_ke)
    assert found is not None
    assert found.url == f"/workbench/records/new/handover_accepted/?agency=zhujian&of={row.pk}"


def test_a_breakdown_is_made_where_the_plans_are(owing: County) -> None:
    with at("2026-02-02T10:00"):
        ensure_periods()
    found = button(of_housing("task_breakdown"), owing.he_jing)
    assert found == doing.Doing("分解任务", "/workbench/plans/")
    assert button(of_housing("task_breakdown"), owing.zhou_min) is None


def test_what_is_done_has_no_button(owing: County) -> None:
    hearing = of_housing("hearing")
    with at("2025-11-18T10:00"):
        note(
            kind="hearing", agency=owing.housing, by=owing.tang_ke, on=date(2025, 11, 18), subject="openness"
        )
    hearing.refresh_from_db()
    assert hearing.outcome == "met"
    assert button(hearing, owing.tang_ke) is None


def test_no_link_is_dead() -> None:
    assert about.page("workbench:home") == "/workbench/"
    assert about.page("workbench:nothing_of_this_name", "1") == ""


def test_a_task_that_the_officer_may_not_open_has_no_button(owing: County) -> None:
    duty = interpretation()
    duty.subject_kind, duty.subject_id = "task", "qingyuan-2026-1-001"
    agency = agencies_where(owing.zhou_min, Permission.READ_DUTIES).get()
    line = line_of(duty)
    assert doing.doing(line, About("任务"), agency, owing.zhou_min) is None
    open_one = doing.doing(line, About("任务", "/workbench/tasks/x/"), agency, owing.zhou_min)
    assert open_one == doing.Doing("办理任务", "/workbench/tasks/x/")
