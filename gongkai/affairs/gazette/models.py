"""Issues of a gazette, what stands in them in which order, and what departments submitted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models import Edition
from gongkai.engines.agencies.models import Agency


class State(models.TextChoices):
    ASSEMBLING = "assembling", _("编辑中")
    SENT = "sent", _("待签发")
    SIGNED = "signed", _("已签发")
    PUBLISHED = "published", _("已出版")


class Issue(models.Model):
    """One issue 期. The PDF is made when it is sent up, so that what is signed is, byte by byte, what appears."""

    # Agency, year and number in the year: "qingyuan-2025-3".
    code = models.CharField(max_length=90, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="gazette_issues")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()  # 总第…期, counted through all years
    dated_on = models.DateField()  # the day on the cover
    state = models.CharField(max_length=10, choices=State, default=State.ASSEMBLING)
    version = models.PositiveIntegerField(default=1)  # raised by every change of the contents
    hands = models.JSONField(default=list)  # everybody who assembled it: none of them signs it
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField()
    sent_by = models.CharField(max_length=150, blank=True)
    sent_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "gazette_issue"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="gazette_number_once"),
            models.UniqueConstraint(fields=["agency", "serial"], name="gazette_serial_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, serial__gte=F("number")), name="gazette_serial_not_below_number"
            ),
            models.CheckConstraint(
                condition=Q(state="assembling") | (~Q(pdf_sha256="") & Q(pages__isnull=False)),
                name="gazette_sent_has_pdf",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{what}_at": None, f"{what}_by": ""})
                    | (Q(**{f"{what}_at__isnull": False}) & ~Q(**{f"{what}_by": ""})),
                    name=f"gazette_{what}_who_when",
                )
                for what in ("sent", "signed", "published")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.name}公报{self.year}年第{self.number}期"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("gazette", self.code)


class Item(models.Model):
    """One entry of an issue: an edition, fixed, or a text written for the issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="items")
    section = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()  # through all sections, from 1
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="gazette_items")
    title = models.CharField(max_length=400)  # of the edition when it was taken up, or of the text
    body = models.TextField(blank=True)  # sanitised HTML; empty for an edition, whose body is its own
    page = models.PositiveIntegerField(null=True)  # on which it begins in print
    # Row version of the edition that is in print: another one since means that something in it was masked.
    version = models.PositiveIntegerField(null=True)
    # The document was withdrawn after publication, and the PDF shows a notice in its place.
    blanked = models.BooleanField(default=False)

    class Meta:
        db_table = "gazette_item"
        ordering = ["issue", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "edition"], condition=Q(edition__isnull=False), name="gazette_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=False, body="") | (Q(edition=None) & ~Q(body="")),
                name="gazette_edition_or_text",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """The title for the public: that of the edition, in which something may have been masked since."""
        return self.edition.title if self.edition else self.title


class Submission(models.Model):
    """A department's document, handed to the gazette of its government; taken up when an issue holds it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="gazette_submissions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="gazette_submissions")
    note = models.CharField(max_length=500, blank=True)
    submitted_by = models.CharField(max_length=150)
    submitted_at = models.DateTimeField()
    returned_by = models.CharField(max_length=150, blank=True)
    returned_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "gazette_submission"
        ordering = ["submitted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "agency"], condition=Q(returned_at=None), name="gazette_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by="", reason="")
                | (Q(returned_at__isnull=False) & ~Q(returned_by="") & ~Q(reason="")),
                name="gazette_returned_who_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.agency_id}"
