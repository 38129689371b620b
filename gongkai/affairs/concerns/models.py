"""A concern, how it was assessed, what was drafted and checked, and the responses, each with its hours."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import instant


class Level(models.TextChoices):
    """How grave it is; 国办发〔2016〕61号 sets another clock for what is grave."""

    ESPECIALLY_MAJOR = "especially_major", _("涉及特别重大突发事件")
    MAJOR = "major", _("涉及重大突发事件")
    OTHER = "other", _("其他政务舆情")


class State(models.TextChoices):
    """Where it stands: watched, weighed, answered; or nothing to answer."""

    MONITORED = "monitored", _("待研判")
    ASSESSED = "assessed", _("待回应")
    ANSWERED = "answered", _("已回应")
    DISMISSED = "dismissed", _("不予回应")


# What still waits for an answer.
OPEN = (State.MONITORED, State.ASSESSED)


class Concern(models.Model):
    """What the public speaks of and the agency has to answer.

    `occurred_at` is when the event happened, `found_at` when the agency found it: documents count from one or
    the other. `risk` is a level of the pack as last assessed, `risk_rank` its rank then (1 is the highest).
    What everybody may read of it is `public_title` and `public_summary`, from `published_at` on.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="concerns")
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=Level.choices)
    source = models.CharField(max_length=200)  # where it was seen
    summary = models.CharField(max_length=2000, blank=True)
    occurred_at = models.DateTimeField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.MONITORED)
    risk = models.CharField(max_length=32, blank=True)
    risk_rank = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # why it is dismissed
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()
    public_title = models.CharField(max_length=200, blank=True)
    public_summary = models.CharField(max_length=500, blank=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "concern"
        ordering = ["-found_at", "-id"]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="concern_public",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(found_at__gte=F("occurred_at")), name="concern_found_after_it_occurred"
            ),
            models.CheckConstraint(
                condition=(Q(state="dismissed") & ~Q(reason="")) | (~Q(state="dismissed") & Q(reason="")),
                name="concern_dismissed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(risk="", risk_rank=None, state__in=["monitored", "dismissed"])
                | (~Q(risk="") & Q(risk_rank__isnull=False) & ~Q(state="monitored")),
                name="concern_weighed_before_answered",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by="", public_title="", public_summary="")
                | (Q(published_at__isnull=False) & ~Q(published_by="") & ~Q(public_title="")),
                name="concern_published_who_when",
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

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state in OPEN

    @property
    def is_public(self) -> bool:
        """Whether it has a public page."""
        return self.published_at is not None


class Assessment(models.Model):
    """How a concern was weighed, once each time; the last one counts."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="assessments")
    risk = models.CharField(max_length=32)
    reason = models.CharField(max_length=500)  # why this level
    analysis = models.CharField(max_length=2000)
    points = models.JSONField(default=list)  # what was looked into, as the pack lists it
    assessed_by = models.CharField(max_length=150)
    assessed_at = models.DateTimeField()

    class Meta:
        db_table = "concern_assessment"
        ordering = ["assessed_at", "id"]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.risk}"


class Draft(models.Model):
    """What is to be said, looked at by a second person before it goes out, under packs that ask for it."""

    class Verdict(models.TextChoices):
        WAITING = "", _("待核对")
        PASSED = "passed", _("通过")
        RETURNED = "returned", _("退回")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="drafts")
    step = models.CharField(max_length=20)  # of the course: release or respond
    form = models.CharField(max_length=32)
    speaker = models.CharField(max_length=100)
    text = models.CharField(max_length=2000)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.WAITING, blank=True)
    points = models.JSONField(default=list)  # what was confirmed, as the pack lists it
    remark = models.CharField(max_length=500, blank=True)
    checked_by = models.CharField(max_length=150, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "concern_draft"
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", checked_at=None, checked_by="")
                | (~Q(verdict="") & Q(checked_at__isnull=False) & ~Q(checked_by="")),
                name="concern_draft_checked_who_when",
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("written_by")), name="concern_draft_checked_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(remark=""), name="concern_draft_returned_with_remark"
            ),
            models.UniqueConstraint(
                fields=["concern", "step"], condition=Q(verdict=""), name="concern_draft_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.step} {self.verdict}"


class Response(models.Model):
    """What was said about a concern: in which form, by whom, when; `document` is the index number of what was
    published, if it was; `draft` what a second person had looked at, where the pack asks for that."""

    class Kind(models.TextChoices):
        RELEASE = "release", _("发布权威信息")
        CONFERENCE = "conference", _("举行新闻发布会")
        RESPONSE = "response", _("回应")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="responses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    form = models.CharField(max_length=32)  # of the pack
    speaker = models.CharField(max_length=100)  # who said it: the post, with or without the name
    at = models.DateTimeField()
    text = models.CharField(max_length=2000)  # where it was said, and what
    document = models.CharField(max_length=60, blank=True)
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, null=True, related_name="response")
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "concern_response"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {instant(self.at):%Y-%m-%d %H:%M}"
