"""The verbs on the contents of an issue: open, correct, drop, add, write, renew, move,
remove; `issuing` carries it on.

Each takes the step or refuses with all the reasons, saves, and records its event in the same transaction.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents.models import Document, Edition
from gongkai.affairs.documents.models import State as EditionState
from gongkai.affairs.gazette import workflow
from gongkai.affairs.gazette.models import Issue, Item
from gongkai.affairs.gazette.rows import assign, locked, renumber, tell, touched
from gongkai.affairs.gazette.sections import sections
from gongkai.affairs.gazette.submitting import GOVERNMENTS, publisher_for
from gongkai.engines.agencies.models import Actor, Agency
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused
from gongkai.kernel.hanzi.titles import within

TITLE_LIMIT = 400
LARGEST = 32767


@transaction.atomic
def open_issue(
    *, by: Actor, agency: Agency, dated_on: date, number: int | None = None, serial: int | None = None
) -> Issue:
    """Begin an issue. Its number in the year and its serial number follow the last ones unless given."""
    Agency.objects.select_for_update().get(pk=agency.pk)  # numbers are given one at a time
    next_number, next_serial = upcoming(agency, dated_on.year)
    number, serial = number or next_number, serial or next_serial
    reasons = _may(by, agency)
    if agency.kind not in GOVERNMENTS:
        reasons.append(f"{agency.name}不办政府公报，文件请报送本级政府公报。")
    reasons += _number_faults(agency, dated_on.year, number, serial)
    if reasons:
        raise Refused(reasons)
    issue = Issue.objects.create(
        code=f"{agency.slug}-{dated_on.year}-{number}",
        agency=agency,
        year=dated_on.year,
        number=number,
        serial=serial,
        dated_on=dated_on,
        hands=[by.handle],
        opened_by=by.handle,
        opened_at=now(),
    )
    tell("gazette.opened", issue, by, serial=serial, dated_on=dated_on)
    return issue


def upcoming(agency: Agency, year: int) -> tuple[int, int]:
    """The numbers that follow the last ones: in this year, and through all years."""
    rows = Issue.objects.filter(agency=agency)
    last = rows.filter(year=year).aggregate(n=Max("number"))["n"] or 0
    serial = rows.aggregate(n=Max("serial"))["n"] or 0
    return last + 1, max(serial, last) + 1


@transaction.atomic
def correct(issue: Issue, *, by: Actor, dated_on: date, serial: int) -> Issue:
    """Change the day on the cover and the serial number; year and number name the issue and stay."""
    issue = locked(issue)
    reasons = workflow.refusals(issue, "assemble", by)
    reasons += _number_faults(issue.agency, issue.year, issue.number, serial, besides=issue)
    if reasons:
        raise Refused(reasons)
    assign(issue, {"serial": serial, "dated_on": dated_on})
    touched(issue, by)
    tell("gazette.corrected", issue, by, serial=serial, dated_on=dated_on)
    return issue


@transaction.atomic
def drop(issue: Issue, *, by: Actor) -> None:
    """Give up an issue in which nothing stands; its number is free again."""
    issue = locked(issue)
    workflow.take(issue, "drop", by)
    tell("gazette.dropped", issue, by)
    issue.delete()


@transaction.atomic
def add(issue: Issue, *, by: Actor, document: Document, section: str) -> Item:
    """Take the live edition of a document into a section; from now on the issue holds this very edition."""
    issue = locked(issue)
    reasons = workflow.refusals(issue, "assemble", by) + _section_faults(section, written=False)
    edition = document.editions.filter(state=EditionState.LIVE).first()
    if edition is None:
        reasons.append("这份文件没有公开的现行文本，不能编入公报。")
    elif publisher_for(document.agency) != issue.agency:
        reasons.append(
            f"《{within(edition.title)}》不是{issue.agency.name}及其所属单位的文件，不能编入这份公报。"
        )
    elsewhere = Issue.objects.filter(agency=issue.agency, items__edition__document=document).first()
    if elsewhere is not None:
        reasons.append(f"这份文件已编入{elsewhere.year}年第{elsewhere.number}期，不能重复刊登。")
    if reasons or edition is None:
        raise Refused(reasons)
    item = _keep(issue, section, by, edition=edition, title=edition.title)
    tell(
        "gazette.item_added",
        issue,
        by,
        document=document.index_number,
        edition=edition.number,
        title=covered(item.title),
        section=section,
    )
    return item


@transaction.atomic
def write(issue: Issue, *, by: Actor, section: str, title: str, text: str) -> Item:
    """Write an entry for the issue itself, such as the chronicle of a month, from plain text."""
    issue = locked(issue)
    reasons = workflow.refusals(issue, "assemble", by) + _section_faults(section, written=True)
    body = bodies.sanitise(bodies.from_text(text))
    if not title.strip():
        reasons.append("请填写标题。")
    elif len(title.strip()) > TITLE_LIMIT:
        reasons.append(f"标题有{len(title.strip())}字，最多{TITLE_LIMIT}字，请压缩。")
    if not bodies.plain(body).strip():
        reasons.append("请填写正文。")
    if reasons:
        raise Refused(reasons)
    item = _keep(issue, section, by, title=title.strip(), body=body)
    tell("gazette.item_written", issue, by, title=covered(item.title), section=section)
    return item


@transaction.atomic
def renew(item: Item, *, by: Actor) -> Item:
    """Let the live edition take the place of one that was corrected since it was taken up."""
    issue, item = _held(item)
    reasons = workflow.refusals(issue, "assemble", by)
    edition = _live_of(item)
    if edition is None:
        reasons.append("这份文件没有公开的现行文本，请移出本期。")
    elif edition == item.edition:
        reasons.append("编入的就是现行文本，无需更换。")
    if reasons or edition is None:
        raise Refused(reasons)
    item.edition, item.title = edition, edition.title
    item.save(update_fields=["edition", "title"])
    touched(issue, by)
    tell(
        "gazette.item_renewed",
        issue,
        by,
        document=edition.document.index_number,
        edition=edition.number,
        title=covered(item.title),
    )
    return item


@transaction.atomic
def move(item: Item, *, by: Actor, up: bool) -> Item:
    """Change places with the neighbour above or below, within the section."""
    issue, item = _held(item)
    reasons = workflow.refusals(issue, "assemble", by)
    items = list(issue.items.filter(section=item.section))
    at = items.index(item)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(items):
        reasons.append(f"《{within(item.title)}》已在本栏目最{'前' if up else '后'}，不能再移。")
    if reasons:
        raise Refused(reasons)
    items[at], items[other] = items[other], items[at]
    renumber([*items, *issue.items.exclude(section=item.section)])
    touched(issue, by)
    tell("gazette.item_moved", issue, by, title=covered(item.title), up=up)
    return items[other]


@transaction.atomic
def remove(item: Item, *, by: Actor) -> Issue:
    """Take an entry out; a submitted document waits again."""
    issue, item = _held(item)
    if reasons := workflow.refusals(issue, "assemble", by):
        raise Refused(reasons)
    document = item.edition.document.index_number if item.edition else None
    title = item.title
    item.delete()
    renumber(list(issue.items.all()))
    touched(issue, by)
    tell("gazette.item_removed", issue, by, document=document, title=covered(title))
    return issue


def _keep(
    issue: Issue, section: str, by: Actor, *, title: str, edition: Edition | None = None, body: str = ""
) -> Item:
    item = Item.objects.create(
        issue=issue, section=section, position=LARGEST, edition=edition, title=title, body=body
    )
    renumber(list(issue.items.all()))
    touched(issue, by)
    item.refresh_from_db(fields=["position"])
    return item


def _held(item: Item) -> tuple[Issue, Item]:
    """The item and its issue as they stand now. Raises Refused when somebody took the item out."""
    issue = locked(item.issue)
    found = issue.items.select_related("edition__document").filter(pk=item.pk).first()
    if found is None:
        raise Refused("这一条已被移出本期，请刷新页面。")
    return issue, found


def _live_of(item: Item) -> Edition | None:
    if item.edition is None:
        return None
    rows = item.edition.document.editions.select_related("document")
    return rows.filter(state=EditionState.LIVE).first()


def _may(by: Actor, agency: Agency) -> list[str]:
    if by.may(Permission.ISSUE_GAZETTE, agency):
        return []
    return [f"您没有编辑{agency.name}公报的权限，请由政务公开办办理。"]


def _section_faults(section: str, *, written: bool) -> list[str]:
    known = sections().get(section)
    if known is None:
        return ["请选择栏目。"]
    if known.written != written:
        return [
            f"栏目“{known.title}”{'只收专门撰写的文字' if known.written else '只收已公开的文件'}，请另选栏目。"
        ]
    return []


def _number_faults(
    agency: Agency, year: int, number: int, serial: int, *, besides: Issue | None = None
) -> list[str]:
    rows = Issue.objects.filter(agency=agency)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    reasons = []
    if not 1 <= number <= LARGEST or not number <= serial <= 2**31 - 1:
        reasons.append("期数应为正整数，总期数不能小于期数。")
    elif rows.filter(year=year, number=number).exists():
        reasons.append(f"{year}年第{number}期已经有了，请改用别的期数。")
    elif rows.filter(serial=serial).exists():
        reasons.append(f"总第{serial}期已经有了，请改用别的总期数。")
    return reasons
