"""The county's gazette: 何静 assembles it, 郑远 signs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from gongkai.affairs.documents.models import Edition
from gongkai.affairs.gazette import actions, issuing, submitting
from gongkai.affairs.gazette.models import Issue, Item
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.kernel.clock import CHINA, frozen
from tests.county import County

COVER = date(2025, 12, 31)
NOW = datetime(2025, 12, 30, 9, tzinfo=CHINA)


@dataclass
class Press:
    """Everything around one issue."""

    county: County
    editor: Officer
    leader: Officer

    def published(self, title: str, **facts: object) -> Edition:
        return self.county.publish(title, **facts)

    def open(self) -> Issue:
        return actions.open_issue(by=self.editor, agency=self.county.government, dated_on=COVER)

    def add(self, issue: Issue, edition: Edition, section: str = "departments") -> Item:
        return actions.add(issue, by=self.editor, document=edition.document, section=section)

    def signed(self, issue: Issue) -> Issue:
        issue = issuing.send_up(issue, by=self.editor)
        return issuing.sign(issue, by=self.leader)

    def out(self, *titles: str) -> Issue:
        """A published issue of these documents, and a chronicle."""
        issue = self.open()
        for title in titles:
            edition = self.published(title)
            submitting.submit(edition.document, by=self.county.tang_ke)
            self.add(issue, edition)
        actions.write(
            issue,
            by=self.editor,
            section="chronicle",
            title="十二月大事记",
            text="12月3日，全县政务公开培训班开班。",
        )
        return issuing.publish(self.signed(issue), by=self.editor)


def make_press(county: County) -> Press:
    """何静 is the openness office; 郑远 is appointed leader of the government."""
    leader = agencies.appoint(
        by=SYSTEM, agency=county.government, username="zhengyuan", name="郑远", password_hash="!"
    )
    agencies.grant_role(leader, by=SYSTEM, role="approver", agency=county.government)
    return Press(county, county.he_jing, leader)


@pytest.fixture
def press(county: County) -> Press:
    with frozen(NOW):
        return make_press(county)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with frozen(NOW):
        yield
