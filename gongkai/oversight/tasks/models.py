"""Plans, their tasks and units, reports of progress with evidence, and records of work done."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models import Document
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.clock import today


class State(models.TextChoices):
    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    DISPATCHED = "dispatched", _("已下达")
    REPORTED = "reported", _("已报进展")
    ACCEPTED = "accepted", _("已办结")
    SPLIT = "split", _("已拆分")
    MERGED = "merged", _("已合并")
    CANCELLED = "cancelled", _("已取消")


# In force, or done: what readers of a published breakdown may see.
SETTLED = (State.CONFIRMED, State.DISPATCHED, State.REPORTED, State.ACCEPTED)


class Outcome(models.TextChoices):
    ACCEPTED = "accepted", _("通过")
    RETURNED = "returned", _("退回")


class Plan(models.Model):
    """Key points 工作要点 of a year or an implementation plan 实施方案, whose tasks are followed up.

    One received from above (`received_at`) stands open until the agency has made its own of it
    (`adopted_at`); one that the agency makes by itself is adopted at once.
    """

    # Agency, year and a number in the series: "qingyuan-2025-1".
    code = models.CharField(max_length=90, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=400)
    year = models.PositiveSmallIntegerField()
    issuer = models.CharField(max_length=100, blank=True)  # who issued what was received
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="plans")
    received_by = models.CharField(max_length=150, blank=True)
    received_at = models.DateTimeField(null=True)
    adopted_by = models.CharField(max_length=150, blank=True)
    adopted_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plan"
        ordering = ["-year", "-id"]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{what}_at": None, f"{what}_by": ""})
                    | (Q(**{f"{what}_at__isnull": False}) & ~Q(**{f"{what}_by": ""})),
                    name=f"plan_{what}_who_when",
                )
                for what in ("received", "adopted", "published")
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=False) | Q(adopted_at__isnull=False),
                name="plan_received_or_adopted",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(adopted_at__isnull=False),
                name="plan_published_was_adopted",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("plan", self.code)


class Task(models.Model):
    """One task of a plan. Its clock is a duty that starts when it is dispatched."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    serial = models.PositiveIntegerField()  # given once within the plan, never used again
    number = models.CharField(max_length=30, blank=True)  # as the text has it: "4-2", "二.3"
    group = models.CharField(max_length=200, blank=True)  # the heading or section it stands under
    content = models.TextField()
    measure = models.CharField(max_length=500, blank=True)  # by what its fulfilment is judged
    deadline = models.CharField(max_length=100, blank=True)  # in the text's words
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="sources")
    dispatched_by = models.CharField(max_length=150, blank=True)
    dispatched_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=150, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)  # of the row: refuses the second of two editors

    class Meta:
        db_table = "task"
        ordering = ["plan", "serial"]
        indexes = [models.Index(fields=["state", "due_on"], name="task_state_due")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "serial"], name="task_serial_once"),
            models.CheckConstraint(
                condition=Q(dispatched_at=None, dispatched_by="")
                & ~Q(state__in=["dispatched", "reported", "accepted"])
                | (Q(dispatched_at__isnull=False) & ~Q(dispatched_by="")),
                name="task_dispatched_who_when",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by="") & ~Q(state="cancelled")
                | (Q(cancelled_at__isnull=False, state="cancelled") & ~Q(cancelled_by="")),
                name="task_cancelled_who_when",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) & ~Q(state="merged")
                | Q(merged_into__isnull=False, state="merged"),
                name="task_merged_into_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.content[:40]}"

    @property
    def code(self) -> str:
        """Its name for people and addresses: the plan's code and the serial number."""
        return f"{self.plan.code}-{self.serial:03d}"

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("task", self.code)

    @property
    def overdue(self) -> bool:
        """Its units still owe work on it, and its date is past. What they reported waits for the office, and so
        does its duty."""
        return self.state == State.DISPATCHED and self.due_on is not None and self.due_on < today()

    @property
    def agencies(self) -> list[Agency]:
        """The known agencies that owe it, those that lead first. Where the text names none that is known
        (the divisions of a bureau, say), the agency of the plan owes it itself."""
        rows = [row for row in self.units.all() if row.agency is not None]
        known = [row.agency for row in sorted(rows, key=lambda row: not row.lead) if row.agency]
        return known or [self.plan.agency]


class TaskUnit(models.Model):
    """A unit that a task names: an agency here, or a name as it was written."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="units")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)  # as written
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="task_units")
    lead = models.BooleanField(default=False)

    class Meta:
        db_table = "task_unit"
        ordering = ["task", "position"]
        constraints = [
            models.UniqueConstraint(fields=["task", "name"], name="task_unit_name_once"),
            models.UniqueConstraint(
                fields=["task", "agency"], condition=Q(agency__isnull=False), name="task_unit_agency_once"
            ),
        ]

    def __str__(self) -> str:
        return self.agency.name if self.agency else self.name


class Report(models.Model):
    """What a unit says of its progress, and what the openness office said to that."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="task_reports")
    text = models.TextField()
    reported_by = models.CharField(max_length=150)
    reported_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "task_report"
        ordering = ["task", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="", outcome="")
                | (Q(decided_at__isnull=False) & ~Q(decided_by="") & ~Q(outcome="")),
                name="task_report_decided_who_when",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="returned") | ~Q(reason=""), name="task_report_returned_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.text[:40]}"


class Evidence(models.Model):
    """What a report rests on: a public event, a live document, or a file in the store; exactly one."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="evidence")
    event = models.BigIntegerField(null=True)  # number in the ledger
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="evidence_of")
    name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    media_type = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "task_evidence"
        ordering = ["report", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False, document=None, sha256="", name="")
                | Q(event=None, document__isnull=False, sha256="", name="")
                | (Q(event=None, document=None, size__isnull=False) & ~Q(sha256="") & ~Q(name="")),
                name="task_evidence_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.document or f"event {self.event}")


class Record(models.Model):
    """Work done on a day that no other table holds: a hearing, a training, a post filled; see `records.py`."""

    kind = models.CharField(max_length=32)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="work_records")
    on = models.DateField()
    facts = models.JSONField(default=dict)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "work_record"
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["kind", "-on"], name="work_record_kind"),
            models.Index(fields=["agency", "-on"], name="work_record_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agency_id} {self.on}"
