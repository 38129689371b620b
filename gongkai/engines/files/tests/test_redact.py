"""Partial disclosure: areas and words of a PDF are black for good, on turned and cropped pages too."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from gongkai.engines.files import FileRefused, page_pictures, parts, redact_pdf, strip
from gongkai.engines.files.tests import composed

pytestmark = pytest.mark.usefixtures("at_home")


def page(data: bytes, index: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    picture = document[index].render(scale=1).to_pil().convert("L")
    document.close()
    return picture


def is_black(picture: Image.Image, x: float, y_from_below: float) -> bool:
    return picture.getpixel((int(x), int(picture.height - y_from_below))) < 40


def texts(data: bytes) -> str:
    return "".join(part.text for part in parts(data, "a.pdf"))


def test_an_area_is_black_and_its_text_gone() -> None:
    made = redact_pdf(composed.pdf(), areas=[(1, 70, 725, 300, 750)])
    picture = page(made)
    assert is_black(picture, 100, 737)
    assert not is_black(picture, 400, 737)
    assert composed.PHONE not in texts(made)
    assert "第二页没有个人信息" in texts(made)


def test_a_word_is_found_and_black_where_it_stood() -> None:
    made = redact_pdf(composed.pdf(), words=[composed.PHONE])
    picture = page(made)
    # after 某甲 and 电话, four letters of 16 points and two blanks
    assert is_black(picture, 72 + 4 * 16 + 30, 735)
    assert not is_black(picture, 72 + 8, 760)
    assert composed.PHONE not in texts(made)
    assert composed.PHONE.encode() not in made


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_word_on_a_turned_and_cropped_page_is_covered_exactly(turn: int) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(composed.pdf())) as pdf:
        pdf.pages[0].obj.Rotate = turn
        pdf.pages[0].obj.CropBox = [50, 600, 500, 800]
        pdf.save(stream)
    before, after = page(stream.getvalue()), page(redact_pdf(stream.getvalue(), words=[composed.PHONE]))
    assert after.size == before.size
    upright = after.rotate(turn, expand=True)
    black = upright.point(lambda level: 255 if level < 40 else 0).getbbox()
    # the box of the word is the one large black thing: it begins after 某甲 电话 and stands on the second line
    assert black is not None
    x, y = 72 - 50 + 4 * 16 + 30, 735 - 600
    assert is_black(upright, x, y)
    assert not is_black(upright, x, y + 40)


def test_values_typed_into_a_form_are_covered_as_well() -> None:
    stream = io.BytesIO()
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    canvas = Canvas(stream, invariant=1)
    canvas.drawString(72, 760, "Form")
    canvas.acroForm.textfield(name="phone", value=composed.PHONE, x=72, y=700, width=200, height=30)
    canvas.save()
    made = redact_pdf(stream.getvalue(), words=[composed.PHONE])
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert composed.PHONE not in texts(made)


def test_a_page_or_word_that_is_not_there_refuses_the_whole() -> None:
    with pytest.raises(FileRefused, match="第3页不存在，这份 PDF 共2页"):
        redact_pdf(composed.pdf(), areas=[(3, 0, 0, 1, 1)])
    with pytest.raises(FileRefused, match="找不到“某乙”"):
        redact_pdf(composed.pdf(), words=[composed.PHONE, "某乙"])


def test_equal_input_gives_equal_bytes() -> None:
    data = composed.pdf()
    assert redact_pdf(data, words=["某甲"]) == redact_pdf(data, words=["某甲"])


def test_who_draws_areas_sees_the_pages_that_are_masked() -> None:
    data = composed.pdf()  # with a remark, which cleaning takes out
    shown = page_pictures(data)
    assert len(shown) == 2 and shown == page_pictures(strip(data))
    with pytest.raises(FileRefused, match="只有 PDF"):
        page_pictures(b"no pdf")
