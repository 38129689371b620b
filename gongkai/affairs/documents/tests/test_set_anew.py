"""What the public gets of an attachment in Word and PDF: set from screened and masked words, or not at all."""

import io

import docx
import pypdfium2
import pytest
from django.test import Client
from openpyxl import Workbook

from gongkai.affairs.documents import actions, official, queries, screening, settling
from gongkai.affairs.documents.findings import open_findings
from gongkai.affairs.documents.models import Edition, PublicCopy
from gongkai.affairs.documents.search import entries
from gongkai.affairs.documents.tests.listing import SECRETS, as_pdf, as_word
from gongkai.engines.files.tests.composed import photograph
from tests.county import County

KEPT = "县级农村危房改造补助，据实公示。"


def out(county: County, **files: bytes) -> dict[str, PublicCopy]:
    """A list with these files through its course, all numbers masked and the rest kept; its copies by ending."""
    edition = county.draft("2025年补助名单", kind="subsidy", taken_from="", body="<p>名单见附件。</p>")
    for ending, data in files.items():
        actions.attach(edition, by=county.zhou_min, name=f"名单.{ending}", data=data)
    screening.screen(edition, by=county.zhou_min)
    numbers = [one.pk for one in open_findings(edition) if one.kind in {"identity", "mobile"}]
    if numbers:
        settling.mask(edition, by=county.zhou_min, findings=numbers)
    if rest := [one.pk for one in open_findings(edition)]:
        settling.keep(edition, by=county.zhou_min, findings=rest, reason=KEPT)
    county.see_through(Edition.objects.get(pk=edition.pk))
    return {one.name.rpartition(".")[2]: one for one in queries.copies_of([edition])}


def words_of(copy: PublicCopy) -> str:
    """What stands in the Word version, or in the PDF where there is no other."""
    told = official.of_copy("X", copy)
    made = {}
    for one in official.formats_of(copy):
        with official.opened(told, one) as file:
            made[one.extension] = file.read()
    if "docx" in made:
        word = docx.Document(io.BytesIO(made["docx"]))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in word.paragraphs), *cells])
    with pypdfium2.PdfDocument(made["pdf"]) as pages:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


@pytest.mark.full
def test_a_masked_list_is_offered_in_the_other_format_with_no_number_in_it(county: County) -> None:
    found = out(county, docx=as_word(), pdf=as_pdf())
    assert [one.title for one in official.formats_of(found["docx"])] == ["PDF"]
    assert [one.title for one in official.formats_of(found["pdf"])] == ["Word"]
    for copy in found.values():
        words = words_of(copy) + copy.text + copy.body
        assert "孟小禾" in words and "20000" in words
        assert not any(secret in "".join(words.split()) for secret in SECRETS)


@pytest.mark.full
def test_a_workbook_stays_a_table_and_is_offered_as_pdf(county: County) -> None:
    book = Workbook()
    for row in (("乡镇", "户数"), ("桥头镇", 12), ("合计", 12), (None, "其中危房8")):
        book.active.append(row)
    book.active.merge_cells("A3:A4")
    stream = io.BytesIO()
    book.save(stream)
    copy = out(county, xlsx=stream.getvalue())["xlsx"]
    assert (copy.form, [one.title for one in official.formats_of(copy)]) == ("table", ["PDF"])
    assert 'rowspan="2"' in copy.body and "桥头镇" in words_of(copy)


@pytest.mark.full
def test_a_picture_is_not_set_anew(county: County) -> None:
    word = docx.Document()
    word.add_paragraph("位置示意图如下。")
    word.add_picture(io.BytesIO(photograph()))
    stream = io.BytesIO()
    word.save(stream)
    copy = out(county, docx=stream.getvalue())["docx"]
    assert (copy.form, official.formats_of(copy), copy.text.strip()) == ("", [], "位置示意图如下。")


def test_what_an_officer_uploads_is_searched_and_downloaded(county: County, client: Client) -> None:
    copy = out(county, txt="桥头镇改造十二户。\n联系人见公告。".encode())["txt"]
    number = copy.attachment.edition.document.index_number
    assert [entry.attachments for entry in entries([number])] == [
        ["名单.txt\n桥头镇改造十二户。\n联系人见公告。"]
    ]
    page = client.get(f"/documents/{number}/").content.decode()
    path, other = (f"/files/{number}/attachments/{copy.sha256}.{ending}" for ending in ("docx", "pdf"))
    assert path in page and other in page
    assert client.get(path).getvalue().startswith(b"PK")
    actions.withdraw(copy.attachment.edition.document, by=county.lu_fang, reason="误发。")
    assert client.get(path).status_code == 404
