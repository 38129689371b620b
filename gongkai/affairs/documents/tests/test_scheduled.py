"""Scheduled publication: when the moment has come, once and with all its effects, or not at all."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from gongkai.affairs.documents import actions, course, going_live, rows, scheduled
from gongkai.affairs.documents.models import Document, Edition, State
from gongkai.affairs.documents.scheduled import publish_due
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger import actions as ledger
from gongkai.engines.ledger.models import Event
from gongkai.engines.ledger.queries import facts_of
from gongkai.engines.notices.models import Notice
from gongkai.kernel.clock import CHINA, frozen
from tests.county import County, make_county

BEFORE = datetime(2026, 3, 2, 15, tzinfo=CHINA)
MIDNIGHT = datetime(2026, 3, 3, tzinfo=CHINA)
AFTER = MIDNIGHT + timedelta(seconds=1)


def dated(county: County, title: str = "关于农村危房改造补助发放的通知") -> Edition:
    """Signed, and to go out at midnight."""
    with frozen(BEFORE):
        edition = county.sign(county.draft(title, kind="notice", taken_from=""))
        return course.schedule(edition, by=county.tang_ke, at=MIDNIGHT)


def published() -> list[str]:
    """The documents that the ledger says were published, in the order of their events."""
    return list(
        Event.objects.filter(verb="document.published").order_by("seq").values_list("subject_id", flat=True)
    )


def test_it_goes_out_when_its_moment_has_come_and_not_before(county: County) -> None:
    edition = dated(county)
    with frozen(MIDNIGHT - timedelta(seconds=1)):
        assert publish_due(by=SYSTEM) == 0
    with frozen(MIDNIGHT):
        assert publish_due(by=SYSTEM) == 1
        assert publish_due(by=SYSTEM) == 0
    edition.refresh_from_db()
    assert (edition.state, edition.published_at, edition.publish_at) == (State.LIVE, MIDNIGHT, None)
    assert Document.objects.get().published_on == MIDNIGHT.date()
    assert published() == [edition.document.index_number]


def test_what_was_put_off_or_published_by_hand_is_left_alone(county: County) -> None:
    later, early, back = (dated(county, f"关于第{n}批补助发放的通知") for n in "一二三")
    with frozen(BEFORE + timedelta(hours=1)):
        course.schedule(later, by=county.tang_ke, at=MIDNIGHT + timedelta(days=1))
        actions.publish(early, by=county.tang_ke)
        course.send_back(back, by=county.tang_ke, reason="附表须补充。")
    with frozen(AFTER):
        assert publish_due(by=SYSTEM) == 0


def test_what_the_table_refuses_by_then_stays_signed_and_its_officers_are_told(county: County) -> None:
    edition, other = dated(county), dated(county, "关于开展农房安全排查的通知")
    Document.objects.filter(pk=edition.document_id).update(attribute="on_request")
    with frozen(AFTER):
        assert publish_due(by=SYSTEM) == 1
        assert publish_due(by=SYSTEM) == 0
    edition.refresh_from_db()
    assert (edition.state, edition.publish_at) == (State.SIGNED, None)
    assert published() == [other.document.index_number]
    event = Event.objects.get(verb="document.publication_held")
    assert "不能在网站公开" in facts_of(event)["reasons"][0] and not event.public
    told = {one.officer.name: one for one in Notice.objects.select_related("officer__user")}
    assert set(told) == {"唐柯", "陆方", "何静"}
    assert told["唐柯"].title == "【定时公开未完成】关于农村危房改造补助发放的通知"
    assert facts_of(event)["reasons"][0] in told["唐柯"].text
    assert told["唐柯"].about_id == edition.document.index_number


def test_a_companion_that_is_refused_keeps_both_back(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both or none: the document does not go out alone because its interpretation could not."""
    for question in ("is_required", "must_come_along"):
        monkeypatch.setattr(
            f"gongkai.affairs.documents.interpretation.{question}",
            lambda edition: edition.document.kind == "policy",
        )
    with frozen(BEFORE):
        policy = county.draft("农房补助政策", kind="policy", taken_from="")
        reading = county.draft("《农房补助政策》解读", kind="interpretation", taken_from="")
        actions.relate(reading.document, by=county.zhou_min, type="interprets", target=policy.document)
        county.sign(reading)
        course.schedule(county.sign(policy), by=county.tang_ke, at=MIDNIGHT)
    Document.objects.filter(pk=reading.document_id).update(attribute="on_request")
    with frozen(AFTER):
        assert publish_due(by=SYSTEM) == 0
    assert not Edition.objects.filter(state=State.LIVE).exists() and published() == []
    assert Event.objects.filter(verb="document.publication_held").count() == 1


