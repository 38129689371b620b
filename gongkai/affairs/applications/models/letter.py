"""Letters 文书: what was written in an application's course, in which wording, and how it reached whom it is for.

Whose name stands on it is in none of these rows: it is filled in when the letter is opened by right.
"""

from typing import TypedDict

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.models.application import Application, Delivery
from gongkai.affairs.applications.models.course import Consultation
from gongkai.affairs.applications.models.decision import Decision
from gongkai.engines.agencies.models import Agency


class LetterPart(TypedDict):
    """A paragraph; fixed: the law asks for it as it stands, nobody rewords it."""

    text: str
    fixed: bool


class Addressee(models.TextChoices):
    """To whom a letter goes."""

    APPLICANT = "applicant", _("申请人")
    THIRD_PARTY = "third_party", _("第三方")
    CO_MAKER = "co_maker", _("共同制作机关")
    ORGAN = "organ", _("被督办机关")


class Letter(models.Model):
    """One letter; `kind` is its entry `[letter.…]` in the law pack, its text the last of its versions.

    sequence: its place among the letters of the agency's year, which `number` 文号 says in full.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    serial = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    to = models.CharField(max_length=12, choices=Addressee)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="letters")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="letters"
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="letters")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "application_letter"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "serial"], name="application_letter_once"),
            models.UniqueConstraint(
                fields=["agency", "year", "sequence"], name="application_letter_sequence_once"
            ),
            models.UniqueConstraint(fields=["agency", "number"], name="application_letter_number_once"),
            models.CheckConstraint(
                condition=Q(to__in=["third_party", "co_maker"]) | Q(consultation=None),
                name="application_letter_asks_others",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> tuple[str, str]:
        """Its name in the ledger; its application must be at hand."""
        return ("application_letter", f"{self.application.number}/{self.serial}")

    @property
    def current(self) -> "LetterVersion":
        """The wording that holds: the last version."""
        return max(self.versions.all(), key=lambda one: one.version)

    @property
    def version(self) -> int:
        """The number of the wording that holds, from 1."""
        return self.current.version

    @property
    def parts(self) -> list[LetterPart]:
        """The paragraphs that hold, in their order."""
        return list(self.current.parts)

    @property
    def is_delivered(self) -> bool:
        """Whether it is recorded as having reached its addressee."""
        return bool(self.deliveries.all())


class LetterVersion(models.Model):
    """A wording of a letter: the first is the law pack's, each further one an officer's."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    parts = models.JSONField()  # list[LetterPart]
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "application_letter_version"
        ordering = ["letter", "version"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "version"], name="application_letter_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}/{self.version}"


class LetterDelivery(models.Model):
    """A letter handed over 送达: which way, on which day it arrived, with what proof (a receipt number, a note)."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="deliveries")
    way = models.CharField(max_length=8, choices=Delivery)
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    noted_by = models.CharField(max_length=150)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "application_letter_delivery"
        ordering = ["letter", "id"]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.way} {self.on}"


class LetterSeries(models.Model):
    """The last number given to an agency's letters of a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="letter_series")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "application_letter_series"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="application_letter_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}: {self.last}"
