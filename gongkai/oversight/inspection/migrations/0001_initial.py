import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_id", models.CharField(max_length=64)),
                (
                    "fault",
                    models.CharField(
                        choices=[
                            ("not_timely", "不及时"),
                            ("not_accurate", "不准确"),
                            ("not_responsive", "不回应"),
                            ("not_useful", "不实用"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=100)),
                ("advice", models.CharField(max_length=200)),
                ("basis", models.CharField(blank=True, max_length=300)),
                ("key", models.CharField(max_length=150)),
                ("place", models.CharField(max_length=450)),
                ("proof", models.CharField(max_length=500)),
                ("about_kind", models.CharField(blank=True, max_length=32)),
                ("about_id", models.CharField(blank=True, max_length=128)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待整改"),
                            ("explained", "已说明理由"),
                            ("rectified", "已整改"),
                            ("accepted", "理由已采纳"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("explanation", models.CharField(blank=True, max_length=500)),
                ("explained_by", models.CharField(blank=True, max_length=150)),
                ("explained_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("closed_by", models.CharField(blank=True, max_length=150)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_findings",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "inspection_finding",
                "ordering": ["-found_at", "-id"],
                "indexes": [
                    models.Index(fields=["agency", "state"], name="inspection_finding_state"),
                    models.Index(fields=["agency", "found_at"], name="inspection_finding_found"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rectified"), _negated=True),
                        fields=("agency", "check_id", "key"),
                        name="inspection_finding_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("closed_by", ""), ("state__in", ["open", "explained"])
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("state__in", ["rectified", "accepted"]),
                                models.Q(("closed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_finding_closed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("explained_at", None),
                                ("explained_by", ""),
                                ("explanation", ""),
                                models.Q(("state__in", ["explained", "accepted"]), _negated=True),
                            ),
                            models.Q(
                                ("explained_at__isnull", False),
                                models.Q(("explained_by", ""), _negated=True),
                                models.Q(("explanation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_finding_explained_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("held_by", models.CharField(max_length=150)),
                ("held_at", models.DateTimeField()),
                ("seen", models.JSONField(default=dict)),
                ("found", models.PositiveIntegerField(default=0)),
                ("rectified", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_rounds",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "inspection_round",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["agency", "-on"], name="inspection_round_day")],
            },
        ),
    ]
