"""Reports of error 纠错: what a reader says is wrong in a published document, and the answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models.document import Document, Edition


class ErrorOutcome(models.TextChoices):
    CORRECTED = "corrected", _("已更正")
    WITHDRAWN = "withdrawn", _("已撤回文件")
    NOT_AN_ERROR = "not_an_error", _("不是错误")


class ErrorReport(models.Model):
    """A reader's report. `number` is its receipt: whoever holds it may see how it stands."""

    number = models.CharField(max_length=24, unique=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="error_reports")
    edition_number = models.PositiveSmallIntegerField()
    quote = models.CharField(max_length=500, blank=True)
    words = models.CharField(max_length=1000)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=ErrorOutcome, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    # The edition in which the error is gone.
    corrected_in = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="corrects")
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "error_report"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["received_at"], condition=Q(answered_at=None), name="error_report_open")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="", outcome="", answer="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(outcome="") & ~Q(answer="")),
                name="error_report_answered_who_when",
            ),
            models.CheckConstraint(
                condition=Q(outcome="corrected", corrected_in__isnull=False)
                | (~Q(outcome="corrected") & Q(corrected_in=None)),
                name="error_report_corrected_in",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger, by the row: the receipt number is for its holder alone."""
        return ("error_report", str(self.pk))


class ErrorContact(models.Model):
    """How the reader may be reached; apart from the report, and erased when no longer needed."""

    report = models.OneToOneField(ErrorReport, on_delete=models.CASCADE, related_name="contact_row")
    contact = models.CharField(max_length=200)

    class Meta:
        db_table = "error_report_contact"

    def __str__(self) -> str:
        return f"{self.report_id}"
