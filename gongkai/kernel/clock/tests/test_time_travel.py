"""One place asks the time; tests and the demo travel by it."""

import threading
from datetime import date, datetime, timedelta

import pytest

from gongkai.kernel import clock


def test_now_is_the_time_in_china() -> None:
    assert clock.now().utcoffset() == timedelta(hours=8)
    assert abs(clock.now() - datetime.now().astimezone()) < timedelta(minutes=1)
    assert clock.today() == clock.now().date()


def test_a_frozen_clock_stands_until_it_is_moved() -> None:
    with clock.frozen("2026-02-10 09:00") as traveller:
        assert clock.now() == clock.instant("2026-02-10 09:00")
        assert clock.today() == date(2026, 2, 10)
        traveller.advance(timedelta(hours=20))
        assert clock.today() == date(2026, 2, 11)
        traveller.move_to("2026-02-09 08:00")  # backwards too
        assert clock.now() == clock.instant("2026-02-09 08:00")


def test_journeys_nest_and_come_home_after_an_error() -> None:
    with clock.frozen("2026-02-10 09:00"):
        with pytest.raises(RuntimeError), clock.frozen("2030-01-01 00:00"):
            raise RuntimeError
        assert clock.today() == date(2026, 2, 10)
    assert clock.now() > clock.instant("2025-01-01 00:00")


def test_every_thread_of_the_process_sees_the_same_present() -> None:
    seen: list[datetime] = []
    with clock.frozen("2026-02-10 09:00"):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [clock.instant("2026-02-10 09:00")]


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone; give an aware datetime"):
        clock.instant(datetime(2026, 2, 10, 9))
    with pytest.raises(ValueError, match="has no time zone"):
        clock.due(datetime(2026, 2, 10, 9), "7 working days")


def test_the_day_is_the_day_in_china() -> None:
    assert clock.day_of(clock.instant("2026-02-09T16:00+00:00")) == date(2026, 2, 10)
    assert clock.day_of(date(2026, 2, 10)) == date(2026, 2, 10)
    assert clock.end_of_day(date(2026, 2, 10)).isoformat() == "2026-02-10T23:59:59.999999+08:00"
