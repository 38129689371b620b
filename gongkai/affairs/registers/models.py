"""Records of registers, and who came to read those that are kept after they were shown."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency


class State(models.TextChoices):
    """Where a record stands; whether it was corrected follows from its version."""

    DRAFT = "draft", _("待公开")
    PUBLISHED = "published", _("已公开")
    WITHHELD = "withheld", _("不予公开")
    WITHDRAWN = "withdrawn", _("已撤回")
    ARCHIVED = "archived", _("公示期满")
    DISCARDED = "discarded", _("已作废")


class Ground(models.TextChoices):
    """Why something published is withdrawn; only what was mistaken never was a record of anything."""

    OVERTURNED = "overturned", _("原决定被变更、撤销、确认违法或者确认无效")
    NOT_PUBLIC = "not_public", _("含有不应公开的内容")
    MISTAKEN = "mistaken", _("登记有误，并无此项")


class Overturning(models.TextChoices):
    """What became of a decision (行政处罚法 art 48.2)."""

    CHANGED = "changed", _("被变更")
    REVOKED = "revoked", _("被撤销")
    UNLAWFUL = "unlawful", _("被确认违法")
    INVALID = "invalid", _("被确认无效")


# What no longer stands in the way of another record with the same key.
GONE = (State.DISCARDED, State.WITHDRAWN)


class Record(models.Model):
    """One line of a register. `facts` hold every column as text, in the forms of `values`; `shown` what the public
    reads, masked, as it was at the last publication or correction, and nothing once that is over.

    key: the values that identify it, always public. title: its name as the public may read it. text: what public
    search looks in. readable: whether the public may read what is shown, in one column that lists go by. version:
    counts changes, so that nobody overwrites what he has not seen. edition: 1 when it is published, one more with
    every correction. display_until: the last day it is shown.
    """

    register = models.CharField(max_length=64)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="register_records")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    key = models.CharField(max_length=400)
    title = models.CharField(max_length=400)
    dated_on = models.DateField(null=True)
    facts = models.JSONField()
    shown = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    readable = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    edition = models.PositiveIntegerField(default=0)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    display_until = models.DateField(null=True)
    overturned_on = models.DateField(null=True)
    overturned_how = models.CharField(max_length=10, choices=Overturning.choices, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)  # withheld, withdrawn, archived or discarded
    closed_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=12, choices=Ground.choices, blank=True)  # of the withdrawal
    reason = models.CharField(max_length=500, blank=True)  # of the withdrawal, or of withholding

    class Meta:
        db_table = "register_record"
        ordering = [F("dated_on").desc(nulls_last=True), "-id"]
        indexes = [
            models.Index(
                fields=["register", "-dated_on", "-id"],
                condition=Q(readable=True),
                name="register_record_listed",
            ),
            models.Index(
                fields=["register", "-published_at", "-id"],
                condition=Q(readable=True),
                name="register_record_latest",
            ),
            models.Index(fields=["agency", "register", "state"], name="register_record_kept"),
            models.Index(
                fields=["display_until"], condition=Q(state="published"), name="register_record_display"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "agency", "key"],
                condition=~Q(state__in=["discarded", "withdrawn"]),
                name="register_record_key",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by="")
                | (Q(published_at__isnull=False) & ~Q(published_by="")),
                name="register_record_published_who_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="") | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="register_record_closed_who_when",
            ),
            models.CheckConstraint(
                condition=Q(readable=False) | Q(state__in=["published", "archived"]),
                name="register_record_readable_once_public",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") ^ Q(ground=""), name="register_record_withdrawn_with_ground"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("register_record", str(self.pk))

    @property
    def corrected(self) -> bool:
        """Whether what was published was corrected since."""
        return self.edition > 1

    def is_over(self, day: date) -> bool:
        """Whether the time for which it is shown has passed."""
        return self.display_until is not None and self.display_until < day


class Consultation(models.Model):
    """People came to read a record that is kept where it was shown; no names, for nobody has to give one."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="consultations")
    on = models.DateField()
    people = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "register_consultation"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(people__gt=0), name="register_consultation_by_somebody")
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.on}"
