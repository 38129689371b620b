"""Entries of the negative list: a code that stays, and its versions, one after the other."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from gongkai.engines.agencies.models import Agency


class NegativeEntry(models.Model):
    """One version of an entry. An adjustment ends it and begins the next; what rests on it keeps it.

    `ground` is the id of a ground of the law packs. It holds for the agency that keeps the list and all
    below it, from `since` through the day before `until`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="negative_entries")
    code = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    ground = models.CharField(max_length=40)
    scope = models.CharField(max_length=1000)  # what exactly is not open, in words
    examples = models.CharField(max_length=1000, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    # The last time it was looked at; the pack says how often.
    reviewed_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)  # of the adjustment, or of the end
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "negative_entry"
        ordering = ["agency", "code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "version"], name="negative_entry_version"),
            models.UniqueConstraint(
                fields=["agency", "code"], condition=Q(until=None), name="negative_entry_one_open"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="negative_entry_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("negative_entry", f"{self.agency.slug}/{self.code}")

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day; `until` is the first day it no longer is."""
        return self.since <= day and (self.until is None or day < self.until)
