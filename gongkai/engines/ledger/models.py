"""Events and outgoing messages."""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One act: who did what for which agency, on what, when, with which facts.

    Plain words instead of foreign keys: an event outlives all that it speaks of.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=128)
    agency = models.CharField(max_length=64, blank=True)
    actor = models.CharField(max_length=150)
    facts = models.TextField(default="{}")
    public = models.BooleanField(default=False)

    class Meta:
        db_table = "ledger_event"
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "seq"], name="ledger_subject"),
            models.Index(fields=["verb", "seq"], name="ledger_verb"),
            models.Index(fields=["agency", "seq"], name="ledger_agency"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(seq__gt=0), name="ledger_seq_positive"),
            models.CheckConstraint(condition=~Q(actor=""), name="ledger_actor_named"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject_kind}:{self.subject_id}"


class OutboxMessage(models.Model):
    """What must go outside because of an event: sent after the commit, at least once, by a worker."""

    event = models.BigIntegerField()
    channel = models.CharField(max_length=32)
    target = models.CharField(max_length=255)
    body = models.TextField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        db_table = "ledger_outbox"
        constraints = [
            models.UniqueConstraint(fields=["event", "channel", "target"], name="outbox_once"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="outbox_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} → {self.target} ({self.event})"
