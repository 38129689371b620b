"""The one place for what is kept true after publication: each sees what he has a hand in, and what waits there."""

from gongkai.affairs.documents.reports_of_error import report_error
from gongkai.engines.agencies.actions import appoint
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.faces.workbench.tests.paperwork import at, text_of
from tests.county import County

URL = "/workbench/upkeep/"


def test_each_sees_what_he_has_a_hand_in(county: County) -> None:
    edition = county.publish()
    report_error(index_number=edition.document.index_number, edition_number=1, words="有错字。")
    liaison = text_of(at(county.tang_ke).get(URL))
    assert "1 条待答复" in liaison and "/workbench/clean-ups/" in liaison
    reviewer = text_of(at(county.fang_ya).get(URL))
    assert "/workbench/withheld/" in reviewer and "/workbench/error-reports/" not in reviewer
    office = text_of(at(county.he_jing).get(URL))
    assert "/workbench/negative-list/" in office and "/workbench/screening-rounds/" in office


def test_who_has_no_role_has_no_business_here(county: County) -> None:
    nobody = appoint(by=SYSTEM, agency=county.housing, username="xinran", name="辛然")
    assert at(nobody).get(URL).status_code == 403
    assert at(nobody).get("/workbench/normative/").status_code == 403
    assert at(nobody).get("/workbench/negative-list/").status_code == 403
