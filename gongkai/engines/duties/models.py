"""Duties as they stand, the same table again for a rebuild, and the mark of what was taken up so far."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from gongkai.kernel.clock import now

OPEN = Q(closed_at=None)
# Not ~OPEN: SQLite takes an index on what IS NOT NULL for a question about dates, one on NOT (… IS NULL) never.
CLOSED = Q(closed_at__isnull=False)


class DutyRow(models.Model):
    """The columns of a duty; see gongkai.engines.duties.core.Duty. Who owes it is a slug: no foreign keys,
    because a duty, like an event, outlives what it speaks of."""

    # The number of the event that opened it and its place among what that event opened: a rebuild finds it again.
    id = models.BigIntegerField(primary_key=True)
    rule = models.CharField(max_length=64)
    pack = models.CharField(max_length=64)
    since = models.DateField()
    version = models.CharField(max_length=12)
    strength = models.CharField(max_length=8)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=128)
    agency = models.CharField(max_length=64)
    period = models.CharField(max_length=8, blank=True)
    opened_at = models.DateTimeField()
    opened_seq = models.BigIntegerField()
    started_at = models.DateTimeField()
    limit = models.CharField(max_length=48)
    course = models.TextField(default="[]")
    due_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    seen = models.IntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_seq = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.id} {self.rule} {self.subject_kind}:{self.subject_id} @ {self.agency}"

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about, as the ledger names it."""
        return (self.subject_kind, self.subject_id)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_paused(self) -> bool:
        return self.is_open and self.due_at is None

    @property
    def is_late(self) -> bool:
        """Met late, or open and overdue now."""
        done = now() if self.ended_at is None else self.ended_at
        return self.outcome != "cancelled" and self.due_at is not None and done > self.due_at

    @property
    def left(self) -> timedelta | None:
        """The time until it is due, negative when overdue; None when closed or paused."""
        return self.due_at - now() if self.is_open and self.due_at is not None else None

    @property
    def status(self) -> str:
        """open, overdue, paused, met, late or cancelled. What is due soon is for `queries.line_of`: its rule
        says how soon that is."""
        if self.outcome == "cancelled":
            return "cancelled"
        if self.outcome:
            return "late" if self.is_late else "met"
        return "paused" if self.is_paused else "overdue" if self.is_late else "open"


class Duty(DutyRow):
    """What is owed, by whom, until when."""

    class Meta:
        db_table = "duty"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                # its first columns also find what is open about a subject
                fields=["subject_kind", "subject_id", "rule", "opened_seq", "agency", "period"],
                name="duty_opened_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_seq=None, ended_at=None, outcome="")
                | Q(closed_at__isnull=False, closed_seq__isnull=False, ended_at__isnull=False)
                & ~Q(outcome=""),
                name="duty_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "met", "cancelled"]), name="duty_outcome_known"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_at"], condition=OPEN, name="duty_to_do"),
            models.Index(fields=["due_at"], condition=OPEN, name="duty_open_due"),
            models.Index(fields=["rule", "due_at"], condition=OPEN, name="duty_rule_due"),
            models.Index(fields=["agency", "closed_at"], condition=CLOSED, name="duty_agency_closed"),
            models.Index(fields=["closed_at"], condition=CLOSED, name="duty_closed"),
            models.Index(fields=["period", "agency"], condition=~Q(period=""), name="duty_period"),
            models.Index(fields=["id"], condition=OPEN & Q(provisional=True), name="duty_provisional"),
        ]


class RebuiltDuty(DutyRow):
    """A duty as the ledger alone gives it; compared with the live one, or put in its place."""

    class Meta:
        db_table = "duty_rebuilt"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="rebuilt_subject"),
            models.Index(fields=["agency"], condition=OPEN, name="rebuilt_to_do"),
            models.Index(fields=["period", "agency"], condition=~Q(period=""), name="rebuilt_period"),
            models.Index(fields=["id"], condition=OPEN & Q(provisional=True), name="rebuilt_provisional"),
        ]


class Mark(models.Model):
    """One row: which law the duties have taken up, and until when periods have been opened.

    `token` changes with every law event and every opening of periods, in the same transaction; a process
    whose book carries another token reads the law's events again.
    """

    token = models.CharField(max_length=32)
    ticked_at = models.DateTimeField()

    class Meta:
        db_table = "duty_mark"

    def __str__(self) -> str:
        return f"{self.token} {self.ticked_at}"
