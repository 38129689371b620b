"""Beside an application: others like it, the applicant's own, documents that may answer, each with why."""

from datetime import timedelta

import pytest

from gongkai.affairs.applications import similar
from gongkai.affairs.applications.actions import comparing, correcting
from gongkai.affairs.applications.models import Application, Likeness
from gongkai.engines.search.actions import rebuild
from gongkai.kernel.clock import today
from tests.county import County

from .telling import person, received

pytestmark = pytest.mark.django_db


def test_an_earlier_application_that_asks_much_the_same(county: County) -> None:
    like = received(county, identity=person(1), wanted="申请公开2023年农村危房改造补助资金分配明细")
    received(county, identity=person(2), wanted="请公开物业服务收费标准")
    application = received(county)
    (found,) = similar.similar(application)
    assert found.application == like and found.share > 0.5
    assert found.why == "都申请“农村危房改造补助资金分配”"
    assert similar.own_earlier(application) == []
    # what was noted when they were received is what a comparison finds, from either side and after a correction
    assert [(one.application.pk, one.share) for one in similar.similar(application)] == similar.compared(
        application
    )
    assert [one.application for one in similar.similar(like)] == [application]
    correcting.ask_correction(
        application, by=county.zhou_min, items=["哪一年？"], correct_by=today() + timedelta(20)
    )
    correcting.take_correction(application, by=county.zhou_min, wanted="物业服务的收费标准是多少")
    application.refresh_from_db()
    assert [one.why for one in similar.similar(application)] == ["都申请“物业服务”"]
    assert similar.similar(like) == []


def test_the_applicants_own_are_told_without_opening_who_it_is(county: County) -> None:
    first, second = received(county), received(county, wanted="物业服务收费标准")
    again = received(county)
    own = similar.own_earlier(again)
    assert [one.application for one in own] == [second, first]
    assert own[1].why == "同一申请人此前提出，正在办理，内容约100%相同"
    assert own[0].why == "同一申请人此前提出，正在办理"


def test_a_published_document_may_answer(county: County) -> None:
    edition = county.publish()
    rebuild()
    application = received(county, wanted="本人申请公开农村危房改造的实施办法")
    (found,) = similar.may_answer(application)
    assert found.edition == edition and "危房改造" in found.why
    assert similar.may_answer(received(county, wanted="申请公开的信息")) == []


def test_words_that_everybody_uses_say_nothing(county: County) -> None:
    received(county, wanted="请依法向贵局申请公开政府信息")
    assert similar.similar(received(county, wanted="请依法向贵局申请公开政府信息")) == []


def test_two_that_are_compared_in_one_moment_do_not_trip_each_other(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = received(county, identity=person(1)), received(county, identity=person(2))
    pair = Likeness.objects.get()

    def beaten(application: Application, *, received: bool) -> list[tuple[int, float]]:
        pair.save(force_insert=True)  # the other one was quicker
        return [(first.pk, 1.0)]

    monkeypatch.setattr(comparing, "compared", beaten)
    comparing.note_likeness(second)
    assert Likeness.objects.count() == 1
