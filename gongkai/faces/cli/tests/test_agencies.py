"""gongkai agencies import, gongkai officers password: a county enters itself."""

from pathlib import Path

import pytest

from gongkai.engines.agencies.models import Agency, Officer, User
from gongkai.engines.agencies.permissions import Permission
from gongkai.engines.ledger.models import Event
from gongkai.faces.cli.tests.conftest import Run

FILE = """
office_hours = "工作日 8:30-12:00"

[site]
name = "青原县政务公开"

[[agencies]]
slug = "qingyuan"
kind = "county"
name = "青原县人民政府"
short_name = "县政府"
credit_code = "11991022MB0000019P"
code_word = "青政"
head = "陆建宁"
head_title = "县长"

[[agencies]]
slug = "zhengfuban"
kind = "department"
parent = "qingyuan"
name = "青原县人民政府办公室"

[[people]]
username = "hejing"
name = "何静"
agency = "zhengfuban"
title = "政务公开股股长"
roles = ["openness_office", "liaison", "approver@qingyuan"]
"""


@pytest.fixture
def county_file(tmp_path: Path, db: None) -> Path:
    path = tmp_path / "county.toml"
    path.write_text(FILE, "utf-8")
    return path


def test_a_file_enters_agencies_officers_and_roles(run: Run, county_file: Path) -> None:
    told = run("agencies", "import", county_file, "--json").json
    assert told["agencies"] == ["qingyuan", "zhengfuban"]
    assert told["officers"] == ["hejing"]
    government = Agency.objects.get(slug="qingyuan")
    assert (government.principal, government.number_code, government.hours) == (
        "县长 陆建宁",
        "青政",
        "工作日 8:30-12:00",
    )
    he_jing = Officer.objects.get(user__username="hejing")
    # The openness office serves the whole county, the liaison her own office.
    assert he_jing.may(Permission.READ_LEDGER, government)
    assert not he_jing.may(Permission.MANAGE_AGENCIES, government)
    assert not he_jing.user.has_usable_password()


@pytest.mark.full
def test_reading_it_again_changes_nothing(run: Run, county_file: Path) -> None:
    run("agencies", "import", county_file)
    events = Event.objects.count()
    told = run("agencies", "import", county_file, "--json").json
    assert told == {"agencies": [], "officers": [], "roles": [], "kept": 3}
    assert Event.objects.count() == events


def test_a_file_can_grow(run: Run, county_file: Path) -> None:
    run("agencies", "import", county_file)
    more = FILE.replace('"approver@qingyuan"]', '"approver@qingyuan", "undertaker"]')
    county_file.write_text(more, "utf-8")
    assert run("agencies", "import", county_file, "--json").json["roles"] == ["hejing: undertaker@zhengfuban"]


def test_all_faults_are_told_at_once_and_nothing_is_kept(run: Run, county_file: Path) -> None:
    text = FILE.replace('"openness_office"', '"boss"').replace('parent = "qingyuan"', 'parent = "xinghe"')
    county_file.write_text(text.replace('agency = "zhengfuban"', 'agency = "zhengfubang"'), "utf-8")
    reasons = run("agencies", "import", county_file, code=1).err.splitlines()
    assert len(reasons) == 3
    assert "xinghe" in reasons[0] and "zhengfubang" in reasons[1] and "boss" in reasons[2]
    assert not Agency.objects.exists()


def test_what_an_action_refuses_undoes_the_whole_file(run: Run, county_file: Path) -> None:
    county_file.write_text(FILE.replace("11991022MB0000019P", "11991022MB00000191"), "utf-8")
    [reason] = run("agencies", "import", county_file, code=1).err.splitlines()
    assert "校验位" in reason
    assert not Agency.objects.exists() and not Event.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[agencies]\n", "TOML"),
        ('[[agencies]]\nslug = "a"\nname = "某局"\nkind = "bureau"\ncolour = "red"\n', "agencies[1].kind"),
        ('[[agencies]]\nslug = "a"\nname = "某局"\nkind = "bureau"\ncolour = "red"\n', "agencies[1].colour"),
        ('[[people]]\nusername = "x"\n', "people[1].agency"),
        ('[[people]]\nusername = "x"\nname = "某"\nagency = "nowhere"\n', "nowhere"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place(run: Run, county_file: Path, text: str, said: str) -> None:
    county_file.write_text(text, "utf-8")
    assert said in run("agencies", "import", county_file, code=1).err


@pytest.mark.full
def test_the_demo_county_is_such_a_file(run: Run, db: None) -> None:
    import gongkai.demo

    path = Path(gongkai.demo.__file__).parent / "county.toml"
    told = run("agencies", "import", path, "--json").json
    assert len(told["agencies"]) > 10 and len(told["officers"]) > 10


def test_agencies_are_listed_by_slug(run: Run, county_file: Path) -> None:
    run("agencies", "import", county_file)
    assert run("agencies", "list").rows[0] == ["qingyuan", "青原县人民政府", "county", ""]
    assert run("agencies", "list", "--json").json[1]["parent"] == "qingyuan"


def test_a_missing_file_is_a_sentence(run: Run, db: None, tmp_path: Path) -> None:
    assert "请检查路径" in run("agencies", "import", tmp_path / "none.toml", code=1).err


def test_a_password_is_asked_for_and_kept_secret(run: Run, county_file: Path) -> None:
    run("agencies", "import", county_file)
    secret = "three blue reservoirs"
    told = run("officers", "password", "hejing", given=f"{secret}\n{secret}\n")
    assert secret not in told.out + told.err
    assert User.objects.get(username="hejing").check_password(secret)
    event = Event.objects.get(verb="officer.password_set")
    assert (event.facts, event.public) == ("{}", False)


def test_a_weak_password_is_refused_with_reasons(run: Run, county_file: Path) -> None:
    run("agencies", "import", county_file)
    assert run("officers", "password", "hejing", given="123\n123\n", code=1).err
    assert not User.objects.get(username="hejing").has_usable_password()


def test_only_officers_have_passwords(run: Run, db: None) -> None:
    assert "nobody" in run("officers", "password", "nobody", code=1).err
