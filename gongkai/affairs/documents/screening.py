"""Screening 内容审查: puts an edition through the detectors and keeps what they find as rows for people to settle.

Files are read and texts screened before a row is locked: taking a hostile file apart may take a minute, in which
nobody else should wait. What was screened is then held against the version that the row has by that time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.crypto import salted_hmac

from gongkai.affairs.documents import context, sieve, store, workflow
from gongkai.affairs.documents.models import (
    Attachment,
    Edition,
    Finding,
    Place,
    Resolution,
    Screening,
    State,
)
from gongkai.affairs.documents.rows import locked, tell
from gongkai.affairs.documents.sieve import Found
from gongkai.engines.agencies.models import Actor
from gongkai.engines.screening import Context
from gongkai.kernel.clock import now
from gongkai.kernel.flow import Refused

CHANGED = "审查期间文件又有改动，请重新审查。"
# What is looked for again and known again by these: where in a text it stands does not count.
_Key = tuple[str, str]


def screen(edition: Edition, *, by: Actor, again: bool = False) -> list[Finding]:
    """Screen a draft and return what is open. Attachments are read once, or once more with `again`.

    What was open and is no longer found counts as corrected. Screening the same version twice changes nothing.
    """
    edition = Edition.objects.select_related("document__agency").get(pk=edition.pk)
    reasons = workflow.refusals(edition, "edit", by)
    if reasons:
        raise Refused(reasons)
    seen = context.context_of(edition.document.agency)
    texts = texts_of(edition, seen)
    files = {
        one: file_of(one.sha256, one.name, seen)
        for one in edition.attachments.select_related("screening")
        if again or not hasattr(one, "screening")
    }
    return _keep(edition, texts, files, by)


def texts_of(edition: Edition, seen: Context) -> dict[Place, list[Found]]:
    """What stands in the title, the summary, the note, the body and its links."""
    own = context.about(seen, edition)
    found = {
        Place.TITLE: sieve.of_text(edition.title, seen),
        Place.SUMMARY: sieve.of_text(edition.summary, seen),
        Place.NOTE: sieve.of_text(edition.note, seen),
        Place.BODY: [*sieve.of_text(edition.text, own), *context.copies(edition)],
        Place.LINK: sieve.of_links(edition.body, seen),
    }
    ours = context.published_contacts()
    return {place: [one for one in rows if not _ours(one, ours)] for place, rows in found.items()}


def file_of(sha256: str, name: str, seen: Context) -> list[Found]:
    """What stands in a kept file."""
    try:
        with default_storage.open(store.path_of(sha256)) as file:
            data = file.read()
    except FileNotFoundError:
        return sieve.missing_file(name)
    ours = context.published_contacts()
    return [one for one in sieve.of_file(data, name, seen) if not _ours(one, ours)]


def digest_of(found: Found) -> str:
    """What tells the same finding again and does not tell what was found: keyed, since numbers can be guessed.

    After a change of the installation's key, what was kept is asked for once more.
    """
    return salted_hmac(
        "gongkai.findings", f"{found.finding.kind}\0{found.raw}", algorithm="sha256"
    ).hexdigest()


@transaction.atomic
def _keep(
    edition: Edition,
    texts: Mapping[Place, list[Found]],
    files: Mapping[Attachment, list[Found]],
    by: Actor,
) -> list[Finding]:
    screened, edition = edition.version, locked(edition)
    if edition.version != screened or edition.state != State.DRAFT:
        raise Refused(CHANGED)
    settle(edition, texts, files, by)
    return list(edition.findings.filter(resolution=Resolution.OPEN))


def settle(
    edition: Edition,
    texts: Mapping[Place, list[Found]],
    files: Mapping[Attachment, list[Found]],
    by: Actor,
) -> int:
    """Bring the rows of a locked edition in line with what was found now; how many are new. One event tells it."""
    known = edition.screenings.filter(attachment=None, version=edition.version).exists()
    new: list[Finding] = []
    for place, found in texts.items():
        new += _matched(edition, place, None, found, by)
    Screening.objects.update_or_create(
        edition=edition, attachment=None, defaults={"version": edition.version, "at": now()}
    )
    for attachment, found in files.items():
        new += _matched(edition, Place.ATTACHMENT, attachment, found, by)
        Screening.objects.update_or_create(
            edition=edition, attachment=attachment, defaults={"version": edition.version, "at": now()}
        )
    _carry_over(edition, new)
    Finding.objects.bulk_create(new, batch_size=500)
    raised = [one for one in new if one.resolution == Resolution.OPEN]
    if raised or not known:
        tell("document.screened", edition, by, version=edition.version, found=counted(raised))
    return len(raised)


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each kind."""
    kinds: dict[str, int] = defaultdict(int)
    for one in findings:
        kinds[one.kind] += 1
    return dict(sorted(kinds.items()))


