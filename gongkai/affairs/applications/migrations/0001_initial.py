import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("natural", "自然人"),
                            ("business", "商业企业"),
                            ("research", "科研机构"),
                            ("welfare", "社会公益组织"),
                            ("legal", "法律服务机构"),
                            ("other", "其他组织"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "网上提交"),
                            ("in_person", "当面提交"),
                            ("signed_post", "需签收的邮寄"),
                            ("post", "平常信函"),
                            ("fax", "传真"),
                            ("oral", "口头提出"),
                            ("transfer", "其他机关转送"),
                        ],
                        max_length=12,
                    ),
                ),
                ("wanted", models.TextField()),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("paper", "纸质"),
                            ("electronic", "电子文档"),
                            ("disc", "光盘等存储介质"),
                            ("inspection", "查阅、抄录"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("web", "网上获取"),
                            ("email", "电子邮件"),
                            ("post", "邮寄"),
                            ("pick_up", "自行领取"),
                            ("fax", "传真"),
                        ],
                        max_length=8,
                    ),
                ),
                ("suggests_publication", models.BooleanField(default=False)),
                ("code_hash", models.CharField(max_length=100)),
                ("submitted_by", models.CharField(max_length=150)),
                ("submitted_at", models.DateTimeField()),
                ("arrived_on", models.DateField()),
                ("received_on", models.DateField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("submitted", "待确认收到"),
                            ("received", "待审核"),
                            ("correcting", "待补正"),
                            ("handling", "办理中"),
                            ("paying", "待缴费"),
                            ("merged", "并案办理"),
                            ("signing", "待签发"),
                            ("answered", "已答复"),
                            ("lapsed", "不再处理"),
                            ("withdrawn", "已撤回"),
                            ("transferred", "已转送"),
                        ],
                        default="submitted",
                        max_length=12,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("concluded_on", models.DateField(null=True)),
                (
                    "origin",
                    models.CharField(
                        blank=True, choices=[("split", "拆分"), ("transfer", "转送")], max_length=8
                    ),
                ),
                ("archived_by", models.CharField(blank=True, max_length=150)),
                ("archived_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="agencies.agency",
                    ),
                ),
                (
                    "came_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offspring",
                        to="applications.application",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="applications.application",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="agencies.officer",
                    ),
                ),
                (
                    "undertaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undertaken_applications",
                        to="agencies.agency",
                    ),
                ),
                ("is_test", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "application",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["-concluded_on", "-id"], name="application_newest"),
                    models.Index(fields=["agency", "received_on"], name="application_received"),
                    models.Index(fields=["agency", "concluded_on"], name="application_concluded"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("concluded_on", None),
                                ("outcome", ""),
                                (
                                    "stage__in",
                                    (
                                        "submitted",
                                        "received",
                                        "correcting",
                                        "handling",
                                        "paying",
                                        "merged",
                                        "signing",
                                    ),
                                ),
                            ),
                            models.Q(
                                ("concluded_on__isnull", False),
                                ("stage__in", ("answered", "lapsed", "withdrawn", "transferred")),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="application_concluded_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on", None), ("stage", "submitted")),
                            ("stage__in", ("withdrawn", "transferred")),
                            models.Q(
                                models.Q(("stage", "submitted"), _negated=True),
                                ("received_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="application_received_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on", None),
                            ("received_on__gte", models.F("arrived_on")),
                            _connector="OR",
                        ),
                        name="application_received_after_arrival",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on", None),
                            ("concluded_on", None),
                            ("concluded_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="application_concluded_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("stage", "merged")),
                            ("stage__in", ("answered", "lapsed", "withdrawn", "transferred")),
                            models.Q(models.Q(("stage", "merged"), _negated=True), ("merged_into", None)),
                            _connector="OR",
                        ),
                        name="application_merged_into_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("came_from", None), ("origin", "")),
                            models.Q(("came_from__isnull", False), models.Q(("origin", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="application_origin_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("archived_at", None), ("archived_by", "")),
                            models.Q(
                                ("archived_at__isnull", False),
                                ("stage__in", ("answered", "lapsed", "withdrawn", "transferred")),
                                models.Q(("archived_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="application_archived_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application_series",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "application_series",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year"), name="application_series_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterSeries",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_series",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "application_letter_series",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year"), name="application_letter_series_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.CharField(max_length=7)),
                ("entries", models.JSONField()),
                ("published_by", models.CharField(max_length=150)),
                ("published_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request_lists",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "application_request_list",
                "ordering": ["-quarter"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "quarter"), name="application_request_list_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Guide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(max_length=100)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=6)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("fax", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("hours", models.CharField(blank=True, max_length=120)),
                ("reconsideration_organ", models.CharField(blank=True, max_length=100)),
                ("court", models.CharField(blank=True, max_length=100)),
                ("changed_by", models.CharField(max_length=150)),
                ("changed_at", models.DateTimeField()),
                ("checked_by", models.CharField(blank=True, max_length=150)),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "db_table": "application_guide",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("checked_by", "")),
                            models.Q(
                                ("checked_at__isnull", False), models.Q(("checked_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="application_guide_checked_who_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Applicant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("payload", models.BinaryField()),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("erased_by", models.CharField(blank=True, max_length=150)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applicant",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "applicant",
                "indexes": [
                    models.Index(
                        condition=models.Q(("fingerprint", ""), _negated=True),
                        fields=["fingerprint"],
                        name="applicant_fingerprint",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("erased_at", None),
                                ("erased_by", ""),
                                models.Q(("fingerprint", ""), _negated=True),
                            ),
                            models.Q(
                                ("erased_at__isnull", False),
                                ("fingerprint", ""),
                                models.Q(("erased_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="applicant_erased_whole",
                    )
                ],
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
                ("serial", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("third_party", "第三方"), ("co_maker", "共同制作机关")], max_length=12
                    ),
                ),
                ("payload", models.BinaryField(blank=True)),
                ("about", models.TextField()),
                ("asked_by", models.CharField(max_length=150)),
                ("asked_at", models.DateTimeField()),
                ("served_on", models.DateField(null=True)),
                (
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
                ("reasons", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("noted_by", models.CharField(blank=True, max_length=150)),
                ("noted_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_opinions",
                        to="agencies.agency",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_consultation",
                "ordering": ["application", "serial"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "")),
                        fields=["id"],
                        name="application_consultation_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "serial"), name="application_consultation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="application_consultation_answered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("served_on", None),
                            ("answered_on", None),
                            ("answer__in", ["silent", "moot"]),
                            ("answered_on__gte", models.F("served_on")),
                            _connector="OR",
                        ),
                        name="application_consultation_answered_after_served",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_at", None), ("noted_by", "")),
                            models.Q(("noted_at__isnull", False), models.Q(("noted_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="application_consultation_noted_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("items", models.JSONField()),
                ("correct_by", models.DateField()),
                ("asked_by", models.CharField(max_length=150)),
                ("asked_at", models.DateTimeField()),
                ("before", models.TextField(blank=True)),
                ("received_on", models.DateField(null=True)),
                ("noted_by", models.CharField(blank=True, max_length=150)),
                ("noted_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_correction",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_at", None), ("noted_by", "")),
                            models.Q(("noted_at__isnull", False), models.Q(("noted_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="application_correction_noted_who_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outcome", models.CharField(max_length=20)),
                ("variant", models.CharField(max_length=20)),
                ("ground", models.CharField(blank=True, max_length=40)),
                ("reasons", models.TextField(blank=True)),
                ("link", models.CharField(blank=True, max_length=500)),
                ("organ", models.CharField(blank=True, max_length=200)),
                ("public_interest", models.TextField(blank=True)),
                ("drafted_by", models.CharField(max_length=150)),
                ("drafted_at", models.DateTimeField()),
                ("returned_by", models.CharField(blank=True, max_length=150)),
                ("returned_at", models.DateTimeField(null=True)),
                ("returned_reason", models.CharField(blank=True, max_length=500)),
                ("signed_by", models.CharField(blank=True, max_length=150)),
                ("signed_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="applications.application",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeated_by",
                        to="applications.application",
                    ),
                ),
                ("unfounded", models.TextField(blank=True)),
            ],
            options={
                "db_table": "application_decision",
                "ordering": ["application", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at", None), ("returned_by", "")),
                            models.Q(
                                ("returned_at__isnull", False), models.Q(("returned_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="application_decision_returned_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at", None), ("signed_by", "")),
                            models.Q(
                                ("signed_at__isnull", False), models.Q(("signed_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="application_decision_signed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signed_at", None), ("returned_at", None), _connector="OR"),
                        name="application_decision_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signed_by", models.F("drafted_by")), _negated=True),
                        name="application_decision_four_eyes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("returned_at", None)),
                        fields=("application",),
                        name="application_decision_one_stands",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Excess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=500)),
                ("asked_by", models.CharField(max_length=150)),
                ("asked_at", models.DateTimeField()),
                ("reasons", models.TextField(blank=True)),
                ("noted_by", models.CharField(blank=True, max_length=150)),
                ("noted_at", models.DateTimeField(null=True)),
                ("answer_by", models.DateField(null=True)),
                ("delayed_by", models.CharField(blank=True, max_length=150)),
                ("delayed_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="excess",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_excess",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_at", None), ("noted_by", "")),
                            models.Q(("noted_at__isnull", False), models.Q(("noted_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="application_excess_noted_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delayed_at", None), ("delayed_by", "")),
                            models.Q(
                                ("delayed_at__isnull", False), models.Q(("delayed_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="application_excess_delayed_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("proposed_by", models.CharField(max_length=150)),
                ("proposed_at", models.DateTimeField()),
                ("granted", models.BooleanField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("decided_by", models.CharField(blank=True, max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extension",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_extension",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", "")),
                            models.Q(
                                ("decided_at__isnull", False), models.Q(("decided_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="application_extension_decided_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("granted", None)),
                            models.Q(("decided_at__isnull", False), ("granted__isnull", False)),
                            _connector="OR",
                        ),
                        name="application_extension_decided_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(choices=[("items", "按件计收"), ("pages", "按量计收")], max_length=6),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("amount", models.PositiveIntegerField()),
                ("noticed_by", models.CharField(max_length=150)),
                ("noticed_at", models.DateTimeField()),
                ("served_on", models.DateField(null=True)),
                ("paid_on", models.DateField(null=True)),
                ("waived_by", models.CharField(blank=True, max_length=150)),
                ("waived_at", models.DateTimeField(null=True)),
                ("waived_reason", models.CharField(blank=True, max_length=500)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fee",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_fee",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("waived_at", None), ("waived_by", "")),
                            models.Q(
                                ("waived_at__isnull", False), models.Q(("waived_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="application_fee_waived_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid_on", None), ("waived_at", None), _connector="OR"),
                        name="application_fee_paid_or_waived",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="application_fee_is_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remedy",
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
                            ("reconsideration", "行政复议"),
                            ("litigation_direct", "未经复议直接起诉"),
                            ("litigation_after", "复议后起诉"),
                            ("complaint", "向主管部门投诉举报"),
                        ],
                        max_length=20,
                    ),
                ),
                ("body", models.CharField(max_length=200)),
                ("filed_on", models.DateField()),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果")],
                        max_length=10,
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remedies",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_remedy",
                "ordering": ["application", "id"],
                "indexes": [models.Index(fields=["kind", "filed_on"], name="application_remedy_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("result", "")),
                            models.Q(
                                ("ended_on__gte", models.F("filed_on")),
                                ("ended_on__isnull", False),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="application_remedy_ended_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Search",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=200)),
                ("words", models.CharField(max_length=500)),
                ("found", models.BooleanField()),
                ("result", models.CharField(blank=True, max_length=500)),
                ("searched_by", models.CharField(max_length=150)),
                ("searched_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_search",
                "ordering": ["application", "id"],
            },
        ),
        migrations.CreateModel(
            name="Conversion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("many", "多人申请公开相同信息"),
                            ("suggested", "申请人建议纳入主动公开"),
                            ("own", "行政机关认为应当主动公开"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversion",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversions",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "db_table": "application_conversion",
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stars", models.PositiveSmallIntegerField()),
                ("words", models.CharField(blank=True, max_length=500)),
                ("rated_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rating",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_rating",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stars__gte", 1), ("stars__lte", 5)),
                        name="application_rating_1_to_5",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("works", models.BooleanField()),
                ("note", models.CharField(blank=True, max_length=500)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trial",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_trial",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("works", True), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="application_trial_says_why",
                    )
                ],
            },
        ),
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
        migrations.CreateModel(
            name="IdentityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[("sound", "核对无误"), ("missing", "缺失"), ("mismatch", "不符")],
                        max_length=8,
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        choices=[("sound", "核对无误"), ("missing", "缺失"), ("mismatch", "不符")],
                        max_length=8,
                    ),
                ),
                ("checked_by", models.CharField(max_length=150)),
                ("checked_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity_check",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "db_table": "application_identity_check",
            },
        ),
        migrations.CreateModel(
            name="DecisionFile",
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
                ("redacted", models.BooleanField(default=False)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="applications.decision",
                    ),
                ),
            ],
            options={
                "db_table": "application_decision_file",
                "ordering": ["decision", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "name"), name="application_file_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=100)),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("applicant", "申请人"),
                            ("third_party", "第三方"),
                            ("co_maker", "共同制作机关"),
                            ("organ", "被督办机关"),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=60)),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="agencies.agency",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.application",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.consultation",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.decision",
                    ),
                ),
            ],
            options={
                "db_table": "application_letter",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "serial"), name="application_letter_once"),
                    models.UniqueConstraint(
                        fields=("agency", "year", "sequence"), name="application_letter_sequence_once"
                    ),
                    models.UniqueConstraint(
                        fields=("agency", "number"), name="application_letter_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to__in", ["third_party", "co_maker"]), ("consultation", None), _connector="OR"
                        ),
                        name="application_letter_asks_others",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("web", "网上获取"),
                            ("email", "电子邮件"),
                            ("post", "邮寄"),
                            ("pick_up", "自行领取"),
                            ("fax", "传真"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("noted_by", models.CharField(max_length=150)),
                ("noted_at", models.DateTimeField()),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="applications.letter",
                    ),
                ),
            ],
            options={
                "db_table": "application_letter_delivery",
                "ordering": ["letter", "id"],
            },
        ),
        migrations.CreateModel(
            name="LetterVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("parts", models.JSONField()),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="applications.letter",
                    ),
                ),
            ],
            options={
                "db_table": "application_letter_version",
                "ordering": ["letter", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "version"), name="application_letter_version_once"
                    )
                ],
            },
        ),
    ]
