"""Rounds of inspection and what they found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency


class State(models.TextChoices):
    OPEN = "open", _("待整改")
    EXPLAINED = "explained", _("已说明理由")
    RECTIFIED = "rectified", _("已整改")
    ACCEPTED = "accepted", _("理由已采纳")


STANDING = (State.OPEN, State.EXPLAINED)


class Fault(models.TextChoices):
    """The four faults of sites (GD-14f)."""

    NOT_TIMELY = "not_timely", _("不及时")
    NOT_ACCURATE = "not_accurate", _("不准确")
    NOT_RESPONSIVE = "not_responsive", _("不回应")
    NOT_USEFUL = "not_useful", _("不实用")


class Round(models.Model):
    """One look at an agency and all below it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inspection_rounds")
    on = models.DateField()
    held_by = models.CharField(max_length=150)
    held_at = models.DateTimeField()
    # How many each check saw, found anew or before; by the id of the check.
    seen = models.JSONField(default=dict)
    found = models.PositiveIntegerField(default=0)
    rectified = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "inspection_round"
        ordering = ["-id"]
        indexes = [models.Index(fields=["agency", "-on"], name="inspection_round_day")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.on}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("inspection_round", str(self.pk))


class Finding(models.Model):
    """One fault at one place. It stays open until a later look no longer sees it, or its reason is accepted.

    key: the place, so that the same fault is not found twice. about_kind, about_id: what it is about, as the ledger
    names it. proof: what was seen, in words that any officer may read.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inspection_findings")
    check_id = models.CharField(max_length=64)
    fault = models.CharField(max_length=16, choices=Fault)
    title = models.CharField(max_length=100)  # of the check
    advice = models.CharField(max_length=200)
    basis = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=150)
    place = models.CharField(max_length=450)
    proof = models.CharField(max_length=500)
    about_kind = models.CharField(max_length=32, blank=True)
    about_id = models.CharField(max_length=128, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    explanation = models.CharField(max_length=500, blank=True)
    explained_by = models.CharField(max_length=150, blank=True)
    explained_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)  # why an explanation was refused
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "inspection_finding"
        ordering = ["-found_at", "-id"]
        indexes = [
            models.Index(fields=["agency", "state"], name="inspection_finding_state"),
            models.Index(fields=["agency", "found_at"], name="inspection_finding_found"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "check_id", "key"],
                condition=~Q(state="rectified"),
                name="inspection_finding_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="", state__in=["open", "explained"])
                | Q(closed_at__isnull=False, state__in=["rectified", "accepted"]) & ~Q(closed_by=""),
                name="inspection_finding_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(explained_at=None, explained_by="", explanation="")
                & ~Q(state__in=["explained", "accepted"])
                | Q(explained_at__isnull=False) & ~Q(explained_by="") & ~Q(explanation=""),
                name="inspection_finding_explained_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}：{self.place}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("inspection_finding", str(self.pk))

    @property
    def standing(self) -> bool:
        """Nobody has settled it yet."""
        return self.state in STANDING
