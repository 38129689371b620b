"""What an applicant may enclose: with the form or in the case; the officer of the unit gets the file for a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from gongkai.affairs.applications.actions import enclosing
from gongkai.affairs.applications.models import Application
from gongkai.affairs.applications.tests.test_enclosing import PICTURE
from gongkai.engines.files.examine import examine
from gongkai.faces.portal import enclosures
from gongkai.faces.portal.tests.applying import NEW, fill_in, text_of
from tests.county import County

pytestmark = pytest.mark.django_db


def test_sent_with_the_form_and_opened_by_the_unit_for_a_reason(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "examine", examine)  # in this process: it takes a tenth of the time
    fill_in(client)
    wrong = client.post(
        f"{NEW}check/",
        {
            "authority": SimpleUploadedFile("授权.csv", "姓名,电话\n李花,1\n".encode()),
            "proof": SimpleUploadedFile("证件.png", PICTURE),
        },
    )
    assert wrong.status_code == 400 and "附件只收PDF和JPG、PNG图片" in text_of(wrong)
    assert "“身份证明复印件”没有保存，请重新选择" in text_of(wrong)
    assert not Application.objects.exists()
    sent = client.post(f"{NEW}check/", {"proof": SimpleUploadedFile("证件.png", PICTURE)})
    assert sent["Location"] == f"{NEW}received/"
    application = Application.objects.get()
    staff = Client()
    staff.force_login(county.tang_ke.user)
    place = f"/workbench/applications/{application.number}/"
    assert "身份证明复印件" in text_of(staff.get(place))
    asked = staff.get(f"{place}enclosures/1/")
    assert asked.status_code == 200 and "查看并留痕" in text_of(asked)
    opened = staff.post(f"{place}enclosures/1/", {"why": "verify"})
    assert opened.content == PICTURE and opened["Content-Type"] == "image/png"
    assert opened["Content-Disposition"].startswith("attachment") and "no-store" in opened["Cache-Control"]
    assert staff.get(f"{place}enclosures/2/").status_code == 404
    client.post(f"{NEW}received/")
    case = f"/apply/case/{application.number}/"
    assert client.post(f"{case}enclosures/").status_code == 400
    later = client.post(f"{case}enclosures/", {"authority": SimpleUploadedFile("授权.png", PICTURE)})
    assert later["Location"] == f"{case}?done=enclosures"
    told = text_of(client.get(later["Location"]))
    assert "已经收到您的附件" in told and "核对身份证明" in told


def test_what_is_too_large_or_too_much_is_not_even_taken_apart(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def never(*given: object) -> None:
        raise AssertionError("taken apart")

    monkeypatch.setattr(enclosing, "examine", never)
    monkeypatch.setattr(enclosures, "LIMIT", 2**20)
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "enclose": "1/h/ip"}
    fill_in(client)
    for size, told in ((2**20 + 1, "超过1 MB"), (1, "上传的附件太多")):
        given = {"proof": SimpleUploadedFile("证件.png", PICTURE[:1] * size)}
        answer = client.post(f"{NEW}check/", given)
        assert answer.status_code == 400 and told in text_of(answer)
