"""The applicant, apart from the application and sealed; what is not sealed here tells nobody who it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.affairs.applications.models.application import Application


class Applicant(models.Model):
    """Who applied: opened only by `actions.privacy.applicant_for`, and emptied when the time to keep it is over.

    fingerprint: a keyed hash of the proof of identity, equal for the same person; it recognises without opening.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="applicant")
    payload = models.BinaryField()
    fingerprint = models.CharField(max_length=64, blank=True)
    erased_by = models.CharField(max_length=150, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "applicant"
        indexes = [
            models.Index(fields=["fingerprint"], condition=~Q(fingerprint=""), name="applicant_fingerprint")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None, erased_by="") & ~Q(fingerprint="")
                | Q(erased_at__isnull=False, fingerprint="") & ~Q(erased_by=""),
                name="applicant_erased_whole",
            )
        ]

    def __str__(self) -> str:
        return f"applicant of {self.application_id}"


class Papers(models.TextChoices):
    """What came of looking at the proof of identity, or at the authority of whoever acts for the applicant."""

    SOUND = "sound", _("核对无误")
    MISSING = "missing", _("缺失")
    MISMATCH = "mismatch", _("不符")


class IdentityCheck(models.Model):
    """The last check of who applies 身份核对 (条例 art 29(1)); the earlier ones are events.

    authority: of an agent 代理人; empty where the applicant acts himself.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="identity_check")
    proof = models.CharField(max_length=8, choices=Papers)
    authority = models.CharField(max_length=8, choices=Papers, blank=True)
    checked_by = models.CharField(max_length=150)
    checked_at = models.DateTimeField()

    class Meta:
        db_table = "application_identity_check"

    def __str__(self) -> str:
        return f"{self.application_id}: {self.proof} {self.authority}".rstrip()


class Purpose(models.TextChoices):
    """What an enclosure is for; none is ever required (条例 art 29 asks for nothing more than the form)."""

    PROOF = "proof", _("身份证明复印件")
    AUTHORITY = "authority", _("授权委托书")


class Enclosure(models.Model):
    """A file 附件 that tells who applied: sealed, name and all, opened only by `actions.enclosing.open_enclosure`.

    Emptied together with the applicant's row.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="enclosures")
    serial = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    name = models.BinaryField()
    payload = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes of the file itself
    media_type = models.CharField(max_length=100)
    kept_by = models.CharField(max_length=150)
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "applicant_enclosure"
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["application", "serial"], name="applicant_enclosure_serial_once")
        ]

    def __str__(self) -> str:
        return f"enclosure {self.serial} of {self.application_id}"
