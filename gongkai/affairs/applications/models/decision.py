"""Replies as they are drafted and signed, what they hand over, and the searches they rest on."""

from django.db import models
from django.db.models import Q

from gongkai.affairs.applications.models.application import Application
from gongkai.affairs.applications.models.course import who_when


class Decision(models.Model):
    """A reply 答复: drafted by one, signed by another, or returned with the reason; the rest is its grounds."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20)
    variant = models.CharField(max_length=20)  # both as in outcomes.toml
    ground = models.CharField(max_length=40, blank=True)  # of the law pack
    reasons = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)  # index number or address of what is already public
    organ = models.CharField(max_length=200, blank=True)  # who is responsible instead, with its contact
    earlier = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="repeated_by")
    # Why it is disclosed although a third party objects (条例 art 32: major public interest).
    public_interest = models.TextField(blank=True)
    # Or why what the third party objects has no reasonable ground (the same article).
    unfounded = models.TextField(blank=True)
    drafted_by = models.CharField(max_length=150)
    drafted_at = models.DateTimeField()
    returned_by = models.CharField(max_length=150, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(max_length=500, blank=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application_decision"
        ordering = ["application", "id"]
        constraints = [
            *who_when("application_decision", "returned", "signed"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(returned_at=None), name="application_decision_one_end"
            ),
            models.CheckConstraint(
                condition=~Q(signed_by=models.F("drafted_by")), name="application_decision_four_eyes"
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(returned_at=None), name="application_decision_one_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"


class DecisionFile(models.Model):
    """A file that the reply hands over; redacted: what must not be seen was taken out of it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    redacted = models.BooleanField(default=False)

    class Meta:
        db_table = "application_decision_file"
        ordering = ["decision", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "name"], name="application_file_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Search(models.Model):
    """A recorded search 检索: where, with which words, what came of it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="searches")
    place = models.CharField(max_length=200)
    words = models.CharField(max_length=500)
    found = models.BooleanField()
    result = models.CharField(max_length=500, blank=True)
    searched_by = models.CharField(max_length=150)
    searched_at = models.DateTimeField()

    class Meta:
        db_table = "application_search"
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"
