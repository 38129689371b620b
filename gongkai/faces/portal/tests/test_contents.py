"""The headings of a long document are links; a short one goes without."""

from django.test import Client

from gongkai.affairs.documents.body import from_text
from gongkai.faces.portal.contents import with_contents
from tests.county import County

LONG = "".join(
    f"<h2>第{n}章　总<strong>则</strong></h2><p>{'坚持规划引领。' * 100}</p>" for n in "一二三四五六七"
)


def test_each_heading_is_a_place_and_a_link() -> None:
    body, sections = with_contents(LONG)
    assert [one.title for one in sections][:2] == ["第一章 总则", "第二章 总则"]
    assert all(f'<h2 id="{one.place}">' in body for one in sections) and len(sections) == 7
    assert with_contents("<h2>一、甲</h2><p>乙</p>") == ("<h2>一、甲</h2><p>乙</p>", [])
    few = f"<h2>一、甲</h2><p>{'长' * 5000}</p>"
    assert with_contents(few) == (few, [])


def test_a_long_document_begins_with_its_contents(county: County, client: Client) -> None:
    text = "\n".join(f"{n}、部分\n{'坚持规划引领，推进建设。' * 100}" for n in "一二三四五六七")
    long, short = county.publish("规划", body=from_text(text)), county.publish("短文")
    page = client.get(f"/documents/{long.document.index_number}/").content.decode()
    assert '<a href="#section-7">七、部分</a>' in page and '<h2 id="section-7">七、部分</h2>' in page
    assert "目录（7 节）" in page
    assert "section-" not in client.get(f"/documents/{short.document.index_number}/").content.decode()
