"""What was taken in, from where, and what was found in it."""

from django.db import models

from gongkai.affairs.documents.models import Document


class TakenFile(models.Model):
    """One file that was taken in. Its content is known by the SHA-256 of its bytes."""

    sha256 = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=1000, db_index=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="taken_files")
    # The whole record as intake printed it: repairs, doubts, cited bases, limits, proposed tasks.
    record = models.JSONField()
    taken_by = models.CharField(max_length=150)
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "intake_file"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.path
