import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=90, unique=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("dated_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assembling", "编辑中"),
                            ("sent", "待签发"),
                            ("signed", "已签发"),
                            ("published", "已出版"),
                        ],
                        default="assembling",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("hands", models.JSONField(default=list)),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_size", models.PositiveIntegerField(null=True)),
                ("pages", models.PositiveIntegerField(null=True)),
                ("opened_by", models.CharField(max_length=150)),
                ("opened_at", models.DateTimeField()),
                ("sent_by", models.CharField(blank=True, max_length=150)),
                ("sent_at", models.DateTimeField(null=True)),
                ("signed_by", models.CharField(blank=True, max_length=150)),
                ("signed_at", models.DateTimeField(null=True)),
                ("published_by", models.CharField(blank=True, max_length=150)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gazette_issues",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "gazette_issue",
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "number"), name="gazette_number_once"),
                    models.UniqueConstraint(fields=("agency", "serial"), name="gazette_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("serial__gte", models.F("number"))),
                        name="gazette_serial_not_below_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "assembling"),
                            models.Q(models.Q(("pdf_sha256", ""), _negated=True), ("pages__isnull", False)),
                            _connector="OR",
                        ),
                        name="gazette_sent_has_pdf",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("sent_by", "")),
                            models.Q(("sent_at__isnull", False), models.Q(("sent_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="gazette_sent_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at", None), ("signed_by", "")),
                            models.Q(
                                ("signed_at__isnull", False), models.Q(("signed_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="gazette_signed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("published_by", "")),
                            models.Q(
                                ("published_at__isnull", False), models.Q(("published_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="gazette_published_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("submitted_by", models.CharField(max_length=150)),
                ("submitted_at", models.DateTimeField()),
                ("returned_by", models.CharField(blank=True, max_length=150)),
                ("returned_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gazette_submissions",
                        to="agencies.agency",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gazette_submissions",
                        to="documents.edition",
                    ),
                ),
            ],
            options={
                "db_table": "gazette_submission",
                "ordering": ["submitted_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("returned_at", None)),
                        fields=("edition", "agency"),
                        name="gazette_submitted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("returned_at", None), ("returned_by", "")),
                            models.Q(
                                ("returned_at__isnull", False),
                                models.Q(("returned_by", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="gazette_returned_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=20)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=400)),
                ("body", models.TextField(blank=True)),
                ("page", models.PositiveIntegerField(null=True)),
                ("blanked", models.BooleanField(default=False)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gazette_items",
                        to="documents.edition",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="gazette.issue"
                    ),
                ),
                ("version", models.PositiveIntegerField(null=True)),
            ],
            options={
                "db_table": "gazette_item",
                "ordering": ["issue", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("edition__isnull", False)),
                        fields=("issue", "edition"),
                        name="gazette_edition_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body", ""), ("edition__isnull", False)),
                            models.Q(("edition", None), models.Q(("body", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="gazette_edition_or_text",
                    ),
                ],
            },
        ),
    ]
