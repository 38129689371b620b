"""My day and the register: what my agencies owe, by time left, with the clause; nobody sees what others owe."""

import pytest

from gongkai.affairs.documents import interpretation as readings
from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.actions import appoint, grant_role
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.models import Duty
from gongkai.faces.workbench.duty_rows import short_citation
from gongkai.faces.workbench.tests.owing import at, interpretation, page_of, under_xiaoxian
from tests.county import County

HOME, REGISTER = "/workbench/", "/workbench/duties/"
TITLE = "《青原县农村危房改造实施办法》"


@pytest.fixture
def owing(county: County) -> County:
    return under_xiaoxian(county)


def interpret(county: County) -> None:
    target = Document.objects.get(index_number=interpretation().subject_id)
    (reading,) = readings.of(target)
    county.see_through(reading)


def test_zhou_min_sees_what_her_bureau_owes_and_until_when(owing: County) -> None:
    with at("2025-11-18T10:00"):
        page = page_of(owing.zhou_min, HOME)
    assert TITLE in page
    assert "还有 2 个工作日" in page
    assert "3个工作日" in page
    assert f'href="/workbench/duties/{interpretation().id}/"' in page


def test_late_is_said_in_words_and_stands_first(owing: County) -> None:
    with at("2025-11-24T10:00"):
        page = page_of(owing.zhou_min, HOME)
    assert "逾期 2 个工作日" in page
    assert page.index('id="group-overdue"') < page.index('id="group-later"')


@pytest.mark.parametrize(
    ("moment", "group"),
    [("2025-11-20T10:00", "today"), ("2025-11-18T10:00", "week"), ("2025-11-21T10:00", "overdue")],
)
def test_the_headings_tell_when(owing: County, moment: str, group: str) -> None:
    with at(moment):
        page = page_of(owing.zhou_min, HOME)
    section = page.split(f'id="group-{group}"')[1].split("</section>")[0]
    assert TITLE in section


def test_what_should_be_done_is_no_breach_when_its_day_has_passed(owing: County) -> None:
    with at("2026-01-05T10:00"):
        page = page_of(owing.zhou_min, HOME)
    passed = page.split('id="group-passed"')[1].split("</section>")[0]
    assert "建议" in passed and "已过 5 天" in passed
    assert "tag late" not in passed
    with at("2026-01-05T10:00"):
        overdue = page_of(owing.zhou_min, f"{HOME}?status=overdue")
    assert 'id="group-overdue"' in overdue and 'id="group-passed"' not in overdue


def test_periods_are_told_in_words(owing: County) -> None:
    with at("2025-11-18T10:00"):
        assert "2025年第四季度" in page_of(owing.zhou_min, HOME)
        assert "2025-Q4" in page_of(owing.zhou_min, f"/en{HOME}")


def test_the_openness_office_has_its_own_day_and_may_look_at_all(owing: County) -> None:
    with at("2025-11-18T10:00"):
        assert TITLE not in page_of(owing.he_jing, HOME)
        assert TITLE in page_of(owing.he_jing, f"{HOME}?agency=all")
        assert TITLE in page_of(owing.he_jing, f"{HOME}?agency=zhujian")
        assert TITLE not in page_of(owing.he_jing, f"{HOME}?agency=qiaotou")


def test_filters_narrow_the_list_and_unknown_ones_lead_nowhere(owing: County) -> None:
    with at("2025-11-24T10:00"):
        assert TITLE in page_of(owing.zhou_min, f"{HOME}?status=overdue")
        assert "没有这样的事项" in page_of(owing.zhou_min, f"{HOME}?status=paused")
        for query in ("status=mine", "agency=qiaotou", "page=0", "page=9", "agency=nobody"):
            page_of(owing.zhou_min, f"{HOME}?{query}", 404)


