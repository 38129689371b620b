"""A report is written, signed by another, published as page, Word and PDF, and revised in the open."""

import hashlib
import json

import pytest
from django.core.files.storage import default_storage

from gongkai.affairs.documents import store
from gongkai.engines.ledger.queries import events_of
from gongkai.kernel.flow import Refused
from gongkai.oversight.reports import actions, queries
from gongkai.oversight.reports.models import AnnualReport, State
from gongkai.oversight.reports.tests.telling import CHAPTERS, OWN, draft, makes_rules, publish
from tests.county import County

pytestmark = pytest.mark.django_db


def reasons(refused: pytest.ExceptionInfo[Refused]) -> str:
    return "\n".join(refused.value.reasons)


def test_tang_ke_writes_lu_fang_signs_tang_ke_publishes(county: County) -> None:
    makes_rules(county.housing)
    report = draft(county)
    assert queries.latest("zhujian", 2025) is None
    edition = publish(county, report)
    assert queries.latest("zhujian", 2025) == edition
    assert edition.chapters["5"] == CHAPTERS[5] and edition.number == 1
    events = list(events_of("annual_report", "zhujian-2025"))
    assert [one.verb for one in events] == [
        "annual_report.opened",
        *["annual_report.chapter_written"] * 3,
        "annual_report.figures_typed",
        "annual_report.signed",
        "report.published",
    ]
    assert [one.public for one in events] == [False] * 6 + [True]
    facts = json.loads(events[-1].facts)
    assert facts["report"] == "annual" and facts["on"] == "2026-01-15" and facts["period"] == "2025年"
    for digest in (facts["pdf"], facts["docx"]):
        with default_storage.open(store.path_of(digest)) as file:
            assert hashlib.sha256(file.read()).hexdigest() == digest


def test_what_is_missing_is_named_at_once(county: County) -> None:
    makes_rules(county.housing)
    report = actions.open_report(by=county.tang_ke, agency=county.housing, year=2025)
    with pytest.raises(Refused) as refused:
        actions.sign(report, by=county.lu_fang)
    said = reasons(refused)
    for words in ("一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"):
        assert f"“{words}”还没有写" in said
    assert "表二的规章还没有填报" in said
    assert AnnualReport.objects.get().state == State.DRAFT


def test_whoever_wrote_it_does_not_sign_it(county: County) -> None:
    from gongkai.engines.agencies import actions as agencies
    from gongkai.engines.agencies.models import Officer
    from gongkai.engines.agencies.queries import SYSTEM

    agencies.grant_role(county.tang_ke, by=SYSTEM, role="approver", agency=county.housing)
    report = draft(county)
    with pytest.raises(Refused) as refused:
        actions.sign(report, by=Officer.objects.get(pk=county.tang_ke.pk))
    assert "不能由您签发" in reasons(refused)


def test_nobody_signs_a_year_that_is_not_over(county: County) -> None:
    with pytest.raises(Refused) as refused:
        actions.sign(draft(county, year=2026), by=county.lu_fang)
    assert refused.value.reasons == ("2026年还没有结束，请在下一年签发。",)


def test_an_officer_without_the_permission_is_refused(county: County) -> None:
    report = draft(county)
    with pytest.raises(Refused) as refused:
        actions.write_chapter(report, by=county.zhou_min, number=1, text="另写。", version=1)
    assert "编制年报" in reasons(refused)
    with pytest.raises(Refused):
        actions.open_report(by=county.guo_liang, agency=county.housing, year=2024)
    assert queries.report_for(county.guo_liang, report.code) is None
    assert queries.report_for(county.he_jing, report.code) == report


def test_two_who_write_the_same_chapter(county: County) -> None:
    report = draft(county)
    actions.write_chapter(report, by=county.he_jing, number=1, text="全年公开平稳。", version=1)
    with pytest.raises(Refused) as refused:
        actions.write_chapter(report, by=county.tang_ke, number=1, text="全年公开有序。", version=1)
    assert "他人已在您打开之后改动过" in reasons(refused)
    assert report.chapters.filter(number=1).count() == 2


def test_a_chapter_of_tables_is_not_written(county: County) -> None:
    with pytest.raises(Refused) as refused:
        actions.write_chapter(draft(county), by=county.tang_ke, number=3, text="文字。", version=0)
    assert "由数字构成" in reasons(refused)


def test_signed_is_sent_back_with_a_reason(county: County) -> None:
    report = draft(county)
    actions.sign(report, by=county.lu_fang)
    with pytest.raises(Refused):
        actions.type_figures(report, by=county.tang_ke, figures=OWN)
    actions.send_back(report, by=county.lu_fang, reason="第五部分太短。")
    assert not report.editions.exists()
    assert AnnualReport.objects.get().state == State.DRAFT


def test_a_published_report_stays_until_its_next_edition_is_out(county: County) -> None:
    report = draft(county)
    first = publish(county, report)
    actions.revise(report, by=county.tang_ke, note="第五部分有错字。")
    actions.write_chapter(report, by=county.tang_ke, number=5, text="问题：更新慢。改进：每月查。", version=1)
    assert queries.latest("zhujian", 2025) == first
    second = publish(county, report)
    assert queries.latest("zhujian", 2025) == second
    assert (second.number, second.note) == (2, "第五部分有错字。")
    assert queries.edition("zhujian", 2025, 1) == first
    assert second.pdf_sha256 != first.pdf_sha256


def test_what_was_signed_is_not_changed_by_later_cases(county: County) -> None:
    from datetime import date

    from gongkai.oversight.reports.tests.telling import add

    add(county.housing, [("natural", date(2025, 3, 3), date(2025, 3, 20), "granted")])
    publish(county, draft(county))
    add(county.housing, [("natural", date(2025, 4, 3), date(2025, 4, 20), "granted")])
    assert queries.shown(county.housing, 2025).tables["table3"]["new"]["total"] == 1
    assert queries.shown(county.government, 2025).tables["table3"]["new"]["total"] == 2
