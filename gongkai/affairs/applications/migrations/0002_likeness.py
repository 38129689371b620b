import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("share", models.FloatField()),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "later",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_likeness",
                "constraints": [
                    models.UniqueConstraint(fields=("earlier", "later"), name="application_likeness_once"),
                    models.CheckConstraint(
                        condition=models.Q(("earlier__lt", models.F("later"))),
                        name="application_likeness_in_order",
                    ),
                ],
            },
        ),
    ]
