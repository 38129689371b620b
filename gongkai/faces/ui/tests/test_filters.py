"""The filters and tags of every template."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from gongkai.faces.ui.templatetags import ui
from gongkai.kernel.clock import frozen


def test_dates_are_written_as_officials_write_them() -> None:
    assert ui.zh_date(date(2016, 3, 8)) == "2016年3月8日"
    assert ui.zh_date(None) == ""
    with override("en"):
        assert ui.zh_date(date(2016, 3, 8)) == "8 March 2016"


def test_an_instant_counts_by_its_day_in_china() -> None:
    late = datetime(2016, 3, 8, 17, 30, tzinfo=UTC)
    assert ui.zh_date(late) == "2016年3月9日"
    assert ui.zh_instant(late) == "2016年3月9日 01:30"
    assert ui.iso(late) == "2016-03-09T01:30:00+08:00"


def test_narrow_lists_show_the_year_only_of_other_years() -> None:
    with frozen("2026-11-22 09:00"):
        assert ui.short_day(date(2026, 3, 8)) == "03-08"
        assert ui.short_day(date(2025, 3, 8)) == "2025-03"


@pytest.mark.parametrize(
    ("issued", "published", "days"),
    [
        (date(2025, 11, 12), date(2025, 11, 18), 4),
        (date(2025, 11, 12), date(2025, 11, 12), 0),
        (date(2025, 9, 30), date(2025, 10, 9), 1),  # the national holiday lies between
        (date(2025, 11, 12), date(2025, 11, 11), None),
        (None, date(2025, 11, 11), None),
    ],
)
def test_working_days_from_signature_to_publication(
    issued: date | None, published: date, days: int | None
) -> None:
    assert ui.workdays_after(published, issued) == days


def test_sizes_and_types_have_names() -> None:
    assert ui.filesize(366) == "366 字节"
    assert ui.filesize(38 * 1024) == "38 KB"
    assert ui.filesize(1_468_006) == "1.4 MB"
    assert ui.type_name("application/pdf") == "PDF"
    assert ui.type_name("application/x-unknown") == "文件"


def test_found_words_are_marked_and_everything_is_escaped() -> None:
    page = Template("{% marked text terms %}").render(Context({"text": "<b>低保</b>", "terms": ["低保"]}))
    assert page == "&lt;b&gt;<mark>低保</mark>&lt;/b&gt;"


def test_each_table_stands_in_a_box_that_scrolls() -> None:
    page = ui.scrollable("<table><tr><td>1</td></tr></table><p>x</p><table></table>")
    assert page.count('tabindex="0"') == page.count("</table></div>") == 2
