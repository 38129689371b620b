from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32)),
                ("ticked_at", models.DateTimeField()),
            ],
            options={
                "db_table": "duty_mark",
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=64)),
                ("pack", models.CharField(max_length=64)),
                ("since", models.DateField()),
                ("version", models.CharField(max_length=12)),
                ("strength", models.CharField(max_length=8)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=128)),
                ("agency", models.CharField(max_length=64)),
                ("period", models.CharField(blank=True, max_length=8)),
                ("opened_at", models.DateTimeField()),
                ("opened_seq", models.BigIntegerField()),
                ("started_at", models.DateTimeField()),
                ("limit", models.CharField(max_length=48)),
                ("course", models.TextField(default="[]")),
                ("due_at", models.DateTimeField(null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("seen", models.IntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_seq", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=9)),
            ],
            options={
                "db_table": "duty",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["agency", "due_at"],
                        name="duty_to_do",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["due_at"], name="duty_open_due"
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["rule", "due_at"],
                        name="duty_rule_due",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False)),
                        fields=["agency", "closed_at"],
                        name="duty_agency_closed",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False)),
                        fields=["closed_at"],
                        name="duty_closed",
                    ),
                    models.Index(
                        condition=models.Q(("period", ""), _negated=True),
                        fields=["period", "agency"],
                        name="duty_period",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None), ("provisional", True)),
                        fields=["id"],
                        name="duty_provisional",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_id", "rule", "opened_seq", "agency", "period"),
                        name="duty_opened_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("closed_seq", None), ("ended_at", None), ("outcome", "")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_seq__isnull", False),
                                ("ended_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="duty_closed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "met", "cancelled"])),
                        name="duty_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RebuiltDuty",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=64)),
                ("pack", models.CharField(max_length=64)),
                ("since", models.DateField()),
                ("version", models.CharField(max_length=12)),
                ("strength", models.CharField(max_length=8)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=128)),
                ("agency", models.CharField(max_length=64)),
                ("period", models.CharField(blank=True, max_length=8)),
                ("opened_at", models.DateTimeField()),
                ("opened_seq", models.BigIntegerField()),
                ("started_at", models.DateTimeField()),
                ("limit", models.CharField(max_length=48)),
                ("course", models.TextField(default="[]")),
                ("due_at", models.DateTimeField(null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("seen", models.IntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_seq", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=9)),
            ],
            options={
                "db_table": "duty_rebuilt",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id"], name="rebuilt_subject"),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["agency"], name="rebuilt_to_do"
                    ),
                    models.Index(
                        condition=models.Q(("period", ""), _negated=True),
                        fields=["period", "agency"],
                        name="rebuilt_period",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None), ("provisional", True)),
                        fields=["id"],
                        name="rebuilt_provisional",
                    ),
                ],
            },
        ),
    ]