def test_a_long_day_has_pages(owing: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.faces.workbench.duties.PER_PAGE", 2)
    whole = Duty.objects.filter(agency="zhujian", closed_at=None).count()
    assert whole > 4
    with at("2025-11-18T10:00"):
        first = page_of(owing.zhou_min, HOME)
        second = page_of(owing.zhou_min, f"{HOME}?page=2")
    assert 'href="/workbench/?page=2"' in first and TITLE in first
    assert TITLE not in second
    assert f'<dd class="big">{whole}</dd>' in second, "the figures are about all pages"


def test_an_empty_day_says_what_will_come_here(county: County) -> None:
    assert "公开文件、收到申请之后" in page_of(county.zhou_min, HOME)
    assert "看所辖各单位的" in page_of(county.he_jing, HOME)


@pytest.mark.full
def test_the_register_holds_what_is_closed_too(owing: County) -> None:
    with at("2025-11-18T15:00"):
        interpret(owing)
        assert TITLE not in page_of(owing.zhou_min, REGISTER)
        page = page_of(owing.zhou_min, f"{REGISTER}?status=met")
        assert TITLE in page and "按时完成" in page and "2025年11月18日完成" in page
        assert TITLE in page_of(owing.zhou_min, f"{REGISTER}?status=closed&month=2025-11")
        assert TITLE not in page_of(owing.zhou_min, f"{REGISTER}?status=closed&month=2025-10")
        assert TITLE in page_of(owing.zhou_min, f"{REGISTER}?status=all&rule=interpretation&strength=must")
        for query in ("month=2025-13", "month=0001-01", "month=x", "rule=nothing", "status=nothing"):
            page_of(owing.zhou_min, f"{REGISTER}?{query}", 404)


def test_interpreting_ends_it(owing: County) -> None:
    with at("2025-11-18T15:00"):
        interpret(owing)
    duty = interpretation()
    assert (duty.outcome, duty.status) == ("met", "met")
    assert "按时完成" in page_of(owing.zhou_min, f"{REGISTER}{duty.id}/")


def test_the_page_of_a_duty_counts_the_days_and_quotes_the_clause(owing: County) -> None:
    with at("2025-11-18T10:00"):
        page = page_of(owing.zhou_min, f"{REGISTER}{interpretation().id}/")
    assert "2025年11月20日" in page
    assert "起算当日不计入" in page
    assert "XX-3.4.1.1b" in page and "三（四）政策解读1" in page
    assert "唐柯公开了《青原县农村危房改造实施办法》" in page, "its course, in sentences"


def test_what_began_a_period_is_not_told_as_its_course(owing: County) -> None:
    duty = Duty.objects.filter(agency="zhujian").exclude(period="")[0]
    assert 'id="events"' not in page_of(owing.zhou_min, f"{REGISTER}{duty.id}/")


def test_another_unit_finds_nothing_there(owing: County) -> None:
    page_of(owing.guo_liang, f"{REGISTER}{interpretation().id}/", 404)
    assert TITLE not in page_of(owing.guo_liang, HOME)
    assert TITLE not in page_of(owing.guo_liang, f"{REGISTER}?status=all")


def test_who_has_no_role_sees_nobodys_duties(owing: County) -> None:
    new = appoint(by=SYSTEM, agency=owing.housing, username="xinren", name="新人")
    assert TITLE not in page_of(new, HOME) + page_of(new, REGISTER)
    grant_role(new, by=SYSTEM, role="administrator", agency=owing.government)
    assert TITLE not in page_of(new, HOME) + page_of(new, REGISTER)


def test_a_citation_in_short_keeps_the_act_and_the_place() -> None:
    long = "《中华人民共和国政府信息公开条例》第三十三条、《信息处理费管理办法》（国办函〔2020〕109号）第六条"
    assert short_citation(long) == "《政府信息公开条例》第三十三条等"
    assert short_citation("《政府网站检查指标》（国办秘函〔2019〕19号）") == "《政府网站检查指标》"
    assert short_citation("") == ""
