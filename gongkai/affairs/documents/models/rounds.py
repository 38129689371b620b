"""Rounds over many documents at once: the clean-up of normative documents, the look at what is withheld."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models.document import Document, Edition
from gongkai.engines.agencies.models import Agency


class CleanUpVerdict(models.TextChoices):
    KEEP = "keep", _("继续有效")
    REVISE = "revise", _("拟修改")
    REPEAL = "repeal", _("废止")
    INVALID = "invalid", _("宣布失效")


class CleanUp(models.Model):
    """One round of clean-up: opened, each document judged, confirmed, its result published as a document."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="clean_ups")
    title = models.CharField(max_length=200)
    until = models.DateField()  # documents published up to this day
    opened_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    # The document that publishes the list; with its publication the verdicts take effect.
    result = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="clean_up")
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clean_up"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(done_at=None), name="clean_up_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="clean_up_confirmed_who_when",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(result__isnull=False), name="clean_up_done_with_result"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("clean_up", str(self.pk))


class CleanUpItem(models.Model):
    """A document of a round and what is found of it."""

    clean_up = models.ForeignKey(CleanUp, on_delete=models.CASCADE, related_name="items")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="clean_up_items")
    verdict = models.CharField(max_length=8, choices=CleanUpVerdict, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    judged_by = models.CharField(max_length=150, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clean_up_item"
        ordering = ["clean_up", "document"]
        constraints = [
            models.UniqueConstraint(fields=["clean_up", "document"], name="clean_up_item_once"),
            models.CheckConstraint(
                condition=Q(verdict="", reason="", judged_by="", judged_at=None)
                | (~Q(verdict="") & ~Q(reason="") & ~Q(judged_by="") & Q(judged_at__isnull=False)),
                name="clean_up_item_judged_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clean_up_id} {self.document_id} {self.verdict}"


class WithheldRound(models.Model):
    """One look at all that an agency withholds (regulations art 18)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="withheld_rounds")
    held_on = models.DateField()
    held_by = models.CharField(max_length=150)
    held_at = models.DateTimeField()

    class Meta:
        db_table = "withheld_round"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.held_on}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("withheld_round", str(self.pk))


class WithheldLook(models.Model):
    """What the look at one withheld edition came to."""

    round = models.ForeignKey(WithheldRound, on_delete=models.CASCADE, related_name="looks")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="looks")
    reopened = models.BooleanField()
    reason = models.CharField(max_length=500)

    class Meta:
        db_table = "withheld_look"
        ordering = ["round", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "edition"], name="withheld_look_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.edition_id}"
