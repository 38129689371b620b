"""All agencies: a line each in the order of the tree, no ranking unless the pack asks for it; figures lead on."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.engines.agencies.actions import open_agency
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.engines.duties.queries import Summary
from gongkai.faces.workbench import figures, overview
from gongkai.faces.workbench.tests.owing import at, page_of, under_xiaoxian
from gongkai.kernel.clock import today
from gongkai.kernel.law import forget_packs
from tests.county import County

PATH, FILE = "/workbench/agencies/", "/workbench/agencies.csv"
LATER = "2025-11-24T10:00"


@pytest.fixture
def owing(county: County) -> County:
    return under_xiaoxian(county)


def lines(page: str) -> list[str]:
    """The agencies in the order of the table's lines."""
    return re.findall(r'<th scope="row"[^>]*><a href="/workbench/agencies/([a-z0-9]+)/">', page)


def cells(page: str, slug: str) -> list[str]:
    row = page.split(f'href="/workbench/agencies/{slug}/">')[1].split("</tr>")[0]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]


def test_he_jing_sees_all_below_in_the_order_of_the_tree(owing: County) -> None:
    with at(LATER):
        page = page_of(owing.he_jing, PATH)
    assert lines(page) == ["qingyuan", "qiaotou", "zhujian"]
    assert "不排名次" in page and "名次</th>" not in page


def test_what_is_open_and_overdue_counts_as_not_on_time(owing: County) -> None:
    with at("2025-11-18T10:00"):
        assert cells(page_of(owing.he_jing, PATH), "zhujian")[:4] == ["100%", "1", "0", "0"]
    with at(LATER):
        assert cells(page_of(owing.he_jing, PATH), "zhujian")[:4] == ["50%", "1", "0", "1"]


def test_the_figures_lead_to_what_they_count(owing: County) -> None:
    with at(LATER):
        page = page_of(owing.he_jing, PATH)
        link = "/workbench/duties/?agency=zhujian&amp;status=overdue&amp;strength=must"
        assert f'href="{link}"' in page
        assert "青原县农村危房改造实施办法" in page_of(owing.he_jing, link.replace("&amp;", "&"))


def test_a_heading_sorts_and_says_so(owing: County) -> None:
    with at(LATER):
        page = page_of(owing.he_jing, f"{PATH}?sort=overdue")
    assert lines(page)[0] == "zhujian"
    assert 'aria-sort="descending"' in page and "恢复按机构设置的次序排列" in page
    page_of(owing.he_jing, f"{PATH}?sort=name", 404)


def test_there_is_a_ranking_where_the_pack_turns_it_on(
    owing: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not overview.ranks(owing.government)
    monkeypatch.setattr(overview, "ranks", lambda agency: True)
    with at(LATER):
        page = page_of(owing.he_jing, PATH)
    assert "名次</th>" in page and "按时率高的在前" in page
    assert lines(page)[0] == "zhujian", "who has nothing to count comes last"
    before = page.split('href="/workbench/agencies/zhujian/">')[0].rsplit("<tr>", 1)[1]
    assert '<td class="num">1</td>' in before


def test_equal_shares_hold_one_place(county: County) -> None:
    shares = [Summary("a", met=1), Summary("b", met=2), Summary("c", late=1), Summary("d")]
    placed = overview._placed([overview.Line(county.housing, 0, one) for one in shares])
    assert [line.place for line in placed] == [1, 1, 3, 0]


def test_others_see_only_what_their_role_covers(owing: County) -> None:
    with at(LATER):
        page = page_of(owing.zhou_min, PATH)
        assert lines(page) == ["zhujian"]
        assert f'<li><a href="{PATH}"' not in page, "no entry for who has one agency only"
        assert f'<li><a href="{PATH}"' in page_of(owing.he_jing, "/workbench/")


def test_the_table_comes_as_a_file(owing: County) -> None:
    client = Client()
    client.force_login(owing.he_jing.user)
    with at(LATER):
        answer = client.get(FILE)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    heads, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heads[:3] == ["机构代号", "单位", "按时率"]
    assert ["zhujian", "青原县住房和城乡建设局", "50%", "1", "0", "1"] in [row[:6] for row in rows]


@pytest.mark.full
def test_a_hundred_agencies_take_no_more_queries_than_three(owing: County, client: Client) -> None:
    client.force_login(owing.he_jing.user)
    with CaptureQueriesContext(connection) as few:
        client.get(PATH)
    for number in range(100):
        open_agency(
            by=SYSTEM, slug=f"cun{number}", name=f"第{number}村", kind="village", parent=owing.township,
            index_code=f"C{number:08}",
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        page = client.get(PATH).content.decode()
    assert len(many) <= len(few)
    # What is its own: the law in force, roles, agencies, two for their figures, two for the months.
    own = [
        one["sql"] for one in many if any(word in one["sql"] for word in ("duty", "grant", 'FROM "agency"'))
    ]
    assert len(own) <= 8, own
    assert len(lines(page)) == 103
    assert lines(page).index("cun7") > lines(page).index("qiaotou")


@pytest.mark.parametrize(
    ("share", "words"), [(None, "—"), (0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1.0, "100%")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float | None, words: str) -> None:
    assert figures.percent(share) == words


def test_the_last_line_adds_up() -> None:
    one = Summary("a", 1, 2, 3, 4, 5)
    assert figures.total([one, replace(one, of="b")]) == Summary("", 2, 4, 6, 8, 10)
    assert figures.total([]).on_time is None


def test_the_pack_decides_whether_there_is_a_ranking(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packs" / "ranked"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text('title = "设有名次"\nextends = "national"\n', encoding="utf-8")
    (folder / "settings.toml").write_text(
        '[setting.ranking]\ntitle = "排名次"\n[[setting.ranking.versions]]\nsince = 2020-01-01\nvalue = true\n'
        'verified = false\nnote = "测试"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("GONGKAI_PACKS", str(folder.parent))
    forget_packs()
    with at("2025-11-17T09:00"):
        assert not overview.ranks(county.government)
        adopt_pack(by=SYSTEM, agency=county.government, pack="ranked", from_=today())
        assert overview.ranks(county.housing), "it goes by the pack of the county"
    forget_packs()
