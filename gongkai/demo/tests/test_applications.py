"""The year of applications: all that can happen to one stands in the data, and it is told as it stands there."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from gongkai.affairs.applications import figures
from gongkai.affairs.applications.models import Application, Channel, Delivery, Kind, Remedy, Stage
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.demo import applications, papers, routine
from gongkai.demo.applications_course import Case
from gongkai.demo.applications_texts import (
    COURSES_FILE,
    SUBJECTS_FILE,
    VERBS,
    load_courses,
    load_subjects,
)
from gongkai.demo.cast import END, Act, Cast
from gongkai.demo.county import County, load_county
from gongkai.demo.story import OPENING
from gongkai.demo.tables import TextError
from gongkai.demo.texts import Text, load_texts
from gongkai.demo.work import load_work
from gongkai.engines.agencies import credit_code
from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.rebuild import rebuild
from gongkai.engines.ledger.models import Event
from gongkai.engines.screening.personal.identity import birth_of
from gongkai.kernel.clock import CHINA, Traveller, default_calendar, frozen, now

EVENING = datetime(2026, 11, 20, 18, tzinfo=CHINA)
Told = list[tuple[date, Case]]
# What is told in a moment: a plain one, a correction that never came, one whose third party objects, a repeat.
HANDFUL = {"provided", "not_corrected", "third_party_objects", "repeat", "petition", "lies_about"}


@pytest.fixture(scope="module")
def county() -> County:
    return load_county()


@pytest.fixture(scope="module")
def texts(county: County) -> list[Text]:
    return load_texts(county)


@pytest.fixture(scope="module")
def told(county: County, texts: list[Text]) -> Told:
    return applications.cases(Cast(county), {text.slug for text in texts})


def test_everything_that_can_happen_is_in_the_data(told: Told) -> None:
    assert 190 <= len(told) <= 230
    courses = {case.course.name: case.course for _, case in told}
    assert set(courses) == set(load_courses())
    steps = {step.verb for _, case in told for step in case.course.steps} | {"submit", "confirm"}
    assert steps == set(VERBS)
    said = {(course.outcome, course.variant) for course in courses.values()}
    assert {(one.key, variant.id) for one in outcomes().values() for variant in one.replies()} <= said
    ends = {"lapse_uncorrected", "lapse_unpaid", "withdraw", "transfer"}
    assert ends <= steps  # the variants that come about without a reply
    assert {case.channel for _, case in told} == set(Channel) - {Channel.TRANSFER}
    assert {case.delivery for _, case in told} == set(Delivery)
    assert {case.kind for _, case in told} == set(Kind)


def test_no_two_ask_for_the_same_and_most_ask_in_2026(told: Told) -> None:
    assert [text for text, n in Counter(case.wanted for _, case in told).items() if n > 1] == []
    years = Counter(day.year for day, _ in told)
    assert years[2025] >= 20 and years[2026] > 5 * years[2025]
    assert len({case.subject.agency for _, case in told}) >= 30


def test_applicants_are_nobody(county: County, told: Told) -> None:
    officers = {one.name for one in county.people.values()}
    for _, case in told:
        who = case.identity
        assert who.email.endswith(".example") and who.name not in officers, case.key
        if case.kind == Kind.NATURAL:
            assert who.proof_number.startswith(county.area_code) and birth_of(who.proof_number), case.key
        else:
            assert credit_code.fault(who.proof_number) is None, case.key
    people = Counter(case.identity.proof_number for _, case in told if case.kind == Kind.NATURAL)
    assert max(people.values()) >= 12 and len(people) > 80


def test_people_work_on_workdays_in_office_hours(county: County, told: Told) -> None:
    acts = list(applications.acts(Cast(county), told))
    calendar = default_calendar()
    assert all(calendar.is_working_day(act.at.date()) and 9 <= act.at.hour < 18 for act in acts)
    assert not any(act.at.hour in (12, 13, 14) for act in acts)
    again = applications.acts(Cast(county), told)
    assert [act.at for act in acts] == [act.at for act in again]


def test_a_slip_is_named_with_file_and_key(tmp_path: Path, county: County) -> None:
    for file, wrong, right, key in (
        (COURSES_FILE, '"2-4 accept"', '"2-4 acept"', "courses[1]: key 'steps': write '2-4 acept' as"),
        (COURSES_FILE, '"2-4 accept"', '"4-2 accept"', "in '4-2 accept' the smaller number"),
        (COURSES_FILE, 'outcome = "granted"', 'outcome = "grant"', "key 'outcome': no reply has"),
        (COURSES_FILE, 'variant = "provided"', 'variant = "given"', "key 'variant': unknown 'given'"),
        (SUBJECTS_FILE, 'agency = "fagai"', 'agency = "fagia"', "key 'agency': unknown 'fagia'"),
        (SUBJECTS_FILE, 'document = "shuijia', 'document = "shujia', "key 'document': no document"),
        (SUBJECTS_FILE, "on = [2026-03-09]", "on = [2026-03-09, 2026-03-10]", "key 'on': give a day"),
        (SUBJECTS_FILE, 'gives = "的批复"', 'gave = "的批复"', "subjects[1]: key 'gave': remove it"),
    ):
        text = file.read_text("utf-8")
        assert wrong in text
        path = tmp_path / file.name
        path.write_text(text.replace(wrong, right, 1), "utf-8")
        with pytest.raises(TextError) as error:
            if file == COURSES_FILE:
                load_courses(path)
            else:
                load_subjects(county, load_courses(), {text.slug for text in load_texts(county)}, path)
        assert str(error.value).startswith(f"{file.name}: ") and key in str(error.value)


@pytest.mark.full
@pytest.mark.django_db
def test_a_handful_is_told_through_the_same_code(county: County, told: Told) -> None:
    some = {"jiangyuan", "yunzhou", "qingyuan", "zhengfuban", "fagai", "jiaoti", "longtan", "muhe", "kaifaqu"}
    small = replace(
        county,
        agencies={slug: one for slug, one in county.agencies.items() if slug in some},
        people={
            name: replace(one, roles=tuple(role for role in one.roles if "@" not in role))
            for name, one in county.people.items()
            if one.agency in some
        },
    )
    cast = Cast(small)
    handful = [
        (day, case) for day, case in told if case.subject.agency in some and case.course.name in HANDFUL
    ]
    assert {case.course.name for _, case in handful} >= HANDFUL
    with frozen(OPENING) as clock:
        cast.settle("-")
        _tell(clock, list(applications.acts(cast, handful)))
        found = Counter(Application.objects.values_list("outcome", flat=True))
        assert found["np_repeat"] == found["oth_nocorrect"] == 1 and found["np_petition"] == 2
        overdue = Application.objects.filter(stage=Stage.HANDLING)
        assert set(overdue.values_list("agency__slug", flat=True)) == {"longtan", "kaifaqu"}
        assert figures.faults(figures.table3(Agency.objects.all(), 2026)) == []
        assert not rebuild(check=True).differing


@pytest.mark.full
@pytest.mark.django_db
def test_the_whole_year(county: County, texts: list[Text], told: Told) -> None:
    cast = Cast(county)
    documents = _with_what_they_rest_on({case.subject.document for _, case in told}, texts)
    adoption = next(routine.acts(cast, load_work(county), "xiaoxian"))
    every = [adoption, *papers.acts(cast, documents), *applications.acts(cast, told)]
    with frozen(OPENING) as clock:
        cast.settle("-")
        _tell(clock, every)
        clock.move_to(EVENING)
        _every_outcome_came_about_and_the_tables_add_up()
        _most_were_answered_in_time_and_some_wait()
        _remedies_ended_in_every_way()
        assert not rebuild(check=True).differing


def _tell(clock: Traveller, acts: list[Act]) -> None:
    for act in sorted((act for act in acts if act.at.date() <= END), key=lambda act: act.at):
        clock.move_to(act.at)
        act.do()


def _with_what_they_rest_on(slugs: set[str], texts: list[Text]) -> list[Text]:
    """The documents of these slugs and those that they relate to."""
    more = set(slugs)
    while more:
        more = {one.target for text in texts if text.slug in more for one in text.relations} - slugs
        slugs |= more
    return [text for text in texts if text.slug in slugs]


def _every_outcome_came_about_and_the_tables_add_up() -> None:
    agencies = Agency.objects.all()
    tables = {year: figures.table3(agencies, year) for year in (2025, 2026)}
    assert all(figures.faults(table) == [] for table in tables.values())
    assert tables[2025]["carried_out"] == tables[2026]["carried_in"]
    assert 5 <= tables[2026]["carried_in"]["total"] <= 15
    assert 180 <= tables[2026]["new"]["total"] <= 210
    assert all(tables[2025][key]["total"] + tables[2026][key]["total"] for key in outcomes())
    assert all(tables[2026]["new"][kind] for kind in Kind.values)
    assert set(Application.objects.values_list("stage", flat=True)) == set(Stage)
    assert set(Application.objects.values_list("channel", flat=True)) == set(Channel)
    told = set(Event.objects.filter(subject_kind="application").values_list("verb", flat=True))
    asked = {"third_party_served", "third_party_answered", "co_maker_served", "co_maker_answered"}
    clocks = {"extension_declined", "extended", "fee_paid", "fee_waived", "fee_notice_served", "delayed"}
    assert {
        f"application.{verb}" for verb in asked | clocks | {"opened_to_all", "code_reissued", "urged"}
    } <= told


def _most_were_answered_in_time_and_some_wait() -> None:
    owed = Duty.objects.filter(rule__in=("reply", "delayed_reply")).exclude(outcome="cancelled")
    stand = Counter(
        (bool(duty.ended_at), duty.due_at is None or (duty.ended_at or now()) <= duty.due_at) for duty in owed
    )
    in_time, late, waiting, overdue = (
        stand[key] for key in ((True, True), (True, False), (False, True), (False, False))
    )
    assert 0.88 <= in_time / (in_time + late + overdue) <= 0.95
    assert 10 <= waiting <= 30 and overdue == 3


def _remedies_ended_in_every_way() -> None:
    kinds = Counter(Remedy.objects.values_list("kind", flat=True))
    assert set(kinds) == {"reconsideration", "litigation_direct", "litigation_after", "complaint"}
    table = figures.table4(Agency.objects.all(), 2026)
    assert all(table["reconsideration"][result] for result in figures.RESULTS)
    assert table["litigation_direct"]["pending"] and table["litigation_after"]["upheld"]
