import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("weight", models.DecimalField(decimal_places=2, max_digits=5)),
                ("pack", models.CharField(max_length=64)),
                ("pack_version", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "拟订中"), ("active", "施行中"), ("closed", "已办结")],
                        default="draft",
                        max_length=6,
                    ),
                ),
                ("drafted_by", models.CharField(max_length=150)),
                ("drafted_at", models.DateTimeField()),
                ("hands", models.JSONField(default=list)),
                ("activated_by", models.CharField(blank=True, max_length=150)),
                ("activated_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=150)),
                ("closed_at", models.DateTimeField(null=True)),
                ("published_by", models.CharField(blank=True, max_length=150)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_schemes",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_scheme",
                "ordering": ["-year", "agency__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="SchemeIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("indicator", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=100)),
                ("group", models.CharField(max_length=20)),
                ("measure", models.CharField(max_length=32)),
                ("scoring", models.CharField(max_length=9)),
                ("points", models.PositiveSmallIntegerField()),
                ("each", models.PositiveSmallIntegerField(default=0)),
                ("cap", models.PositiveSmallIntegerField(null=True)),
                ("full_at", models.PositiveSmallIntegerField(default=100)),
                ("below", models.PositiveSmallIntegerField(default=0)),
                ("becomes", models.PositiveSmallIntegerField(default=0)),
                ("of", models.JSONField(default=list)),
                ("kinds", models.JSONField(default=list)),
                ("basis", models.CharField(blank=True, max_length=400)),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="assessment.scheme",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_indicator",
                "ordering": ["scheme", "number"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.CharField(blank=True, max_length=150)),
                ("case_title", models.CharField(blank=True, max_length=450)),
                ("reason", models.CharField(max_length=500)),
                ("raised_by", models.CharField(max_length=150)),
                ("raised_at", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True, choices=[("upheld", "成立"), ("dismissed", "不成立")], max_length=9
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("decided_by", models.CharField(blank=True, max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_objections",
                        to="agencies.agency",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="assessment.schemeindicator",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_objection",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="FrozenScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("applies", models.BooleanField()),
                ("cases", models.JSONField(default=list)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen_scores",
                        to="agencies.agency",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen",
                        to="assessment.schemeindicator",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_score",
                "ordering": ["indicator", "agency"],
            },
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.UniqueConstraint(fields=("agency", "year"), name="assessment_scheme_once"),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 0), ("weight__lte", 100)),
                name="assessment_weight_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("activated_at", None), ("activated_by", ""), ("state", "draft")),
                    models.Q(
                        ("activated_at__isnull", False),
                        ("state__in", ["active", "closed"]),
                        models.Q(("activated_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessment_activated_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", ""), ("state__in", ["draft", "active"])),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("state", "closed"),
                        models.Q(("closed_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessment_closed_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("published_by", "")),
                    models.Q(
                        ("published_at__isnull", False),
                        ("state", "closed"),
                        models.Q(("published_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessment_published_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeindicator",
            constraint=models.UniqueConstraint(
                fields=("scheme", "number"), name="assessment_indicator_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeindicator",
            constraint=models.UniqueConstraint(
                fields=("scheme", "indicator"), name="assessment_indicator_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("indicator", "agency", "case"),
                name="assessment_objection_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("decided_at", None), ("decided_by", ""), ("verdict", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessment_objection_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenscore",
            constraint=models.UniqueConstraint(fields=("indicator", "agency"), name="assessment_score_once"),
        ),
    ]
