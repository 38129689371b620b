import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NegativeEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("version", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("ground", models.CharField(max_length=40)),
                ("scope", models.CharField(max_length=1000)),
                ("examples", models.CharField(blank=True, max_length=1000)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("reviewed_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="negative_entries",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "negative_entry",
                "ordering": ["agency", "code", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "code", "version"), name="negative_entry_version"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("agency", "code"),
                        name="negative_entry_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="negative_entry_until_after_since",
                    ),
                ],
            },
        ),
    ]
