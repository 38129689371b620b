import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("name", models.CharField(max_length=190, primary_key=True, serialize=False)),
                ("due_at", models.DateTimeField(null=True)),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "notice_mark",
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.BooleanField(default=True)),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preference",
                        to="agencies.officer",
                    ),
                ),
            ],
            options={
                "db_table": "notice_preference",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("about", models.CharField(max_length=600)),
                ("title", models.CharField(max_length=200)),
                ("sealed", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("since", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "notice_subscription",
                "indexes": [models.Index(fields=["kind", "about"], name="subscription_about")],
                "constraints": [
                    models.UniqueConstraint(fields=("digest", "kind", "about"), name="subscription_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("since", None)),
                            models.Q(("confirmed_at__isnull", False), ("since__isnull", False)),
                            _connector="OR",
                        ),
                        name="subscription_confirmed_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warn", "到期提醒"),
                            ("due", "到期提醒"),
                            ("overdue", "逾期提醒"),
                            ("work", "待办提醒"),
                        ],
                        max_length=8,
                    ),
                ),
                ("about_kind", models.CharField(max_length=32)),
                ("about_id", models.CharField(max_length=128)),
                ("agency", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("due_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="agencies.officer",
                    ),
                ),
            ],
            options={
                "db_table": "notice",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["officer", "-id"], name="notice_list"),
                    models.Index(
                        condition=models.Q(("seen_at", None)), fields=["officer"], name="notice_unseen"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("officer", "key"), name="notice_once")],
            },
        ),
    ]