def test_a_fault_in_one_keeps_back_no_other(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = dated(county), dated(county, "关于开展农房安全排查的通知")
    publish = actions.publish

    def failing(edition: Edition, **kwargs: Any) -> Edition:
        if edition.pk == bad.pk:
            raise RuntimeError("the disk is full")
        return publish(edition, **kwargs)

    with frozen(AFTER):
        with monkeypatch.context() as patched:
            patched.setattr(actions, "publish", failing)
            assert publish_due(by=SYSTEM) == 1
        assert published() == [good.document.index_number]
        assert publish_due(by=SYSTEM) == 1


class Killed(BaseException):
    pass


LINES: list[tuple[Any, str]] = [
    (scheduled, "locked"), (actions, "locked"), (going_live, "assign"), (actions, "go_live"), (rows, "record"),
    (ledger, "_write"), (actions, "publish"),
]  # fmt: skip


def dying_at(death: int, original: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which dies at its n-th call: before it for the odd deaths, after it for the even ones."""
    calls = 0

    def dying(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == (death + 1) // 2 and death % 2:
            raise Killed
        result = original(*args, **kwargs)
        if calls == (death + 1) // 2:
            raise Killed
        return result

    return dying


@pytest.mark.parametrize(
    ("place", "line"),
    [LINES[-1], *(pytest.param(*one, marks=pytest.mark.full) for one in LINES[:-1])],
    ids=lambda one: one if isinstance(one, str) else "",
)
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_line_and_started_again(place: Any, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies before the line and after it, at each of its calls in turn."""
    county = make_county()
    editions = [dated(county, f"关于第{n}批补助发放的通知") for n in "一二"]
    original = getattr(place, line)
    deaths = 0
    with frozen(AFTER):
        for death in range(1, 40):
            with monkeypatch.context() as patched:
                patched.setattr(place, line, dying_at(death, original))
                try:
                    publish_due(by=SYSTEM)
                except Killed:
                    deaths += 1
            assert_whole(editions)
            if not Edition.objects.filter(state=State.SIGNED).exists():
                break
        publish_due(by=SYSTEM)
    assert deaths >= 2
    assert sorted(published()) == sorted(one.document.index_number for one in editions)


def assert_whole(editions: list[Edition]) -> None:
    """Each edition is out with its event and its day, or signed with neither."""
    told = published()
    assert len(told) == len(set(told))
    for edition in editions:
        edition.refresh_from_db()
        document = Document.objects.get(pk=edition.document_id)
        out = edition.state == State.LIVE
        assert out == (document.index_number in told) == (document.published_on is not None)
        assert out == (edition.publish_at is None) == (edition.published_at is not None)


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_publish_each_once() -> None:
    county = make_county()
    editions = [dated(county, f"关于第{n}批补助发放的通知") for n in range(1, 7)]
    made: list[int] = []

    def look() -> None:
        try:
            made.append(publish_due(by=SYSTEM))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(3)]
    # One clock for all: threads that each stop it would leave it stopped.
    with frozen(AFTER):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(made) == len(editions) == len(published())
    assert_whole(editions)


WORKER = f"""
import django
django.setup()
from gongkai.affairs.documents.scheduled import publish_due
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.clock import frozen
print("ready", flush=True)
with frozen("{AFTER:%Y-%m-%d %H:%M:%S}"):
    publish_due(by=SYSTEM)
"""


def start() -> "subprocess.Popen[bytes]":
    """A worker on the database of the tests."""
    base = connection.settings_dict
    url = f"sqlite:///{base['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgresql://{base['USER']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, stdout=subprocess.PIPE)


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
def test_workers_killed_outright_again_and_again() -> None:
    county = make_county()
    editions = [dated(county, f"关于第{n}批补助发放的通知") for n in range(1, 41)]
    connection.close()
    killed = 0
    for _ in range(5):
        workers = [start() for _ in range(2)]
        for worker in workers:
            assert worker.stdout is not None
            worker.stdout.readline()
        time.sleep(random.uniform(0.02, 0.2))
        for worker in workers:
            killed += worker.poll() is None
            worker.kill()
            worker.wait()
            worker.stdout.close()  # type: ignore[union-attr]
        assert_whole(editions)
    with frozen(AFTER):
        publish_due(by=SYSTEM)
    assert killed >= 2 and len(published()) == len(editions)
    assert_whole(editions)
