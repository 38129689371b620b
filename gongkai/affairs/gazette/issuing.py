"""The verbs that carry an issue on: send up, recall, return, sign, publish, reprint."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from gongkai.affairs.documents import normative, store
from gongkai.affairs.gazette import press, workflow
from gongkai.affairs.gazette.models import Issue, Item
from gongkai.affairs.gazette.rows import UNSENT, assign, locked, tell
from gongkai.engines.agencies.models import Actor
from gongkai.engines.files import Volume
from gongkai.engines.screening import covered
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused


def send_up(issue: Issue, *, by: Actor) -> Issue:
    """Set the issue and hand it to the leader who signs.

    It is set before the row is held, so that nobody waits for the press; what changed meanwhile is refused.
    """
    seen = Issue.objects.select_related("agency").get(pk=issue.pk)
    workflow.take(seen, "send_up", by)
    versions = _versions(seen)
    return _send_up(seen, by, press.volume(seen), versions)


@transaction.atomic
def _send_up(seen: Issue, by: Actor, volume: Volume, versions: Mapping[int, int]) -> Issue:
    issue = locked(seen)
    state = workflow.take(issue, "send_up", by)
    _unchanged(issue, seen)
    assign(issue, {"state": state, "sent_by": by.handle, "sent_at": now(), **_printed(volume)})
    _number_pages(issue, volume.starts, versions)
    tell("gazette.sent_up", issue, by, pages=issue.pages, sha256=issue.pdf_sha256)
    return issue


@transaction.atomic
def recall(issue: Issue, *, by: Actor) -> Issue:
    """Take it back for changes; a signature is lost with it."""
    issue = locked(issue)
    workflow.take(issue, "recall", by)
    assign(issue, UNSENT)
    tell("gazette.recalled", issue, by)
    return issue


@transaction.atomic
def send_back(issue: Issue, *, by: Actor, reason: str) -> Issue:
    """Return it to the editors, who are told why."""
    issue = locked(issue)
    reasons = workflow.refusals(issue, "return", by)
    if not reason.strip():
        reasons.append("请写明退回的理由，编辑据此修改。")
    if reasons:
        raise Refused(reasons)
    assign(issue, UNSENT)
    tell("gazette.sent_back", issue, by, reason=covered(reason.strip()))
    return issue


@transaction.atomic
def sign(issue: Issue, *, by: Actor) -> Issue:
    """Sign the very PDF that will appear."""
    issue = locked(issue)
    state = workflow.take(issue, "sign", by)
    assign(issue, {"state": state, "signed_by": by.handle, "signed_at": now()})
    tell("gazette.signed", issue, by, sha256=issue.pdf_sha256)
    return issue


@transaction.atomic
def publish(issue: Issue, *, by: Actor) -> Issue:
    """Let everybody read the signed issue."""
    issue = locked(issue)
    state = workflow.take(issue, "publish", by)
    items = list(issue.items.select_related("edition__document__agency"))
    assign(issue, {"state": state, "published_by": by.handle, "published_at": now()})
    tell(
        "gazette.published",
        issue,
        by,
        public=True,
        serial=issue.serial,
        dated_on=issue.dated_on,
        pages=issue.pages,
        sha256=issue.pdf_sha256,
        items=[_told(item) for item in items],
    )
    # The gazette is the prescribed carrier of normative documents: from today they stand on it.
    for item in items:
        if item.edition is not None:
            normative.carried(item.edition.document, by=by.handle, carrier=str(issue))
    return issue


def reprint(issue: Issue, *, by: Actor) -> Issue:
    """Set a published issue anew, with a notice in the place of documents that were withdrawn since, and with what
    was masked in others covered.

    A correction changes nothing in print; these may concern what nobody should be able to read any more.
    """
    seen = Issue.objects.select_related("agency").get(pk=issue.pk)
    workflow.take(seen, "reprint", by)
    gone = [item.pk for item in workflow.withdrawn(seen)]
    versions = _versions(seen)
    return _reprint(seen, by, gone, press.volume(seen), versions)


@transaction.atomic
def _reprint(
    seen: Issue, by: Actor, gone: Sequence[int], volume: Volume, versions: Mapping[int, int]
) -> Issue:
    issue = locked(seen)
    workflow.take(issue, "reprint", by)
    if issue.pdf_sha256 != seen.pdf_sha256:
        raise Refused("这一期刚刚重印过，请刷新页面核对。")
    before = issue.pdf_sha256
    assign(issue, _printed(volume))
    blanked = issue.items.filter(pk__in=gone)
    blanked.update(blanked=True)
    _number_pages(issue, volume.starts, versions)
    tell(
        "gazette.reprinted",
        issue,
        by,
        public=True,
        before=before,
        sha256=issue.pdf_sha256,
        pages=issue.pages,
        items=[item.position for item in blanked],
    )
    return issue


def _printed(volume: Volume) -> dict[str, Any]:
    return {"pdf_sha256": store.keep(volume.pdf), "pdf_size": len(volume.pdf), "pages": volume.pages}


def _unchanged(issue: Issue, seen: Issue) -> None:
    if issue.version != seen.version:
        raise Refused("排版期间有人改动了这一期的内容，请核对后重新送签。")


def _versions(issue: Issue) -> dict[int, int]:
    """The row version of each item's edition; asked before the press runs, so what is masked meanwhile shows."""
    return dict(issue.items.filter(edition__isnull=False).values_list("pk", "edition__version"))


def _number_pages(issue: Issue, starts: Sequence[int], versions: Mapping[int, int]) -> None:
    for item, page in zip(issue.items.all(), starts, strict=True):
        item.page, item.version = page, versions.get(item.pk)
        item.save(update_fields=["page", "version"])


def _told(item: Item) -> dict[str, Any]:
    edition = item.edition
    return {
        "section": item.section,
        "title": covered(item.title),
        "page": item.page,
        "document": edition.document.index_number if edition else None,
        "edition": edition.number if edition else None,
    }
