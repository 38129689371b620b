"""What may happen to an application on its way: correction, consultation, extension, excess, fee; no clocks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.models.application import Application
from gongkai.engines.agencies.models import Agency


def who_when(name: str, *whats: str) -> list[models.BaseConstraint]:
    """For each pair `x_by`, `x_at`: both or none."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{what}_at": None, f"{what}_by": ""})
            | Q(**{f"{what}_at__isnull": False}) & ~Q(**{f"{what}_by": ""}),
            name=f"{name}_{what}_who_when",
        )
        for what in whats
    ]


class Correction(models.Model):
    """The one correction notice 补正告知 that an application may get (条例 art 30)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="correction")
    items = models.JSONField()  # what is unclear, a sentence each
    correct_by = models.DateField()
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    before = models.TextField(blank=True)  # what was wanted before it was corrected
    received_on = models.DateField(null=True)
    noted_by = models.CharField(max_length=150, blank=True)
    noted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application_correction"
        constraints = who_when("application_correction", "noted")

    def __str__(self) -> str:
        return f"{self.application_id}: {self.correct_by}"


class Consulted(models.TextChoices):
    THIRD_PARTY = "third_party", _("第三方")
    CO_MAKER = "co_maker", _("共同制作机关")


class Answer(models.TextChoices):
    AGREES = "agrees", _("同意公开")
    OBJECTS = "objects", _("不同意公开")
    PARTLY = "partly", _("同意公开部分内容")
    SILENT = "silent", _("逾期未答复")
    UNSERVED = "unserved", _("未能送达")
    MOOT = "moot", _("无需再征求")


class Consultation(models.Model):
    """A third party (条例 art 32) or a co-maker (art 34) asked in writing; the reply's clock stands meanwhile."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="consultations")
    serial = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Consulted)
    # A known co-maker; whoever else is asked is sealed like the applicant.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="asked_opinions")
    payload = models.BinaryField(blank=True)
    about = models.TextField()  # what information it is asked about
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    served_on = models.DateField(null=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    reasons = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    noted_by = models.CharField(max_length=150, blank=True)
    noted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application_consultation"
        ordering = ["application", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["application", "serial"], name="application_consultation_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="application_consultation_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(served_on=None)
                | Q(answered_on=None)
                | Q(answer__in=["silent", "moot"])
                | Q(answered_on__gte=F("served_on")),
                name="application_consultation_answered_after_served",
            ),
            *who_when("application_consultation", "noted"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(answer=""), name="application_consultation_open")]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.serial} {self.kind}"

    @property
    def identifier(self) -> str:
        """Its name in the ledger, under the kind `consultation`; its application must be at hand."""
        return f"{self.application.number}/{self.serial}"


class Extension(models.Model):
    """The one extension 延期: proposed by the undertaker, for the head of the disclosure office (art 33)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="extension")
    reason = models.CharField(max_length=500)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)  # why it was declined
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application_extension"
        constraints = [
            *who_when("application_extension", "decided"),
            models.CheckConstraint(
                condition=Q(granted=None, decided_at=None)
                | Q(granted__isnull=False, decided_at__isnull=False),
                name="application_extension_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.reason[:40]}"


class Excess(models.Model):
    """An applicant who asks clearly more than is reasonable (art 35): asked for reasons; a delay where they hold."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="excess")
    question = models.CharField(max_length=500)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    reasons = models.TextField(blank=True)
    noted_by = models.CharField(max_length=150, blank=True)
    noted_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    delayed_by = models.CharField(max_length=150, blank=True)
    delayed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application_excess"
        constraints = who_when("application_excess", "noted", "delayed")

    def __str__(self) -> str:
        return f"{self.application_id}: {self.question[:40]}"


class Way(models.TextChoices):
    ITEMS = "items", _("按件计收")
    PAGES = "pages", _("按量计收")


class Fee(models.Model):
    """What an application costs: by items or by pages, never both, so one row (信息处理费管理办法 art 3)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="fee")
    way = models.CharField(max_length=6, choices=Way)
    quantity = models.PositiveIntegerField()  # which item of the month, or how many pages
    amount = models.PositiveIntegerField()  # yuan
    noticed_by = models.CharField(max_length=150)
    noticed_at = models.DateTimeField()
    served_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    waived_by = models.CharField(max_length=150, blank=True)
    waived_at = models.DateTimeField(null=True)
    waived_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "application_fee"
        constraints = [
            *who_when("application_fee", "waived"),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(waived_at=None), name="application_fee_paid_or_waived"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="application_fee_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.amount}"
