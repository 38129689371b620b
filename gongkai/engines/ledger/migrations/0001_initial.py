from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=64)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=128)),
                ("agency", models.CharField(blank=True, max_length=64)),
                ("actor", models.CharField(max_length=150)),
                ("facts", models.TextField(default="{}")),
                ("public", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "ledger_event",
                "ordering": ["seq"],
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "seq"], name="ledger_subject"),
                    models.Index(fields=["verb", "seq"], name="ledger_verb"),
                    models.Index(fields=["agency", "seq"], name="ledger_agency"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seq__gt", 0)), name="ledger_seq_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("actor", ""), _negated=True), name="ledger_actor_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.BigIntegerField()),
                ("channel", models.CharField(max_length=32)),
                ("target", models.CharField(max_length=255)),
                ("body", models.TextField()),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
            ],
            options={
                "db_table": "ledger_outbox",
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None)), fields=["due_at"], name="outbox_waiting"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "channel", "target"), name="outbox_once")
                ],
            },
        ),
    ]
