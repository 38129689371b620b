"""Agency files 机构文件: agencies, officers and roles read from TOML and entered through the actions.

    office_hours = "工作日 8:30-12:00，14:30-18:00"      for all agencies that name none

    [[agencies]]
    slug = "zhujian"
    name = "青原县住房和城乡建设局"
    kind = "department"
    parent = "qingyuan"

    [[people]]
    username = "zhoumin"
    name = "周敏"
    agency = "zhujian"
    roles = ["undertaker", "liaison@qiaotou"]        a role holds at the own agency unless it names one

Other tables may stand in the file and are left alone. What is already there is kept as it is, so a file
can grow and be read again.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gongkai.engines.agencies import actions
from gongkai.engines.agencies.models import Actor, Agency, AgencyKind, Grant, Officer
from gongkai.engines.agencies.permissions import ROLES
from gongkai.kernel.flow import Refused

_GOVERNMENTS = {AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY, AgencyKind.TOWNSHIP}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class AgencyRow(_Row):
    """One agency of a file; the columns are those of the model unless their comment says otherwise."""

    slug: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1)
    kind: AgencyKind
    short_name: str = ""
    parent: str = ""
    aliases: list[str] = []
    code_word: str = ""  # 机关代字: number_code
    credit_code: str = ""
    index_code: str = ""
    head: str = ""  # with head_title: principal
    head_title: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    office_hours: str = ""  # hours
    functions: str = ""
    opened_on: date | None = None

    def details(self) -> dict[str, Any]:
        """The fields that the file states, as `open_agency` takes them."""
        given = {
            "short_name": self.short_name,
            "number_code": self.code_word,
            "credit_code": self.credit_code,
            "index_code": self.index_code,
            "aliases": self.aliases,
            "principal": " ".join(filter(None, (self.head_title, self.head))),
            "address": self.address,
            "postcode": self.postcode,
            "phone": self.phone,
            "email": self.email,
            "hours": self.office_hours,
            "functions": self.functions,
            "opened_on": self.opened_on,
        }
        return {name: value for name, value in given.items() if value}


class PersonRow(_Row):
    """One officer of a file."""

    username: str = Field(min_length=1, max_length=150)
    name: str = Field(min_length=1, max_length=50)
    agency: str
    title: str = ""
    roles: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    office_hours: str = ""
    agencies: list[AgencyRow] = []
    people: list[PersonRow] = []


@dataclass
class Made:
    """What reading a file has brought: slugs, user names and `user name: role` of what is new."""

    agencies: list[str] = field(default_factory=list)
    officers: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    kept: int = 0  # rows that were there already


@transaction.atomic
def import_file(path: Path, *, by: Actor) -> Made:
    """Enter what a file names and the database lacks. New officers cannot sign in until a password is set.

    Raises Refused with every fault of the file; nothing is kept then.
    """
    given = _read(path)
    known = {agency.slug: agency for agency in Agency.objects.all()}
    if reasons := list(_contradictions(given, known)):
        raise Refused(reasons)
    made = Made()
    start = Agency.objects.count()
    for place, row in enumerate(given.agencies):
        if row.slug in known:
            made.kept += 1
            continue
        parent = known.get(row.parent)
        if row.parent and parent is None:
            continue  # its parent has just been refused, for reasons that are told
        hours = {"hours": given.office_hours} if given.office_hours else {}
        try:
            known[row.slug] = actions.open_agency(
                by=by, slug=row.slug, name=row.name, kind=row.kind, parent=parent,
                position=min(start + place, 32767), **{**hours, **row.details()},
            )  # fmt: skip
        except Refused as refused:
            reasons += refused.reasons
        else:
            made.agencies.append(row.slug)
    for person in given.people:
        if person.agency in known:
            reasons += _appoint(person, known, made, by)
    if reasons:
        raise Refused(reasons)
    return made


def _appoint(row: PersonRow, known: dict[str, Agency], made: Made, by: Actor) -> list[str]:
    """Appoint a person who is not there yet, and grant the roles he lacks; returns what is refused."""
    reasons: list[str] = []
    officer = Officer.objects.select_related("agency", "user").filter(user__username=row.username).first()
    if officer is not None and officer.agency.slug != row.agency:
        return [f"{row.username}现在{officer.agency.name}任职，与文件所写的“{row.agency}”不符，请核对。"]
    try:
        if officer is None:
            agency = known[row.agency]
            officer = actions.appoint(
                by=by, agency=agency, username=row.username, name=row.name, title=row.title
            )
            made.officers.append(row.username)
        else:
            made.kept += 1
        for text in row.roles:
            role, _, slug = text.partition("@")
            place = known.get(slug) if slug else _usual_place(role, officer.agency)
            held = Grant.objects.filter(officer=officer, role=role, agency=place, until=None).exists()
            if place is not None and not held:
                actions.grant_role(officer, by=by, role=role, agency=place)
                made.roles.append(f"{row.username}: {role}@{place.slug}")
    except Refused as refused:
        reasons += refused.reasons
    return reasons


def _usual_place(role: str, agency: Agency) -> Agency:
    """Who looks after all agencies below serves the government that his own agency belongs to."""
    place: Agency | None = agency
    while ROLES[role].below and place is not None:
        if place.kind in _GOVERNMENTS:
            return place
        place = place.parent
    return agency


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise Refused([f"无法读取{path}：{error.strerror}，请检查路径和权限。"]) from error
    except UnicodeDecodeError as error:
        raise Refused([f"{path}不是UTF-8编码，请转换编码后重试。"]) from error
    except tomllib.TOMLDecodeError as error:
        raise Refused([f"{path}不是有效的TOML文件（{error}），请修改后重试。"]) from error
    except ValidationError as error:
        raise Refused([_sentence(dict(one)) for one in error.errors(include_url=False)]) from error


_FAULTS = {
    "missing": "缺少这一项，请补充",
    "extra_forbidden": "没有这一项，请检查拼写或者删除",
    "enum": "不在可选值之中（{expected}），请更正",
    "string_too_short": "不能为空，请填写",
    "string_too_long": "超过{max_length}字，请压缩",
}


def _sentence(error: dict[str, Any]) -> str:
    """One fault of the form, with its place: agencies[3].kind."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in error["loc"]]
    fault = _FAULTS.get(str(error["type"]), "类型不正确，请对照说明更正").format(**error.get("ctx", {}))
    return f"{''.join(parts).lstrip('.')}：{fault}。"


def _contradictions(given: _File, known: dict[str, Agency]) -> Iterator[str]:
    """Everything that the rows say against each other or against what is known."""
    yield from _twice("机构代号", [row.slug for row in given.agencies])
    yield from _twice("用户名", [row.username for row in given.people])
    seen = set(known)
    for row in given.agencies:
        if row.parent and row.parent not in seen:
            yield f"{row.name}的上级机构“{row.parent}”未在其前面列出，也不在系统中，请先列出上级机构。"
        seen.add(row.slug)
    for person in given.people:
        if person.agency not in seen:
            yield f"{person.name}所在的机构“{person.agency}”不存在，请核对。"
        for text in person.roles:
            role, at, slug = text.partition("@")
            if role not in ROLES:
                yield f"{person.name}：没有“{role}”这一角色，可选：{'、'.join(ROLES)}。"
            if at and slug not in seen:
                yield f"{person.name}的角色“{text}”所指的机构不存在，请核对。"


def _twice(what: str, values: Sequence[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{what}“{value}”出现了{count}次，请保留一处。"
