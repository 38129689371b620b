"""Documents (what something is) and editions (what it said when)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.negative_list.models import NegativeEntry
from gongkai.engines.agencies.models import Agency


class Attribute(models.TextChoices):
    """Disclosure attribute 公开属性, decided at the source; open is the rule (regulations art 5)."""

    PROACTIVE = "proactive", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    EXEMPT = "exempt", _("不予公开")


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    REVIEWING = "reviewing", _("审查中")
    REFERRED = "referred", _("已提请确定")
    SIGNED = "signed", _("已签发")
    WITHHELD = "withheld", _("不公开存档")
    LIVE = "live", _("已公开")
    SUPERSEDED = "superseded", _("已被新版替代")
    WITHDRAWN = "withdrawn", _("已撤回")


# Not out yet, nor put away: at most one such edition each document.
IN_THE_MAKING = (State.DRAFT, State.REVIEWING, State.REFERRED, State.SIGNED)

# What the public can see: the text itself, or that it was taken back.
OUT = (State.LIVE, State.SUPERSEDED, State.WITHDRAWN)


class RelationType(models.TextChoices):
    INTERPRETS = "interprets", _("解读")
    AMENDS = "amends", _("修改")
    REPEALS = "repeals", _("废止")
    BASED_ON = "based_on", _("依据")


class Document(models.Model):
    """The identity of a document and its standing facts; its text is in editions.

    The index number 索引号 (regulations art 12) is given once, at drafting, and never used again.
    """

    index_number = models.CharField(max_length=40, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=32)
    attribute = models.CharField(max_length=12, choices=Attribute, default=Attribute.PROACTIVE)
    # 发文字号 in its standard form, and in the three parts that people search by.
    doc_number = models.CharField(max_length=60, blank=True, db_index=True)
    # It is withdrawn: what is published in its place may bear the number.
    number_free = models.BooleanField(default=False)
    # Where it was public before it was taken over; empty for what is made here.
    taken_from = models.CharField(max_length=300, blank=True)
    # Why it is not open: a ground of the law, and in words what of it applies. Empty when it is open.
    ground = models.CharField(max_length=40, blank=True)
    ground_reason = models.CharField(max_length=500, blank=True)
    negative_entry = models.ForeignKey(
        NegativeEntry, on_delete=models.PROTECT, null=True, related_name="documents"
    )
    number_code = models.CharField(max_length=30, blank=True)
    number_year = models.PositiveSmallIntegerField(null=True)
    number_seq = models.PositiveIntegerField(null=True)
    issuers = models.JSONField(default=list)
    issued_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    # The day of first publication: here, or on the page that the document was taken over from.
    published_on = models.DateField(null=True, db_index=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "document"
        ordering = ["-published_on", "-id"]
        indexes = [
            models.Index(fields=["agency", "-published_on"], name="document_agency"),
            models.Index(fields=["kind", "-published_on"], name="document_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(effective_on=None) | Q(expires_on__gte=F("effective_on")),
                name="document_expires_after_effective",
            ),
            models.UniqueConstraint(
                fields=["agency", "doc_number"],
                condition=~Q(doc_number="") & Q(number_free=False),
                name="document_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(attribute="proactive") | Q(ground="", ground_reason="", negative_entry=None),
                name="document_open_needs_no_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.index_number

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger."""
        return ("document", self.index_number)


class DocumentTopic(models.Model):
    """One topic 主题分类 of a document; the topics themselves are data (`topics.toml`)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="topic_rows")
    topic = models.CharField(max_length=32, db_index=True)

    class Meta:
        db_table = "document_topic"
        constraints = [models.UniqueConstraint(fields=["document", "topic"], name="document_topic_once")]

    def __str__(self) -> str:
        return self.topic


class Edition(models.Model):
    """What the document said at one time. At most one draft and one live edition each."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=400)
    body = models.TextField()  # sanitised HTML
    text = models.TextField()  # the same as plain text: searched, screened, compared
    summary = models.CharField(max_length=300, blank=True)
    # The topics of the document from this edition on, where a correction changes them; null where it does not.
    topics = models.JSONField(null=True)
    # Why this edition took the place of the one before; readers see it.
    note = models.CharField(max_length=500, blank=True)
    # Where a later edition was public before it was taken over; the first one's place is the document's.
    taken_from = models.CharField(max_length=300, blank=True)
    drafted_by = models.CharField(max_length=150)
    drafted_at = models.DateTimeField()
    hands = models.JSONField(default=list)  # everybody who has written on it: none of them reviews it
    sent_by = models.CharField(max_length=150, blank=True)
    sent_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True)
    publish_at = models.DateTimeField(null=True)  # when the worker is to publish it
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)  # of the row: refuses the second of two editors

    class Meta:
        db_table = "edition"
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=["draft", "reviewing", "referred", "signed"]),
                name="edition_one_in_the_making",
            ),
            models.UniqueConstraint(fields=["document"], condition=Q(state="live"), name="edition_one_live"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by="")
                | (Q(published_at__isnull=False) & ~Q(published_by="")),
                name="edition_published_who_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="edition_withdrawn_who_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "reviewing", "referred", "signed", "withheld"])
                | Q(published_at__isnull=False),
                name="edition_out_was_published",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{what}_at": None, f"{what}_by": ""})
                    | (Q(**{f"{what}_at__isnull": False}) & ~Q(**{f"{what}_by": ""})),
                    name=f"edition_{what}_who_when",
                )
                for what in ("sent", "signed")
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None) | ~Q(state__in=["draft", "reviewing", "referred"]),
                name="edition_dated_when_signed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["publish_at"],
                condition=Q(state="signed", publish_at__isnull=False),
                name="edition_to_publish",
            ),
            models.Index(
                fields=["state", "sent_at"],
                condition=Q(state__in=["reviewing", "referred", "signed"]),
                name="edition_queue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number} {self.title}"


class Attachment(models.Model):
    """A file of an edition; the bytes lie in the store under their SHA-256, once however often used."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)  # by content, never by name
    text = models.TextField(blank=True)

    class Meta:
        db_table = "attachment"
        ordering = ["edition", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="attachment_name_once")]

    def __str__(self) -> str:
        return self.name


class Relation(models.Model):
    """One document's relation to another, here or (title and number only) elsewhere."""

    source = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations")
    type = models.CharField(max_length=12, choices=RelationType)
    target = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="incoming")
    target_title = models.CharField(max_length=400, blank=True)
    target_number = models.CharField(max_length=60, blank=True)
    # Said by somebody who can neither amend nor repeal the target: shown to readers of the source, without effect.
    claimed = models.BooleanField(default=False)

    class Meta:
        db_table = "document_relation"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "type", "target"],
                condition=Q(target__isnull=False),
                name="relation_once",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(target_title=""), name="relation_has_target"
            ),
            models.CheckConstraint(
                condition=Q(target=None) | ~Q(target=F("source")), name="relation_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.type} {self.target_id or self.target_title}"


class IndexSeries(models.Model):
    """The last index number given in one agency and year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "index_series"
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="index_series_once")]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.year}: {self.last}"
