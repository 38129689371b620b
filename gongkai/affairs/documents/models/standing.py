"""What befell a document after its publication, and what a normative document carries besides its text."""

from django.db import models
from django.db.models import F, Q

from gongkai.affairs.documents.models.document import Document


class Ending(models.Model):
    """One thing that befell a published document, from `on` on. `reason` is a row of `endings.toml`.

    It is not deleted: what was noted by mistake is reversed, and says by whom and why.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="endings")
    reason = models.CharField(max_length=20)
    on = models.DateField()
    # What brought it about: a document here, or one elsewhere by title and number.
    by_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="ends")
    by_title = models.CharField(max_length=400, blank=True)
    by_number = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=500, blank=True)
    # When the ledger was told that its day had come; null while that lies ahead.
    told_at = models.DateTimeField(null=True)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()
    reversed_by = models.CharField(max_length=150, blank=True)
    reversed_at = models.DateTimeField(null=True)
    reversal = models.CharField(max_length=500, blank=True)  # why it was taken back

    class Meta:
        db_table = "document_ending"
        ordering = ["on", "id"]
        indexes = [
            models.Index(fields=["on"], condition=Q(told_at=None, reversed_at=None), name="ending_to_tell"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reversed_at=None, reversed_by="", reversal="")
                | (Q(reversed_at__isnull=False) & ~Q(reversed_by="") & ~Q(reversal="")),
                name="ending_reversed_who_when_why",
            ),
            models.CheckConstraint(
                condition=Q(by_document=None) | ~Q(by_document=F("document")), name="ending_not_by_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.reason} {self.on}"


class NormativeFacts(models.Model):
    """What the register of normative documents keeps of one besides what every document has."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="normative")
    long_term = models.BooleanField(default=False)  # valid without an end, by decision
    registration_number = models.CharField(max_length=60, blank=True, db_index=True)  # 统一登记号
    # Where the law wants it published (the gazette, say), and when it was.
    carrier = models.CharField(max_length=200, blank=True)
    carried_on = models.DateField(null=True)

    class Meta:
        db_table = "document_normative"
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=~Q(registration_number=""),
                name="registration_number_once",
            ),
            models.CheckConstraint(
                condition=Q(carrier="", carried_on=None) | (~Q(carrier="") & Q(carried_on__isnull=False)),
                name="normative_carrier_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.registration_number}"


class Filing(models.Model):
    """A normative document was filed 备案 with a higher authority."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="filings")
    authority = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    filed_on = models.DateField()
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "document_filing"
        ordering = ["filed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "authority"], name="filing_once_each_authority")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.authority} {self.number}"
