"""The applicant, apart from the application and sealed; what is not sealed here tells nobody who it is."""

from django.db import models
from django.db.models import Q

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
