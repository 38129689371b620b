"""Schemes, their indicators, objections of units, and the scores that a closed scheme froze."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency


class State(models.TextChoices):
    DRAFT = "draft", _("拟订中")
    ACTIVE = "active", _("施行中")
    CLOSED = "closed", _("已办结")


class Verdict(models.TextChoices):
    UPHELD = "upheld", _("成立")
    DISMISSED = "dismissed", _("不成立")


class Scheme(models.Model):
    """The assessment scheme of an agency for a year, drafted from its pack.

    weight: what part openness has in the whole performance assessment, in percent (QD-5.3a, GD-24a).
    pack_version: of what the pack says about assessment, as it was when the scheme was drafted.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessment_schemes")
    year = models.PositiveSmallIntegerField()
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    pack = models.CharField(max_length=64)
    pack_version = models.CharField(max_length=12)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    drafted_by = models.CharField(max_length=150)
    drafted_at = models.DateTimeField()
    hands = models.JSONField(default=list)  # everybody who has written on it: none of them approves it
    activated_by = models.CharField(max_length=150, blank=True)
    activated_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assessment_scheme"
        ordering = ["-year", "agency__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="assessment_scheme_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=100), name="assessment_weight_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(activated_at=None, activated_by="", state="draft")
                | Q(activated_at__isnull=False, state__in=["active", "closed"]) & ~Q(activated_by=""),
                name="assessment_activated_who_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="", state__in=["draft", "active"])
                | Q(closed_at__isnull=False, state="closed") & ~Q(closed_by=""),
                name="assessment_closed_who_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by="")
                | Q(published_at__isnull=False, state="closed") & ~Q(published_by=""),
                name="assessment_published_who_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """Its name for people and addresses: the agency's slug and the year."""
        return f"{self.agency.slug}-{self.year}"

    @property
    def title(self) -> str:
        return f"{self.agency.name}{self.year}年政务公开考核方案"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("assessment_scheme", self.code)


class SchemeIndicator(models.Model):
    """An indicator of a scheme, copied from the pack; see gongkai.kernel.law.indicators for the rule of scoring."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=64)  # its id in the pack
    title = models.CharField(max_length=100)
    group = models.CharField(max_length=20)
    measure = models.CharField(max_length=32)
    scoring = models.CharField(max_length=9)
    points = models.PositiveSmallIntegerField()
    each = models.PositiveSmallIntegerField(default=0)
    cap = models.PositiveSmallIntegerField(null=True)
    full_at = models.PositiveSmallIntegerField(default=100)
    below = models.PositiveSmallIntegerField(default=0)
    becomes = models.PositiveSmallIntegerField(default=0)
    of = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    basis = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "assessment_indicator"
        ordering = ["scheme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="assessment_indicator_number_once"),
            models.UniqueConstraint(fields=["scheme", "indicator"], name="assessment_indicator_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Objection(models.Model):
    """What a unit objects to: one case that counts against it, or (without `case`) that the indicator applies to it.

    An objection that is upheld takes the case, or the indicator, out of the unit's count.
    """

    indicator = models.ForeignKey(SchemeIndicator, on_delete=models.PROTECT, related_name="objections")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessment_objections")
    case = models.CharField(max_length=150, blank=True)  # the key of the evidence
    case_title = models.CharField(max_length=450, blank=True)
    reason = models.CharField(max_length=500)
    raised_by = models.CharField(max_length=150)
    raised_at = models.DateTimeField()
    verdict = models.CharField(max_length=9, choices=Verdict, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assessment_objection"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "agency", "case"],
                condition=Q(decided_at=None),
                name="assessment_objection_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="", verdict="", answer="")
                | Q(decided_at__isnull=False) & ~Q(decided_by="") & ~Q(verdict="") & ~Q(answer=""),
                name="assessment_objection_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.indicator_id} {self.case}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("assessment_objection", str(self.pk))


class FrozenScore(models.Model):
    """What an indicator counted for a unit when the scheme was closed, with the evidence; points follow from it."""

    indicator = models.ForeignKey(SchemeIndicator, on_delete=models.PROTECT, related_name="frozen")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="frozen_scores")
    applies = models.BooleanField()
    cases = models.JSONField(default=list)  # see measures.Case

    class Meta:
        db_table = "assessment_score"
        ordering = ["indicator", "agency"]
        constraints = [models.UniqueConstraint(fields=["indicator", "agency"], name="assessment_score_once")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.agency_id}"
