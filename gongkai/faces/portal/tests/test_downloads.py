"""Word and PDF versions of what is public: made once, the same for everybody, gone with a withdrawal."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.affairs.documents import actions, official
from tests.county import County


def got(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200, path
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_the_page_leads_to_both_and_they_hold_the_text(county: County, client: Client) -> None:
    document = county.publish(doc_number="青建规〔2025〕6号").document
    page = LexborHTMLParser(client.get(f"/documents/{document.index_number}/").content.decode())
    word, pdf = (str(a.attributes["href"]) for a in page.css("section[aria-labelledby=downloads] a"))
    text = "\n".join(one.text for one in docx.Document(BytesIO(got(client, word))).paragraphs)
    assert "青建规〔2025〕6号" in text
    assert "现印发给你们，请认真贯彻执行。" in text
    made = pypdfium2.PdfDocument(got(client, pdf))
    assert "请认真贯彻执行" in made[0].get_textpage().get_text_bounded().replace("\r\n", "")
    made.close()
    for path, disposition in ((word, "attachment"), (pdf, "inline")):
        response = client.get(path)
        response.getvalue()
        assert response["Content-Disposition"].startswith(disposition)
        assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_each_edition_has_its_own_and_is_made_once(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = county.publish().document
    first = f"/files/{document.index_number}/editions/1.docx"
    before = got(client, first)
    county.correct(document, title="青原县农村危房改造办法")
    assert got(client, first) == before
    assert got(client, first.replace("1.docx", "2.docx")) != before
    assert len(default_storage.listdir("made")[0]) in {1, 2}

    def never(told: official.Official) -> bytes:
        raise AssertionError("made a second time")

    word = official.FORMATS["docx"]
    kept = official.Format(word.extension, word.media_type, word.title, never)
    monkeypatch.setitem(official.FORMATS, "docx", kept)  # type: ignore[arg-type]
    assert got(client, first) == before


def test_what_is_not_public_is_not_made(county: County, client: Client) -> None:
    document = county.publish().document
    draft = county.draft("还没有公开的办法").document
    for path in (f"{draft.index_number}/editions/1.pdf", f"{document.index_number}/editions/1.exe",
                 f"{document.index_number}/editions/2.pdf", "NOTHING/editions/1.pdf"):  # fmt: skip
        assert client.get(f"/files/{path}").status_code == 404, path
    place = f"/files/{document.index_number}/editions/1.docx"
    got(client, place)
    actions.withdraw(document, by=county.lu_fang, reason="数据有误。")
    assert client.get(place).status_code == 404


def test_a_machine_that_cannot_make_it_says_so(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai.engines.files import FileRefused

    def refuse(told: official.Official) -> bytes:
        raise FileRefused("这台机器上没有中文字体。")

    pdf = official.FORMATS["pdf"]
    broken = official.Format(pdf.extension, pdf.media_type, pdf.title, refuse)
    monkeypatch.setitem(official.FORMATS, "pdf", broken)  # type: ignore[arg-type]
    response = client.get(f"/files/{county.publish().document.index_number}/editions/1.pdf")
    assert response.status_code == 503
    assert "没有中文字体" in response.content.decode()
