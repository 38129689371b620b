"""Press 排印: an issue as one PDF with cover, contents and page numbers.

It is made when the issue is sent up: the leader signs the very bytes that will appear, and publication itself takes
no time. An issue of 500 pages is set within seconds, so nobody needs to wait for a worker.
"""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.affairs.documents.models import PublicCopy
from gongkai.affairs.documents.official import official
from gongkai.affairs.gazette.models import Issue, Item
from gongkai.affairs.gazette.sections import sections
from gongkai.affairs.gazette.workflow import is_withdrawn
from gongkai.engines.files import Collection, FileRefused, Official, Volume, VolumePart, to_volume
from gongkai.kernel.flow import Refused

WITHDRAWN = "（已撤回的文件）"


def volume(issue: Issue) -> Volume:
    """The issue as it stands, with the text of the editions that it fixes. Raises Refused when it cannot be set."""
    items = list(issue.items.select_related("edition__document__agency"))
    day = issue.dated_on
    try:
        return to_volume(
            Collection(
                name=f"{issue.agency.name}公报",
                issue=f"{issue.year}年第{issue.number}期",
                serial=f"总第{issue.serial}期",
                imprint=(f"{issue.agency.name}主办", f"{day.year}年{day.month}月{day.day}日出版"),
                publisher=issue.agency.name,
                parts=_parts(items),
            )
        )
    except FileRefused as refused:
        raise Refused(str(refused)) from None


def _parts(items: Sequence[Item]) -> tuple[VolumePart, ...]:
    return tuple(
        VolumePart(section.title, tuple(_article(item) for item in items if item.section == slug))
        for slug, section in sections().items()
    )


def _article(item: Item) -> Official:
    if item.edition is None:
        return Official(title=item.title, html_body=item.body)
    if is_withdrawn(item):
        return Official(title=WITHDRAWN, html_body="<p>这份文件在本期出版以后已经撤回，正文不再提供。</p>")
    copies = PublicCopy.objects.filter(attachment__edition=item.edition).order_by("attachment__position")
    return replace(official(item.edition, list(copies)), index_number="")
