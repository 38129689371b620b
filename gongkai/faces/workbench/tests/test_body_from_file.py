"""A text filled from a file says what the file had besides words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.engines.files import Body
from gongkai.faces.workbench import document_parts
from gongkai.faces.workbench.tests.paperwork import at
from tests.county import County


@pytest.mark.parametrize("left_out", [True, False])
def test_pictures_and_drawings_that_were_left_out_are_told(
    county: County, monkeypatch: pytest.MonkeyPatch, left_out: bool
) -> None:
    edition = county.draft("关于防汛值守的通知", kind="notice", taken_from="")
    monkeypatch.setattr(document_parts, "to_html", lambda *_, **__: Body("<p>值守安排。</p>", left_out))
    source = {"fill": "1", "source": SimpleUploadedFile("稿.pdf", b"%PDF-")}
    address = f"/workbench/documents/{edition.document.index_number}/files/"
    said = at(county.zhou_min).post(address, source, follow=True).content.decode()
    assert "值守安排。" in said
    assert ("图片或者图形没有转入正文" in said) is left_out
