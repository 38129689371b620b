import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("path", models.CharField(db_index=True, max_length=1000)),
                ("record", models.JSONField()),
                ("taken_by", models.CharField(max_length=150)),
                ("taken_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_files",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "intake_file",
                "ordering": ["id"],
            },
        ),
    ]
