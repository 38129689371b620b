import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_likeness")]

    operations = [
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveSmallIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[("proof", "身份证明复印件"), ("authority", "授权委托书")], max_length=10
                    ),
                ),
                ("name", models.BinaryField()),
                ("payload", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("kept_by", models.CharField(max_length=150)),
                ("kept_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosures",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "applicant_enclosure",
                "ordering": ["serial"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "serial"), name="applicant_enclosure_serial_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            "decision", "unfounded", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AlterField(
            "consultation",
            "answer",
            models.CharField(
                blank=True,
                choices=[
                    ("agrees", "同意公开"),
                    ("objects", "不同意公开"),
                    ("partly", "同意公开部分内容"),
                    ("silent", "逾期未答复"),
                    ("unserved", "未能送达"),
                    ("moot", "无需再征求"),
                ],
                max_length=8,
            ),
        ),
    ]
