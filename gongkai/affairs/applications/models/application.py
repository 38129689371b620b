"""The application: what was asked of whom, where it stands and how it ended; who asked stands in another table."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies.models import Agency, Officer


class Kind(models.TextChoices):
    """Kinds of applicants: the columns of the annual report's third table (国办公开办函〔2021〕30号)."""

    NATURAL = "natural", _("自然人")
    BUSINESS = "business", _("商业企业")
    RESEARCH = "research", _("科研机构")
    WELFARE = "welfare", _("社会公益组织")
    LEGAL = "legal", _("法律服务机构")
    OTHER = "other", _("其他组织")


class Channel(models.TextChoices):
    """How it came in: each has its own day of receipt (条例 art 31)."""

    WEB = "web", _("网上提交")
    IN_PERSON = "in_person", _("当面提交")
    SIGNED_POST = "signed_post", _("需签收的邮寄")
    POST = "post", _("平常信函")
    FAX = "fax", _("传真")
    ORAL = "oral", _("口头提出")
    TRANSFER = "transfer", _("其他机关转送")


class Medium(models.TextChoices):
    """The form wanted (条例 art 29(3))."""

    PAPER = "paper", _("纸质")
    ELECTRONIC = "electronic", _("电子文档")
    DISC = "disc", _("光盘等存储介质")
    INSPECTION = "inspection", _("查阅、抄录")


class Delivery(models.TextChoices):
    """How it is to be handed over (条例 art 29(3))."""

    WEB = "web", _("网上获取")
    EMAIL = "email", _("电子邮件")
    POST = "post", _("邮寄")
    PICK_UP = "pick_up", _("自行领取")
    FAX = "fax", _("传真")


class Stage(models.TextChoices):
    SUBMITTED = "submitted", _("待确认收到")
    RECEIVED = "received", _("待审核")
    CORRECTING = "correcting", _("待补正")
    HANDLING = "handling", _("办理中")
    PAYING = "paying", _("待缴费")
    MERGED = "merged", _("并案办理")
    SIGNING = "signing", _("待签发")
    ANSWERED = "answered", _("已答复")
    LAPSED = "lapsed", _("不再处理")
    WITHDRAWN = "withdrawn", _("已撤回")
    TRANSFERRED = "transferred", _("已转送")


CLOSED = (Stage.ANSWERED, Stage.LAPSED, Stage.WITHDRAWN, Stage.TRANSFERRED)
OPEN = tuple(stage for stage in Stage if stage not in CLOSED)


class Origin(models.TextChoices):
    """How an application came out of another one."""

    SPLIT = "split", _("拆分")
    TRANSFER = "transfer", _("转送")


class Application(models.Model):
    """One application. Its description is read by whoever may read applications; the applicant is not."""

    number = models.CharField(max_length=40, unique=True)
    # The organ that was asked, and answers; and the unit 承办单位 that prepares the answer, often the same.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="applications")
    undertaker = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="undertaken_applications")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="applications")
    kind = models.CharField(max_length=8, choices=Kind)
    channel = models.CharField(max_length=12, choices=Channel)
    wanted = models.TextField()  # title, number or other features of the information
    medium = models.CharField(max_length=10, choices=Medium)
    delivery = models.CharField(max_length=8, choices=Delivery)
    suggests_publication = models.BooleanField(default=False)  # 条例 art 44
    # The office tries its own channels by it (畅通性测试): counted in no figure.
    is_test = models.BooleanField(default=False)
    code_hash = models.CharField(max_length=100)
    submitted_by = models.CharField(max_length=150)
    submitted_at = models.DateTimeField()
    arrived_on = models.DateField()  # handed in, signed for, or in the letter box
    received_on = models.DateField(null=True)  # 收到申请之日 of 条例 art 31
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.SUBMITTED)
    outcome = models.CharField(max_length=20, blank=True)  # a key of outcomes.toml
    concluded_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    came_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="offspring")
    origin = models.CharField(max_length=8, choices=Origin, blank=True)
    archived_by = models.CharField(max_length=150, blank=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "application"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=OPEN, outcome="", concluded_on=None)
                | Q(stage__in=CLOSED, concluded_on__isnull=False) & ~Q(outcome=""),
                name="application_concluded_whole",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.SUBMITTED, received_on=None)
                | Q(stage__in=(Stage.WITHDRAWN, Stage.TRANSFERRED))
                | ~Q(stage=Stage.SUBMITTED) & Q(received_on__isnull=False),
                name="application_received_first",
            ),
            # The identities of the annual report rest on these two.
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("arrived_on")),
                name="application_received_after_arrival",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(concluded_on=None) | Q(concluded_on__gte=F("received_on")),
                name="application_concluded_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.MERGED, merged_into__isnull=False)
                | Q(stage__in=CLOSED)
                | ~Q(stage=Stage.MERGED) & Q(merged_into=None),
                name="application_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(came_from=None, origin="") | Q(came_from__isnull=False) & ~Q(origin=""),
                name="application_origin_whole",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archived_by="")
                | Q(archived_at__isnull=False, stage__in=CLOSED) & ~Q(archived_by=""),
                name="application_archived_who_when",
            ),
        ]
        indexes = [
            # What is open comes first in it, without a day: lists of it read nothing else.
            models.Index(fields=["-concluded_on", "-id"], name="application_newest"),
            models.Index(fields=["agency", "received_on"], name="application_received"),
            models.Index(fields=["agency", "concluded_on"], name="application_concluded"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("application", self.number)

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN


class Likeness(models.Model):
    """Two applications to one organ that ask for much the same; share: how much of the smaller, 0 to 1.

    Found when the later text was received, corrected or split (`actions.comparing`), so that a page only reads it.
    """

    earlier = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    share = models.FloatField()

    class Meta:
        db_table = "application_likeness"
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="application_likeness_once"),
            models.CheckConstraint(condition=Q(earlier__lt=F("later")), name="application_likeness_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} ~ {self.later_id}: {self.share:.2f}"


class Series(models.Model):
    """The last number given to an agency's applications of a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="application_series")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "application_series"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="application_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}: {self.last}"
