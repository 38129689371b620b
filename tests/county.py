"""The small county of the unit tests: three agencies, seven people, made by the same actions as a real one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection

from gongkai.affairs.documents import actions as documents
from gongkai.affairs.documents import course, gates
from gongkai.affairs.documents.body import from_text
from gongkai.affairs.documents.models import Document, Edition
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.models import Agency, Officer
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.ledger.models import Event
from gongkai.kernel.clock import CHINA, frozen

PASSWORD = "a long password for tests"
ISSUED = date(2025, 11, 12)
# An interpretation with all its elements.
READING = (
    "一、背景\n危房改造关系困难群众住房安全。\n二、目的\n规范改造。\n三、起草过程\n征求了各乡镇意见。\n"
    "四、主要内容\n明确对象和标准。\n五、下一步\n组织实施。"
)
# What `relate` is told of each.
Relations = Sequence[Mapping[str, Any]]


@dataclass
class County:
    """青原县 with 县住房城乡建设局 and 桥头镇; who holds which role there."""

    government: Agency
    housing: Agency
    township: Agency
    zhou_min: Officer  # undertaker of the housing bureau
    tang_ke: Officer  # liaison of the housing bureau
    lu_fang: Officer  # approving leader of the housing bureau
    he_jing: Officer  # openness office, for the county and all below
    guo_liang: Officer  # liaison of the township
    fang_ya: Officer  # secrecy reviewer of the housing bureau
    wei_lan: Officer  # legality reviewer of the housing bureau

    def draft(self, title: str = "青原县农村危房改造实施办法", **facts: object) -> Edition:
        """A draft of the housing bureau by Zhou Min, of a text that stood on the bureau's former page."""
        day = facts.get("issued_on", ISSUED)
        signed = f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else ""
        text = f"各乡镇人民政府：\n现印发给你们，请认真贯彻执行。\n青原县住房和城乡建设局\n{signed}"
        given: dict[str, object] = {
            "agency": self.housing,
            "kind": "normative",
            "body": from_text(READING if facts.get("kind") == "interpretation" else text),
            "issued_on": ISSUED,
            "taken_from": "zhujian.qingyuan.example",
            **facts,
        }
        return documents.draft(by=self.zhou_min, title=title, **given)  # type: ignore[arg-type]

    def publish(
        self, title: str = "青原县农村危房改造实施办法", relations: Relations = (), **facts: object
    ) -> Edition:
        """The same, taken over by Tang Ke, with what it says of others."""
        edition = self.draft(title, **facts)
        for one in relations:
            documents.relate(edition.document, by=self.zhou_min, **one)
        return self.take_over(edition)

    def take_over(self, edition: Edition) -> Edition:
        """The draft made public by Tang Ke, reviewed where it was public before."""
        return documents.take_over(edition, by=self.tang_ke)

    def correct(self, document: Document, **changes: object) -> Edition:
        """The next edition of a live document of the housing bureau."""
        note = str(changes.pop("note", "更正标题。"))
        taken_from = "zhujian.qingyuan.example"
        draft = documents.revise(document, by=self.tang_ke, note=note, taken_from=taken_from, **changes)
        return self.take_over(draft)

    def publish_new(self, title: str = "青原县农村危房改造补助办法", **facts: object) -> Edition:
        """A new policy through its whole course; its interpretation is drafted and not yet out."""
        edition = self.draft(title, **{"kind": "policy", "taken_from": "", **facts})
        reading = self.draft(f"《{title}》解读", kind="interpretation", taken_from="")
        documents.relate(reading.document, by=self.zhou_min, type="interprets", target=edition.document)
        return self.see_through(edition)

    def see_through(self, edition: Edition) -> Edition:
        """A draft of something new through its whole course: sent up, reviewed, signed and published."""
        return documents.publish(self.sign(edition), by=self.tang_ke)

    def sign(self, edition: Edition) -> Edition:
        """The same up to the signature of Lu Fang."""
        course.send_up(edition, by=self.zhou_min)
        reviewers = {"secrecy": self.fang_ya, "legality": self.wei_lan, "wording": self.tang_ke}
        for gate in gates.needed(edition):
            course.pass_gate(edition, by=reviewers[gate.gate], gate=gate.gate, checked=gate.checklist)
        return course.sign(edition, by=self.lu_fang)


# What Django itself keeps.
_FRAMEWORK = {"auth_permission", "django_content_type", "django_migrations", "django_site"}
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
# The rows of the county by table, kept when it is made first: putting them back is eight times as quick.
_made: Rows = {}


def make_county() -> County:
    """Open the agencies and appoint the people, early enough for every story."""
    if Event.objects.exists():
        return _made_anew()
    if _made:
        insert(_made)
        return _found()
    county = _made_anew()
    _made.update({table: found for table, found in rows_by_table().items() if table not in _FRAMEWORK})
    return county


def rows_by_table() -> Rows:
    """The rows of every table that has any, each with its columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if rows := cursor.fetchall():
                found[table] = ([column[0] for column in cursor.description], rows)
    return found


def insert(tables: Rows) -> None:
    """Put these rows into their tables as they are."""
    with connection.cursor() as cursor:
        for table, (columns, rows) in tables.items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})", rows
            )


def _found() -> County:
    agency = {one.slug: one for one in Agency.objects.all()}
    officer = {one.user.username: one for one in Officer.objects.select_related("agency", "user")}
    return County(
        *(agency[slug] for slug in ("qingyuan", "zhujian", "qiaotou")),
        *(officer[field.name.replace("_", "")] for field in fields(County)[3:]),
    )


def _made_anew() -> County:
    with frozen(datetime(2004, 1, 5, 9, tzinfo=CHINA)):
        return _make_county()


def _make_county() -> County:
    government = agencies.open_agency(
        by=SYSTEM, slug="qingyuan", name="青原县人民政府", short_name="县政府", kind="county",
        number_code="青政", credit_code="11991022MB0000019P", opened_on=date(2004, 1, 1),
    )  # fmt: skip
    housing = agencies.open_agency(
        by=SYSTEM, slug="zhujian", name="青原县住房和城乡建设局", short_name="县住房城乡建设局",
        kind="department", parent=government, number_code="青建", index_code="MB0000002",
        aliases=["青原县建设局"], opened_on=date(2004, 1, 1),
    )  # fmt: skip
    township = agencies.open_agency(
        by=SYSTEM, slug="qiaotou", name="青原县桥头镇人民政府", short_name="桥头镇", kind="township",
        parent=government, number_code="桥政", index_code="MB0000003", opened_on=date(2004, 1, 1),
    )  # fmt: skip

    password_hash = make_password(PASSWORD)

    def officer(username: str, name: str, agency: Agency, role: str, at: Agency) -> Officer:
        person = agencies.appoint(
            by=SYSTEM, agency=agency, username=username, name=name, password_hash=password_hash
        )
        agencies.grant_role(person, by=SYSTEM, role=role, agency=at)
        return person

    return County(
        government,
        housing,
        township,
        officer("zhoumin", "周敏", housing, "undertaker", housing),
        officer("tangke", "唐柯", housing, "liaison", housing),
        officer("lufang", "陆方", housing, "approver", housing),
        officer("hejing", "何静", government, "openness_office", government),
        officer("guoliang", "郭良", township, "liaison", township),
        officer("fangya", "方雅", housing, "secrecy_reviewer", housing),
        officer("weilan", "魏岚", housing, "legality_reviewer", housing),
    )
