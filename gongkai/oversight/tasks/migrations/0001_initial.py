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
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=90, unique=True)),
                ("title", models.CharField(max_length=400)),
                ("year", models.PositiveSmallIntegerField()),
                ("issuer", models.CharField(blank=True, max_length=100)),
                ("received_by", models.CharField(blank=True, max_length=150)),
                ("received_at", models.DateTimeField(null=True)),
                ("adopted_by", models.CharField(blank=True, max_length=150)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("published_by", models.CharField(blank=True, max_length=150)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="agencies.agency",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "plan",
                "ordering": ["-year", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_at", None), ("received_by", "")),
                            models.Q(
                                ("received_at__isnull", False), models.Q(("received_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="plan_received_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_at", None), ("adopted_by", "")),
                            models.Q(
                                ("adopted_at__isnull", False), models.Q(("adopted_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="plan_adopted_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("published_by", "")),
                            models.Q(
                                ("published_at__isnull", False), models.Q(("published_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="plan_published_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_at__isnull", False), ("adopted_at__isnull", False), _connector="OR"
                        ),
                        name="plan_received_or_adopted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None), ("adopted_at__isnull", False), _connector="OR"
                        ),
                        name="plan_published_was_adopted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=32)),
                ("on", models.DateField()),
                ("facts", models.JSONField(default=dict)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_records",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "work_record",
                "ordering": ["-on", "-id"],
                "indexes": [
                    models.Index(fields=["kind", "-on"], name="work_record_kind"),
                    models.Index(fields=["agency", "-on"], name="work_record_agency"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(blank=True, max_length=30)),
                ("group", models.CharField(blank=True, max_length=200)),
                ("content", models.TextField()),
                ("measure", models.CharField(blank=True, max_length=500)),
                ("deadline", models.CharField(blank=True, max_length=100)),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待确认"),
                            ("confirmed", "已确认"),
                            ("dispatched", "已下达"),
                            ("reported", "已报进展"),
                            ("accepted", "已办结"),
                            ("split", "已拆分"),
                            ("merged", "已合并"),
                            ("cancelled", "已取消"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("dispatched_by", models.CharField(blank=True, max_length=150)),
                ("dispatched_at", models.DateTimeField(null=True)),
                ("cancelled_by", models.CharField(blank=True, max_length=150)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_reason", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="tasks.task",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="tasks.plan"
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="tasks.task",
                    ),
                ),
            ],
            options={
                "db_table": "task",
                "ordering": ["plan", "serial"],
                "indexes": [models.Index(fields=["state", "due_on"], name="task_state_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "serial"), name="task_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dispatched_at", None),
                                ("dispatched_by", ""),
                                models.Q(
                                    ("state__in", ["dispatched", "reported", "accepted"]), _negated=True
                                ),
                            ),
                            models.Q(
                                ("dispatched_at__isnull", False),
                                models.Q(("dispatched_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_dispatched_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at", None),
                                ("cancelled_by", ""),
                                models.Q(("state", "cancelled"), _negated=True),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("state", "cancelled"),
                                models.Q(("cancelled_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_cancelled_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into", None), models.Q(("state", "merged"), _negated=True)),
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            _connector="OR",
                        ),
                        name="task_merged_into_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("reported_by", models.CharField(max_length=150)),
                ("reported_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("accepted", "通过"), ("returned", "退回")], max_length=8
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_by", models.CharField(blank=True, max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_reports",
                        to="agencies.agency",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="tasks.task"
                    ),
                ),
            ],
            options={
                "db_table": "task_report",
                "ordering": ["task", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", ""), ("outcome", "")),
                            models.Q(
                                ("decided_at__isnull", False),
                                models.Q(("decided_by", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_report_decided_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="task_report_returned_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("lead", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_units",
                        to="agencies.agency",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="units", to="tasks.task"
                    ),
                ),
            ],
            options={
                "db_table": "task_unit",
                "ordering": ["task", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("task", "name"), name="task_unit_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("task", "agency"),
                        name="task_unit_agency_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.BigIntegerField(null=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("media_type", models.CharField(blank=True, max_length=100)),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_of",
                        to="documents.document",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="tasks.report",
                    ),
                ),
            ],
            options={
                "db_table": "task_evidence",
                "ordering": ["report", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document", None), ("event__isnull", False), ("name", ""), ("sha256", "")
                            ),
                            models.Q(
                                ("document__isnull", False), ("event", None), ("name", ""), ("sha256", "")
                            ),
                            models.Q(
                                ("document", None),
                                ("event", None),
                                ("size__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_evidence_is_one_thing",
                    )
                ],
            },
        ),
    ]
