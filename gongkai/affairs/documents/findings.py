"""Findings 内容审查发现的问题: which are open, which were kept, and the work list of an officer; reads only."""

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from gongkai.affairs.documents.models import (
    IN_THE_MAKING,
    Edition,
    Finding,
    Resolution,
    Screening,
    State,
)
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.agencies.queries import agencies_where

# What people can read: a withdrawn edition shows its notice only.
READABLE = (State.LIVE, State.SUPERSEDED)
WEIGHT = Case(*(When(severity=one, then=Value(at)) for at, one in enumerate(("block", "warn", "look"))))


def is_screened(edition: Edition) -> bool:
    """Whether the present text and every attachment have been screened."""
    if not edition.screenings.filter(attachment=None, version=edition.version).exists():
        return False
    row = Screening.objects.filter(attachment=OuterRef("pk"))
    return not edition.attachments.filter(~Exists(row)).exists()


def open_findings(edition: Edition) -> QuerySet[Finding]:
    """What nobody has settled yet."""
    return edition.findings.filter(resolution=Resolution.OPEN).select_related("attachment")


def kept_findings(edition: Edition) -> QuerySet[Finding]:
    """What was kept with a reason: the secrecy reviewer reads these."""
    return edition.findings.filter(resolution=Resolution.KEPT).select_related("attachment")


def lacks_copies(edition: Edition) -> bool:
    """Whether an attachment has no public copy, or people masked something in it after the copy was made."""
    masked = Count("findings", filter=Q(findings__resolution=Resolution.MASKED))
    rows = edition.attachments.annotate(to_cover=masked).values_list("to_cover", "public_copy__masked")
    return any(covered != to_cover for to_cover, covered in rows)


def maskable(finding: Finding) -> bool:
    """Whether a mask is a remedy for it."""
    if finding.kind == "hidden_text":
        return finding.attachment_id is not None
    return finding.personal


def open_in_public() -> QuerySet[Finding]:
    """Every open finding in what the public can read, document by document."""
    found = Finding.objects.filter(edition__state__in=READABLE, resolution=Resolution.OPEN)
    return found.select_related("edition__document", "attachment").order_by("edition__document_id", "id")


def findings_for(officer: Officer) -> QuerySet[Finding]:
    """The work list: open findings of drafts and of what is public, at the agencies whose drafts the officer may
    read; what would harm most first."""
    reach = agencies_where(officer, Permission.READ_DRAFTS)
    return (
        Finding.objects.filter(
            Q(edition__state__in=IN_THE_MAKING) | Q(edition__state__in=READABLE),
            edition__document__agency__in=reach,
            resolution=Resolution.OPEN,
        )
        .select_related("edition__document__agency", "attachment")
        .annotate(weight=WEIGHT)
        .order_by("weight", "edition__document_id", "edition_id", "id")
    )
