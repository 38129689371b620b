"""What happens to an edition on its way: reviews, joint signatures, consultation; how a document interprets."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.documents.models.document import Document, Edition
from gongkai.engines.agencies.models import Agency


class Gate(models.TextChoices):
    """Reviews before sign-off; which of them a document passes, and what they look at, the packs say."""

    SECRECY = "secrecy", _("保密审查")
    LEGALITY = "legality", _("合法性审查")
    WORDING = "wording", _("发布前把关")
    DISCLOSURE = "disclosure", _("公开审查")
    JOINT = "joint", _("会签")


class Verdict(models.TextChoices):
    PASSED = "passed", _("通过")
    RETURNED = "returned", _("退回")
    REFERRED = "referred", _("提请有关主管部门确定")


class Review(models.Model):
    """What a reviewer said of an edition at a gate. It speaks of the row version it saw: a later change
    of the text leaves it as history, and the gate is to be passed again (one matter, one review)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reviews")
    gate = models.CharField(max_length=10, choices=Gate)
    # Whose review: the agency of the document, or one that signs jointly.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reviews")
    version = models.PositiveIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    opinion = models.CharField(max_length=1000, blank=True)
    checked = models.JSONField(default=list)  # the points of the checklist that were confirmed
    # Secrecy referred: which department decided, and its number or words.
    decided_by = models.CharField(max_length=200, blank=True)
    reviewer = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        db_table = "document_review"
        ordering = ["edition", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="passed") | ~Q(opinion=""), name="review_says_why_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.gate} {self.verdict}"


class JointAgency(models.Model):
    """An agency that issues the document together with the one that leads; the leader waits for all."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="joint_rows")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="joint_documents")

    class Meta:
        db_table = "document_joint_agency"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["document", "agency"], name="joint_agency_once")]

    def __str__(self) -> str:
        return str(self.agency)


class PriorConsultation(models.Model):
    """The public consultation before a normative document, or why the law lets it be done without."""

    class Exemption(models.TextChoices):
        NONE = "", _("没有例外")
        SECRET = "secret", _("依法需要保密")
        URGENT = "urgent", _("为应对突发事件等紧急制定")
        IMPLEMENTS = "implements", _("为执行上级命令，没有新增内容")

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="consultation")
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    notice = models.CharField(max_length=300, blank=True)  # index number or address of the call
    received = models.PositiveIntegerField(default=0)
    adopted = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=1000, blank=True)
    exception = models.CharField(max_length=10, choices=Exemption, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "document_consultation"
        constraints = [
            models.CheckConstraint(
                condition=(~Q(exception="") & ~Q(reason=""))
                | Q(exception="", began_on__isnull=False, ended_on__gte=F("began_on")),
                name="consultation_done_or_excepted",
            ),
            models.CheckConstraint(
                condition=Q(adopted__lte=F("received")), name="consultation_adopts_what_came"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.began_on} – {self.ended_on}"


class InterpretationFacts(models.Model):
    """How a document of the kind interpretation interprets, and who does it."""

    class Interpreter(models.TextChoices):
        PRINCIPAL = "principal", _("主要负责人")
        LEADER = "leader", _("分管负责人")
        HEAD = "head", _("起草部门负责人")
        EXPERT = "expert", _("专家学者")
        MEDIA = "media", _("新闻媒体")

    class Form(models.TextChoices):
        TEXT = "text", _("文字解读")
        PICTURE = "picture", _("图片图表")
        VIDEO = "video", _("音频视频")
        PRESS_CONFERENCE = "press_conference", _("新闻发布会")
        INTERVIEW = "interview", _("在线访谈")
        QUESTIONS = "questions", _("政策问答")

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="interpretation")
    forms = models.JSONField(default=list)
    interpreter = models.CharField(max_length=10, choices=Interpreter)
    name = models.CharField(max_length=100, blank=True)  # of the interpreter

    class Meta:
        db_table = "document_interpretation"

    def __str__(self) -> str:
        return f"{self.document_id} {self.interpreter}"
