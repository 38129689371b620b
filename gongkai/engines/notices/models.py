"""Notices, the officers' preferences, and how far the sweep has come."""

from django.db import models
from django.db.models import Q

from gongkai.engines.agencies.models import Officer
from gongkai.engines.notices.subscription import Subscription as Subscription


class Kind(models.TextChoices):
    WARN = "warn", "到期提醒"
    DUE = "due", "到期提醒"
    OVERDUE = "overdue", "逾期提醒"
    WORK = "work", "待办提醒"


class Notice(models.Model):
    """What one officer is told, once: `key` names the occasion, and an officer is told of it only once.

    due_at: the last instant of the duty as it stood then; another one is another occasion.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    about_kind = models.CharField(max_length=32)
    about_id = models.CharField(max_length=128)
    agency = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    text = models.TextField()
    due_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notice"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["officer", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["officer", "-id"], name="notice_list"),
            models.Index(fields=["officer"], condition=Q(seen_at=None), name="notice_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.officer_id}"


class Preference(models.Model):
    """What an officer has chosen; without a row, letters are sent to whoever has an address."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="notice_preference")
    email = models.BooleanField(default=True)

    class Meta:
        db_table = "notice_preference"

    def __str__(self) -> str:
        return f"{self.officer_id}: {'letters' if self.email else 'no letters'}"


class Mark(models.Model):
    """How far the sweep has come along one line (see `sweep`): up to this date, and among its equals this number."""

    name = models.CharField(max_length=190, primary_key=True)
    due_at = models.DateTimeField(null=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        db_table = "notice_mark"

    def __str__(self) -> str:
        return f"{self.name} {self.due_at} {self.number}"
