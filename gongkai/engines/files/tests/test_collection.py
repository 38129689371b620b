"""A volume of several documents: every document begins on the page that the contents name, byte for byte again."""

import io
import re
from collections.abc import Sequence

import pypdfium2
import pytest

from gongkai.engines.files import Collection, FileRefused, Official, VolumePart, to_volume

PARAGRAPH = (
    "<p>" + "为规范农村危房改造工作，保障农村低收入群体基本住房安全，结合本县实际，制定本办法。" * 6 + "</p>"
)


def article(serial: int, length: int) -> Official:
    return Official(
        title=f"青原县第{serial}号办法",
        html_body=PARAGRAPH * length,
        number=f"青建规〔2025〕{serial}号",
        signers=("青原县住房和城乡建设局",),
    )


def collection(lengths: Sequence[int]) -> Collection:
    articles = tuple(article(at, length) for at, length in enumerate(lengths, start=1))
    half = len(articles) // 2
    return Collection(
        name="青原县人民政府公报",
        issue="2025年第3期",
        serial="总第27期",
        imprint=("青原县人民政府主办", "2025年9月30日出版"),
        publisher="青原县人民政府",
        parts=(
            VolumePart("政府文件", articles[:half]),
            VolumePart("人事任免", ()),
            VolumePart("部门规范性文件", articles[half:]),
        ),
    )


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@pytest.mark.full
@pytest.mark.parametrize("lengths", [(1,), (1, 9, 1, 4), tuple([1, 7, 2, 12] * 10)], ids=len)
def test_every_document_begins_where_the_contents_say(lengths: Sequence[int]) -> None:
    volume = to_volume(collection(lengths))
    pages = pages_of(volume.pdf)
    assert len(pages) == volume.pages
    front = next(at for at, page in enumerate(pages) if "—1—" in page)
    contents = "".join(pages[1:front])
    for serial, start in enumerate(volume.starts, start=1):
        (named,) = re.findall(
            rf"第{serial}号办法（青建规〔2025〕{serial}号）[.]*(\d+?)(?=青原|政府|部门|$)", contents
        )
        assert int(named) == start
        page = pages[front + start - 1]
        assert f"—{start}—" in page
        assert f"青建规〔2025〕{serial}号青原县第{serial}号办法" in page
    assert len(volume.starts) == len(lengths)


def test_cover_and_sections_stand_in_front_without_the_empty_ones() -> None:
    pages = pages_of(to_volume(collection((1, 1, 1))).pdf)
    assert pages[0] == "青原县人民政府公报2025年第3期总第27期青原县人民政府主办2025年9月30日出版"
    assert "目录政府文件" in pages[1] and "部门规范性文件" in pages[1] and "人事任免" not in pages[1]


def test_the_same_volume_gives_the_same_bytes() -> None:
    assert to_volume(collection((2, 3))) == to_volume(collection((2, 3)))


def test_what_is_written_in_a_document_is_not_read_as_markup() -> None:
    hostile = Official(title='#pagebreak() "引号" $x$', html_body="<p>#let a = 1 *粗* _斜_ `代码`</p>")
    volume = to_volume(
        Collection("公报#1", "第1期", "", ("主办",), "青原县", (VolumePart("#栏目", (hostile,)),))
    )
    text = "".join(pages_of(volume.pdf))
    assert "#pagebreak()" in text and "#leta=1*粗*_斜_`代码`" in text


def test_a_volume_without_documents_is_refused() -> None:
    with pytest.raises(FileRefused, match="还没有内容"):
        to_volume(collection(()))
