"""Redacting: the file of a partial disclosure is made here, and what was masked is nowhere in its bytes."""

import io
import re
import zipfile
import zlib

import pypdfium2
import pytest

from gongkai.affairs.applications.letters.queries import letters_of
from gongkai.affairs.applications.redacting import redacted
from gongkai.engines.files import Official, to_docx, to_pdf
from gongkai.kernel.flow import Refused
from tests.county import County

from .telling import accepted, answer

TABLE = Official(
    title="农村危房改造补助对象明细",
    html_body="<p>桥头镇桥东村王小明，身份证号440524188001010014，补助2万元。</p><p>桥头镇桥西村补助3万元。</p>",
    issuer="青原县住房和城乡建设局",
)
SECRETS = ["王小明", "440524188001010014"]


def opened(data: bytes) -> str:
    """The bytes as they are and with everything in them unpacked, in the encodings that office files use."""
    pieces = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pieces += [archive.read(name) for name in archive.namelist()]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            pieces.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    encodings = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
    return "".join(piece.decode(code, "ignore") for piece in pieces for code in encodings)


def pdf_text(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def hexed(word: str) -> str:
    return word.encode("utf-16-be").hex().upper()


@pytest.mark.full
def test_words_are_gone_from_a_word_file() -> None:
    whole = to_docx(TABLE)
    assert all(secret in opened(whole) for secret in SECRETS)
    file = redacted("王小明明细.docx", whole, words=SECRETS)
    assert file["name"] == "■■■明细（区分处理）.docx" and file["redacted"] is True
    rest = opened(file["data"])
    assert not any(secret in rest for secret in SECRETS)
    assert "■■■" in rest and "桥西村补助3万元" in rest


@pytest.mark.full
def test_words_are_gone_from_a_pdf() -> None:
    whole = to_pdf(TABLE)
    assert all(secret in pdf_text(whole) for secret in SECRETS)
    made = redacted("明细.pdf", whole, words=SECRETS)["data"]
    rest = opened(made)
    for secret in SECRETS:
        assert secret not in pdf_text(made)
        assert secret not in rest and hexed(secret) not in rest.upper()


@pytest.mark.full
def test_an_area_of_a_pdf_is_gone() -> None:
    whole = to_pdf(TABLE)
    made = redacted("明细.pdf", whole, areas=[(1, 0.0, 0.0, 600.0, 842.0)])["data"]
    assert pdf_text(whole).strip() and not pdf_text(made).strip()


@pytest.mark.full
def test_text_without_a_frame_is_masked_too() -> None:
    made = redacted("名单.txt", "王 小明 2万元\n李四 3万元\n".encode(), words=["王小明"])["data"]
    assert "小明" not in opened(made) and "李四" in opened(made)


@pytest.mark.full
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "请写明要遮盖的文字"),
        ({"words": ["王"]}, "只有一个字"),
        ({"words": ["王小朋"]}, "找不到“王小朋”"),
        ({"areas": [(1, 0.0, 0.0, 9.0, 9.0)]}, "只有PDF文件可以框选"),
    ],
)
def test_what_would_not_mask_is_refused(facts: dict[str, list[str]], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        redacted("明细.docx", to_docx(TABLE), **facts)  # type: ignore[arg-type]


@pytest.mark.full
def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="第9页不存在"):
        redacted("明细.pdf", to_pdf(TABLE), areas=[(9, 0.0, 0.0, 9.0, 9.0)])


@pytest.mark.full
@pytest.mark.django_db
def test_a_partial_disclosure_hands_over_what_was_made(county: County) -> None:
    application = accepted(county)
    file = redacted("明细.txt", "桥东村王小明 2万元".encode(), words=["王小明"])
    signed = answer(
        county, application, outcome="partial", variant="redacted", ground="personal_privacy", files=[file],
        reasons="含有他人的身份证号",
    )  # fmt: skip
    assert signed.files.get().redacted
    (letter,) = [one for one in letters_of(application) if one.kind == "reply_partial"]
    assert "“明细（区分处理）.txt”，共1份" in "".join(part["text"] for part in letter.parts)
