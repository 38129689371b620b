"""The entries of published issues in the search index, and in the lists over all issues."""

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.gazette import queries
from gongkai.affairs.gazette.tests.conftest import Press
from gongkai.engines.search import actions as index
from gongkai.engines.search import queries as search
from gongkai.engines.search.results import Filters

GAZETTE = Filters(kind=("gazette",))


def found(words: str) -> list[str]:
    index.rebuild()
    hits = search.search(words, filters=GAZETTE).hits
    return [item.title for item in queries.by_id([hit.id for hit in hits])]


def test_entries_are_found_once_the_issue_is_out(press: Press) -> None:
    issue = press.open()
    press.add(issue, press.published("甲办法"))
    assert found("甲办法") == []
    press.out("乙办法")
    assert found("乙办法") == ["乙办法"]
    assert found("政务公开培训班") == ["十二月大事记"]


def test_the_database_narrows_by_year_section_and_words(press: Press) -> None:
    press.out("甲办法", "乙办法")
    assert queries.years() == [2025]
    assert [item.title for item in queries.entries(year=2025, section="departments")] == ["甲办法", "乙办法"]
    assert list(queries.entries(year=2024)) == []
    assert [item.title for item in queries.entries_with(queries.entries(), ["乙"])] == ["乙办法"]
    housing = queries.entries(agency=press.county.housing)
    assert [item.title for item in housing] == ["甲办法", "乙办法"]


def test_what_was_withdrawn_is_found_no_more(press: Press) -> None:
    issue = press.out("甲办法")
    document = issue.items.get(position=1).edition.document  # type: ignore[union-attr]
    documents.withdraw(document, by=press.county.lu_fang, reason="重复公开。")
    assert found("甲办法") == []
    assert list(queries.holding(document)) == [issue]


def test_officers_see_the_issues_of_their_own_government(press: Press) -> None:
    issue = press.open()
    assert queries.issue_for(press.editor, issue.code) == issue
    assert queries.issue_for(press.leader, issue.code) == issue
    assert queries.issue_for(press.county.lu_fang, issue.code) is None
    assert queries.issue(issue.code) is None
    assert list(queries.publishers_for(press.editor)) == [press.county.government]
