"""What an officer reads when he asks: why that day?"""

from datetime import date

from gongkai.kernel import clock


def lines_of(told: clock.Clock) -> list[tuple[str, str, bool, int, str]]:
    deadline = clock.deadline_of(told, clock.bundled_calendar())
    return [
        (str(line.day)[5:], line.weekday, line.counted, line.count, line.reason)
        for line in deadline.explain()
    ]


def test_each_day_is_listed_with_its_reason() -> None:
    told = clock.Clock(date(2026, 2, 12), clock.WorkingDays(4))

    assert lines_of(told) == [
        ("02-12", "周四", False, 0, "起算当日不计入"),
        ("02-13", "周五", True, 1, "工作日"),
        ("02-14", "周六", True, 2, "调休上班（春节）"),
        *[(f"02-{15 + i}", f"周{'日一二三四五六日一'[i]}", False, 2, "春节假期") for i in range(9)],
        ("02-24", "周二", True, 3, "工作日"),
        ("02-25", "周三", True, 4, "工作日"),
    ]


def test_pauses_and_extensions_stand_on_their_days() -> None:
    told = (
        clock.Clock(date(2026, 3, 9), clock.WorkingDays(3)).pause(date(2026, 3, 11)).resume(date(2026, 3, 12))
    )
    told = told.extend(date(2026, 3, 16), clock.WorkingDays(1))

    assert lines_of(told)[2:] == [
        ("03-11", "周三", False, 1, "暂停计算"),
        ("03-12", "周四", False, 1, "暂停计算"),
        ("03-13", "周五", True, 2, "工作日"),
        ("03-14", "周六", False, 2, "周六"),
        ("03-15", "周日", False, 2, "周日"),
        ("03-16", "周一", True, 3, "工作日；延长1个工作日"),
        ("03-17", "周二", True, 4, "工作日"),
    ]


def test_a_rolled_end_says_so() -> None:
    told = clock.Clock(date(2026, 1, 29), clock.CalendarDays(2))

    assert lines_of(told)[1:] == [
        ("01-30", "周五", True, 1, "工作日"),
        ("01-31", "周六", True, 2, "周六"),
        ("02-01", "周日", False, 2, "周日，顺延"),
        ("02-02", "周一", False, 2, "期限最后一日顺延至此"),
    ]
    summary = clock.deadline_of(told, clock.bundled_calendar()).summary()
    assert summary == (
        "2026年1月29日起算，当日不计入，期限2日；最后一日2026年1月31日为休息日，顺延至下一个工作日；"
        "于2026年2月2日24时届满。"
    )


def test_hours_are_listed_by_day() -> None:
    told = clock.Clock(clock.instant("2026-02-14 22:10"), clock.Hours(48))
    told = told.pause(clock.instant("2026-02-15 00:00")).resume(clock.instant("2026-02-16 01:00"))

    assert lines_of(told) == [
        ("02-14", "周六", True, 1, "连续计算，含夜间和节假日"),
        ("02-15", "周日", False, 1, "暂停计算"),
        ("02-16", "周一", True, 24, "连续计算，含夜间和节假日"),
        ("02-17", "周二", True, 48, "连续计算，含夜间和节假日"),
    ]
    assert "2026年2月14日22时10分起连续计算" in clock.deadline_of(told).summary()


def test_provisional_days_are_marked() -> None:
    deadline = clock.due(date(2026, 12, 30), "2 working days", clock.bundled_calendar())

    assert [(str(line.day), line.provisional) for line in deadline.explain()] == [
        ("2026-12-30", False),
        ("2026-12-31", False),
        ("2027-01-01", True),
        ("2027-01-02", True),
        ("2027-01-03", True),
        ("2027-01-04", True),
    ]


def test_a_paused_clock_is_explained_to_the_day_it_stopped() -> None:
    told = clock.Clock(date(2026, 3, 9), clock.WorkingDays(3)).pause(date(2026, 3, 11))

    assert lines_of(told)[-1] == ("03-11", "周三", False, 1, "暂停计算")
    summary = clock.deadline_of(told, clock.bundled_calendar()).summary()
    assert summary.endswith("2026年3月11日起暂停计算，恢复后尚余2个工作日。")
