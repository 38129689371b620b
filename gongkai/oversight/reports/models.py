"""Annual reports, their chapters version by version, figures that were typed in, and what was signed and published."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.models import Application
from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Agency


class State(models.TextChoices):
    DRAFT = "draft", _("编制中")
    SIGNED = "signed", _("已签发")
    PUBLISHED = "published", _("已公布")


class AnnualReport(models.Model):
    """The report of an agency on a year (条例 art 50). What is counted is counted anew until it is signed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    # Why a published report is being drawn up again; readers of the next edition see it.
    note = models.CharField(max_length=500, blank=True)
    # The public document that explains the report 解读.
    reading = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "annual_report"
        ordering = ["-year", "agency__position", "id"]
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="annual_report_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """Its name for people and addresses: the agency's slug and the year."""
        return f"{self.agency.slug}-{self.year}"

    @property
    def title(self) -> str:
        return f"{self.agency.name}{self.year}年政府信息公开工作年度报告"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("annual_report", self.code)


class Chapter(models.Model):
    """One version of a chapter that is written; the highest version stands."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="chapters")
    number = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    text = models.TextField()
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        db_table = "annual_report_chapter"
        ordering = ["report", "number", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number", "version"], name="annual_chapter_version_once"
            ),
            models.CheckConstraint(condition=Q(number__in=(1, 5, 6)), name="annual_chapter_is_written"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.number}.{self.version}"


class Typed(models.Model):
    """Figures that nobody can count here: those of the agency's own table 2 that no table holds (`unit` empty), or all
    tables of a unit that does not work with this system."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="typed")
    unit = models.CharField(max_length=100, blank=True)
    figures = models.JSONField(encoder=DjangoJSONEncoder)  # table → row → column → figure
    typed_by = models.CharField(max_length=150)
    typed_at = models.DateTimeField()

    class Meta:
        db_table = "annual_report_typed"
        ordering = ["report", "unit"]
        constraints = [models.UniqueConstraint(fields=["report", "unit"], name="annual_typed_once")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.unit}"


class Edition(models.Model):
    """What was signed, word by word and figure by figure; later cases change it no more. One that was sent back is
    taken away, one that was published stays."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    chapters = models.JSONField()  # number → text
    tables = models.JSONField(encoder=DjangoJSONEncoder)
    typed = models.JSONField()  # places of figures that hold something typed
    note = models.CharField(max_length=500, blank=True)
    signed_by = models.CharField(max_length=150)
    signed_at = models.DateTimeField()
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.PositiveIntegerField(null=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    docx_size = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "annual_report_edition"
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="annual_edition_number_once"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(published_at=None), name="annual_edition_one_signed"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by="", pdf_sha256="", docx_sha256="")
                | Q(published_at__isnull=False, pdf_size__isnull=False, docx_size__isnull=False)
                & ~Q(published_by="")
                & ~Q(pdf_sha256="")
                & ~Q(docx_sha256=""),
                name="annual_edition_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.number}"


class PublishedDecision(models.Model):
    """A reply that the agency chose to publish, in words of its own that tell nothing of the applicant."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="published_decision"
    )
    asked = models.TextField()
    answered = models.TextField()
    published_by = models.CharField(max_length=150)
    published_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "published_decision"
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="", withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_reason=""),
                name="published_decision_withdrawn_whole",
            )
        ]

    def __str__(self) -> str:
        return self.asked[:40]

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("published_decision", str(self.pk))
