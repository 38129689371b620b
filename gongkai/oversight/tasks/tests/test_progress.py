"""A unit reports with evidence; the openness office accepts, or returns with reasons."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from gongkai.affairs.documents import store
from gongkai.engines.ledger.queries import events, head
from gongkai.kernel.flow import Refused
from gongkai.oversight.tasks.models import Evidence, Report, State
from gongkai.oversight.tasks.progress import accept, report_progress, return_
from tests.county import County

from .telling import last, told_until, verbs

pytestmark = pytest.mark.django_db


def test_tang_ke_reports_with_all_three_kinds_of_evidence(county: County) -> None:
    task = told_until(county, State.DISPATCHED)
    document = county.publish("农村危房改造名单").document
    published = events(public_only=True).get(verb="document.published")
    report = report_progress(
        task, by=county.tang_ke, text=" 名单已公开。 ",
        evidence=[
            {"document": document.index_number},
            {"event": published.seq},
            {"name": "照片.png", "data": b"\x89PNG\r\n\x1a\n..."},
        ],
    )  # fmt: skip
    task.refresh_from_db()
    digest = hashlib.sha256(b"\x89PNG\r\n\x1a\n...").hexdigest()
    assert (task.state, report.text, report.agency) == (State.REPORTED, "名单已公开。", county.housing)
    assert [(e.document, e.event, e.media_type) for e in report.evidence.all()] == [
        (document, None, ""),
        (None, published.seq, ""),
        (None, None, "image/png"),
    ]
    assert default_storage.exists(store.path_of(digest))
    event, facts = last(task)
    assert (event.verb, event.agency, event.actor) == ("task.reported", "zhujian", "tangke")
    assert facts == {
        "plan": task.plan.code,
        "report": report.pk,
        "events": [published.seq],
        "documents": [document.index_number],
        "files": [digest],
    }


def test_evidence_must_exist_and_be_public_and_every_fault_is_told(county: County) -> None:
    task = told_until(county, State.DISPATCHED)
    draft = county.draft("没有公开的名单").document
    before = head()
    with pytest.raises(Refused) as refused:
        report_progress(
            task, by=county.zhou_min, text=" ",
            evidence=[
                {"document": draft.index_number},
                {"document": "MB0000002-2025-99999"},
                {"event": before},
                {"event": 2**70},
                {"event": "7"},
                {"name": "空.txt", "data": b""},
                {"name": "../名单.txt", "data": b"1"},
            ],
        )  # fmt: skip
    assert len(refused.value.reasons) == 8
    with pytest.raises(Refused, match="佐证"):
        report_progress(task, by=county.zhou_min, text="名单已公开。", evidence=[])
    with pytest.raises(TypeError, match="Evidence is"):
        report_progress(task, by=county.zhou_min, text="名单已公开。", evidence=[{"url": "x"}])
    assert head() == before
    assert not Report.objects.exists()
    assert not default_storage.exists("attachments")


def test_what_is_not_done_goes_back_and_may_come_again(county: County) -> None:
    task = told_until(county, State.REPORTED)
    with pytest.raises(Refused, match="理由"):
        return_(task, by=county.he_jing, reason=" ")
    return_(task, by=county.he_jing, reason="名单缺少两个村，请补齐。")
    event, facts = last(task)
    assert (event.verb, event.agency) == ("task.returned", "zhujian")
    assert facts == {"plan": task.plan.code, "reason": "名单缺少两个村，请补齐。"}
    report_progress(task, by=county.guo_liang, text="已补齐。", evidence=[{"name": "名单.txt", "data": b"2"}])
    report_progress(task, by=county.tang_ke, text="已复核。", evidence=[{"name": "名单.txt", "data": b"2"}])
    accept(task, by=county.he_jing)
    event, facts = last(task)
    assert (event.verb, event.agency, facts["number"]) == ("task.accepted", "zhujian", "3")
    assert [(r.agency.slug, r.outcome, r.reason, r.decided_by) for r in task.reports.all()] == [
        ("zhujian", "returned", "名单缺少两个村，请补齐。", "hejing"),
        ("qiaotou", "accepted", "", "hejing"),
        ("zhujian", "accepted", "", "hejing"),
    ]
    assert verbs(task)[3:] == [
        "task.reported", "task.returned", "task.reported", "task.reported", "task.accepted",
    ]  # fmt: skip


def test_a_bureau_reports_on_what_its_own_divisions_owe(county: County) -> None:
    task = told_until(county, State.DISPATCHED, responsible=["办公室"], lead=[])
    with pytest.raises(Refused, match="报送任务进展"):
        report_progress(task, by=county.tang_ke, text="完成。", evidence=[{"name": "a.txt", "data": b"1"}])


def test_the_database_itself_keeps_evidence_to_one_thing(county: County) -> None:
    task = told_until(county, State.REPORTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(report=task.reports.get(), event=1, name="名单.txt", sha256="0" * 64, size=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        task.reports.update(outcome="returned", decided_by="hejing", decided_at=task.dispatched_at)