def _matched(
    edition: Edition, place: Place, attachment: Attachment | None, found: Sequence[Found], by: Actor
) -> Iterator[Finding]:
    """The findings without a row yet; rows that are found again are moved to where it stands now."""
    rows = edition.findings.filter(place=place, attachment=attachment).exclude(
        resolution=Resolution.CORRECTED
    )
    if attachment is None:  # what was masked in a text is gone from it
        rows = rows.exclude(resolution=Resolution.MASKED)
    pool: dict[_Key, list[Finding]] = defaultdict(list)
    for row in rows.order_by("-id"):
        pool[row.kind, row.digest].append(row)
    moved = []
    for one in found:
        same = pool.get((one.finding.kind, digest := digest_of(one)))
        if not same:
            yield _row(edition, place, attachment, one, digest)
            continue
        row = same.pop()
        if (row.start, row.end) != (one.finding.start, one.finding.end):
            row.start, row.end, row.around = one.finding.start, one.finding.end, one.around[:200]
            moved.append(row)
    Finding.objects.bulk_update(moved, ["start", "end", "around"], batch_size=500)
    gone = [row.pk for rows in pool.values() for row in rows if row.resolution != Resolution.MASKED]
    for first in range(0, len(gone), 500):
        Finding.objects.filter(pk__in=gone[first : first + 500]).update(
            resolution=Resolution.CORRECTED, resolved_by=by.handle, resolved_at=now()
        )


def _row(edition: Edition, place: Place, attachment: Attachment | None, one: Found, digest: str) -> Finding:
    finding = one.finding
    return Finding(
        edition=edition,
        version=edition.version,
        place=place,
        attachment=attachment,
        where=one.where[:300],
        kind=finding.kind,
        severity=finding.severity,
        start=finding.start,
        end=finding.end,
        masked=finding.masked[:200],
        around=one.around[:200],
        note=finding.note[:500],
        digest=digest,
        found_at=now(),
    )


def _carry_over(edition: Edition, new: Sequence[Finding]) -> None:
    """What a person decided of the same thing in an earlier edition holds for the next one, too."""
    if edition.number == 1 or not new:
        return
    decided = (
        Finding.objects.filter(
            edition__document=edition.document,
            edition__number__lt=edition.number,
            digest__in={one.digest for one in new},
            resolution__in=[Resolution.KEPT, Resolution.MASKED],
        )
        .select_related("attachment")
        .order_by("id")
    )
    before = {_same(one): one for one in decided}
    for one in new:
        earlier = before.get(_same(one))
        if earlier is None or (earlier.resolution == Resolution.MASKED and one.attachment is None):
            continue
        one.resolution, one.reason = earlier.resolution, earlier.reason
        one.resolved_by, one.resolved_at = earlier.resolved_by, earlier.resolved_at


def _same(one: Finding) -> tuple[str, str, str, str]:
    return one.place, one.attachment.sha256 if one.attachment else "", one.kind, one.digest


def _ours(one: Found, ours: frozenset[str]) -> bool:
    """Whether it is a telephone number or an address that an agency publishes as its own."""
    return one.finding.kind in {"landline", "email"} and context.contact_key(one.raw) in ours
