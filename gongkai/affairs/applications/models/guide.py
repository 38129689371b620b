"""The guide 公开指南: where and how to reach the office that takes applications (条例 arts 4, 12)."""

from django.db import models
from django.db.models import Q

from gongkai.engines.agencies.models import Agency


class Guide(models.Model):
    """What an agency's guide says of its disclosure office, and of where its replies can be challenged.

    An empty field is answered by the agency's own (address, telephone, hours…). checked: when somebody last went
    through it and found it right.
    """

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="guide")
    office = models.CharField(max_length=100)  # 政府信息公开工作机构
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=120, blank=True)
    reconsideration_organ = models.CharField(max_length=100, blank=True)
    court = models.CharField(max_length=100, blank=True)
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()
    checked_by = models.CharField(max_length=150, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application_guide"
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by="") | Q(checked_at__isnull=False) & ~Q(checked_by=""),
                name="application_guide_checked_who_when",
            )
        ]

    def __str__(self) -> str:
        return f"guide of {self.agency_id}"
