import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("especially_major", "涉及特别重大突发事件"),
                            ("major", "涉及重大突发事件"),
                            ("other", "其他政务舆情"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("summary", models.CharField(blank=True, max_length=2000)),
                ("occurred_at", models.DateTimeField()),
                ("found_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待回应"), ("answered", "已回应"), ("dismissed", "不予回应")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "concern",
                "ordering": ["-found_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("release", "发布权威信息"),
                            ("conference", "举行新闻发布会"),
                            ("response", "回应"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.CharField(max_length=2000)),
                ("document", models.CharField(blank=True, max_length=60)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="concerns.concern",
                    ),
                ),
            ],
            options={
                "db_table": "concern_response",
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("found_at__gte", models.F("occurred_at"))),
                name="concern_found_after_it_occurred",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dismissed"), models.Q(("reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "dismissed"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="concern_dismissed_with_reason",
            ),
        ),
    ]
