"""What an applicant encloses is checked, sealed, seen by the unit that handles it alone, and erased with his data."""

from functools import cache
from typing import Any

import pytest
from django.db import connection

from gongkai.affairs.applications import secrets
from gongkai.affairs.applications.actions import closing, enclosing, grouping, privacy
from gongkai.affairs.applications.identity import APPLICANT
from gongkai.affairs.applications.models import Enclosure
from gongkai.engines.files.examine import examine
from gongkai.engines.ledger.models import Event
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, on, received, submit

pytestmark = pytest.mark.django_db
# The smallest picture there is, with words behind it that stand for what it shows.
SECRET = b"440524188001010014"
PICTURE = (
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
        "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
    )
    + SECRET
)


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    monkeypatch.setattr(enclosing, "examine", examine)  # in this process: it takes a tenth of the time


@cache
def proof() -> enclosing.Enclosed:
    return enclosing.examined("proof", "李花的身份证.png", PICTURE)


def test_nobody_reads_it_from_the_tables(county: County) -> None:
    application = submit(county, enclosures=[proof()])
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, payload FROM applicant_enclosure")
        stored = b"".join(bytes(cell) for row in cursor.fetchall() for cell in row)
    assert len(stored) > len(PICTURE)
    assert not any(clear in stored for clear in (SECRET, PICTURE[:8], "李花".encode(), b"\\u674e"))
    (row,) = application.enclosures.all()
    found = enclosing.open_enclosure(county.zhou_min, row, "verify")
    assert found == ("李花的身份证.png", PICTURE, "image/png")
    seen = Event.objects.get(verb="application.enclosure_seen")
    assert (seen.actor, seen.facts) == ("zhoumin", '{"enclosure":1,"why":"verify"}')
    assert "李花" not in "".join(Event.objects.values_list("facts", flat=True))
    for officer in (county.he_jing, county.lu_fang, county.guo_liang):
        with pytest.raises(Refused, match="只有承办单位"):
            enclosing.open_enclosure(officer, row, "verify")
    with pytest.raises(secrets.Unreadable, match="another row"):
        secrets.unseal_bytes(row.payload, f"{application.number}/enclosure/2")


def test_files_are_refused_as_any_other(county: County) -> None:
    with pytest.raises(Refused, match="附件只收PDF和JPG、PNG图片"):
        enclosing.examined("proof", "名单.csv", "姓名,电话\n李花,1\n张三,2\n".encode())
    application = received(county)
    with pytest.raises(Refused) as refused:
        enclosing.enclose(application, by=county.guo_liang, files=[proof()] * 7)
    assert len(refused.value.reasons) == 2
    closing.withdraw(application, by=APPLICANT)
    with pytest.raises(Refused, match="已经办结"):
        enclosing.enclose(application, by=APPLICANT, files=[proof()])


def test_it_goes_with_the_application_and_with_the_data(county: County) -> None:
    with on("2022-03-02"):
        application = accepted(county)
        enclosing.enclose(application, by=APPLICANT, files=[proof()])
        _, part = grouping.split(application, by=county.tang_ke, parts=["甲", "乙"])
        secrets.new_key()
        privacy.reseal()
        secrets.retire_old_keys()
        (copy,) = part.enclosures.all()
        opened = enclosing.open_enclosure(county.zhou_min, copy, "verify")
        assert opened is not None and opened.data == PICTURE
        for one in (application, part):
            closing.withdraw(one, by=APPLICANT)
    with on("2028-03-05"):
        assert privacy.erase_due() == 2
        assert all(not row.payload and not row.name for row in Enclosure.objects.all())
        assert enclosing.open_enclosure(county.zhou_min, Enclosure.objects.all()[0], "verify") is None
