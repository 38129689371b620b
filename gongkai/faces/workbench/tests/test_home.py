"""My page: who I am here, the drafts and the newest publications of my agencies."""

import pytest
from django.test import Client

from gongkai.engines.agencies import actions
from gongkai.engines.agencies.models import Officer
from gongkai.engines.agencies.queries import SYSTEM
from tests.county import County

ME = "/workbench/me/"


def page_of(officer: Officer, prefix: str = "") -> str:
    """The page as this officer sees it."""
    client = Client()
    client.force_login(officer.user)
    answer = client.get(prefix + ME)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_zhou_min_sees_the_drafts_of_her_bureau_and_the_township_does_not(county: County) -> None:
    county.draft("农村危房改造实施办法（草案）")
    assert "农村危房改造实施办法（草案）" in page_of(county.zhou_min)
    assert "我起草的" in page_of(county.zhou_min)
    assert "我起草的" not in page_of(county.tang_ke)
    assert "农村危房改造实施办法（草案）" in page_of(county.he_jing)  # the openness office sees all below
    assert "农村危房改造实施办法（草案）" not in page_of(county.guo_liang)


def test_what_is_published_stands_below_and_leads_to_the_public_page(county: County) -> None:
    edition = county.publish("农村危房改造实施办法")
    text = page_of(county.zhou_min)
    assert f'href="/documents/{edition.document.index_number}/"' in text
    assert "没有草稿。" in text


def test_she_reads_her_roles_in_words(county: County) -> None:
    text = page_of(county.zhou_min)
    assert "承办人" in text and "起草本单位的文件" in text and "青原县住房和城乡建设局" in text
    assert "及其下级单位" in page_of(county.he_jing)


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("undertaker", "起草或者迁移来、尚未公开的文件会列在这里"),
        ("secrecy_reviewer", "本单位起草、尚未公开的文件会列在这里"),
        ("administrator", "您的角色不查看草稿"),
        (None, "您还没有角色"),
    ],
)
def test_an_empty_page_says_why(county: County, role: str | None, sentence: str) -> None:
    new = actions.appoint(by=SYSTEM, agency=county.township, username="xinren", name="新人")
    if role:
        actions.grant_role(new, by=SYSTEM, role=role)
    assert sentence in page_of(new)


def test_long_lists_say_how_many_there_are(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.faces.workbench.home.DRAFTS", 2)
    for number in range(3):
        county.draft(f"第{number}号方案")
    text = page_of(county.zhou_min)
    assert "共 3 件" in text and "最近起草的 2 件" in text


def test_it_stands_in_all_languages(county: County) -> None:
    assert '<html lang="en">' in page_of(county.zhou_min, "/en")
    assert '<html lang="zh-Hant">' in page_of(county.zhou_min, "/zh-hant")
