import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
        ("negative_list", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index_number", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(max_length=32)),
                (
                    "attribute",
                    models.CharField(
                        choices=[
                            ("proactive", "主动公开"),
                            ("on_request", "依申请公开"),
                            ("exempt", "不予公开"),
                        ],
                        default="proactive",
                        max_length=12,
                    ),
                ),
                ("doc_number", models.CharField(blank=True, db_index=True, max_length=60)),
                ("taken_from", models.CharField(blank=True, max_length=300)),
                ("ground", models.CharField(blank=True, max_length=40)),
                ("ground_reason", models.CharField(blank=True, max_length=500)),
                ("number_code", models.CharField(blank=True, max_length=30)),
                ("number_year", models.PositiveSmallIntegerField(null=True)),
                ("number_seq", models.PositiveIntegerField(null=True)),
                ("issuers", models.JSONField(default=list)),
                ("issued_on", models.DateField(null=True)),
                ("effective_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                ("published_on", models.DateField(db_index=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="agencies.agency",
                    ),
                ),
                (
                    "negative_entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="negative_list.negativeentry",
                    ),
                ),
                ("number_free", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "document",
                "ordering": ["-published_on", "-id"],
                "indexes": [
                    models.Index(fields=["agency", "-published_on"], name="document_agency"),
                    models.Index(fields=["kind", "-published_on"], name="document_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("effective_on", None),
                            ("expires_on__gte", models.F("effective_on")),
                            _connector="OR",
                        ),
                        name="document_expires_after_effective",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribute", "proactive"), _negated=True),
                            models.Q(("ground", ""), ("ground_reason", ""), ("negative_entry", None)),
                            _connector="OR",
                        ),
                        name="document_open_needs_no_ground",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("doc_number", ""), _negated=True), ("number_free", False)
                        ),
                        fields=("agency", "doc_number"),
                        name="document_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agencies.agency"),
                ),
            ],
            options={
                "db_table": "index_series",
                "constraints": [models.UniqueConstraint(fields=("agency", "year"), name="index_series_once")],
            },
        ),
        migrations.CreateModel(
            name="ScreeningRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_by", models.CharField(max_length=150)),
                ("began_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("upto", models.PositiveBigIntegerField()),
                ("rest", models.BooleanField(default=False)),
                ("last", models.PositiveBigIntegerField(default=0)),
                ("screened", models.PositiveIntegerField(default=0)),
                ("found", models.PositiveIntegerField(default=0)),
                ("through_at", models.DateTimeField(null=True)),
                ("result", models.CharField(blank=True, max_length=200)),
                ("finished_by", models.CharField(blank=True, max_length=150)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_rounds",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "screening_round",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("agency",),
                        name="screening_round_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("finished_by", "")),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("through_at__isnull", False),
                                models.Q(("finished_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="screening_round_finished_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithheldRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("held_by", models.CharField(max_length=150)),
                ("held_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withheld_rounds",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "withheld_round",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CleanUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("until", models.DateField()),
                ("opened_by", models.CharField(max_length=150)),
                ("opened_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=150)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clean_ups",
                        to="agencies.agency",
                    ),
                ),
                (
                    "result",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clean_up",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "clean_up",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("agency",),
                        name="clean_up_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", "")),
                            models.Q(
                                ("confirmed_at__isnull", False), models.Q(("confirmed_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="clean_up_confirmed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_at", None), ("result__isnull", False), _connector="OR"),
                        name="clean_up_done_with_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(db_index=True, max_length=32)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_rows",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "document_topic",
                "constraints": [
                    models.UniqueConstraint(fields=("document", "topic"), name="document_topic_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("reviewing", "审查中"),
                            ("referred", "已提请确定"),
                            ("signed", "已签发"),
                            ("withheld", "不公开存档"),
                            ("live", "已公开"),
                            ("superseded", "已被新版替代"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=400)),
                ("body", models.TextField()),
                ("text", models.TextField()),
                ("summary", models.CharField(blank=True, max_length=300)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("drafted_by", models.CharField(max_length=150)),
                ("drafted_at", models.DateTimeField()),
                ("hands", models.JSONField(default=list)),
                ("sent_by", models.CharField(blank=True, max_length=150)),
                ("sent_at", models.DateTimeField(null=True)),
                ("signed_by", models.CharField(blank=True, max_length=150)),
                ("signed_at", models.DateTimeField(null=True)),
                ("publish_at", models.DateTimeField(null=True)),
                ("published_by", models.CharField(blank=True, max_length=150)),
                ("published_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=150)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="documents.document",
                    ),
                ),
                ("taken_from", models.CharField(blank=True, max_length=300)),
                ("topics", models.JSONField(null=True)),
            ],
            options={
                "db_table": "edition",
                "ordering": ["document", "number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("publish_at__isnull", False), ("state", "signed")),
                        fields=["publish_at"],
                        name="edition_to_publish",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["reviewing", "referred", "signed"])),
                        fields=["state", "sent_at"],
                        name="edition_queue",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="edition_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "reviewing", "referred", "signed"])),
                        fields=("document",),
                        name="edition_one_in_the_making",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "live")), fields=("document",), name="edition_one_live"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("published_by", "")),
                            models.Q(
                                ("published_at__isnull", False), models.Q(("published_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="edition_published_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False), models.Q(("withdrawn_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="edition_withdrawn_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "reviewing", "referred", "signed", "withheld"]),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="edition_out_was_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("sent_by", "")),
                            models.Q(("sent_at__isnull", False), models.Q(("sent_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="edition_sent_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at", None), ("signed_by", "")),
                            models.Q(
                                ("signed_at__isnull", False), models.Q(("signed_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="edition_signed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("publish_at", None),
                            models.Q(("state__in", ["draft", "reviewing", "referred"]), _negated=True),
                            _connector="OR",
                        ),
                        name="edition_dated_when_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("by_title", models.CharField(blank=True, max_length=400)),
                ("by_number", models.CharField(blank=True, max_length=60)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("told_at", models.DateTimeField(null=True)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                ("reversed_by", models.CharField(blank=True, max_length=150)),
                ("reversed_at", models.DateTimeField(null=True)),
                ("reversal", models.CharField(blank=True, max_length=500)),
                (
                    "by_document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="documents.document",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "document_ending",
                "ordering": ["on", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("reversed_at", None), ("told_at", None)),
                        fields=["on"],
                        name="ending_to_tell",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reversal", ""), ("reversed_at", None), ("reversed_by", "")),
                            models.Q(
                                ("reversed_at__isnull", False),
                                models.Q(("reversed_by", ""), _negated=True),
                                models.Q(("reversal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ending_reversed_who_when_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by_document", None),
                            models.Q(("by_document", models.F("document")), _negated=True),
                            _connector="OR",
                        ),
                        name="ending_not_by_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("filed_on", models.DateField()),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filings",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "document_filing",
                "ordering": ["filed_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "authority"), name="filing_once_each_authority"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InterpretationFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("forms", models.JSONField(default=list)),
                (
                    "interpreter",
                    models.CharField(
                        choices=[
                            ("principal", "主要负责人"),
                            ("leader", "分管负责人"),
                            ("head", "起草部门负责人"),
                            ("expert", "专家学者"),
                            ("media", "新闻媒体"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interpretation",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "document_interpretation",
            },
        ),
        migrations.CreateModel(
            name="JointAgency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_documents",
                        to="agencies.agency",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="joint_rows",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "document_joint_agency",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "agency"), name="joint_agency_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NormativeFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("long_term", models.BooleanField(default=False)),
                ("registration_number", models.CharField(blank=True, db_index=True, max_length=60)),
                ("carrier", models.CharField(blank=True, max_length=200)),
                ("carried_on", models.DateField(null=True)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="normative",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "document_normative",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("registration_number", ""), _negated=True),
                        fields=("registration_number",),
                        name="registration_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("carried_on", None), ("carrier", "")),
                            models.Q(models.Q(("carrier", ""), _negated=True), ("carried_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="normative_carrier_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorConsultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("notice", models.CharField(blank=True, max_length=300)),
                ("received", models.PositiveIntegerField(default=0)),
                ("adopted", models.PositiveIntegerField(default=0)),
                ("outcome", models.CharField(blank=True, max_length=1000)),
                (
                    "exception",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "没有例外"),
                            ("secret", "依法需要保密"),
                            ("urgent", "为应对突发事件等紧急制定"),
                            ("implements", "为执行上级命令，没有新增内容"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultation",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "document_consultation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("exception", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("began_on__isnull", False),
                                ("ended_on__gte", models.F("began_on")),
                                ("exception", ""),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_done_or_excepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adopted__lte", models.F("received"))),
                        name="consultation_adopts_what_came",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("interprets", "解读"),
                            ("amends", "修改"),
                            ("repeals", "废止"),
                            ("based_on", "依据"),
                        ],
                        max_length=12,
                    ),
                ),
                ("target_title", models.CharField(blank=True, max_length=400)),
                ("target_number", models.CharField(blank=True, max_length=60)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="documents.document",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incoming",
                        to="documents.document",
                    ),
                ),
                ("claimed", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "document_relation",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("target__isnull", False)),
                        fields=("source", "type", "target"),
                        name="relation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target__isnull", False),
                            models.Q(("target_title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="relation_has_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target", None),
                            models.Q(("target", models.F("source")), _negated=True),
                            _connector="OR",
                        ),
                        name="relation_not_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CleanUpItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "继续有效"),
                            ("revise", "拟修改"),
                            ("repeal", "废止"),
                            ("invalid", "宣布失效"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("judged_by", models.CharField(blank=True, max_length=150)),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "clean_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="documents.cleanup",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clean_up_items",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "clean_up_item",
                "ordering": ["clean_up", "document"],
                "constraints": [
                    models.UniqueConstraint(fields=("clean_up", "document"), name="clean_up_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("judged_by", ""), ("reason", ""), ("verdict", "")),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("judged_by", ""), _negated=True),
                                ("judged_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="clean_up_item_judged_who_when_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("text", models.TextField(blank=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="documents.edition",
                    ),
                ),
            ],
            options={
                "db_table": "attachment",
                "ordering": ["edition", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "name"), name="attachment_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                ("edition_number", models.PositiveSmallIntegerField()),
                ("quote", models.CharField(blank=True, max_length=500)),
                ("words", models.CharField(max_length=1000)),
                ("received_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("corrected", "已更正"),
                            ("withdrawn", "已撤回文件"),
                            ("not_an_error", "不是错误"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("answered_by", models.CharField(blank=True, max_length=150)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "corrected_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrects",
                        to="documents.edition",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="error_reports",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "error_report",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["received_at"],
                        name="error_report_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("answered_at", None), ("answered_by", ""), ("outcome", "")
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answered_by", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="error_report_answered_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrected_in__isnull", False), ("outcome", "corrected")),
                            models.Q(
                                models.Q(("outcome", "corrected"), _negated=True), ("corrected_in", None)
                            ),
                            _connector="OR",
                        ),
                        name="error_report_corrected_in",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "gate",
                    models.CharField(
                        choices=[
                            ("secrecy", "保密审查"),
                            ("legality", "合法性审查"),
                            ("wording", "发布前把关"),
                            ("disclosure", "公开审查"),
                            ("joint", "会签"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("passed", "通过"),
                            ("returned", "退回"),
                            ("referred", "提请有关主管部门确定"),
                        ],
                        max_length=8,
                    ),
                ),
                ("opinion", models.CharField(blank=True, max_length=1000)),
                ("checked", models.JSONField(default=list)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("reviewer", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="agencies.agency",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="documents.edition",
                    ),
                ),
            ],
            options={
                "db_table": "document_review",
                "ordering": ["edition", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "passed"), models.Q(("opinion", ""), _negated=True), _connector="OR"
                        ),
                        name="review_says_why_not",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WithheldLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reopened", models.BooleanField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="documents.edition",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="documents.withheldround",
                    ),
                ),
            ],
            options={
                "db_table": "withheld_look",
                "ordering": ["round", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "edition"), name="withheld_look_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contact", models.CharField(max_length=200)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_row",
                        to="documents.errorreport",
                    ),
                ),
            ],
            options={
                "db_table": "error_report_contact",
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("title", "标题"),
                            ("summary", "摘要"),
                            ("note", "更正说明"),
                            ("body", "正文"),
                            ("link", "链接"),
                            ("attachment", "附件"),
                        ],
                        max_length=10,
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=300)),
                ("kind", models.CharField(max_length=20)),
                ("severity", models.CharField(max_length=5)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("masked", models.CharField(blank=True, max_length=200)),
                ("around", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(max_length=500)),
                ("digest", models.CharField(max_length=64)),
                ("found_at", models.DateTimeField()),
                (
                    "resolution",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "待处理"),
                            ("masked", "已遮盖"),
                            ("corrected", "已改正"),
                            ("kept", "说明理由后保留"),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("resolved_by", models.CharField(blank=True, max_length=150)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "attachment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="documents.attachment",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="documents.edition",
                    ),
                ),
            ],
            options={
                "db_table": "document_finding",
                "ordering": ["edition", "place", "attachment", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("resolution", "")), fields=["edition"], name="finding_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolution", ""), ("resolved_at", None), ("resolved_by", "")),
                            models.Q(
                                models.Q(("resolution", ""), _negated=True),
                                models.Q(("resolved_by", ""), _negated=True),
                                ("resolved_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="finding_resolved_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolution", "kept"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_kept_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attachment__isnull", False), ("place", "attachment")),
                            models.Q(models.Q(("place", "attachment"), _negated=True), ("attachment", None)),
                            _connector="OR",
                        ),
                        name="finding_in_attachment_names_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("text", models.TextField(blank=True)),
                ("masked", models.PositiveIntegerField(default=0)),
                ("as_is", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_copy",
                        to="documents.attachment",
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "form",
                    models.CharField(blank=True, choices=[("text", "文字"), ("table", "表格")], max_length=5),
                ),
            ],
            options={
                "db_table": "attachment_public_copy",
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "attachment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="screening",
                        to="documents.attachment",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="screenings",
                        to="documents.edition",
                    ),
                ),
            ],
            options={
                "db_table": "document_screening",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("attachment", None)),
                        fields=("edition",),
                        name="screening_text_once",
                    )
                ],
            },
        ),
    ]
