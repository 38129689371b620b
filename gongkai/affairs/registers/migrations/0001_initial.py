import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("register", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待公开"),
                            ("published", "已公开"),
                            ("withheld", "不予公开"),
                            ("withdrawn", "已撤回"),
                            ("archived", "公示期满"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=400)),
                ("title", models.CharField(max_length=400)),
                ("dated_on", models.DateField(null=True)),
                ("facts", models.JSONField()),
                ("shown", models.JSONField(default=dict)),
                ("text", models.TextField(blank=True)),
                ("readable", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("edition", models.PositiveIntegerField(default=0)),
                ("entered_by", models.CharField(max_length=150)),
                ("entered_at", models.DateTimeField()),
                ("published_by", models.CharField(blank=True, max_length=150)),
                ("published_at", models.DateTimeField(null=True)),
                ("display_until", models.DateField(null=True)),
                ("overturned_on", models.DateField(null=True)),
                (
                    "overturned_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed", "被变更"),
                            ("revoked", "被撤销"),
                            ("unlawful", "被确认违法"),
                            ("invalid", "被确认无效"),
                        ],
                        max_length=10,
                    ),
                ),
                ("closed_by", models.CharField(blank=True, max_length=150)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("overturned", "原决定被变更、撤销、确认违法或者确认无效"),
                            ("not_public", "含有不应公开的内容"),
                            ("mistaken", "登记有误，并无此项"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_records",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "register_record",
                "ordering": [models.OrderBy(models.F("dated_on"), descending=True, nulls_last=True), "-id"],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("people", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="registers.record",
                    ),
                ),
            ],
            options={
                "db_table": "register_consultation",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("readable", True)),
                fields=["register", "-dated_on", "-id"],
                name="register_record_listed",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("readable", True)),
                fields=["register", "-published_at", "-id"],
                name="register_record_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["agency", "register", "state"], name="register_record_kept"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["display_until"],
                name="register_record_display",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["discarded", "withdrawn"]), _negated=True),
                fields=("register", "agency", "key"),
                name="register_record_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("published_by", "")),
                    models.Q(("published_at__isnull", False), models.Q(("published_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="register_record_published_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("closed_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="register_record_closed_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("readable", False), ("state__in", ["published", "archived"]), _connector="OR"
                ),
                name="register_record_readable_once_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "withdrawn"), ("ground", ""), _connector="XOR"),
                name="register_record_withdrawn_with_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__gt", 0)), name="register_consultation_by_somebody"
            ),
        ),
    ]
