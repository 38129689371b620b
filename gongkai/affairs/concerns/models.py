"""A concern and the responses to it, each with the hour it was and the hour it was noted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency


class Level(models.TextChoices):
    """How grave it is; 国办发〔2016〕61号 sets another clock for what is grave."""

    ESPECIALLY_MAJOR = "especially_major", _("涉及特别重大突发事件")
    MAJOR = "major", _("涉及重大突发事件")
    OTHER = "other", _("其他政务舆情")


class State(models.TextChoices):
    """Where it stands."""

    OPEN = "open", _("待回应")
    ANSWERED = "answered", _("已回应")
    DISMISSED = "dismissed", _("不予回应")


class Concern(models.Model):
    """What the public speaks of and the agency has to answer.

    `occurred_at` is when the event happened, `found_at` when the agency found it: documents count from one or
    the other.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="concerns")
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=Level.choices)
    source = models.CharField(max_length=200)  # where it was seen
    summary = models.CharField(max_length=2000, blank=True)
    occurred_at = models.DateTimeField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=500, blank=True)  # why it is dismissed
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "concern"
        ordering = ["-found_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(found_at__gte=F("occurred_at")), name="concern_found_after_it_occurred"
            ),
            models.CheckConstraint(
                condition=(Q(state="dismissed") & ~Q(reason="")) | (~Q(state="dismissed") & Q(reason="")),
                name="concern_dismissed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("concern", str(self.pk))

    @property
    def is_grave(self) -> bool:
        """Whether it asks for authoritative information and a press conference."""
        return self.level != Level.OTHER


class Response(models.Model):
    """What was said about a concern; `document` is the index number of what was published, if it was."""

    class Kind(models.TextChoices):
        RELEASE = "release", _("发布权威信息")
        CONFERENCE = "conference", _("举行新闻发布会")
        RESPONSE = "response", _("回应")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="responses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    text = models.CharField(max_length=2000)  # where it was said, and what
    document = models.CharField(max_length=60, blank=True)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "concern_response"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
