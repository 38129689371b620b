"""Remedies against a reply, or against silence: reconsideration, litigation, complaint, and how each ended."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.models.application import Application


class RemedyKind(models.TextChoices):
    RECONSIDERATION = "reconsideration", _("行政复议")
    LITIGATION = "litigation_direct", _("未经复议直接起诉")
    LITIGATION_AFTER = "litigation_after", _("复议后起诉")
    COMPLAINT = "complaint", _("向主管部门投诉举报")


class Result(models.TextChoices):
    UPHELD = "upheld", _("结果维持")
    CORRECTED = "corrected", _("结果纠正")
    OTHER = "other", _("其他结果")


class Remedy(models.Model):
    """One remedy; without a result it is still pending 尚未审结."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=20, choices=RemedyKind)
    body = models.CharField(max_length=200)  # who hears it
    filed_on = models.DateField()
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=Result, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "application_remedy"
        ordering = ["application", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", ended_on=None)
                | Q(ended_on__isnull=False, ended_on__gte=F("filed_on")) & ~Q(result=""),
                name="application_remedy_ended_whole",
            )
        ]
        indexes = [models.Index(fields=["kind", "filed_on"], name="application_remedy_kind")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.kind}"
