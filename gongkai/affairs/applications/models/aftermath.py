"""After the answer: the applicant's rating, documents opened to all, lists of what is open on request, trials."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.models.application import Application
from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Agency


class Rating(models.Model):
    """The applicant's one rating 评价 of how his application was handled: 1 to 5 stars, and words if he likes."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        db_table = "application_rating"
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="application_rating_1_to_5")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.stars}"


class Cause(models.TextChoices):
    """Why what one asked for is opened to all (条例 art 44)."""

    MANY = "many", _("多人申请公开相同信息")
    SUGGESTED = "suggested", _("申请人建议纳入主动公开")
    OWN = "own", _("行政机关认为应当主动公开")


class Conversion(models.Model):
    """An application that led to a document for all 转为主动公开; `document` may have come from several of them."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="conversion")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="conversions")
    cause = models.CharField(max_length=10, choices=Cause)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "application_conversion"

    def __str__(self) -> str:
        return f"{self.application_id} → {self.document_id}"


class RequestList(models.Model):
    """A quarter's list of the documents that are open on request 依申请公开文件目录, as it was published.

    entries: index number, title, document number and day of each; the text of none.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="request_lists")
    quarter = models.CharField(max_length=7)  # 2026-Q1
    entries = models.JSONField()
    published_by = models.CharField(max_length=150)
    published_at = models.DateTimeField()

    class Meta:
        db_table = "application_request_list"
        ordering = ["-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "quarter"], name="application_request_list_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.quarter}"


class Trial(models.Model):
    """How it went when the office applied to itself 畅通性测试, as whoever tried it says."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="trial")
    works = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "application_trial"
        constraints = [
            models.CheckConstraint(condition=Q(works=True) | ~Q(note=""), name="application_trial_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.works}"
