"""What every template knows of the site and of the page's addresses."""

from pathlib import Path

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from gongkai.faces.ui import context


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.GONGKAI_ORIGIN = "https://www.qingyuan.example"
    return tmp_path


def test_without_a_file_only_what_is_known_is_said(home: Path) -> None:
    site = context.site_facts()
    assert (site.name, site.brand, site.domain) == ("政务公开", "政务公开", "www.qingyuan.example")
    assert site.icp == site.phone == ""


def test_the_file_is_read_again_when_it_changes(home: Path) -> None:
    file = home / "site.toml"
    file.write_text('name = "青原县政务公开"\nowner = "青原县人民政府"\nid_code = "9910220001"\n', "utf-8")
    assert context.site_facts().brand == "青原县人民政府"
    file.write_text('name = "青原县政务公开"\nphone = "0989-6606010"\n', "utf-8")
    site = context.site_facts()
    assert (site.brand, site.phone, site.id_code) == ("青原县政务公开", "0989-6606010", "")


@pytest.mark.parametrize("text", ["name = ", "name = 3\nunknown = true\nowner = ''", "\x00"])
def test_a_faulty_file_never_breaks_a_page(home: Path, text: str) -> None:
    (home / "site.toml").write_text(text, "utf-8")
    assert context.site_facts().name == "政务公开"


@pytest.mark.parametrize("path", ["/documents/", "/zh-hant/documents/", "/en/documents/"])
def test_the_same_page_in_each_language(home: Path, rf: RequestFactory, path: str) -> None:
    place = context.place_of(rf.get(path, {"q": "低保"}))
    assert place.path == "/documents/"
    assert [language.url for language in place.languages] == [
        "/documents/?q=%E4%BD%8E%E4%BF%9D",
        "/zh-hant/documents/?q=%E4%BD%8E%E4%BF%9D",
        "/en/documents/?q=%E4%BD%8E%E4%BF%9D",
    ]
    assert sum(language.current for language in place.languages) == 1
    assert place.canonical == f"https://www.qingyuan.example{path}"


def test_no_address_leads_to_another_site(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.path_info = "/en//evil.example/"
    assert {one.url for one in context.place_of(request).languages} == {
        "/evil.example/", "/zh-hant/evil.example/", "/en/evil.example/",
    }  # fmt: skip
