"""What screening finds, what people decide of it, and the copies of attachments that the public gets."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models.document import Attachment, Edition
from gongkai.engines.agencies.models import Agency

if TYPE_CHECKING:
    from gongkai.engines.screening import Kind


def _kinds() -> "Mapping[str, Kind]":
    """The kinds of findings; the detectors are not loaded by whoever only needs the tables."""
    from gongkai.engines.screening import KINDS

    return KINDS


class Place(models.TextChoices):
    """Where in an edition a finding stands; all of these are seen or downloaded by the public."""

    TITLE = "title", _("标题")
    SUMMARY = "summary", _("摘要")
    NOTE = "note", _("更正说明")
    BODY = "body", _("正文")
    LINK = "link", _("链接")  # addresses, titles and hidden parts in the HTML of the body
    ATTACHMENT = "attachment", _("附件")


class Resolution(models.TextChoices):
    OPEN = "", _("待处理")
    MASKED = "masked", _("已遮盖")
    CORRECTED = "corrected", _("已改正")
    KEPT = "kept", _("说明理由后保留")


class Screening(models.Model):
    """That a text (of this row version) or an attachment has been screened; attachments never change."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="screenings")
    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, null=True, related_name="screening"
    )
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "document_screening"
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(attachment=None), name="screening_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} v{self.version}"


class Finding(models.Model):
    """One place that a person must look at. What was found is never kept here: `masked` may be shown to
    everybody who may see the row, `digest` (keyed) only tells whether it is the same thing again."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="findings")
    version = models.PositiveIntegerField()  # of the edition in which it was first found
    place = models.CharField(max_length=10, choices=Place)
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, null=True, related_name="findings")
    where = models.CharField(max_length=300, blank=True)  # inside the attachment, in human words
    kind = models.CharField(max_length=20)
    severity = models.CharField(max_length=5)
    start = models.PositiveIntegerField()  # in characters of the text at `place` (or of the part)
    end = models.PositiveIntegerField()
    masked = models.CharField(max_length=200, blank=True)
    around = models.CharField(max_length=200, blank=True)  # with a few words about it, personal data covered
    note = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    found_at = models.DateTimeField()
    resolution = models.CharField(max_length=9, choices=Resolution, blank=True, default=Resolution.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    resolved_by = models.CharField(max_length=150, blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "document_finding"
        ordering = ["edition", "place", "attachment", "id"]
        indexes = [
            models.Index(fields=["edition"], condition=Q(resolution=""), name="finding_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolution="", resolved_by="", resolved_at=None)
                | (~Q(resolution="") & ~Q(resolved_by="") & Q(resolved_at__isnull=False)),
                name="finding_resolved_who_when",
            ),
            models.CheckConstraint(
                condition=~Q(resolution="kept") | ~Q(reason=""), name="finding_kept_says_why"
            ),
            models.CheckConstraint(
                condition=Q(place="attachment", attachment__isnull=False)
                | (~Q(place="attachment") & Q(attachment=None)),
                name="finding_in_attachment_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.place} {self.kind} {self.masked}"

    @property
    def title(self) -> str:
        """What sort of thing it is, in words."""
        known = _kinds().get(self.kind)
        return known.title if known else self.kind

    @property
    def personal(self) -> bool:
        """Whether it is data of a person, which a mask can cover."""
        known = _kinds().get(self.kind)
        return known is not None and known.group == "personal"


class PublicCopy(models.Model):
    """What the public gets of an attachment: cleaned and masked. The attachment itself stays inside."""

    class Form(models.TextChoices):
        TEXT = "text", _("文字")
        TABLE = "table", _("表格")

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="public_copy")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    # As sanitised HTML, where it can be set anew in Word and PDF: a text, or tables; empty otherwise.
    form = models.CharField(max_length=5, choices=Form, blank=True)
    body = models.TextField(blank=True)
    masked = models.PositiveIntegerField(default=0)  # how many findings it covers
    # Why it is the file as it was: it was public so elsewhere and cannot be cleaned. Empty otherwise.
    as_is = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "attachment_public_copy"

    def __str__(self) -> str:
        return self.name


class ScreeningRound(models.Model):
    """One look at all that an agency has published: the fields that its law names first, then the rest."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="screening_rounds")
    began_by = models.CharField(max_length=150)
    began_at = models.DateTimeField()
    total = models.PositiveIntegerField()  # editions that could be read when it began
    upto = models.PositiveBigIntegerField()  # the last edition of them
    rest = models.BooleanField(default=False)  # the named fields are through
    last = models.PositiveBigIntegerField(default=0)  # the edition screened last, in this part
    screened = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    through_at = models.DateTimeField(null=True)  # everything is screened
    result = models.CharField(max_length=200, blank=True)
    finished_by = models.CharField(max_length=150, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "screening_round"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(finished_at=None), name="screening_round_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by="")
                | (Q(finished_at__isnull=False, through_at__isnull=False) & ~Q(finished_by="")),
                name="screening_round_finished_who_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.screened}/{self.total}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("screening_round", str(self.pk))
