"""The duties about documents lead to the page that meets them, for those who may."""

from gongkai.affairs.documents import actions
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.reports_of_error import report_error
from gongkai.affairs.documents.tests.test_normative import made
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack, ensure_periods
from gongkai.engines.duties.models import Duty
from gongkai.engines.duties.queries import line_of
from gongkai.faces.workbench.duty_rows import rows_of
from gongkai.faces.workbench.tests.owing import interpretation, under_xiaoxian
from gongkai.kernel.clock import frozen, today
from tests.county import County


def button(rule: str, officer: Officer, agency: str = "zhujian") -> tuple[str, str] | None:
    """Words and address of the button on the newest open duty of a rule."""
    duty = Duty.objects.filter(rule=rule, agency=agency, closed_at=None).latest("id")
    (row,) = rows_of([line_of(duty)], officer)
    return (row.doing.words, row.doing.url) if row.doing else None


def test_an_interpretation_is_drafted_by_who_drafts(county: County) -> None:
    number = interpretation_of(county)
    url = f"/workbench/documents/{number}/interpret/"
    assert button("interpretation", county.zhou_min) == ("起草解读", url)
    assert button("interpretation", county.fang_ya) is None


def interpretation_of(county: County) -> str:
    under_xiaoxian(county)
    return interpretation().subject_id


def signed(county: County) -> Edition:
    adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
    return made(county)


def test_a_signed_normative_document_is_published_and_filed_and_judged_in_time(county: County) -> None:
    with frozen("2026-03-09 09:00"):
        edition = signed(county)
        number = edition.document.index_number
        assert button("normative_publish", county.tang_ke) == (
            "公开文件", f"/workbench/documents/{number}/publish/",
        )  # fmt: skip
        assert button("normative_publish", county.zhou_min) is None
        actions.publish(edition, by=county.tang_ke)
        register = f"/workbench/normative/{number}"
        assert button("normative_filing", county.tang_ke) == ("登记备案", f"{register}/filing/")
        assert button("normative_expiry", county.lu_fang) == ("决定有效期", f"{register}/validity/")
        assert button("normative_expiry", county.tang_ke) is None


def test_a_report_of_error_is_answered_on_its_page(county: County) -> None:
    edition = county.publish()
    report = report_error(
        index_number=edition.document.index_number, edition_number=1, words="第二段有错字。"
    )
    assert button("error_report", county.tang_ke) == (
        "答复纠错", f"/workbench/error-reports/{report.pk}/",
    )  # fmt: skip


def test_rounds_and_lists_lead_to_their_own_pages(county: County) -> None:
    with frozen("2026-03-09 09:00"):
        adopt_pack(by=SYSTEM, agency=county.government, pack="xiaoxian", from_=today())
        ensure_periods()
        held = button("withheld_review", county.fang_ya)
        assert held == ("评估不公开文件", "/workbench/withheld/zhujian/")
        assert button("withheld_review", county.tang_ke) is None
        listed = button("normative_list", county.he_jing, "qingyuan")
        assert listed == ("公布目录", "/workbench/normative/certify/")
